import * as z from 'zod/mini';
import { decodeBase64url } from './base64url';
import { type CardAddress, cardAddressFrom } from './card-address';
import { digestText, sign, statementBytes, verify } from './signature';

/** A public key: 65 bytes, base64url. */
export const publicKeySchema = z.string().check(z.regex(/^[\w-]{87}$/));
/** A signature: 64 bytes, base64url. */
export const signatureSchema = z.string().check(z.regex(/^[\w-]{86}$/));

const MAX_GRANTS = 6;

/**
 * Why a device may speak for a card: the owner's key let the first device in, each device the next. `generation` grows
 * when the owner, by the words, shuts every device out.
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
 * The address that is an owner's key's alone: who serves a card cannot put another owner's under it, and nobody can take an
 * address that is somebody's. 60 bits of SHA-256.
 */
export async function addressOf(owner: string): Promise<CardAddress> {
  const digest = await digestText(statementBytes('address', owner));
  return cardAddressFrom(decodeBase64url(digest) ?? new Uint8Array(8));
}

const grantText = (card: CardAddress, generation: number, device: string) => `${card}\n${generation}\n${device}`;

export const signGrant = (key: CryptoKey, card: CardAddress, generation: number, device: string): Promise<string> =>
  sign(key, 'grant', grantText(card, generation, device));

/** The device a credential is for: the last one let in. */
export const deviceOf = (credential: Credential): string => credential.grants.at(-1)?.device ?? '';

/** Does each key of the chain let the next one in, from the owner's on? */
export async function isCredentialValid(credential: Credential, card: CardAddress): Promise<boolean> {
  let granting = credential.owner;
  for (const { device, signature } of credential.grants) {
    if (!(await verify(granting, 'grant', grantText(card, credential.generation, device), signature))) return false;
    granting = device;
  }
  return true;
}

/** Another device let in by this one. Throws `Error('device.too_many')` at the end of the chain: the words begin a new one. */
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

/** What the owner's key signs to shut every device of the generations before out, on one server. */
export const revocationText = (host: string, card: CardAddress, generation: number): string =>
  `${host}\n${card}\n${generation}`;
