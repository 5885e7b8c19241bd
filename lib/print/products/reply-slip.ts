import type { FontSet } from '../fonts';
import type { PrintMessages } from '../print-messages';
import { type CodeDrawing, inset, placeCode, quietBox } from '../printed-code';
import type { Box, LineItem, SceneItem, Trim } from '../scene';
import { put, stroke, textBlock, writingLine } from './product';

/** A reply slip's own words: whose it is, which event and batch it comes from, a name already known. */
type ReplySlip = { ownerName: string; event: string; batch: string; name: string };

const MARGIN_MM = 5;
/** Room for a hand that shakes: the least height of a line one writes on. */
const MIN_ROW_MM = 7.5;
const MAX_ROW_MM = 12;
const BOX_MM = 3.6;

/**
 * *Talon-réponse*: big lines for a name and a telephone, two boxes to tick, a small code that opens a new contact on the
 * owner's phone, and in words which event and batch it comes from, for when no phone reads it.
 */
export function layOutReplySlip(
  slip: ReplySlip,
  trim: Trim,
  { fonts, words: said, code }: { fonts: FontSet; words: PrintMessages; code: CodeDrawing | null },
): SceneItem[] {
  const box = inset(trim, MARGIN_MM);
  const items: SceneItem[] = [];
  const right = box.xMm + box.widthMm;
  const bottom = box.yMm + box.heightMm;

  let quiet: Box | null = null;
  if (code !== null) {
    const symbol = placeCode(code, box, { sideMm: 17, mostMm: 0.45 });
    items.push(symbol);
    quiet = quietBox(symbol);
  }

  const title = put(fonts, textBlock(said.replyTitle, { weight: 'semibold', ink: 'accent', max: 12, min: 9 }), {
    xMm: box.xMm,
    topMm: box.yMm,
    widthMm: box.widthMm,
  });
  const lead = put(
    fonts,
    textBlock(said.replyLead.replace('{name}', slip.ownerName), {
      max: 8.5,
      min: 7,
      maxLines: 2,
      role: 'name',
      key: 'name',
    }),
    { xMm: box.xMm, topMm: title.bottomMm + 0.4, widthMm: box.widthMm },
  );
  items.push(...title.items, ...lead.items);

  const freeRight = (topMm: number, heightMm: number) =>
    quiet !== null && topMm + heightMm > quiet.yMm ? Math.min(right, quiet.xMm) : right;

  // From the foot up: where it comes from, the boxes; what is left is for the lines.
  const origin = [slip.event, slip.batch && said.batch.replace('{batch}', slip.batch)].filter(Boolean).join(' · ');
  let foot = bottom;
  if (origin !== '') {
    const widthMm = freeRight(bottom - 3, 3) - box.xMm;
    const note = put(fonts, textBlock(origin, { max: 7.5, min: 7, maxLines: 2 }), { xMm: box.xMm, topMm: 0, widthMm });
    const shift = bottom - note.bottomMm + 0.6;
    items.push(...note.items.map((item) => ({ ...item, baselineMm: item.baselineMm + shift })));
    foot = shift - 2.2;
  }
  const tickTop = foot - BOX_MM;
  foot -= BOX_MM + 1.5;

  const labels = [said.replyName, said.replyPhone, said.replyEmail];
  const room = foot - lead.bottomMm;
  const rows = Math.max(2, Math.min(labels.length, Math.floor(room / MIN_ROW_MM)));
  // «Écrivez-moi» only where there is a line for an address.
  const wishes = rows < labels.length ? [said.callBack] : [said.callBack, said.write];
  items.push(...tickRow(fonts, wishes, { xMm: box.xMm, yMm: tickTop, right: freeRight(tickTop, BOX_MM) }));
  const rowMm = Math.min(MAX_ROW_MM, room / rows);
  const labelWidth = Math.min(24, box.widthMm * 0.3);
  labels.slice(0, rows).forEach((label, index) => {
    const lineY = lead.bottomMm + rowMm * (index + 1) - 0.6;
    const written = put(fonts, textBlock(label, { max: 10, min: 8 }), { xMm: box.xMm, topMm: 0, widthMm: labelWidth });
    const baseline = written.items[0]?.baselineMm ?? 0;
    items.push(...written.items.map((item) => ({ ...item, baselineMm: item.baselineMm - baseline + lineY - 0.6 })));
    const lineRight = freeRight(lineY - 1, 1.2);
    const lineLeft = box.xMm + labelWidth + 1;
    if (index === 0 && slip.name !== '') {
      const known = put(fonts, textBlock(slip.name, { weight: 'semibold', max: 11, min: 8 }), {
        xMm: lineLeft,
        topMm: 0,
        widthMm: lineRight - lineLeft,
      });
      const knownBaseline = known.items[0]?.baselineMm ?? 0;
      items.push(
        ...known.items.map((item) => ({ ...item, baselineMm: item.baselineMm - knownBaseline + lineY - 0.8 })),
      );
    }
    items.push(writingLine(lineLeft, lineRight, lineY));
  });
  return items;
}

/** Boxes to tick, each with its word. */
function tickRow(
  fonts: FontSet,
  texts: readonly string[],
  at: { xMm: number; yMm: number; right: number },
): SceneItem[] {
  const items: SceneItem[] = [];
  let x = at.xMm;
  for (const text of texts) {
    const written = put(fonts, textBlock(text, { max: 9, min: 7 }), { xMm: x + BOX_MM + 1.2, topMm: 0, widthMm: 60 });
    const widthMm = BOX_MM + 1.2 + Math.max(...written.items.map((item) => item.widthMm));
    if (x + widthMm > at.right) break;
    const baseline = written.items[0]?.baselineMm ?? 0;
    items.push(...tickBox(x, at.yMm));
    items.push(
      ...written.items.map((item) => ({ ...item, baselineMm: item.baselineMm - baseline + at.yMm + BOX_MM - 0.7 })),
    );
    x += widthMm + 4;
  }
  return items;
}

function tickBox(xMm: number, yMm: number): LineItem[] {
  const side = (x1Mm: number, y1Mm: number, x2Mm: number, y2Mm: number) => stroke(x1Mm, y1Mm, x2Mm, y2Mm, 0.25);
  const [right, bottom] = [xMm + BOX_MM, yMm + BOX_MM];
  return [
    side(xMm, yMm, right, yMm),
    side(right, yMm, right, bottom),
    side(right, bottom, xMm, bottom),
    side(xMm, bottom, xMm, yMm),
  ];
}
