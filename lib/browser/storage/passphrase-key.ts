import { scryptAsync } from '@noble/hashes/scrypt.js';

/** scrypt parameters (RFC 7914 §2): one passphrase guess takes 128 MiB of memory. */
export const SCRYPT = { N: 2 ** 17, r: 8, p: 1 } as const;
const KEY_BYTES = 32;

/** Derives a key of 32 bytes. NFKC gives the same key whether accents were typed as one code point or two. */
export const passphraseKey = (
  passphrase: string,
  salt: Uint8Array,
  cost: { N: number; r: number; p: number },
): Promise<Uint8Array> =>
  scryptAsync(new TextEncoder().encode(passphrase.normalize('NFKC')), salt, { ...cost, dkLen: KEY_BYTES });
