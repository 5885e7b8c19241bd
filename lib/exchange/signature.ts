import { decodeBase64url, encodeBase64url } from './base64url';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const HASH = { name: 'ECDSA', hash: 'SHA-256' } as const;
/** SEC 1 §2.3.3: 0x04, then both coordinates. */
const PUBLIC_KEY_BYTES = 65;
/** FIPS 186-5 §6.4, as r and s side by side. */
const SIGNATURE_BYTES = 64;

/** What a signature is about: none can be passed off as another. */
export type Statement = 'card' | 'grant' | 'revoke' | 'request';

export const statementBytes = (statement: Statement | 'address', text: string) =>
  new TextEncoder().encode(`poignee/1 ${statement}\n${text}`);

/** A key of this device that never leaves it. */
export const newSigningKeys = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);

export async function publicKeyText(key: CryptoKey): Promise<string> {
  return encodeBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', key)));
}

/** ECDSA on P-256 with SHA-256, base64url. */
export async function sign(privateKey: CryptoKey, statement: Statement, text: string): Promise<string> {
  return encodeBase64url(new Uint8Array(await crypto.subtle.sign(HASH, privateKey, statementBytes(statement, text))));
}

/** False for a signature, or a key, that is none. */
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

/** A private key by its number, 32 bytes, and its public key: only the owner's, which the words give back. */
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

/** SHA-256, base64url. */
export async function digestText(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
