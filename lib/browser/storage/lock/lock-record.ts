import * as z from 'zod/mini';

const hex = (bytes: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`)));
const wrapped = {
  salt: hex(32),
  /** AES-256-GCM: the nonce, and the data key with its tag. */
  nonce: hex(12),
  key: hex(48),
};

/** The data key, encrypted with a key that only the owner's passphrase or authenticator gives. */
const keyWrapSchema = z.discriminatedUnion('method', [
  z.object({
    method: z.literal('passphrase'),
    ...wrapped,
    /** scrypt (RFC 7914 §2), bounded so that a forged record cannot exhaust the memory of the device. */
    N: z.int().check(z.minimum(2 ** 14), z.maximum(2 ** 18)),
    r: z.int().check(z.minimum(1), z.maximum(8)),
    p: z.int().check(z.minimum(1), z.maximum(2)),
  }),
  z.object({
    method: z.literal('authenticator'),
    ...wrapped,
    /** Of a WebAuthn credential with the PRF extension, base64url. */
    credentialId: z.string().check(z.minLength(1), z.maxLength(1400), z.regex(/^[\w-]+$/)),
  }),
]);
export type KeyWrap = z.infer<typeof keyWrapSchema>;
export type LockMethod = KeyWrap['method'];

/** What is stored about the owner's lock. Version 1. */
export const lockRecordSchema = z.object({
  id: z.literal('lock'),
  schemaVersion: z.literal(1),
  /** `adding` and `removing`: some records are still to be rewritten, at the next unlocking if this page is closed. */
  phase: z.enum(['adding', 'on', 'removing']),
  /** Locks after that long without a touch or a key. */
  lockAfterMs: z.int().check(z.minimum(1000), z.maximum(24 * 60 * 60 * 1000)),
  wrap: keyWrapSchema,
  atMs: z.number(),
});
export type LockRecord = z.infer<typeof lockRecordSchema>;
