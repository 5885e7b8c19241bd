import type { CardLines } from '../card-lines';
import { type Finding, finding } from '../findings';
import type { FontSet } from '../fonts';
import type { PrintMessages } from '../print-messages';
import { type CodeDrawing, inset, placeCode, quietBox } from '../printed-code';
import type { Box, SceneItem, SymbolItem, Trim } from '../scene';
import { THRESHOLDS } from '../thresholds';
import { put, textBlock } from './product';

type DisplayContext = {
  fonts: FontSet;
  messages: PrintMessages;
  codes: { offline: CodeDrawing | null; link: CodeDrawing | null };
};

const MARGIN_MM = 12;

/** Largest module of the giant code, which must be readable from across a table. */
const GIANT_MODULE_MM = 3;

/** The largest code that fits `box` with its quiet zone: on the right of a landscape box, centred in a portrait one. */
function giantCode(code: CodeDrawing, box: Box, mostMm: number): SymbolItem {
  const withQuiet = code.symbol.size / (code.symbol.size + 2 * THRESHOLDS.quietZoneModules);
  const sideMm = Math.min(box.heightMm, mostMm) * withQuiet;
  const across = box.widthMm > box.heightMm && mostMm < box.widthMm ? 1 : 0.5;
  return placeCode(code, box, { sideMm, mostMm: GIANT_MODULE_MM, across, down: 0.5 });
}

/**
 * *Chevalet* and *affiche*: the name, a giant code that needs no network, and a smaller one for phones that have it.
 * Landscape panels have the code on the right, portrait ones under the name.
 */
export function layOutDisplay(
  { name, entries }: CardLines,
  trim: Trim,
  { fonts, messages, codes }: DisplayContext,
): { items: SceneItem[]; findings: Finding[] } {
  const box = inset(trim, MARGIN_MM);
  const isWide = trim.widthMm > trim.heightMm;
  const items: SceneItem[] = [];
  const findings: Finding[] = [];
  const giantCodeDrawing = codes.offline ?? codes.link;
  const smallCodeDrawing = codes.offline === null ? null : codes.link;
  if (giantCodeDrawing === null) findings.push(finding('error', 'print.code_missing', { role: 'code' }, 'edit'));

  // Landscape: the code is placed first and the text gets the rest. Portrait: the text first, and the code gets the
  // rest.
  const symbolBesideText =
    isWide && giantCodeDrawing !== null ? giantCode(giantCodeDrawing, box, box.widthMm * 0.56) : null;
  const column = symbolBesideText === null ? box : { ...box, widthMm: quietBox(symbolBesideText).xMm - box.xMm - 2 };
  const align = isWide ? 'left' : 'centre';

  let y = box.yMm;
  const addText = (text: string, textOptions: Parameters<typeof textBlock>[1], gapMm: number) => {
    const lines = put(fonts, textBlock(text, textOptions), {
      xMm: column.xMm,
      topMm: y,
      widthMm: column.widthMm,
      align,
    });
    items.push(...lines.items);
    y = lines.bottomMm + gapMm;
  };
  addText(name, { weight: 'semibold', max: 40, min: 20, maxLines: 3, role: 'name', key: 'name' }, 2);
  for (const role of ['organisation', 'title']) {
    const entry = entries.find((candidate) => candidate.role === role);
    if (entry !== undefined) addText(entry.text, { max: 18, min: 12, maxLines: 2, role, key: entry.key }, 1.5);
  }
  if (giantCodeDrawing !== null) {
    y += isWide ? 6 : 3;
    addText(messages[giantCodeDrawing.kind], { weight: 'semibold', ink: 'accent', max: 30, min: 16, maxLines: 2 }, 1.5);
    addText(messages.aim, { max: 16, min: 12, maxLines: 4 }, 2);
    const website = entries.find(({ role }) => role === 'website');
    if (website !== undefined)
      addText(
        `${messages.orLink} ${website.text}`,
        { max: 14, min: 12, maxLines: 2, role: 'website', key: website.key },
        2,
      );
  }
  const footerHeightMm = isWide || smallCodeDrawing === null ? 0 : 28;
  const remainingBox = { ...box, yMm: y, heightMm: box.yMm + box.heightMm - footerHeightMm - y };
  const symbolUnderText =
    isWide || giantCodeDrawing === null ? null : giantCode(giantCodeDrawing, remainingBox, remainingBox.widthMm);
  const symbol = symbolBesideText ?? symbolUnderText;
  if (symbol !== null) items.push(symbol);

  if (smallCodeDrawing !== null) {
    // At the bottom, for phones with a network: the link is shorter, so its code reads from further for its size.
    const footerBox = isWide
      ? { ...column, yMm: y + 2, heightMm: box.yMm + box.heightMm - y - 2 }
      : { ...box, yMm: box.yMm + box.heightMm - footerHeightMm, heightMm: footerHeightMm };
    const sideMm = Math.min(32, footerBox.heightMm - 4);
    if (sideMm >= 14) {
      const smallSymbol = placeCode(smallCodeDrawing, footerBox, {
        sideMm,
        mostMm: 0.85,
        across: isWide ? 0 : 0.25,
        down: 1,
      });
      const zone = quietBox(smallSymbol);
      const caption = put(
        fonts,
        textBlock(messages[smallCodeDrawing.kind], { weight: 'semibold', max: 14, min: 12, maxLines: 2 }),
        {
          xMm: zone.xMm + zone.widthMm,
          topMm: 0,
          widthMm: Math.max(20, footerBox.xMm + footerBox.widthMm - zone.xMm - zone.widthMm),
        },
      );
      const shift = smallSymbol.yMm + (zone.heightMm - 8 * smallSymbol.moduleMm) / 2 - caption.bottomMm / 2;
      items.push(smallSymbol, ...caption.items.map((item) => ({ ...item, baselineMm: item.baselineMm + shift })));
    }
  }
  return { items, findings };
}

