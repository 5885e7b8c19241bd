import { blockAt, stack } from '../arrangement';
import type { CardLines } from '../card-lines';
import { mark } from '../designs/mark';
import { groundBox, rect } from '../designs/shapes';
import { role } from '../designs/styles';
import { type Finding, finding } from '../findings';
import { inset, placeCode, quietBox } from '../printed-code';
import type { Box, SceneItem, Trim } from '../scene';
import type { DisplayContext, Laid } from './poster';
import { put, textBlock } from './product';

/** Whose badge it is: the owner, or a guest, who has no card and no code. */
export type BadgePerson = { givenNames: string; familyNames: string; organisation: string };

const FAMILY = 'public-sans';
const MARGIN_MM = 6;
/** The band's height, and the white under it: a desktop printer and a cutter leave an edge. */
const FOOT_MM = 7;
const FOOT_EDGE_MM = 3;
/** Sizes tried for a line before it is left out. */
const SHRINKING = [1, 0.8, 0.6];
const ATTEMPT = { scale: 1, wrap: true };

/** Parses a line such as «Paul Tremblay, Ferme du Lac»: a name, and after a comma an organisation. */
export function readGuest(line: string): BadgePerson {
  const [name = '', ...rest] = line.split(/\s*[,;\t]\s*/);
  const [givenNames = '', ...familyNames] = name.trim().split(/\s+/);
  return { givenNames, familyNames: familyNames.join(' '), organisation: rest.join(', ').trim() };
}

/**
 * *Badge*: the given name is read across a room, the family name and the organisation from nearby. The logo is at the
 * top, the event at the foot, and the owner's code beside the name's end.
 */
export function layOutBadge(
  content: CardLines,
  trim: Trim,
  { fonts, codes, pictures }: DisplayContext,
  { event, guest }: { event: string; guest: BadgePerson | null },
): Laid {
  const box = inset(trim, MARGIN_MM);
  const items: SceneItem[] = [];
  const findings: Finding[] = [];
  const footMm = event === '' ? 0 : FOOT_MM + FOOT_EDGE_MM;
  if (event !== '') {
    const band: Box = { xMm: 0, yMm: trim.heightMm - FOOT_MM, widthMm: trim.widthMm, heightMm: FOOT_MM };
    const line = blockAt({ key: '', role: 'event', text: event }, role(FAMILY, 11, { ink: 'onAccent' }), ATTEMPT);
    const shrinking = { ...line, sizesPt: { max: 11, min: 8 }, rule: 'number' as const };
    const inside = groundBox(band, { trim, bleedMm: 0 });
    const inner = { ...inside, xMm: MARGIN_MM, widthMm: trim.widthMm - 2 * MARGIN_MM };
    items.push(rect(inside, 'accent'), ...stack(fonts, [shrinking], inner, { anchor: 'middle' }).items);
  }
  const area = { ...box, heightMm: Math.min(box.heightMm, trim.heightMm - footMm - 3 - box.yMm) };
  const code = guest === null ? (codes.link ?? codes.offline) : null;
  const symbol = code === null ? null : placeCode(code, area, { sideMm: 19 });
  if (symbol !== null) items.push(symbol);
  const hasLogo = pictures.logo !== null;
  const look = { family: FAMILY, groundInk: 'paper', ink: 'accent', maxPt: 20, across: 0, down: 0 } as const;
  if (hasLogo) items.push(...mark({ content, fonts, pictures }, { ...area, widthMm: 34, heightMm: 9 }, look));
  const person = guest ?? {
    givenNames: content.givenNames || content.name,
    familyNames: content.givenNames === '' ? '' : content.familyNames,
    organisation: content.entries.find(({ role: name }) => name === 'organisation')?.text ?? '',
  };
  const given = textBlock(person.givenNames || person.familyNames, {
    family: FAMILY,
    weight: 'semibold',
    max: 34,
    min: 16,
    maxLines: 2,
    role: 'name',
    key: 'name',
  });
  const top = put(fonts, given, {
    xMm: area.xMm,
    topMm: area.yMm + (hasLogo ? 12.5 : 2),
    widthMm: area.widthMm,
  });
  items.push(...top.items);
  const limitFor = (topMm: number) =>
    symbol !== null && topMm + 6 > quietBox(symbol).yMm ? quietBox(symbol).xMm - area.xMm : area.widthMm;
  let y = top.bottomMm + 0.5;
  const add = (text: string, block: ReturnType<typeof textBlock>, gapMm: number) => {
    if (text === '') return;
    const sizes = SHRINKING.map((share) => Math.max(block.sizesPt.min, block.sizesPt.max * share));
    const made = sizes
      .map((max) => ({ ...block, sizesPt: { ...block.sizesPt, max } }))
      .map((sized) => put(fonts, sized, { xMm: area.xMm, topMm: y, widthMm: limitFor(y) }))
      .find(({ cut, bottomMm }) => !cut && bottomMm <= area.yMm + area.heightMm + 2);
    if (made === undefined) {
      const about = { role: block.role, key: block.key, text };
      findings.push(finding('warning', 'print.property_dropped', about, 'leave_out'));
      return;
    }
    items.push(...made.items);
    y = made.bottomMm + gapMm;
  };
  const family = person.givenNames === '' ? '' : person.familyNames;
  add(family, textBlock(family, { family: FAMILY, max: 18, min: 11, maxLines: 2, role: 'name', key: 'name' }), 1.5);
  const organisation = { family: FAMILY, weight: 'semibold', ink: 'accentText', max: 13, min: 9 } as const;
  add(
    person.organisation,
    textBlock(person.organisation, { ...organisation, maxLines: 2, role: 'organisation', key: 'organisation' }),
    1,
  );
  const title = guest === null ? content.entries.find(({ role: name }) => name === 'title') : undefined;
  if (title !== undefined)
    add(
      title.text,
      textBlock(title.text, { family: FAMILY, max: 11, min: 9, maxLines: 2, role: 'title', key: title.key }),
      0,
    );
  if (top.cut || top.bottomMm > area.yMm + area.heightMm)
    findings.push(finding('error', 'print.text_cut', { role: 'name', text: content.name }, 'edit'));
  return { items, findings };
}
