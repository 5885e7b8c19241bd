import type { Channel } from '../card/contact';
import { CHANNELS } from '../card/contact-schema';
import type { Row } from './row';

/** How many were met, how many of them written to or called since, how many became clients. */
export type Funnel = { met: number; followedUp: number; clients: number };
export type ChannelFunnel = Funnel & { channel: Channel };
export type EventFunnel = Funnel & { eventId: string | null };

const funnelOf = (rows: readonly Row[]): Funnel => ({
  met: rows.length,
  // A client was written to or called, whether or not anybody noted it.
  followedUp: rows.filter(({ followedUp, isClient }) => followedUp || isClient).length,
  clients: rows.filter(({ isClient }) => isClient).length,
});

/** By how they were met the first time, the busiest first; a channel nobody came by is left out. */
export const byChannel = (rows: readonly Row[]): ChannelFunnel[] =>
  CHANNELS.map((channel) => ({ channel, ...funnelOf(rows.filter((row) => row.channel === channel)) }))
    .filter(({ met }) => met > 0)
    .toSorted((one, other) => other.met - one.met);

/** By the event they were first met at, in the order of `eventIds`; `null` gathers who was met at none. */
export function byEvent(rows: readonly Row[], eventIds: readonly string[]): EventFunnel[] {
  const groups = new Map<string | null, Row[]>();
  for (const row of rows) {
    const [first = null] = row.eventIds;
    const known = groups.get(first);
    if (known === undefined) groups.set(first, [row]);
    else known.push(row);
  }
  const order = [
    ...eventIds.filter((id) => groups.has(id)),
    ...[...groups.keys()].filter((id) => id !== null && !eventIds.includes(id)),
    null,
  ];
  return order.flatMap((eventId) => {
    const group = groups.get(eventId);
    return group === undefined ? [] : [{ eventId, ...funnelOf(group) }];
  });
}

export const total = (rows: readonly Row[]): Funnel => funnelOf(rows);

/** Of fewer than this, one client more or less would say another way. */
const MIN_SAMPLE = 5;

/** The way that brought most clients for those met by it; `null` until enough were met to tell. */
export function bestChannel(funnels: readonly ChannelFunnel[]): ChannelFunnel | null {
  const known = funnels.filter(({ met, clients }) => clients > 0 && met >= MIN_SAMPLE);
  return (
    known.toSorted((one, other) => other.clients / other.met - one.clients / one.met || other.met - one.met)[0] ?? null
  );
}
