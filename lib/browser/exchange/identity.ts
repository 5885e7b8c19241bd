import type { CardAddress } from '../../exchange/card-address';
import { signGrant } from '../../exchange/credential';
import { MAILBOX_KEY_DAYS, type MailboxSecret, nextMailboxSecret } from '../../exchange/mailbox-keys';
import { ENTROPY_BYTES, firstMailboxSecret, SLOTS, type Slot, slotOf } from '../../exchange/recovery';
import { newSigningKeys, publicKeyText } from '../../exchange/signature';
import type { Identity, SlotRecord } from '../storage/records';
import type { ExchangeContext } from './context';
import type { Signer } from './server-api';

/** The current mailbox secret, and two whose replies the server may still hold (90 days each). */
const SECRETS_STORED = 3;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Ten years of mailbox keys: no envelope names a key further ahead than that. */
const EPOCHS_AHEAD_MAX = 40;

export const canExchange = (): boolean => globalThis.crypto?.subtle !== undefined;

export const newEntropy = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(ENTROPY_BYTES));

/** @throws Error `storage.locked`: the mailbox secrets are encrypted */
export async function readIdentity({ database }: Pick<ExchangeContext, 'database'>): Promise<Identity | null> {
  const identity = await database.identity.get('own');
  if (identity !== undefined && 'sealed' in identity) throw new Error('storage.locked');
  return identity ?? null;
}

/** Creates a key of this device for a slot and authorizes it with the slot's owner key. */
export async function newSlotKey(slot: Slot, generation: number): Promise<Pick<SlotRecord, 'key' | 'credential'>> {
  const keys = await newSigningKeys();
  const device = await publicKeyText(keys.publicKey);
  const signature = await signGrant(slot.ownerKey, slot.address, generation, device);
  return { key: keys.privateKey, credential: { owner: slot.owner, generation, grants: [{ device, signature }] } };
}

/** Creates this device's keys for every slot of the recovery phrase. The phrase's own secret is not stored. */
export async function createIdentity(entropy: Uint8Array<ArrayBuffer>, nowMs: number): Promise<Identity> {
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

/** Stores the identity unless one exists, and returns the stored one: a double tap or a second tab cannot replace it. */
export function saveIdentity({ database }: Pick<ExchangeContext, 'database'>, identity: Identity): Promise<Identity> {
  return database.transaction('rw', database.identity, async () => {
    const stored = await database.identity.get('own');
    if (stored !== undefined) return stored;
    await database.identity.put(identity);
    return identity;
  });
}

export function changeSlot(
  { database }: Pick<ExchangeContext, 'database'>,
  index: number,
  change: (slot: SlotRecord) => SlotRecord,
): Promise<void> {
  return database.transaction('rw', database.identity, async () => {
    const identity = await database.identity.get('own');
    if (identity === undefined) return;
    const slots = identity.slots.map((slot) => (slot.index === index ? change(slot) : slot));
    await database.identity.put({ ...identity, slots });
  });
}

export const signerFor = ({ credential, key }: SlotRecord): Signer => ({ credential, key });

/** Whether both identities come from the same recovery phrase. */
export const isSameOwner = (one: Identity, other: Identity): boolean =>
  one.slots[0]?.address === other.slots[0]?.address;

export const slotFor = (identity: Identity, address: CardAddress): SlotRecord | undefined =>
  identity.slots.find((slot) => slot.address === address);

/** Whether the mailbox needs its next key. A clock that was set back does not trigger it. */
export const isMailboxKeyDue = (sinceMs: number, nowMs: number): boolean => nowMs - sinceMs > MAILBOX_KEY_DAYS * DAY_MS;

export async function withNextSecret(slot: SlotRecord): Promise<SlotRecord> {
  const current = slot.secrets.at(-1);
  if (current === undefined) return slot;
  return { ...slot, secrets: [...slot.secrets, await nextMailboxSecret(current)].slice(-SECRETS_STORED) };
}

/** The secret that an envelope names, derived forward if another device moved to a later epoch; `null` if it is unknown here. */
export async function secretFor(
  slot: SlotRecord,
  { generation, epoch }: Pick<MailboxSecret, 'generation' | 'epoch'>,
): Promise<MailboxSecret | null> {
  const earlier = slot.secrets.filter((secret) => secret.generation === generation && secret.epoch <= epoch);
  let secret = earlier.toSorted((a, b) => a.epoch - b.epoch).at(-1) ?? null;
  if (secret === null || epoch - secret.epoch > EPOCHS_AHEAD_MAX) return null;
  while (secret.epoch < epoch) secret = await nextMailboxSecret(secret);
  return secret;
}
