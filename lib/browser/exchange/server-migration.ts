import { strToU8, type Zippable, zipSync } from 'fflate';
import * as z from 'zod/mini';
import { type CardAddress, cardPath, LINK_CHANNELS } from '../../exchange/card-address';
import { publicKeyText } from '../../exchange/signature';
import type { RegionProfile } from '../../i18n/locales';
import { html } from '../../page/html';
import { database } from '../storage/database';
import { handoverFor, readHandover, takeOver } from './device-linking';
import { readIdentity } from './identity';
import { parseShownRegion, publishCard, readPublications } from './publisher';
import { ExchangeError } from './server-api';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

const moveSchema = z.object({
  format: z.literal('poignee-move'),
  version: z.literal(1),
  from: z.string().check(z.maxLength(200)),
  keys: z.array(z.record(z.string(), z.unknown())).check(z.maxLength(64)),
  handover: z.string(),
});

/** Every published card with its keys, for another server's app. Whoever has this file can speak for the cards. */
export async function exportMove(): Promise<string> {
  const identity = await readIdentity();
  if (identity === null) throw new ExchangeError('exchange.no_identity');
  // Keys for the new place alone: this device's own never leave it.
  const pairs = await Promise.all(
    identity.slots.map(() => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])),
  );
  const devices = await Promise.all(pairs.map(({ publicKey }) => publicKeyText(publicKey)));
  const handover = await handoverFor(identity, devices, { withPhotos: true });
  return JSON.stringify({
    format: 'poignee-move',
    version: 1,
    from: location.origin,
    keys: await Promise.all(pairs.map(({ privateKey }) => crypto.subtle.exportKey('jwk', privateKey))),
    handover: JSON.stringify(handover),
  });
}

export type Moved = { from: string; cards: number };

/**
 * Takes a move's file in and publishes its cards here, at the same addresses; what was cut short goes on with the same file.
 * Throws `move.damaged`, `link.has_identity` on a device that has other keys, and `ExchangeError`s.
 */
export async function importMove(text: string, region: RegionProfile, nowMs: number = Date.now()): Promise<Moved> {
  let parsed: ReturnType<typeof moveSchema.safeParse>;
  try {
    parsed = moveSchema.safeParse(JSON.parse(text));
  } catch {
    throw new ExchangeError('move.damaged');
  }
  const handover = parsed.success ? readHandover(parsed.data.handover) : null;
  if (!parsed.success || handover === null) throw new ExchangeError('move.damaged');
  const known = await readIdentity();
  const isSame = known?.slots[0]?.address === handover.slots[0]?.address;
  if (known !== null && !isSame) throw new ExchangeError('link.has_identity');
  const keys = await Promise.all(
    parsed.data.keys.map((key) => crypto.subtle.importKey('jwk', key as JsonWebKey, ALGORITHM, false, ['sign'])),
  ).catch(() => null);
  if (keys === null) throw new ExchangeError('move.damaged');
  const toPublish = handover.publications.filter(({ wish, isRevoked }) => wish.state === 'shown' && !isRevoked);
  // Here nothing is published yet, whatever their page said there.
  const publications = toPublish.map((one) => ({ ...one, rev: 0, etag: null, isSending: true }));
  if (known === null) await takeOver({ ...handover, publications }, keys, nowMs);
  for (const publication of publications) {
    const card = await database.cards.get(publication.cardId);
    if (card !== undefined) await publishCard(card, parseShownRegion(publication) ?? region, {}, nowMs);
  }
  return { from: parsed.data.from, cards: publications.length };
}

/** Tells this server, signed, that the cards are at `to` (`https://host`) from now on: it sends everybody there. */
export async function leaveFor(to: string, region: RegionProfile): Promise<number> {
  let moved = 0;
  for (const publication of await readPublications()) {
    // What was put aside was not taken along: its address stays as it is.
    if (publication.rev === 0 || publication.isRevoked || publication.wish.state === 'hidden') continue;
    const card = await database.cards.get(publication.cardId);
    if (card === undefined) continue;
    await publishCard(card, region, { state: 'moved', movedTo: `${to}/${publication.address}` });
    moved += 1;
  }
  return moved;
}

/** `https://host`, as typed in any way; `null` for what is no server's address. */
export function readServerAddress(typed: string): string | null {
  try {
    const url = new URL(/^https?:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`);
    const isOwnMachine = /^(?:localhost|127\.0\.0\.1)$/.test(url.hostname);
    if (url.protocol !== 'https:' && !isOwnMachine) return null;
    return url.username === '' && url.hostname !== '' && url.origin !== location.origin ? url.origin : null;
  } catch {
    return null;
  }
}

/** A page that sends people on. */
const redirectPage = (to: string): string =>
  html`<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta http-equiv="refresh" content="0;url=${to}"><link rel="canonical" href="${to}"><title>${to}</title></head><body><p><a href="${to}">${to}</a></p></body></html>`
    .text;

/**
 * A folder of pages for any web host that sends people on: for who keeps a domain without a server. One page for each way the
 * address is written on paper: alone or with its channel's mark, in capitals or not.
 */
export function redirectFolder(address: CardAddress, server: string): Uint8Array<ArrayBuffer> {
  const paths = [null, ...LINK_CHANNELS].map((channel) => cardPath({ address, channel, token: null }));
  const files = paths.flatMap((path) => {
    const page = strToU8(redirectPage(`${server}/${path}`));
    return [
      [`${path}/index.html`, page],
      [`${path.toLowerCase()}/index.html`, page],
    ];
  });
  return new Uint8Array(zipSync(Object.fromEntries(files) as Zippable));
}
