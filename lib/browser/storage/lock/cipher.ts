import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { encodeBase64url } from '../../../exchange/base64url';
import { openCursor, openRecord, sealRecord } from './record-codec';
import type { Cipher } from './sealing';

/** A nonce of that length may be random for any number of records (draft-irtf-cfrg-xchacha §2.1). */
const NONCE_BYTES = 24;
const KEY_BYTES = 32;
/** Of an index value: no two of a hundred thousand contacts share one by chance. */
const BLINDED_BYTES = 16;

/** XChaCha20-Poly1305 under keys derived from the data key by HKDF-SHA256. A sealed record is its nonce and the ciphertext. */
export function createCipher(key: Uint8Array<ArrayBuffer>): Cipher {
  const derive = (label: string) => hkdf(sha256, key, undefined, utf8ToBytes(`poignee lock ${label}`), KEY_BYTES);
  const [recordKey, indexKey, nonceKey] = [derive('records'), derive('indexes'), derive('nonces')];
  const sealWith = (nonce: Uint8Array, context: string, plain: Uint8Array) =>
    new Uint8Array(concatBytes(nonce, xchacha20poly1305(recordKey, nonce, utf8ToBytes(context)).encrypt(plain)));
  const primitives = {
    seal: (context: string, plain: Uint8Array) =>
      sealWith(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)), context, plain),
    open(context: string, sealed: Uint8Array) {
      const nonce = sealed.subarray(0, NONCE_BYTES);
      return new Uint8Array(
        xchacha20poly1305(recordKey, nonce, utf8ToBytes(context)).decrypt(sealed.subarray(NONCE_BYTES)),
      );
    },
    blind: (value: string) => encodeBase64url(hmac(sha256, indexKey, utf8ToBytes(value)).slice(0, BLINDED_BYTES)),
  };
  return {
    key,
    ...primitives,
    sealRecord: (table, record) => sealRecord(primitives, table, record),
    openCursor: (table, cursor) => openCursor(primitives, table, cursor),
    openRecord: (table, stored, sealed) => openRecord(primitives, table, stored, sealed),
    sealSame(context, plain) {
      const digest = hmac(sha256, nonceKey, concatBytes(sha256(utf8ToBytes(context)), plain));
      return sealWith(digest.subarray(0, NONCE_BYTES), context, plain);
    },
  };
}

export const newDataKey = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(KEY_BYTES));
