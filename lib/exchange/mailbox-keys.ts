import {
  AEAD_AES_128_GCM,
  CipherSuite,
  type CryptoKey as HpkeKey,
  KDF_HKDF_SHA256,
  KEM_DHKEM_P256_HKDF_SHA256,
  type KeyPair,
} from 'hpke';
import { encodeBase64url } from './base64url';

/** RFC 9180 base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM. */
export const hpkeSuite = () => new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_128_GCM);

/** A mailbox key is used for 90 days, then replaced by the next one of its chain. */
export const MAILBOX_KEY_DAYS = 90;

/** The secret of one epoch of a card's mailbox. The next one can be derived from it, the previous one cannot. */
export type MailboxSecret = { generation: number; epoch: number; secret: Uint8Array<ArrayBuffer> };

/** Derives 32 bytes for `label` with HKDF-SHA256 (RFC 5869), without salt. */
export async function deriveSecret(secret: Uint8Array<ArrayBuffer>, label: string): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const info = new TextEncoder().encode(`poignee/1 ${label}`);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }, key, 256),
  );
}

export async function nextMailboxSecret({ generation, epoch, secret }: MailboxSecret): Promise<MailboxSecret> {
  return { generation, epoch: epoch + 1, secret: await deriveSecret(secret, 'next mailbox') };
}

export async function mailboxKeyPair({ secret }: MailboxSecret): Promise<KeyPair<HpkeKey>> {
  return hpkeSuite().DeriveKeyPair(await deriveSecret(secret, 'mailbox key'));
}

/** Returns the mailbox public key that the card document contains, in base64url. */
export async function mailboxPublicKey(secret: MailboxSecret): Promise<string> {
  const { publicKey } = await mailboxKeyPair(secret);
  return encodeBase64url(await hpkeSuite().SerializePublicKey(publicKey));
}
