import type { Card } from '../card/card';
import { phoneProblem } from '../card/problems';
import { localeOf, type RegionProfile } from '../i18n/locales';
import { type CardLines, selectedLines } from './card-lines';
import type { CardOptions } from './card-options';
import type { Pictures } from './designs/design';
import { DESIGN_LAYOUTS, USUAL_SIDES } from './designs/designs';
import { type Finding, finding } from './findings';
import type { FontSet } from './fonts';
import { printMessages } from './print-messages';
import type { CodeDrawing } from './printed-code';
import type { Scene, SceneItem, Trim } from './scene';

export type LaidOutCard = { front: Scene; back: Scene | null; findings: Finding[] };

/** What layout needs besides the card: opened fonts, the owner's region, decoded pictures and the code, if any. */
type LayoutContext = { fonts: FontSet; region: RegionProfile; pictures: Pictures; code: CodeDrawing | null };

/** The region whose rules the back of a bilingual card follows. */
const OTHER_REGION = { 'fr-CA': 'en-CA', 'fr-FR': 'en-US', 'en-CA': 'fr-CA', 'en-US': 'fr-CA' } as const;

/** Formats a card for its region and lays out its sides with a design, within a trim. Pure. */
export function layoutCard(card: Card, options: CardOptions, trim: Trim, context: LayoutContext): LaidOutCard {
  const { fonts, region, pictures } = context;
  const orientedTrim = isTurned(options, trim) ? { widthMm: trim.heightMm, heightMm: trim.widthMm } : trim;
  const sceneOf = (items: SceneItem[]): Scene => ({ trim: orientedTrim, items, accent: options.accent });
  const content = selectedLines(card, region, options);
  if (content.name === '')
    return {
      front: sceneOf([]),
      back: null,
      findings: [finding('error', 'print.name_missing', { role: 'name' }, 'edit')],
    };

  const code = options.code === 'none' ? null : context.code;
  const otherRegion = otherRegionOf(region);
  const { front, back, findings } = DESIGN_LAYOUTS[options.design]({
    content,
    messages: printMessages(region),
    other: { content: selectedLines(card, otherRegion, options, options.other), messages: printMessages(otherRegion) },
    trim: orientedTrim,
    fonts,
    code,
    pictures,
    sides: sidesOf(options),
    ink: options.ink,
    priority: { kept: options.kept, order: options.order },
  });
  return {
    front: sceneOf(front),
    back: back === null ? null : sceneOf(back),
    findings: [
      ...findings,
      ...phoneFindings(card, content),
      ...translationFindings(card, options),
      ...codeFindings(options, code, [...front, ...(back ?? [])]),
    ],
  };
}

/** Warns about each printed number that cannot be dialled, such as one without its area code. */
function phoneFindings({ phones }: Card, { entries }: CardLines): Finding[] {
  return phones
    .filter(({ id, number }) => phoneProblem(number) !== null && entries.some(({ key }) => key === `phone:${id}`))
    .map(({ id, number }) =>
      finding('warning', 'print.phone_incomplete', { role: 'phone', key: `phone:${id}`, text: number }, 'edit'),
    );
}

/** Warns when a bilingual card has no translated title: the back would show it in the wrong language. */
function translationFindings({ title }: Card, { design, other, leftOut }: CardOptions): Finding[] {
  const isTitlePrinted = title.trim() !== '' && !leftOut.includes('title');
  if (design !== 'bilingual' || !isTitlePrinted || other.title.trim() !== '') return [];
  return [finding('warning', 'print.untranslated', { role: 'title', key: 'title', text: title }, 'none')];
}

export const sidesOf = ({ design, sides }: CardOptions): 1 | 2 =>
  design === 'bilingual' ? 2 : (sides ?? USUAL_SIDES[design]);

/** Does the card's orientation differ from the trim's? If so, the card is rotated by a quarter turn. */
const isTurned = ({ orientation }: CardOptions, { widthMm, heightMm }: Trim): boolean =>
  orientation === 'portrait' ? widthMm > heightMm : heightMm > widthMm;

/** Warns about a missing code, or about the properties that the code leaves out. */
function codeFindings(
  { code: requestedCode, design }: CardOptions,
  code: CodeDrawing | null,
  items: SceneItem[],
): Finding[] {
  if (requestedCode === 'none' || design === 'large-print') return [];
  if (code === null) return [finding('warning', 'print.code_missing', { role: 'code' }, 'no_code')];
  if (code.dropped.length === 0 || !items.some(({ kind }) => kind === 'symbol')) return [];
  const remedy = code.kind === 'offline' ? 'link_code' : 'edit';
  return [finding('warning', 'print.code_dropped', { role: 'code', detail: code.dropped.join(' ') }, remedy)];
}

export const otherRegionOf = (region: RegionProfile): RegionProfile => OTHER_REGION[region];

export const otherLanguageOf = (region: RegionProfile) => localeOf(otherRegionOf(region));
