import { containedPicture } from '../designs/shapes';
import type { FontSet } from '../fonts';
import { isLight } from '../pictures';
import type { PrintMessages } from '../print-messages';
import { type CodeSource, inset, placeCode, quietBox } from '../printed-code';
import type { Box, LineItem, PrintPicture, SceneItem, Trim } from '../scene';
import { put, stroke, textBlock, writingLine } from './product';

/** The variable texts of a reply slip: its owner, the event and batch it comes from, and a name to fill in. */
type ReplySlip = { ownerName: string; event: string; batch: string; name: string };

const MARGIN_MM = 5;
/** Minimum height of a writing line, so that a shaky hand can fill it in. */
const MIN_ROW_MM = 7.5;
const MAX_ROW_MM = 12;
const BOX_MM = 3.6;

type SlipContext = {
  fonts: FontSet;
  messages: PrintMessages;
  code: CodeSource | null;
  logo?: PrintPicture | null;
  /** Printed on plain paper, to be torn or cut along a dotted line. */
  isPlain?: boolean;
};

const LOGO_MM = { widthMm: 20, heightMm: 6 };

/** Dots along the top edge. */
const tearLine = ({ widthMm }: Trim): LineItem[] =>
  Array.from({ length: Math.floor(widthMm / 2) }, (_, index) => ({
    ...stroke(index * 2 + 0.5, 0, index * 2 + 1.3, 0, 0.2),
    ink: 'rule' as const,
  }));

/**
 * *Talon-réponse*: large lines for a name, a phone number and, where there is room, an e-mail address; tick boxes; a
 * small code that opens a new contact on the owner's phone; and the event and batch as text, for when no phone reads
 * the code.
 */
