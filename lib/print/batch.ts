import type { Card } from '../card/card';
import { fullNameOf } from '../card/card';
import type { RegionProfile } from '../i18n/locales';
import { cardLines } from './card-lines';
import type { CardOptions } from './card-options';
import type { PrintedCard } from './impose';
import { otherRegionOf } from './layout-card';
import type { CodeKind } from './printed-code';
import type { Scene } from './scene';

/** A printed line of text in the form its region writes. `profile` is the region: the stored records use that name. */
export type PrintedLine = { key: string; role: string; text: string; profile: RegionProfile };

/** A code that went on paper: what it holds is printed too, whether or not it is written beside it. */
export type PrintedCode = { kind: CodeKind; payload: string };

/** What was printed, when, on what: so that paper's details can be compared with today's. */
export type Batch = {
  id: string;
  schemaVersion: 1;
  cardId: string;
  /** Four characters a person can read off a card and say. */
  number: string;
  madeAtMs: number;
  product: string;
  design: string;
  /** The sheet's id or the shop's preset. */
  paper: string;
  count: number;
  profile: RegionProfile;
  lines: PrintedLine[];
  codes: PrintedCode[];
};

/**
 * The card's own lines as they stand on paper, each once, broken lines joined again. A bilingual card's back is written
 * as the other region writes; words given for that side alone are not the card's and are not followed.
 */
export function printedLines(
  cards: readonly PrintedCard[],
  region: RegionProfile,
  { design, other }: Pick<CardOptions, 'design' | 'other'>,
): PrintedLine[] {
  const lines = new Map<string, PrintedLine>();
  const note = ({ items }: Scene, written: RegionProfile, isFollowed: (role: string) => boolean) => {
    const here = new Map<string, PrintedLine>();
    for (const item of items) {
      if (item.kind !== 'text' || item.key === '' || !isFollowed(item.role)) continue;
      const { key, role, text } = item;
      const known = here.get(key);
      if (known === undefined) here.set(key, { key, role, text, profile: written });
      else known.text += (role === 'email' || role === 'website' ? '' : ' ') + text;
    }
    for (const [key, line] of here) if (!lines.has(key)) lines.set(key, line);
  };
  const hasOwnWords = (role: string) => Object.entries(other).some(([name, words]) => name === role && words !== '');
  for (const { front, back } of cards) {
    note(front, region, () => true);
    if (back === null) continue;
    if (design === 'bilingual') note(back, otherRegionOf(region), (role) => !hasOwnWords(role));
    else note(back, region, () => true);
  }
  return [...lines.values()];
}

/** The codes on paper that hold the card itself, each kind once; a reply slip's holds nothing of it. */
export function printedCodes(cards: readonly PrintedCard[]): PrintedCode[] {
  const codes = new Map<CodeKind, PrintedCode>();
  for (const scene of cards.flatMap(({ front, back }) => (back === null ? [front] : [front, back])))
    for (const item of scene.items) {
      if (item.kind !== 'symbol') continue;
      const kind = kindOf(item.payload);
      if (kind !== null) codes.set(kind, { kind, payload: item.payload });
    }
  return [...codes.values()];
}

function kindOf(payload: string): CodeKind | null {
  if (payload.startsWith('BEGIN:VCARD')) return 'offline';
  return /\/O#\d+$/.test(payload) ? 'link' : null;
}

/** What a code says without where it says it: the same card from another address is the same card. */
const payloadWithoutOrigin = (payload: string) => payload.slice(payload.indexOf('#') + 1);

/** The codes of a batch that hold what the card no longer says; `today` is what each kind would hold now. */
export const staleCodes = (batch: Batch, today: (kind: CodeKind) => string | null): PrintedCode[] =>
  batch.codes.filter(({ kind, payload }) => payloadWithoutOrigin(today(kind) ?? '') !== payloadWithoutOrigin(payload));

/** A line of a batch and what the card says there now; `now` is null where the card says nothing any more. */
export type StaleLine = PrintedLine & { now: string | null };

const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, '');

/** What a batch says that is no longer so: broken lines and spaces do not count. */
export function staleLines(batch: Batch, card: Card): StaleLine[] {
  const today = (region: RegionProfile) => new Map(cardLines(card, region).map(({ key, text }) => [key, text]));
  const written = new Map(batch.lines.map(({ profile }) => [profile, today(profile)]));
  return batch.lines.flatMap((line): StaleLine[] => {
    const now = line.key === 'name' ? fullNameOf(card) : (written.get(line.profile)?.get(line.key) ?? null);
    return now !== null && plain(now) === plain(line.text) ? [] : [{ ...line, now: now?.replace(/\n/g, ', ') ?? null }];
  });
}

/** Do two printings say the same on the same paper? */
export function isSamePrinting(one: Batch, other: Batch): boolean {
  const said = ({ product, design, paper, count, profile, lines, codes }: Batch) =>
    JSON.stringify([product, design, paper, count, profile, lines, codes]);
  return said(one) === said(other);
}

/** Digits and letters nobody takes for one another. */
const SPEAKABLE = '23456789ABCDEFGHJKMNPQRTUVWXYZ';

/** Four characters of 30⁴ (some 800,000), from at least four random bytes. */
export const batchNumber = (random: Uint8Array): string =>
  [...random.slice(0, 4)].map((byte) => SPEAKABLE.charAt(byte % SPEAKABLE.length)).join('');
