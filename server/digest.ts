import { createHash } from 'node:crypto';

/** SHA-256 in base64url, as `digestText` of lib/exchange computes it; synchronous, which is faster for short messages. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('base64url');
