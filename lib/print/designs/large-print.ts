import { breakRuleOf, inkBottomOf, type Stack, stack } from '../arrangement';
import type { CardLine } from '../card-lines';
import { finding } from '../findings';
import type { Block, TextStyle } from '../fit-text';
import { inset } from '../printed-code';
import type { Box, RectItem } from '../scene';
import { THRESHOLDS } from '../thresholds';
import { type Design, MARGIN_MM, type Side, type SideOutput } from './design';
import { ground } from './shapes';

const MIN_PT = THRESHOLDS.largePrintPt;
const HEAVY = { family: 'atkinson', weight: 'semibold', ink: 'text', leading: 1.12 } as const satisfies TextStyle;
const PLAIN = { family: 'atkinson', weight: 'regular', ink: 'text', leading: 1.15 } as const satisfies TextStyle;
/** Space between two entries, and around the name and the first way to reach the person. */
const GAP_MM = 1.6;
const GROUP_GAP_MM = 4;
const BAR_MM = 2;

const large = (
  entry: { key: string; role: string; text: string },
  style: TextStyle,
  max: number,
  lines: number,
): Block => ({
  ...entry,
  // A number's zero is not slashed: it is set in Public Sans.
  style: entry.role === 'phone' || entry.role === 'address' ? { ...style, family: 'public-sans' } : style,
  sizesPt: { max, min: MIN_PT },
  maxLines: lines,
  rule: breakRuleOf(entry.role),
});

type Filled = { made: Stack; left: Block[] };

/** Fills one side from the top; `left` holds the blocks that do not fit. The space between groups gives way first. */
function fillSide(side: Side, box: Box, blocks: readonly Block[], first: number): Filled {
  const pile = (list: readonly Block[], groupGapMm: number) =>
    stack(side.fonts, list, box, {
      gapMm: (above) => (blocks.indexOf(above) < first ? groupGapMm : GAP_MM),
    });
  const shown: Block[] = [];
  const left: Block[] = [];
  for (const block of blocks) {
    if (pile([...shown, block], GAP_MM).fits) shown.push(block);
    else left.push(block);
  }
  const gap = [GROUP_GAP_MM, 3, 2.2, GAP_MM].find((mm) => pile(shown, mm).fits) ?? GAP_MM;
  const made = pile(shown, gap);
  // A sparse side is centred optically, slightly above the middle.
  const shift = Math.max(0, (box.yMm + box.heightMm - inkBottomOf(made)) * 0.42);
  const items = made.items.map((item) => ({ ...item, baselineMm: item.baselineMm + shift }));
  return { made: { ...made, items }, left };
}

const ROLE_ORDER = ['organisation', 'title', 'email', 'phone', 'website', 'address', 'pronouns', 'headline'];

/** A bar of colour along the left edge. */
const bar = ({ trim, bleedMm }: Side): RectItem =>
  ground({ xMm: 0, yMm: 0, widthMm: BAR_MM, heightMm: trim.heightMm }, 'accent', { trim, bleedMm });

/** What each side says. */
function split(side: Side): { front: Filled; rest: Block[]; required: Block[] } {
  const { content, trim, priority, bleedMm } = side;
  const shift = bleedMm < 1 ? BAR_MM + 2 : BAR_MM;
  const whole = inset(trim, MARGIN_MM);
  const box = { ...whole, xMm: whole.xMm + shift, widthMm: whole.widthMm - shift };
  const name = large({ key: 'name', role: 'name', text: content.name }, HEAVY, 20, 3);
  const find = (role: string) => content.entries.find((entry) => entry.role === role);
  const first = find('phone') ?? find('email') ?? find('website');
  const rank = (entry: CardLine) => (priority.kept.includes(entry.key) ? -1 : ROLE_ORDER.indexOf(entry.role));
  const rest = content.entries.filter((entry) => entry !== first).toSorted((a, b) => rank(a) - rank(b));
  const firstBlock = first && large(first, HEAVY, first.role === 'phone' ? 28 : 18, 3);
  const required = [name, ...(firstBlock ? [firstBlock] : [])];
  const restBlocks = rest.map((entry) => large(entry, PLAIN, entry.role === 'phone' ? 18 : 16, 4));
  const front = fillSide(side, box, [...required, ...restBlocks], required.length);
  return {
    front,
    rest: front.left.filter((block) => !required.includes(block)),
    required: front.left.filter((block) => required.includes(block)),
  };
}

/**
 * *Grands caractères*: for readers with low vision. No text under 16 pt (large print); the phone number comes right
 * after the name; a two-sided card continues on the back. What still does not fit is dropped with a finding, never
 * shrunk.
 */
export const largePrint: Design = {
  front(side): SideOutput {
    const { front, rest, required } = split(side);
    const whole = inset(side.trim, MARGIN_MM);
    // The name and one contact detail are never dropped: when they do not fit, they are shown truncated, with an error.
    const truncated = required.flatMap((block) => stack(side.fonts, [block], whole).items);
    const cut = required.map((block) => finding('error', 'print.text_cut', block, 'edit'));
    return { items: [bar(side), ...front.made.items, ...truncated], findings: cut, left: entriesOf(rest) };
  },
  back(side): SideOutput {
    const { rest } = split(side);
    if (rest.length === 0) return { items: [], findings: [], left: [] };
    const { made, left } = fillSide(side, inset(side.trim, MARGIN_MM), rest, 0);
    return { items: made.items, findings: [], left: entriesOf(left) };
  },
};

const entriesOf = (blocks: readonly Block[]): CardLine[] =>
  blocks.map(({ key, role, text }) => ({ key, role: role as CardLine['role'], text }));
