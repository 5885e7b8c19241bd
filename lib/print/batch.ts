import type { Card } from '../card/card';
import { fullNameOf } from '../card/card';
import type { RegionProfile } from '../i18n/locales';
import { paperEntries } from './content';
import type { PrintedCard } from './impose';

/** A line that went on paper. */
export type PrintedLine = { key: string; role: string; text: string };

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
};

/** The card's own lines as they stand on paper, each once, broken lines joined again. */
export function printedLines(cards: readonly PrintedCard[]): PrintedLine[] {
  const lines = new Map<string, PrintedLine>();
  for (const { front, back } of cards)
    for (const scene of back === null ? [front] : [front, back]) {
      const here = new Map<string, PrintedLine>();
      for (const item of scene.items) {
        if (item.kind !== 'text' || item.key === '') continue;
        const known = here.get(item.key);
        if (known === undefined) here.set(item.key, { key: item.key, role: item.role, text: item.text });
        else known.text += (item.role === 'email' || item.role === 'website' ? '' : ' ') + item.text;
      }
      for (const [key, line] of here) if (!lines.has(key)) lines.set(key, line);
    }
  return [...lines.values()];
}

/** A line of a batch and what the card says there now; `now` is null where the card says nothing any more. */
export type StaleLine = PrintedLine & { now: string | null };

const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, '');

/** What a batch says that is no longer so: broken lines and spaces do not count. */
export function staleLines(batch: Batch, card: Card): StaleLine[] {
  const today = new Map(paperEntries(card, batch.profile).map(({ key, text }) => [key, text]));
  today.set('name', fullNameOf(card));
  return batch.lines.flatMap((line): StaleLine[] => {
    const now = today.get(line.key) ?? null;
    return now !== null && plain(now) === plain(line.text) ? [] : [{ ...line, now: now?.replace(/\n/g, ', ') ?? null }];
  });
}

/** Digits and letters nobody takes for one another. */
const SPEAKABLE = '23456789ABCDEFGHJKMNPQRTUVWXYZ';

/** Four characters of 30⁴ (some 800,000), from at least four random bytes. */
export const batchNumber = (random: Uint8Array): string =>
  [...random.slice(0, 4)].map((byte) => SPEAKABLE.charAt(byte % SPEAKABLE.length)).join('');
