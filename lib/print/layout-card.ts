import type { Card } from '../card/card';
import { localeOf, type RegionProfile } from '../i18n/locales';
import { selectedLines } from './card-lines';
import type { CardOptions } from './card-options';
import type { Pictures } from './designs/design';
import { DESIGN_LAYOUTS, USUAL_SIDES } from './designs/designs';
import { type Finding, finding } from './findings';
import type { FontSet } from './fonts';
import { printMessages } from './print-messages';
import type { CodeDrawing } from './printed-code';
import type { Scene, SceneItem, Trim } from './scene';

export type LaidOutCard = { front: Scene; back: Scene | null; findings: Finding[] };

/** What laying out needs beside the card: opened faces, the owner's region, decoded pictures, the code if one is wanted. */
type LayoutContext = { fonts: FontSet; region: RegionProfile; pictures: Pictures; code: CodeDrawing | null };

/** The region whose rules the other side of a bilingual card follows. */
const OTHER_REGION = { 'fr-CA': 'en-CA', 'fr-FR': 'en-US', 'en-CA': 'fr-CA', 'en-US': 'fr-CA' } as const;

/** A card's sides: what it says in its region's words, laid out by a design within a trim. Pure. */
export function layoutCard(card: Card, options: CardOptions, trim: Trim, means: LayoutContext): LaidOutCard {
  const { fonts, region, pictures } = means;
  const turned = isTurned(options, trim) ? { widthMm: trim.heightMm, heightMm: trim.widthMm } : trim;
  const sceneOf = (items: SceneItem[]): Scene => ({ trim: turned, items, accent: options.accent });
  const content = selectedLines(card, region, options);
  if (content.name === '')
    return {
      front: sceneOf([]),
      back: null,
      findings: [finding('error', 'print.name_missing', { role: 'name' }, 'edit')],
    };

  const code = options.code === 'none' ? null : means.code;
  const otherProfile = otherRegionOf(region);
  const { front, back, findings } = DESIGN_LAYOUTS[options.design]({
    content,
    words: printMessages(region),
    other: { content: selectedLines(card, otherProfile, options, options.other), words: printMessages(otherProfile) },
    trim: turned,
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
    findings: [...findings, ...untranslated(card, options), ...aboutCode(options, code, [...front, ...(back ?? [])])],
  };
}

/** A title is in one language: on the other side's card it would stand out. */
function untranslated({ title }: Card, { design, other, leftOut }: CardOptions): Finding[] {
  const isSaid = title.trim() !== '' && !leftOut.includes('title');
  if (design !== 'bilingual' || !isSaid || other.title.trim() !== '') return [];
  return [finding('warning', 'print.untranslated', { role: 'title', key: 'title', text: title }, 'none')];
}

export const sidesOf = ({ design, sides }: CardOptions): 1 | 2 =>
  design === 'bilingual' ? 2 : (sides ?? USUAL_SIDES[design]);

/** Is the card to be printed turned a quarter, so as to stand upright on a sheet made for lying ones? */
export const isTurned = ({ orientation }: CardOptions, { widthMm, heightMm }: Trim): boolean =>
  orientation === 'portrait' ? widthMm > heightMm : heightMm > widthMm;

/** What the code leaves out, or that none could be made. */
function aboutCode({ code: wanted, design }: CardOptions, code: CodeDrawing | null, items: SceneItem[]): Finding[] {
  if (wanted === 'none' || design === 'large-print') return [];
  if (code === null) return [finding('warning', 'print.code_missing', { role: 'code' }, 'no_code')];
  if (code.dropped.length === 0 || !items.some(({ kind }) => kind === 'symbol')) return [];
  const remedy = code.kind === 'offline' ? 'link_code' : 'edit';
  return [finding('warning', 'print.code_dropped', { role: 'code', detail: code.dropped.join(' ') }, remedy)];
}

export const otherRegionOf = (region: RegionProfile): RegionProfile => OTHER_REGION[region];

export const otherLanguageOf = (region: RegionProfile) => localeOf(otherRegionOf(region));
