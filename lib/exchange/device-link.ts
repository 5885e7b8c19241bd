import type { CryptoKey as HpkeKey, KeyPair } from 'hpke';
import * as z from 'zod/mini';
import { decodeBase64url, encodeBase64url } from './base64url';
import { type CardAddress, isCardAddress } from './card-address';
import { publicKeySchema } from './credential';
import { isCurvePoint } from './curve-point';
import { deriveSecret, hpkeSuite } from './mailbox-keys';
import { digestText } from './signature';

/**
 * Links a second device. The first device shows a code that contains a card's address, the link's name, a secret that
 * the server never sees, an HPKE public key, and a commitment to a nonce. The new device sends a message sealed to that
 * key; only then does the first device reveal the nonce, from which both compute six digits. The new device shows them, and
 * the first one continues only once a person has typed them there (docs/protocol.md, "Linking a device").
 */
export type LinkInvitation = { card: CardAddress; link: string; secret: string; key: string; commitment: string };

const NAME = /^[\w-]{22}$/;
const NONCE = /^[\w-]{43}$/;
/** Half of SHA-256 in base64url: another nonce for it takes 2^128 tries. */
const COMMITMENT_CHARACTERS = 22;

/** Writes the invitation as the fragment of the code's URL, which browsers do not send. */
export const invitationFragment = ({ card, link, secret, key, commitment }: LinkInvitation): string =>
  `#${card}.${link}.${secret}.${key}.${commitment}`;

export function readInvitation(fragment: string): LinkInvitation | null {
  const [card = '', link = '', secret = '', key = '', commitment = '', ...others] = fragment
    .replace(/^#/, '')
    .split('.');
  const isValid =
    isCardAddress(card) && [link, secret, commitment].every((text) => NAME.test(text)) && isCurvePoint(key);
  return isValid && others.length === 0 ? { card, link, secret, key, commitment } : null;
}

/** Commits to a nonce (256 random bits in base64url): it can be neither guessed from the commitment nor replaced by another one. */
export const commitmentTo = async (nonce: string): Promise<string> =>
  (await digestText(new TextEncoder().encode(`poignee/1 link nonce\n${nonce}`))).slice(0, COMMITMENT_CHARACTERS);

export const isRevealed = async (invitation: LinkInvitation, nonce: string): Promise<boolean> =>
  NONCE.test(nonce) && (await commitmentTo(nonce)) === invitation.commitment;

/**
 * The new device's message: one public signing key per card slot, and the HPKE public key to which the response is
 * sealed.
 */
const newDeviceSchema = z.object({
  devices: z.array(publicKeySchema).check(z.minLength(1), z.maxLength(64)),
  key: publicKeySchema,
});
export type NewDevice = z.infer<typeof newDeviceSchema>;

export function readNewDevice(text: string): NewDevice | null {
  try {
    const parsed = newDeviceSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const INFO = new TextEncoder().encode('poignee/1 link');
const additionalData = ({ card, link, secret }: LinkInvitation, side: 'new' | 'first') =>
  new TextEncoder().encode(`${side}\n${card}\n${link}\n${secret}`);

/**
 * Seals one side's message to the other's key, bound to this link. Returns the encapsulated key and the ciphertext in
 * base64url.
 */
export async function sealLinkMessage(
  text: string,
  key: string,
  invitation: LinkInvitation,
  side: 'new' | 'first',
): Promise<string> {
  const suite = hpkeSuite();
  const publicKey = await suite.DeserializePublicKey(decodeBase64url(key) ?? new Uint8Array());
  const { encapsulatedSecret, ciphertext } = await suite.Seal(publicKey, new TextEncoder().encode(text), {
    info: INFO,
    aad: additionalData(invitation, side),
  });
  const message = new Uint8Array(encapsulatedSecret.length + ciphertext.length);
  message.set(encapsulatedSecret);
  message.set(ciphertext, encapsulatedSecret.length);
  return encodeBase64url(message);
}

const ENCAPSULATED_BYTES = 65;

/** Opens a sealed message. Returns `null` if it was not sealed by somebody who saw the code. */
export async function openLinkMessage(
  message: string,
  keys: KeyPair<HpkeKey>,
  invitation: LinkInvitation,
  side: 'new' | 'first',
): Promise<string | null> {
  const bytes = decodeBase64url(message);
  if (bytes === null) return null;
  try {
    const plaintext = await hpkeSuite().Open(
      keys,
      bytes.slice(0, ENCAPSULATED_BYTES),
      bytes.slice(ENCAPSULATED_BYTES),
      {
        info: INFO,
        aad: additionalData(invitation, side),
      },
    );
    return new TextDecoder('utf-8', { fatal: true }).decode(plaintext);
  } catch {
    return null;
  }
}

/**
 * Computes the six digits from the link's secret, the first device's key and nonce, and the new device's message as each
 * device knows them. Whoever replaces that message does so before the nonce is known: one chance in a million.
 */
export async function linkDigits(invitation: LinkInvitation, newDevice: NewDevice, nonce: string): Promise<string> {
  const digest = await digestText(
    new TextEncoder().encode(`${invitation.key}\n${newDevice.devices.join()}\n${newDevice.key}\n${nonce}`),
  );
  const secret = decodeBase64url(invitation.secret) ?? new Uint8Array();
  const derived = await deriveSecret(secret, `digits ${invitation.link} ${digest}`);
  const number = new DataView(derived.buffer).getUint32(0) % 1_000_000;
  return String(number).padStart(6, '0');
}
