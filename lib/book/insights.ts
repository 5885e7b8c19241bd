import type { Channel } from '../card/contact';
import { CHANNELS } from '../card/contact-schema';
import type { Row } from './row';

/** How many people were met, how many of them were followed up, and how many became clients. */
export type Funnel = { met: number; followedUp: number; clients: number };
export type ChannelFunnel = Funnel & { channel: Channel };
export type EventFunnel = Funnel & { eventId: string | null };

const funnelOf = (rows: readonly Row[]): Funnel => ({
  met: rows.length,
  // A client counts as followed up, whether or not it was recorded.
  followedUp: rows.filter(({ followedUp, isClient }) => followedUp || isClient).length,
  clients: rows.filter(({ isClient }) => isClient).length,
});

/** Returns the funnel of each channel of first contact, busiest first, without empty channels. */
export const byChannel = (rows: readonly Row[]): ChannelFunnel[] =>
  CHANNELS.map((channel) => ({ channel, ...funnelOf(rows.filter((row) => row.channel === channel)) }))
    .filter(({ met }) => met > 0)
    .toSorted((one, other) => other.met - one.met);

/** Returns the funnel of each event of first contact, in the order of `eventIds`; `null` is for people met at none. */
export function byEvent(rows: readonly Row[], eventIds: readonly string[]): EventFunnel[] {
  const groups = new Map<string | null, Row[]>();
  for (const row of rows) {
    const [first = null] = row.eventIds;
    const existing = groups.get(first);
    if (existing === undefined) groups.set(first, [row]);
    else existing.push(row);
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

/** In a smaller sample, one client more or less would change the result. */
const MIN_SAMPLE = 5;

/** Returns the channel with the highest share of clients; `null` until enough people were met to tell. */
export function bestChannel(funnels: readonly ChannelFunnel[]): ChannelFunnel | null {
  const known = funnels.filter(({ met, clients }) => clients > 0 && met >= MIN_SAMPLE);
  return (
    known.toSorted((one, other) => other.clients / other.met - one.clients / one.met || other.met - one.met)[0] ?? null
  );
}