/** Badge*: a name that is readable across a room, the details that fit, and a small code. */
export function layOutBadge(
  { name, entries }: CardLines,
  trim: Trim,
  { fonts, codes }: DisplayContext,
): { items: SceneItem[]; findings: Finding[] } {
  const box = inset(trim, 6);
  const items: SceneItem[] = [];
  const findings: Finding[] = [];
  const code = codes.link ?? codes.offline;
  const symbol = code === null ? null : placeCode(code, box, { sideMm: 20 });
  const quiet = symbol === null ? null : quietBox(symbol);
  if (symbol !== null) items.push(symbol);
  const title = put(
    fonts,
    textBlock(name, { weight: 'semibold', max: 34, min: 16, maxLines: 2, role: 'name', key: 'name' }),
    {
      xMm: box.xMm,
      topMm: box.yMm,
      widthMm: box.widthMm,
    },
  );
  items.push(...title.items);
  if (quiet !== null && title.bottomMm > quiet.yMm + 1)
    findings.push(finding('error', 'print.text_cut', { role: 'name', text: name }, 'edit'));
  let y = title.bottomMm + 3;
  const widthMm = (quiet === null ? box.xMm + box.widthMm : quiet.xMm) - box.xMm;
  for (const role of ['organisation', 'title', 'pronouns']) {
    const entry = entries.find((candidate) => candidate.role === role);
    if (entry === undefined) continue;
    const textOptions = {
      max: 16,
      min: 10,
      maxLines: 3,
      role,
      key: entry.key,
      ink: role === 'organisation' ? 'accent' : 'text',
    } as const;
    const block = put(fonts, textBlock(entry.text, textOptions), { xMm: box.xMm, topMm: y, widthMm });
    if (block.cut || block.bottomMm > box.yMm + box.heightMm + 1.5) {
      findings.push(finding('warning', 'print.property_dropped', entry, 'leave_out'));
      continue;
    }
    items.push(...block.items);
    y = block.bottomMm + 1.5;
  }
  return { items, findings };
}
