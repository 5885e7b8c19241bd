import { stack } from '../arrangement';
import type { CardLines } from '../card-lines';
import { ellipse } from '../designs/shapes';
import { finding } from '../findings';
import { inset, quietBox } from '../printed-code';
import type { SceneItem, Trim } from '../scene';
import { type DisplayContext, giantCode, type Laid, largest } from './poster';
import { put, textBlock } from './product';

const MARGIN_MM = 11;
const NUMBER_MM = 9;

/**
 * *Mode d'emploi*: half a page left with somebody who has never saved a contact from a code: three numbered steps in
 * large print, the code, and a number to call.
 */
export function layOutGuide(content: CardLines, trim: Trim, { fonts, messages, codes }: DisplayContext): Laid {
  const code = largest(codes);
  const box = inset(trim, MARGIN_MM);
  const items: SceneItem[] = [];
  if (code === null) return { items, findings: [finding('error', 'print.code_missing', { role: 'code' }, 'edit')] };
  const write = (text: string, topMm: number, look: Parameters<typeof textBlock>[1], left = 0) => {
    const made = put(fonts, textBlock(text, look), { xMm: box.xMm + left, topMm, widthMm: box.widthMm - left });
    items.push(...made.items);
    return made.bottomMm;
  };
  const display = { family: 'young-serif', ink: 'accentText' } as const;
  let y = write(messages.guideTitle, box.yMm, { ...display, max: 26, min: 18, maxLines: 2 });
  y = write(messages.guideLead, y + 0.5, { family: 'public-sans', max: 14, min: 12, maxLines: 2 });
  y += 5;
  messages.guideSteps.forEach((step, index) => {
    const circle = { xMm: box.xMm, yMm: y - 1.6, widthMm: NUMBER_MM, heightMm: NUMBER_MM };
    const number = textBlock(String(index + 1), {
      role: 'step-number',
      family: 'public-sans',
      weight: 'semibold',
      ink: 'onAccent',
      max: 14,
      min: 14,
    });
    const digit = stack(fonts, [number], circle, { anchor: 'middle', align: 'centre' });
    items.push(ellipse(circle, 'accent'), ...digit.items);
    y =
      Math.max(
        y + NUMBER_MM,
        write(step, y, { family: 'public-sans', max: 16, min: 13, maxLines: 4, role: 'step' }, NUMBER_MM + 4),
      ) + 3;
  });
  const phone = content.entries.find(({ role }) => role === 'phone');
  const footBlocks = [
    textBlock(code.kind === 'link' ? messages.guideLink : messages.guideOffline, {
      family: 'public-sans',
      max: 12,
      min: 11,
      maxLines: 2,
    }),
    textBlock(content.name, {
      family: 'public-sans',
      weight: 'semibold',
      max: 16,
      min: 12,
      maxLines: 2,
      role: 'name',
      key: 'name',
    }),
    ...(phone === undefined
      ? []
      : [
          textBlock(messages.guideHelp, { family: 'public-sans', max: 12, min: 11, maxLines: 2 }),
          textBlock(phone.text, {
            family: 'public-sans',
            weight: 'semibold',
            ink: 'accentText',
            max: 22,
            min: 14,
            role: 'phone',
            key: phone.key,
          }),
        ]),
  ];
  const foot = stack(fonts, footBlocks, box, { anchor: 'bottom', gapMm: 0.6 });
  items.push(...foot.items);
  const symbol = giantCode(code, { ...box, yMm: y, heightMm: foot.topMm - y - 2 }, 75);
  items.push(symbol);
  const isTight = symbol.moduleMm < 0.5 || quietBox(symbol).yMm + quietBox(symbol).heightMm > foot.topMm;
  const findings = isTight ? [finding('error', 'print.text_cut', { role: 'name', key: 'name' }, 'edit')] : [];
  return { items, findings };
}
