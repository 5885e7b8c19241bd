import { strToU8, type Zippable, zipSync } from 'fflate';
import * as z from 'zod/mini';
import { type CardAddress, cardPath, LINK_CHANNELS } from '../../exchange/card-address';
import { publicKeyText } from '../../exchange/signature';
import type { RegionProfile } from '../../i18n/locales';
import { html } from '../../page/html';
import type { ExchangeContext } from './context';
import { readIdentity } from './identity';
import { exportKeyTransfer, importKeyTransfer, parseKeyTransfer } from './key-transfer';
import { publishedRegion, readPublications } from './publication-store';
import { publishCard } from './publisher';
import { ExchangeError } from './server-api';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

const migrationSchema = z.object({
  format: z.literal('poignee-move'),
  version: z.literal(1),
  from: z.string().check(z.maxLength(200)),
  keys: z.array(z.record(z.string(), z.unknown())).check(z.maxLength(64)),
  handover: z.string(),
});

/** Every published card with its keys, as JSON for the app of another server. Whoever has this file can publish the cards. */
export async function exportMigration(context: ExchangeContext): Promise<string> {
  const identity = await readIdentity(context);
  if (identity === null) throw new ExchangeError('exchange.no_identity');
  // Keys created for the other server: this device's own keys cannot be exported.
  const pairs = await Promise.all(
    identity.slots.map(() => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])),
  );
  const devices = await Promise.all(pairs.map(({ publicKey }) => publicKeyText(publicKey)));
  const transfer = await exportKeyTransfer(context, identity, devices, { withPhotos: true });
  return JSON.stringify({
    format: 'poignee-move',
    version: 1,
    from: context.origin,
    keys: await Promise.all(pairs.map(({ privateKey }) => crypto.subtle.exportKey('jwk', privateKey))),
    handover: JSON.stringify(transfer),
  });
}

export type Migrated = { from: string; cards: number };

/**
 * Imports a migration file and publishes its cards here, at the same addresses. An import that was interrupted continues with
 * the same file.
 *
 * @throws ExchangeError `move.damaged`; `link.has_identity` on a device that has other keys
 */
export async function importMigration(
  context: ExchangeContext,
  text: string,
  region: RegionProfile,
): Promise<Migrated> {
  const file = parseMigration(text);
  const transfer = file === null ? null : parseKeyTransfer(file.handover);
  if (file === null || transfer === null) throw new ExchangeError('move.damaged');
  const current = await readIdentity(context);
  const isContinued = current?.slots[0]?.address === transfer.slots[0]?.address;
  if (current !== null && !isContinued) throw new ExchangeError('link.has_identity');
  const keys = await Promise.all(
    file.keys.map((key) => crypto.subtle.importKey('jwk', key as JsonWebKey, ALGORITHM, false, ['sign'])),
  ).catch(() => null);
  if (keys === null) throw new ExchangeError('move.damaged');
  // This server has none of them yet, whatever the other one's pages show.
  const publications = transfer.publications
    .filter(({ wish, isRevoked }) => wish.state === 'shown' && !isRevoked)
    .map((publication) => ({ ...publication, rev: 0, etag: null, isSending: true }));
  if (current === null) await importKeyTransfer(context, { ...transfer, publications }, keys);
  for (const { cardId } of publications) {
    const card = await context.database.cards.get(cardId);
    const publication = (await readPublications(context)).find((one) => one.cardId === cardId);
    if (card === undefined || publication === undefined) continue;
    await publishCard(context, card, publishedRegion(publication) ?? region);
  }
  return { from: file.from, cards: publications.length };
}

function parseMigration(text: string): z.infer<typeof migrationSchema> | null {
  try {
    const parsed = migrationSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Publishes, signed, that every visible card is now at `to` (`https://host`). This server then redirects its visitors. Returns
 * the number of cards.
 */
export async function redirectTo(context: ExchangeContext, to: string, region: RegionProfile): Promise<number> {
  let count = 0;
  for (const publication of await readPublications(context)) {
    // A hidden page is not part of the migration: its address stays as it is.
    const { rev, isRevoked, desiredState, cardId, address } = publication;
    if (rev === 0 || isRevoked || desiredState.state === 'hidden') continue;
    const card = await context.database.cards.get(cardId);
    if (card === undefined) continue;
    await publishCard(context, card, region, { state: 'moved', movedTo: `${to}/${address}` });
    count += 1;
  }
  return count;
}

/** The origin of a server's address as typed, with or without its scheme; `null` if it is not one, or is this site's. */
export function parseServerAddress(typed: string, ownOrigin: string): string | null {
  try {
    const url = new URL(/^https?:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`);
    const isLoopback = /^(?:localhost|127\.0\.0\.1)$/.test(url.hostname);
    if (url.protocol !== 'https:' && !isLoopback) return null;
    return url.username === '' && url.hostname !== '' && url.origin !== ownOrigin ? url.origin : null;
  } catch {
    return null;
  }
}

const redirectPage = (to: string): string =>
  html`<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta http-equiv="refresh" content="0;url=${to}"><link rel="canonical" href="${to}"><title>${to}</title></head><body><p><a href="${to}">${to}</a></p></body></html>`
    .text;

/**
 * A ZIP of static redirect pages for any web host, for an owner who keeps a domain without a server. One page for each form of
 * the address on paper: alone or with its channel's mark, in upper and lower case.
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
