import { LINK_CHANNELS, type LinkChannel } from '../../exchange/card-address';
import { askerFor, readIdentity, slotFor } from './identity';
import { readPublications } from './publisher';
import { askServer } from './server-api';

export type VisitChannel = LinkChannel | 'none';
export type VisitRow = { channel: VisitChannel; month: number; all: number };

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;
export const VISIT_CHANNELS: readonly VisitChannel[] = [...LINK_CHANNELS, 'none'];

/** How often this device's published cards were opened, by channel; `null` where none is published. Throws `ExchangeError`. */
export async function readVisits(nowMs: number = Date.now()): Promise<VisitRow[] | null> {
  const identity = await readIdentity();
  const publications = (await readPublications()).filter(({ rev, isRevoked }) => rev > 0 && !isRevoked);
  if (identity === null || publications.length === 0) return null;
  const since = new Date(nowMs - MONTH_MS).toISOString().slice(0, 10);
  const rows = new Map<VisitChannel, VisitRow>();
  for (const { address } of publications) {
    const slot = slotFor(identity, address);
    if (slot === undefined) continue;
    const answer = await askServer({ method: 'GET', address, path: '/visits', asker: askerFor(slot) });
    const { visits } = (await answer.json()) as { visits: { day: string; channel: VisitChannel; visits: number }[] };
    for (const { day, channel, visits: count } of visits) {
      const row = rows.get(channel) ?? { channel, month: 0, all: 0 };
      rows.set(channel, { channel, month: row.month + (day >= since ? count : 0), all: row.all + count });
    }
  }
  return VISIT_CHANNELS.flatMap((channel) => rows.get(channel) ?? []);
}
