import { blockAt, stack } from '../arrangement';
import type { CardLine, CardLines, CardTexts } from '../card-lines';
import { reachOf } from '../designs/compose';
import { mark } from '../designs/mark';
import { ground, insetBox } from '../designs/shapes';
import { role } from '../designs/styles';
import { finding } from '../findings';
import { quietBox } from '../printed-code';
import type { Box, SceneItem, Trim } from '../scene';
import { type DisplayContext, giantCode, type Laid, largest } from './poster';
import { textBlock } from './product';

const FAMILY = 'public-sans';
const DISPLAY = 'young-serif';
const PADDING_MM = 9;
/** The panel that is folded in is this much narrower, so that it lies flat. */
const FOLD_IN_MM = 1.5;
const ATTEMPT = { scale: 1, wrap: true };

/** The three panels of a side, from left to right. Folded in on the left outside, on the right inside. */
export function panelsOf({ widthMm, heightMm }: Trim, side: 'outside' | 'inside'): [Box, Box, Box] {
  const narrow = widthMm / 3 - FOLD_IN_MM;
  const wide = (widthMm - narrow) / 2;
  const widths = side === 'outside' ? [narrow, wide, wide] : [wide, wide, narrow];
  let xMm = 0;
  const boxes = widths.map((width) => {
    const box = { xMm, yMm: 0, widthMm: width, heightMm };
    xMm += width;
    return box;
  });
  return boxes as [Box, Box, Box];
}

const heading = (text: string, pt = 18) =>
  textBlock(text, { family: DISPLAY, ink: 'accentText', max: pt, min: 12, maxLines: 4, role: 'heading' });
const paragraph = (text: string, maxLines: number, look: { role?: string; key?: string } = {}) =>
  textBlock(text, { family: FAMILY, max: 11.5, min: 11.5, maxLines, ...look });

/**
 * *Dépliant*: a page folded in three. Outside: the cover, the back with the details, and how to save the card; inside:
 * what the person offers, the services, and the code.
 */
export function layOutLeaflet(
  content: CardLines,
  trim: Trim,
  { fonts, messages, codes, pictures }: DisplayContext,
  { texts, note }: { texts: CardTexts; note: string },
): { outside: Laid; inside: Laid } {
  const code = largest(codes);
  if (code === null) {
    const missing = { items: [], findings: [finding('error', 'print.code_missing', { role: 'code' }, 'edit')] };
    return { outside: missing, inside: missing };
  }
  const find = (name: CardLine['role']) => content.entries.find((entry) => entry.role === name);
  const side = { content, fonts, pictures };

  const [flap, back, cover] = panelsOf(trim, 'outside').map((box) => insetBox(box, PADDING_MM)) as [Box, Box, Box];
  const [, , coverPanel] = panelsOf(trim, 'outside');
  const outside: SceneItem[] = [ground(coverPanel, 'accent', { trim, bleedMm: 0 })];
  const markBox = { ...cover, heightMm: 26 };
  outside.push(
    ...mark(side, markBox, { family: DISPLAY, groundInk: 'accent', ink: 'onAccent', maxPt: 60, across: 0, down: 0 }),
  );
  const headline = find('headline');
  const coverBlocks = [
    ...(headline === undefined
      ? []
      : [
          textBlock(headline.text, {
            family: DISPLAY,
            ink: 'onAccent',
            max: 26,
            min: 14,
            maxLines: 7,
            role: 'headline',
            key: headline.key,
          }),
        ]),
    textBlock(content.name, {
      family: FAMILY,
      weight: 'semibold',
      ink: 'onAccent',
      max: 17,
      min: 12,
      maxLines: 3,
      role: 'name',
      key: 'name',
    }),
    ...(['title', 'organisation'] as const).flatMap((name) => {
      const entry = find(name);
      return entry === undefined
        ? []
        : [
            textBlock(entry.text, {
              family: FAMILY,
              ink: 'onAccent',
              max: 12,
              min: 9,
              maxLines: 3,
              role: name,
              key: entry.key,
            }),
          ];
    }),
  ];
  const gapOf = (above: { role: string }) => (above.role === 'headline' ? 10 : 1);
  outside.push(...stack(fonts, coverBlocks, cover, { anchor: 'bottom', gapMm: gapOf }).items);

  const details = [
    heading(messages.reachMe),
    ...reachOf(content.entries).map((entry) =>
      blockAt(entry, role(FAMILY, 11, { min: 8, lines: 5, leading: 1.3 }), ATTEMPT),
    ),
  ];
  const backStack = stack(fonts, details, back, { anchor: 'bottom', gapMm: 1.4 });
  outside.push(...backStack.items);
  const steps = [
    heading(messages.guideTitle, 15),
    ...messages.guideSteps.map((step, index) => paragraph(`${index + 1}. ${step}`, 5, { role: 'step' })),
  ];
  const flapStack = stack(fonts, steps, flap, { gapMm: 2.5 });
  outside.push(...flapStack.items);

  const [first, second, third] = panelsOf(trim, 'inside').map((box) => insetBox(box, PADDING_MM)) as [Box, Box, Box];
  const services = texts.services.map((line) => line.trim()).filter((line) => line !== '');
  const aboutTitle = headline?.text ?? find('organisation')?.text ?? content.name;
  const about = stack(
    fonts,
    [heading(aboutTitle, 22), ...(note.trim() === '' ? [] : [paragraph(note.trim(), 40)])],
    first,
    { gapMm: 5 },
  );
  const list = stack(
    fonts,
    services.length === 0
      ? []
      : [heading(messages.services), ...services.map((line) => paragraph(line, 3, { role: 'service' }))],
    second,
    { gapMm: 3 },
  );
  const codeTitle = stack(fonts, [heading(code.kind === 'link' ? messages.linkLead : messages.offlineLead, 16)], third);
  const symbol = giantCode(
    code,
    { ...third, yMm: codeTitle.bottomMm + 5, heightMm: third.heightMm - 50 },
    third.widthMm - 14,
  );
  const quiet = quietBox(symbol);
  const under = {
    ...third,
    yMm: quiet.yMm + quiet.heightMm + 2,
    heightMm: third.yMm + third.heightMm - quiet.yMm - quiet.heightMm - 2,
  };
  const how = stack(fonts, [paragraph(code.kind === 'link' ? messages.linkHow : messages.offlineHow, 6)], under);
  const inside = [...about.items, ...list.items, ...codeTitle.items, symbol, ...how.items];
  const isCut = [...outside, ...inside].some((item) => item.kind === 'text' && item.cutFrom !== '');
  const tooLong = [backStack, flapStack, about, list, how].some(({ fits }) => !fits);
  const cut = isCut || tooLong ? [finding('error', 'print.text_cut', { role: 'note', key: '' }, 'edit')] : [];
  return { outside: { items: outside, findings: cut }, inside: { items: inside, findings: [] } };
}
