import { LINK_CHANNELS, type LinkChannel } from '../../exchange/card-address';
import type { ExchangeContext } from './context';
import { readIdentity, signerFor, slotFor } from './identity';
import { readPublications } from './publication-store';

type VisitChannel = LinkChannel | 'none';
export type VisitRow = { channel: VisitChannel; month: number; all: number };

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;
const VISIT_CHANNELS: readonly VisitChannel[] = [...LINK_CHANNELS, 'none'];

/** Visits to this device's public pages, by channel; `null` if no card is published. @throws ExchangeError */
export async function readVisits(context: ExchangeContext): Promise<VisitRow[] | null> {
  const identity = await readIdentity(context);
  const publications = (await readPublications(context)).filter(({ rev, isRevoked }) => rev > 0 && !isRevoked);
  if (identity === null || publications.length === 0) return null;
  const since = new Date(context.now() - MONTH_MS).toISOString().slice(0, 10);
  const rows = new Map<VisitChannel, VisitRow>();
  for (const { address } of publications) {
    const slot = slotFor(identity, address);
    if (slot === undefined) continue;
    const request = { method: 'GET', address, path: '/visits', signer: signerFor(slot) } as const;
    const response = await context.server.request(request);
    const { visits } = (await response.json()) as { visits: { day: string; channel: VisitChannel; visits: number }[] };
    for (const { day, channel, visits: count } of visits) {
      const row = rows.get(channel) ?? { channel, month: 0, all: 0 };
      rows.set(channel, { channel, month: row.month + (day >= since ? count : 0), all: row.all + count });
    }
  }
  return VISIT_CHANNELS.flatMap((channel) => rows.get(channel) ?? []);
}