export function layOutReplySlip(
  slip: ReplySlip,
  trim: Trim,
  { fonts, messages, code, logo = null, isPlain = false }: SlipContext,
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

  const title = put(fonts, textBlock(messages.replyTitle, { weight: 'semibold', ink: 'accentText', max: 12, min: 9 }), {
    xMm: box.xMm,
    topMm: box.yMm,
    widthMm: box.widthMm,
  });
  items.push(...title.items);
  if (isPlain) items.push(...tearLine(trim));

  // The origin and the logo stand at the right of the title when there is room, so that the writing lines keep theirs.
  const origin = [slip.event, slip.batch && messages.batch.replace('{batch}', () => slip.batch)]
    .filter(Boolean)
    .join(' · ');
  const originBlock = textBlock(origin, { max: 7.5, min: 7, maxLines: 2 });
  const titleRight = Math.max(...title.items.map(({ xMm, widthMm }) => xMm + widthMm)) + 3;
  const logoPlace = { xMm: right - LOGO_MM.widthMm, yMm: box.yMm - 1, ...LOGO_MM };
  const logoItem =
    logo === null || logoPlace.xMm < titleRight
      ? null
      : { ...containedPicture(logo, 'logo', logoPlace, { across: 1 }), isReversed: isLight(logo) };
  const besideTitle = [...(logoItem === null ? [] : [logoItem.xMm - 3]), right]
    .map((end) => ({ end, widthMm: end - titleRight }))
    .filter(({ widthMm }) => origin !== '' && widthMm > 16)
    .map(({ end, widthMm }) => {
      const made = put(fonts, originBlock, { xMm: titleRight, topMm: box.yMm, widthMm, align: 'right' });
      return { ...made, end };
    })
    .find(({ cut }) => !cut);
  if (besideTitle !== undefined) items.push(...besideTitle.items);
  // The origin says where the slip comes from: the logo leaves it the room.
  if (logoItem !== null && (besideTitle === undefined || besideTitle.end < right)) items.push(logoItem);
  const lead = put(
    fonts,
    textBlock(
      messages.replyLead.replace(
        /\{name\}(\.?)/,
        (_, stop) => slip.ownerName + (slip.ownerName.endsWith('.') ? '' : stop),
      ),
      { max: 8.5, min: 7, maxLines: 2 },
    ),
    {
      xMm: box.xMm,
      topMm: Math.max(title.bottomMm + 0.4, (besideTitle?.bottomMm ?? 0) + 0.2),
      widthMm: box.widthMm,
    },
  );
  items.push(...lead.items);

  const rightLimit = (topMm: number, heightMm: number) =>
    quiet !== null && topMm + heightMm > quiet.yMm ? Math.min(right, quiet.xMm) : right;

  // From the bottom up: the origin without room above, then the tick boxes; the writing lines get the rest.
  let freeBottomMm = bottom;
  if (besideTitle === undefined && origin !== '') {
    const widthMm = rightLimit(bottom - 3, 3) - box.xMm;
    const note = put(fonts, originBlock, { xMm: box.xMm, topMm: 0, widthMm });
    const shift = bottom - note.bottomMm + 0.6;
    items.push(...note.items.map((item) => ({ ...item, baselineMm: item.baselineMm + shift })));
    freeBottomMm = shift - 2.2;
  }
  const tickTop = freeBottomMm - BOX_MM;
  freeBottomMm -= BOX_MM + 1.5;

  const labels = [messages.replyName, messages.replyPhone, messages.replyEmail];
  const freeHeightMm = freeBottomMm - lead.bottomMm;
  const rows = Math.max(2, Math.min(labels.length, Math.floor(freeHeightMm / MIN_ROW_MM)));
  // «Écrivez-moi» only when there is a line for an e-mail address.
  const tickLabels = rows < labels.length ? [messages.callBack] : [messages.callBack, messages.write];
  const rowMm = Math.min(MAX_ROW_MM, freeHeightMm / rows);
  const labelWidth = Math.min(24, box.widthMm * 0.3);
  labels.slice(0, rows).forEach((label, index) => {
    const lineY = lead.bottomMm + rowMm * (index + 1) - 0.6;
    const placedLabel = put(fonts, textBlock(label, { max: 10, min: 8 }), {
      xMm: box.xMm,
      topMm: 0,
      widthMm: labelWidth,
    });
    const baseline = placedLabel.items[0]?.baselineMm ?? 0;
    items.push(...placedLabel.items.map((item) => ({ ...item, baselineMm: item.baselineMm - baseline + lineY - 0.6 })));
    const lineRight = rightLimit(lineY - 1, 1.2);
    const lineLeft = box.xMm + labelWidth + 1;
    if (index === 0 && slip.name !== '') {
      // A long name is made smaller, then set on two lines.
      const look = { weight: 'semibold', max: 11, min: 7, maxLines: 2 } as const;
      const nameBlock = { ...textBlock(slip.name, look), rule: 'number' as const };
      const placedName = put(fonts, nameBlock, { xMm: lineLeft, topMm: 0, widthMm: lineRight - lineLeft });
      const nameBaseline = placedName.items.at(-1)?.baselineMm ?? 0;
      items.push(
        ...placedName.items.map((item) => ({ ...item, baselineMm: item.baselineMm - nameBaseline + lineY - 0.8 })),
      );
    }
    items.push(writingLine(lineLeft, lineRight, lineY));
  });
  items.push(...tickRow(fonts, tickLabels, { xMm: box.xMm, yMm: tickTop, right: rightLimit(tickTop, BOX_MM) }));
  return items;
}

/** A row of labelled tick boxes, as many as fit. */
function tickRow(
  fonts: FontSet,
  texts: readonly string[],
  at: { xMm: number; yMm: number; right: number },
): SceneItem[] {
  const items: SceneItem[] = [];
  let x = at.xMm;
  for (const text of texts) {
    const placedLabel = put(fonts, textBlock(text, { max: 9, min: 7 }), {
      xMm: x + BOX_MM + 1.2,
      topMm: 0,
      widthMm: 60,
    });
    const widthMm = BOX_MM + 1.2 + Math.max(...placedLabel.items.map((item) => item.widthMm));
    if (x + widthMm > at.right) break;
    const baseline = placedLabel.items[0]?.baselineMm ?? 0;
    items.push(...tickBox(x, at.yMm));
    items.push(
      ...placedLabel.items.map((item) => ({ ...item, baselineMm: item.baselineMm - baseline + at.yMm + BOX_MM - 0.7 })),
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
