import type { Card } from '../card/card';
import { fullNameOf } from '../card/card';
import type { RegionProfile } from '../i18n/locales';
import { cardLines } from './card-lines';
import type { CardOptions } from './card-options';
import type { PrintedCard } from './impose';
import { otherRegionOf } from './other-region';
import type { CodeKind } from './printed-code';
import type { Scene } from './scene';

/** A printed line of text, formatted for its region. `profile` is the region: stored records use that name. */
export type PrintedLine = { key: string; role: string; text: string; profile: RegionProfile };

/** A printed code: its content is on paper too, whether or not it also appears as text. */
export type PrintedCode = { kind: CodeKind; payload: string };

/** What was printed, when and on what, so that printed details can be compared with today's card. */
export type Batch = {
  id: string;
  schemaVersion: 1;
  cardId: string;
  /** Four characters that are easy to read off a card and to say. */
  number: string;
  madeAtMs: number;
  product: string;
  design: string;
  /** The sheet's id or the print shop's preset. */
  paper: string;
  count: number;
  profile: RegionProfile;
  lines: PrintedLine[];
  codes: PrintedCode[];
};

/**
 * Returns the card's lines as printed, each entry once, with wrapped lines joined. The back of a bilingual card is
 * formatted for the other region; texts entered for that side alone are not part of the card and are not tracked.
 */
export function printedLines(
  cards: readonly PrintedCard[],
  region: RegionProfile,
  { bilingual, other }: Pick<CardOptions, 'bilingual' | 'other'>,
): PrintedLine[] {
  const lines = new Map<string, PrintedLine>();
  const addLines = ({ items }: Scene, sceneRegion: RegionProfile, isTracked: (role: string) => boolean) => {
    const sceneLines = new Map<string, PrintedLine>();
    for (const item of items) {
      if (item.kind !== 'text' || item.key === '' || !isTracked(item.role)) continue;
      const { key, role, text } = item;
      const existing = sceneLines.get(key);
      if (existing === undefined) sceneLines.set(key, { key, role, text, profile: sceneRegion });
      else existing.text += (role === 'email' || role === 'website' ? '' : ' ') + text;
    }
    for (const [key, line] of sceneLines) if (!lines.has(key)) lines.set(key, line);
  };
  const hasOtherText = (role: string) => Object.entries(other).some(([name, words]) => name === role && words !== '');
  for (const { front, back } of cards) {
    addLines(front, region, () => true);
    if (back === null) continue;
    if (bilingual) addLines(back, otherRegionOf(region), (role) => !hasOtherText(role));
    else addLines(back, region, () => true);
  }
  return [...lines.values()];
}

/** Returns the printed codes that hold the card itself, one of each kind; a reply slip's code does not hold it. */
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
  return /^https?:\/\/[^/]+\/(?:O#\d+|[0-9A-HJKMNP-TV-Z]{12}[0-9A-Z]*)$/i.test(payload) ? 'link' : null;
}

/** The part of a code after the site's address: the same card served from another origin is the same card. */
const payloadWithoutOrigin = (payload: string) => payload.replace(/^https?:\/\/[^/]+/i, '');

/**
 * Returns the codes of a batch that are out of date. `currentPayloads` gives everything that a code of each kind may
 * hold now: how much of the card a code holds depends on its place, and a code that holds the card stays right when a
 * short link comes to exist.
 */
export const staleCodes = (batch: Batch, currentPayloads: (kind: CodeKind) => readonly string[]): PrintedCode[] =>
  batch.codes.filter(({ kind, payload }) => {
    const printed = payloadWithoutOrigin(payload);
    return !currentPayloads(kind).some((current) => payloadWithoutOrigin(current) === printed);
  });

/** A line of a batch and the card's current text; `now` is null when the card no longer has that entry. */
export type StaleLine = PrintedLine & { now: string | null };

const removeSpaces = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, '');

/** Returns the lines of a batch that are out of date; differences in line breaks and spaces do not count. */
export function staleLines(batch: Batch, card: Card): StaleLine[] {
  const today = (region: RegionProfile) => new Map(cardLines(card, region).map(({ key, text }) => [key, text]));
  const written = new Map(batch.lines.map(({ profile }) => [profile, today(profile)]));
  return batch.lines.flatMap((line): StaleLine[] => {
    const now = line.key === 'name' ? fullNameOf(card) : (written.get(line.profile)?.get(line.key) ?? null);
    return now !== null && isSameLine(line, now, batch.product)
      ? []
      : [{ ...line, now: now?.replace(/\n/g, ', ') ?? null }];
  });
}

/** Earlier batches recorded a sentence with the name or the website in it: it is current while it contains them. */
const SENTENCE_KEYS = ['name', 'website'];

function isSameLine({ key, text }: PrintedLine, now: string, product: string): boolean {
  const [printed, current] = [removeSpaces(text), removeSpaces(now)];
  return printed === current || (product !== 'card' && SENTENCE_KEYS.includes(key) && printed.includes(current));
}

/** Do two batches have the same content on the same paper? */
export function isSamePrinting(one: Batch, other: Batch): boolean {
  const contentOf = ({ product, design, paper, count, profile, lines, codes }: Batch) =>
    JSON.stringify([product, design, paper, count, profile, lines, codes]);
  return contentOf(one) === contentOf(other);
}

/** Digits and letters that cannot be mistaken for one another. */
const SPEAKABLE = '23456789ABCDEFGHJKMNPQRTUVWXYZ';

/** Returns four characters (30⁴ values, about 800,000) from at least four random bytes. */
export const batchNumber = (random: Uint8Array): string =>
  [...random.slice(0, 4)].map((byte) => SPEAKABLE.charAt(byte % SPEAKABLE.length)).join('');
