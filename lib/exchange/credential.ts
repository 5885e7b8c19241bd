import * as z from 'zod/mini';
import { decodeBase64url } from './base64url';
import { type CardAddress, cardAddressFrom } from './card-address';
import { isCurvePoint } from './curve-point';
import { digestText, sign, statementBytes, verify } from './signature';

/** A public key: a point of P-256, 65 bytes, base64url. */
export const publicKeySchema = z.string().check(z.regex(/^[\w-]{87}$/), z.refine(isCurvePoint));
/** A signature: 64 bytes, base64url. */
export const signatureSchema = z.string().check(z.regex(/^[\w-]{86}$/));

const MAX_GRANTS = 6;

/**
 * Proves that a device may publish a card: the owner's key authorises the first device, and each device the next.
 * `generation` increases each time the owner revokes all devices with the recovery phrase.
 */
export const credentialSchema = z.object({
  owner: publicKeySchema,
  generation: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  grants: z
    .array(z.object({ device: publicKeySchema, signature: signatureSchema }))
    .check(z.minLength(1), z.maxLength(MAX_GRANTS)),
});
export type Credential = z.infer<typeof credentialSchema>;

/**
 * Derives a card's address from its owner's public key: 60 bits of SHA-256. A server therefore cannot serve another
 * owner's card under the address, and nobody can take an address that belongs to another key.
 */
export async function addressOf(owner: string): Promise<CardAddress> {
  const digest = await digestText(statementBytes('address', owner));
  return cardAddressFrom(decodeBase64url(digest) ?? new Uint8Array(8));
}

const grantText = (card: CardAddress, generation: number, device: string) => `${card}\n${generation}\n${device}`;

export const signGrant = (key: CryptoKey, card: CardAddress, generation: number, device: string): Promise<string> =>
  sign(key, 'grant', grantText(card, generation, device));

/** Returns the public key of the device the credential belongs to: the last one authorised. */
export const deviceOf = (credential: Credential): string => credential.grants.at(-1)?.device ?? '';

/** Returns whether each key of the chain, starting with the owner's, signed the grant of the next. */
export async function isCredentialValid(credential: Credential, card: CardAddress): Promise<boolean> {
  let grantor = credential.owner;
  for (const { device, signature } of credential.grants) {
    if (!(await verify(grantor, 'grant', grantText(card, credential.generation, device), signature))) return false;
    grantor = device;
  }
  return true;
}

/**
 * Authorises another device with this device's key. Throws `Error('device.too_many')` if the chain is full; the
 * recovery phrase starts a new one.
 */
export async function extendCredential(
  credential: Credential,
  card: CardAddress,
  key: CryptoKey,
  device: string,
): Promise<Credential> {
  if (credential.grants.length >= MAX_GRANTS) throw new Error('device.too_many');
  const signature = await signGrant(key, card, credential.generation, device);
  return { ...credential, grants: [...credential.grants, { device, signature }] };
}

/** The text that the owner's key signs to revoke all devices of earlier generations on one server. */
export const revocationText = (host: string, card: CardAddress, generation: number): string =>
  `${host}\n${card}\n${generation}`;
