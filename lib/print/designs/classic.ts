import { solve } from '../arrangement';
import { inset } from '../printed-code';
import { designedBack } from './backs';
import { type Design, MARGIN_MM } from './design';
import { twoGroups } from './front';
import { rect } from './shapes';
import { stylesIn } from './styles';

const BAR_MM = { widthMm: 11, heightMm: 0.9 };
const BAR_GAP_MM = 3;

/** *Classique*: everything in its usual place, in the app's own letters, under a short bar of colour. */
export const classic: Design = {
  headlineOnBack: true,
  front(side) {
    const { trim, content, priority } = side;
    const box = inset(trim, MARGIN_MM);
    const styles = stylesIn('atkinson', trim);
    const bar = rect({ xMm: box.xMm, yMm: box.yMm, ...BAR_MM }, 'accent');
    const under = { ...box, yMm: box.yMm + BAR_GAP_MM, heightMm: box.heightMm - BAR_GAP_MM };
    const withBar = twoGroups(side, { box: under, styles }).map((group) =>
      group.map((arrange): typeof arrange => (entries, attempt) => {
        const arranged = arrange(entries, attempt);
        return { ...arranged, items: [bar, ...arranged.items] };
      }),
    );
    return solve([...withBar, ...twoGroups(side, { box, styles })], content.entries, priority);
  },
  back: (side) =>
    designedBack(side, { family: 'atkinson', ground: 'paper', codeAt: 'left', headline: true, markPt: 30 }),
};
