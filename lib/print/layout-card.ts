import type { Card } from '../card/card';
import { phoneProblem } from '../card/problems';
import type { RegionProfile } from '../i18n/locales';
import { type CardLine, type CardLines, selectedLines } from './card-lines';
import { type CardOptions, sidesOf } from './card-options';
import { loyaltyBack } from './designs/appointment';
import type { Pictures, Side, SideOutput } from './designs/design';
import { DESIGN_DEFAULTS } from './designs/design-names';
import { DESIGN_LAYOUTS } from './designs/designs';
import { type Finding, finding } from './findings';
import { type FontSet, inFamily } from './fonts';
import { paleTint } from './inks';
import { otherRegionOf } from './other-region';
import { printMessages } from './print-messages';
import type { CodeSource } from './printed-code';
import type { Palette, Scene, SceneItem, Trim } from './scene';

export type LaidOutCard = { front: Scene; back: Scene | null; findings: Finding[] };

/** What layout needs besides the card: opened fonts, the owner's region, decoded pictures, the code, if any, and bleed. */
type LayoutContext = {
  fonts: FontSet;
  region: RegionProfile;
  pictures: Pictures;
  code: CodeSource | null;
  /** How far colour may go beyond the trim; 3 mm by default. */
  bleedMm?: number;
};

/** The bleed of most print shops. */
const USUAL_BLEED_MM = 3;

/** Formats a card for its region and lays out its sides with a design, within a trim. Pure. */
export function layoutCard(card: Card, options: CardOptions, trim: Trim, context: LayoutContext): LaidOutCard {
  const { region, pictures, bleedMm = USUAL_BLEED_MM } = context;
  const fonts = options.typeface === '' ? context.fonts : inFamily(context.fonts, options.typeface);
  const orientedTrim = isTurned(options, trim) ? { widthMm: trim.heightMm, heightMm: trim.widthMm } : trim;
  const palette = paletteOf(options);
  const content = selectedLines(card, region, options);
  const sceneOf = (items: SceneItem[], sceneRegion = region): Scene => ({
    trim: orientedTrim,
    items,
    ...palette,
    region: sceneRegion,
    owner: content.name,
  });
  if (content.name === '')
    return {
      front: sceneOf([]),
      back: null,
      findings: [finding('error', 'print.name_missing', { role: 'name' }, 'edit')],
    };

  const design = DESIGN_LAYOUTS[options.design];
  const sides = sidesOf(options);
  const code = options.code === 'none' || options.design === 'large-print' ? null : context.code;
  const isWhole = sides === 1 || options.bilingual;
  const frontSide: Side = {
    content,
    messages: printMessages(region),
    trim: orientedTrim,
    bleedMm,
    fonts,
    code: isWhole ? code : null,
    pictures,
    ink: options.ink,
    priority: { kept: options.kept, order: options.order },
    texts: options.texts,
    isWhole,
    overflow: [],
  };
  const front = design.front(design.headlineOnBack && !isWhole ? withoutHeadline(frontSide) : frontSide);
  const overflow = options.bilingual ? [] : front.left;
  const back = sides === 1 ? null : backOf(card, options, { ...frontSide, code, overflow }, context);
  const left = back === null || options.bilingual ? [...front.left, ...(back?.left ?? [])] : back.left;
  const sideItems = [...front.items, ...(back?.items ?? [])];
  const frontKeys = new Set(front.findings.map(({ code: kind, key }) => `${kind} ${key}`));
  return {
    front: sceneOf(front.items),
    back:
      back === null || back.items.length === 0
        ? null
        : sceneOf(back.items, options.bilingual ? otherRegionOf(region) : region),
    findings: [
      ...front.findings,
      // A finding that concerns both sides is reported once.
      ...(back?.findings ?? []).filter(({ code: kind, key }) => !frontKeys.has(`${kind} ${key}`)),
      ...droppedFindings(left, sides),
      ...phoneFindings(card, content),
      ...translationFindings(card, options),
      ...codeFindings(options, code, sideItems),
    ],
  };
}

