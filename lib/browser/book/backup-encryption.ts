import { gcm } from '@noble/ciphers/aes.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';
import { BackupError } from '../../book/backup';
import { passphraseKey, SCRYPT } from '../storage/passphrase-key';

const SALT_BYTES = 16;
/** NIST SP 800-38D §8.2.2. Each key is used only once, because its salt is new each time. */
const NONCE_BYTES = 12;

/**
 * What decryption needs besides the passphrase. The scrypt parameters are bounded so that a malicious file cannot
 * exhaust the device's memory.
 */
const manifestSchema = z.object({
  format: z.literal('poignee-sealed'),
  version: z.literal(1),
  kdf: z.literal('scrypt'),
  N: z.int().check(z.minimum(2 ** 14), z.maximum(2 ** 18)),
  r: z.int().check(z.minimum(1), z.maximum(8)),
  p: z.int().check(z.minimum(1), z.maximum(2)),
  salt: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  cipher: z.literal('AES-256-GCM'),
  nonce: z.string().check(z.regex(/^[0-9a-f]{24}$/)),
});

export const digestOf = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

/**
 * Encrypts a backup with AES-256-GCM under a key derived by scrypt. The manifest is the additional authenticated data.
 */
export async function encryptBackup(
  bytes: Uint8Array,
  passphrase: string,
): Promise<{ manifest: string; sealed: Uint8Array }> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const manifest = JSON.stringify({
    format: 'poignee-sealed',
    version: 1,
    kdf: 'scrypt',
    ...SCRYPT,
    salt: bytesToHex(salt),
    cipher: 'AES-256-GCM',
    nonce: bytesToHex(nonce),
  });
  const key = await passphraseKey(passphrase, salt, SCRYPT);
  return { manifest, sealed: gcm(key, nonce, new TextEncoder().encode(manifest)).encrypt(bytes) };
}

/** Decrypts a backup. Throws `BackupError`: a wrong passphrase and altered ciphertext are indistinguishable. */
export async function decryptBackup(manifest: string, sealed: Uint8Array, passphrase: string): Promise<Uint8Array> {
  let manifestData: unknown;
  try {
    manifestData = JSON.parse(manifest);
  } catch {
    throw new BackupError('backup.damaged');
  }
  const parsed = manifestSchema.safeParse(manifestData);
  if (!parsed.success)
    throw new BackupError((manifestData as { version?: number }).version === 1 ? 'backup.damaged' : 'backup.newer');
  const { N, r, p, salt, nonce } = parsed.data;
  if (passphrase === '') throw new BackupError('backup.wrong_passphrase');
  const key = await passphraseKey(passphrase, hexToBytes(salt), { N, r, p });
  try {
    return gcm(key, hexToBytes(nonce), new TextEncoder().encode(manifest)).decrypt(sealed);
  } catch {
    throw new BackupError('backup.wrong_passphrase');
  }
}
