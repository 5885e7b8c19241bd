// The test helpers that the server benchmark needs.
import type { CardAddress } from '@/lib/exchange/card-address';
import type { Storage } from '@/server/storage/port';
import { newOwner, shownDocument, signed } from '../../support/exchange-owner';

export { startEngine } from '../../storage/engines';
export { newOwner, REPLY, sealedReply, shownDocument, signed } from '../../support/exchange-owner';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Writes `count` cards directly to the database, bypassing the checks of publishing; they differ only in address and
 * name. Returns their addresses.
 */
export async function writeCards(storage: Storage, count: number): Promise<string[]> {
  const owner = await newOwner();
  const document = await shownDocument(owner, 1);
  const { signature, credential } = await signed(owner, document);
  const addresses: string[] = [];
  for (let from = 0; from < count; from += 500) {
    const group = Array.from({ length: Math.min(500, count - from) }, (_, index) => addressOf(from + index));
    addresses.push(...group);
    await Promise.all(
      group.map((address, at) => {
        const content = { ...document.content, familyNames: `Côté-Gagné ${from + at}` };
        const text = JSON.stringify({ ...document, card: address as CardAddress, content });
        return storage.write(
          `INSERT INTO card (card_id, owner_key, generation, rev, etag, state, document, signature, credential, created_at, updated_at)
           VALUES (?, ?, 0, 1, ?, 'shown', ?, ?, ?, 0, 0)`,
          [address, credential.owner, `"bench-${from + at}"`, text, signature, JSON.stringify(credential)],
        );
      }),
    );
  }
  return addresses;
}

/** Returns the address of a card; addresses are spread over the whole key space, like real ones. */
function addressOf(index: number): string {
  let value = (BigInt(index) * 0x9e3779b97f4a7c15n) & ((1n << 60n) - 1n);
  let text = '';
  for (let at = 0; at < 12; at += 1) {
    text = (ALPHABET[Number(value & 31n)] ?? '0') + text;
    value >>= 5n;
  }
  return text;
}

/** Returns the durable commits per second of 1 KiB replies, by `callers` concurrent callers, without a server. */
export async function commitsPerSecond(storage: Storage, ms: number, callers: number): Promise<number> {
  const startedAt = performance.now();
  let count = 0;
  const envelope = new Uint8Array(1024).fill(7);
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (performance.now() - startedAt < ms) {
        count += 1;
        await storage.write(
          `INSERT INTO reply (card_id, reply_id, envelope, digest, receipt, received_at, state)
           VALUES (?, ?, ?, ?, ?, ?, 'waiting') ON CONFLICT (card_id, reply_id) DO NOTHING`,
          [
            `BENCH${count % 200}`,
            `${caller}-${process.pid}-${startedAt}-${count}`,
            envelope,
            'd'.repeat(43),
            'r'.repeat(43),
            count,
          ],
        );
      }
    }),
  );
  return (count * 1000) / (performance.now() - startedAt);
}
