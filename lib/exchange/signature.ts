import { decodeBase64url, encodeBase64url } from './base64url';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const HASH = { name: 'ECDSA', hash: 'SHA-256' } as const;
/** SEC 1 §2.3.3, uncompressed: 0x04, then both coordinates. */
const PUBLIC_KEY_BYTES = 65;
/** FIPS 186-5 §6.4, as the concatenation of r and s. */
const SIGNATURE_BYTES = 64;

/** The kind of statement that is signed, so that a signature of one kind is not valid as another. */
export type Statement = 'card' | 'grant' | 'revoke' | 'request';

export const statementBytes = (statement: Statement | 'address', text: string) =>
  new TextEncoder().encode(`poignee/1 ${statement}\n${text}`);

/** Generates a signing key pair whose private key cannot be extracted from this device. */
export const newSigningKeys = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);

export async function publicKeyText(key: CryptoKey): Promise<string> {
  return encodeBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', key)));
}

/** Signs a statement with ECDSA on P-256 and SHA-256. Returns base64url. */
export async function sign(privateKey: CryptoKey, statement: Statement, text: string): Promise<string> {
  return encodeBase64url(new Uint8Array(await crypto.subtle.sign(HASH, privateKey, statementBytes(statement, text))));
}

/** Verifies a signature. Returns `false` also for a malformed key or signature. */
export async function verify(
  publicKey: string,
  statement: Statement,
  text: string,
  signature: string,
): Promise<boolean> {
  const key = decodeBase64url(publicKey);
  const bytes = decodeBase64url(signature);
  if (key?.length !== PUBLIC_KEY_BYTES || bytes?.length !== SIGNATURE_BYTES) return false;
  try {
    const imported = await crypto.subtle.importKey('raw', key, ALGORITHM, false, ['verify']);
    return await crypto.subtle.verify(HASH, imported, bytes, statementBytes(statement, text));
  } catch {
    return false;
  }
}

/**
 * Imports a private key from its 32-byte scalar and its public key. Used only for the owner's key, which is derived
 * from the recovery phrase.
 */
export async function importSigningKey(scalar: Uint8Array, publicKey: Uint8Array): Promise<CryptoKey> {
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    d: encodeBase64url(scalar),
    x: encodeBase64url(publicKey.slice(1, 33)),
    y: encodeBase64url(publicKey.slice(33)),
  };
  return crypto.subtle.importKey('jwk', jwk, ALGORITHM, false, ['sign']);
}

/** Returns the SHA-256 digest in base64url. */
export async function digestText(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
