import type { CardAddress } from '../../exchange/card-address';
import { signGrant } from '../../exchange/credential';
import { MAILBOX_KEY_DAYS, type MailboxSecret, nextMailboxSecret } from '../../exchange/mailbox-keys';
import { ENTROPY_BYTES, firstMailboxSecret, SLOTS, type Slot, slotOf } from '../../exchange/recovery';
import { newSigningKeys, publicKeyText } from '../../exchange/signature';
import { database } from '../storage/database';
import type { Identity, SlotRecord } from '../storage/records';
import type { Asker } from './server-api';

/** Secrets kept: the current one, and those whose replies the server may still hold (90 days and 90 more). */
const SECRETS_KEPT = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

export const canExchange = (): boolean => globalThis.crypto?.subtle !== undefined;

export const newEntropy = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(ENTROPY_BYTES));

export async function readIdentity(): Promise<Identity | null> {
  return (await database.identity.get('own')) ?? null;
}

/** Lets a new key of this device into one card's place, by the words. */
export async function newSlotKey(slot: Slot, generation: number): Promise<Pick<SlotRecord, 'key' | 'credential'>> {
  const keys = await newSigningKeys();
  const device = await publicKeyText(keys.publicKey);
  const signature = await signGrant(slot.ownerKey, slot.address, generation, device);
  return { key: keys.privateKey, credential: { owner: slot.owner, generation, grants: [{ device, signature }] } };
}

/** Keys of this device for every place, let in by the words' secret, which itself is not kept. */
export async function makeIdentity(entropy: Uint8Array<ArrayBuffer>, nowMs: number): Promise<Identity> {
  const slots: SlotRecord[] = [];
  for (let index = 0; index < SLOTS; index += 1) {
    const slot = await slotOf(entropy, index);
    slots.push({
      index,
      address: slot.address,
      ...(await newSlotKey(slot, 0)),
      revocation: null,
      secrets: [await firstMailboxSecret(slot, 0)],
      isSpent: false,
    });
  }
  return { id: 'own', schemaVersion: 1, madeAtMs: nowMs, slots };
}

/** The first one made is kept: a double tap gets that one, and a second tab's other words do not take its place. */
export function keepIdentity(identity: Identity): Promise<Identity> {
  return database.transaction('rw', database.identity, async () => {
    const known = await database.identity.get('own');
    if (known !== undefined) return known;
    await database.identity.put(identity);
    return identity;
  });
}

export function changeSlot(index: number, change: (slot: SlotRecord) => SlotRecord): Promise<void> {
  return database.transaction('rw', database.identity, async () => {
    const identity = await database.identity.get('own');
    if (identity === undefined) return;
    const slots = identity.slots.map((slot) => (slot.index === index ? change(slot) : slot));
    await database.identity.put({ ...identity, slots });
  });
}

export const askerFor = ({ credential, key }: SlotRecord): Asker => ({ credential, key });

/** Are they the same words'? */
export const isSameOwner = (one: Identity, other: Identity): boolean =>
  one.slots[0]?.address === other.slots[0]?.address;

export const slotFor = (identity: Identity, address: CardAddress): SlotRecord | undefined =>
  identity.slots.find((slot) => slot.address === address);

/** Is it time for the mailbox's next key? A clock set back does not make it so. */
export const isKeyDue = (sinceMs: number, nowMs: number): boolean => nowMs - sinceMs > MAILBOX_KEY_DAYS * DAY_MS;

export async function withNextSecret(slot: SlotRecord): Promise<SlotRecord> {
  const current = slot.secrets.at(-1);
  if (current === undefined) return slot;
  return { ...slot, secrets: [...slot.secrets, await nextMailboxSecret(current)].slice(-SECRETS_KEPT) };
}

/** The secret an envelope names; an epoch another device went on to is found by going forward. */
export async function secretFor(
  slot: SlotRecord,
  { generation, epoch }: Pick<MailboxSecret, 'generation' | 'epoch'>,
): Promise<MailboxSecret | null> {
  const known = slot.secrets.filter((secret) => secret.generation === generation && secret.epoch <= epoch);
  let secret = known.toSorted((a, b) => a.epoch - b.epoch).at(-1) ?? null;
  if (secret === null || epoch - secret.epoch > 40) return null;
  while (secret.epoch < epoch) secret = await nextMailboxSecret(secret);
  return secret;
}
