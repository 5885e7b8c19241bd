import { gcm } from '@noble/ciphers/aes.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { passphraseKey, SCRYPT } from '../passphrase-key';
import { createCredential, evaluatePrf } from './authenticator';
import type { KeyWrap } from './lock-record';

const SALT_BYTES = 32;
const NONCE_BYTES = 12;
const PURPOSE = utf8ToBytes('poignee lock key 1');

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

function encrypt(wrappingKey: Uint8Array, dataKey: Uint8Array) {
  const nonce = random(NONCE_BYTES);
  return { nonce: bytesToHex(nonce), key: bytesToHex(gcm(wrappingKey, nonce, PURPOSE).encrypt(dataKey)) };
}

const fromPrf = (output: Uint8Array, salt: Uint8Array) => hkdf(sha256, output, salt, PURPOSE, 32);

export async function wrapWithPassphrase(dataKey: Uint8Array, passphrase: string): Promise<KeyWrap> {
  const salt = random(SALT_BYTES);
  const wrappingKey = await passphraseKey(passphrase, salt, SCRYPT);
  return { method: 'passphrase', ...SCRYPT, salt: bytesToHex(salt), ...encrypt(wrappingKey, dataKey) };
}

/** Makes a credential of this device's authenticator. @throws Error `lock.no_prf`, or the browser's own if the owner cancels */
export async function wrapWithAuthenticator(dataKey: Uint8Array): Promise<KeyWrap> {
  const salt = random(SALT_BYTES);
  const { credentialId, output } = await createCredential(salt);
  return {
    method: 'authenticator',
    credentialId,
    salt: bytesToHex(salt),
    ...encrypt(fromPrf(output, salt), dataKey),
  };
}

/**
 * The data key; `null` if the passphrase is wrong, or the authenticator is another one. `passphrase` is ignored by the
 * authenticator. Rejects with the browser's error if the owner cancels.
 */
export async function unwrapKey(wrap: KeyWrap, passphrase: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const salt = hexToBytes(wrap.salt);
  const wrappingKey =
    wrap.method === 'passphrase'
      ? await passphraseKey(passphrase, salt, wrap)
      : fromPrf(await evaluatePrf(wrap.credentialId, salt), salt);
  try {
    return new Uint8Array(gcm(wrappingKey, hexToBytes(wrap.nonce), PURPOSE).decrypt(hexToBytes(wrap.key)));
  } catch {
    return null;
  }
}