const withoutHeadline = (side: Side): Side => ({
  ...side,
  content: { ...side.content, entries: side.content.entries.filter(({ role }) => role !== 'headline') },
});

/** Entries that found no room, each reported once even if both sides lack it. */
function droppedFindings(left: readonly CardLine[], sides: 1 | 2): Finding[] {
  const keys = new Set<string>();
  return left
    .filter(({ key }) => !keys.has(key) && keys.add(key))
    .map((entry) => finding('warning', 'print.property_dropped', entry, sides === 1 ? 'two_sides' : 'keep'));
}

/** The second side: the card in the other language, or the design's back. */
function backOf(card: Card, options: CardOptions, side: Side, { region }: LayoutContext): SideOutput {
  const design = DESIGN_LAYOUTS[options.design];
  if (options.bilingual) {
    const otherRegion = otherRegionOf(region);
    return design.front({
      ...side,
      content: selectedLines(card, otherRegion, options, options.other),
      messages: printMessages(otherRegion),
    });
  }
  const isLoyalty = options.design === 'appointment' && options.backKind === 'loyalty';
  return isLoyalty ? loyaltyBack(side) : design.back(side);
}

/** Returns the card's colours, with the second tint that its accent gives when it has none of its own. */
export const paletteOf = ({ accent, tint }: Pick<CardOptions, 'accent' | 'tint'>): Palette => ({
  accent,
  tint: tint === '' ? paleTint(accent) : tint,
});

/** Warns about each printed number that cannot be dialled, such as one without its area code. */
function phoneFindings({ phones }: Card, { entries }: CardLines): Finding[] {
  return phones
    .filter(({ id, number }) => phoneProblem(number) !== null && entries.some(({ key }) => key === `phone:${id}`))
    .map(({ id, number }) =>
      finding('warning', 'print.phone_incomplete', { role: 'phone', key: `phone:${id}`, text: number }, 'edit'),
    );
}

/** Warns when a bilingual card has no translated title: the back would show it in the wrong language. */
function translationFindings({ title }: Card, { bilingual, other, leftOut }: CardOptions): Finding[] {
  const isTitlePrinted = title.trim() !== '' && !leftOut.includes('title');
  if (!bilingual || !isTitlePrinted || other.title.trim() !== '') return [];
  return [finding('warning', 'print.untranslated', { role: 'title', key: 'title', text: title }, 'none')];
}

/** Does the card's orientation differ from the trim's? If so, the card is rotated by a quarter turn. */
function isTurned({ orientation, design }: CardOptions, { widthMm, heightMm }: Trim): boolean {
  // A square card and a tall one are printed as they are, unless the owner wants otherwise.
  const usual = heightMm > widthMm ? 'portrait' : DESIGN_DEFAULTS[design].orientation;
  return (orientation ?? usual) === 'portrait' ? widthMm > heightMm : heightMm > widthMm;
}

/** Warns about a missing code, or about the properties that the printed codes leave out. */
function codeFindings(
  { code: requestedCode, design, backKind }: CardOptions,
  code: CodeSource | null,
  items: SceneItem[],
): Finding[] {
  const isWithoutCode = design === 'large-print' || (design === 'appointment' && backKind === 'loyalty');
  if (requestedCode === 'none' || isWithoutCode) return [];
  if (code === null) return [finding('warning', 'print.code_missing', { role: 'code' }, 'no_code')];
  const dropped = [...new Set(items.flatMap((item) => (item.kind === 'symbol' ? item.dropped : [])))];
  if (dropped.length === 0) return [];
  const remedy = code.kind === 'offline' ? 'link_code' : 'edit';
  return [finding('warning', 'print.code_dropped', { role: 'code', detail: dropped.join(' ') }, remedy)];
}
