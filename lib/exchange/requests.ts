import * as z from 'zod/mini';
import { type EventToken, isEventToken } from './card-address';
import { credentialSchema, signatureSchema } from './credential';
import { DOCUMENT_MAX_BYTES } from './document';
import { ENVELOPE_MAX_BYTES } from './envelope';
import { replyIdSchema } from './reply';

const base64urlOf = (bytes: number) => z.string().check(z.maxLength(Math.ceil((bytes * 4) / 3)), z.regex(/^[\w-]+$/));
/** A SHA-256 digest. */
const hashSchema = z.string().check(z.regex(/^[\w-]{43}$/));

/** `PUT /api/cards/:card`. */
export const publishSchema = z.object({
  document: z.string().check(z.minLength(2), z.maxLength(DOCUMENT_MAX_BYTES)),
  signature: signatureSchema,
  credential: credentialSchema,
});
export type PublishRequest = z.infer<typeof publishSchema>;

const eventTokenSchema = z.custom<EventToken>((value) => typeof value === 'string' && isEventToken(value));

/** A proof of work made by altcha-lib, which validates its content. */
const workSchema = z.object({
  challenge: z.record(z.string(), z.unknown()),
  solution: z.record(z.string(), z.unknown()),
});

/** `POST /api/cards/:card/replies`. */
export const sendReplySchema = z.object({
  id: replyIdSchema,
  envelope: base64urlOf(ENVELOPE_MAX_BYTES),
  /** SHA-256 of the receipt, which only the visitor knows. */
  receipt: hashSchema,
  /** An event token, if the link contained one. */
  token: z.optional(eventTokenSchema),
  work: z.optional(workSchema),
});
export type SendReplyRequest = z.infer<typeof sendReplySchema>;

/** `DELETE /api/cards/:card/replies/:id`. */
export const withdrawSchema = z.object({ receipt: replyIdSchema });

/** `POST /api/cards/:card/acknowledgements`. */
export const acknowledgeSchema = z.object({ ids: z.array(replyIdSchema).check(z.minLength(1), z.maxLength(100)) });

/** `PUT /api/cards/:card/generation`: revokes all devices, with the owner's key derived from the recovery phrase. */
export const revokeSchema = z.object({
  credential: credentialSchema,
  /** Signature of `revocationText` by the owner's key. */
  signature: signatureSchema,
});
export type RevokeRequest = z.infer<typeof revokeSchema>;

const TOKEN_MAX_MS = 48 * 60 * 60 * 1000;
/** `PUT /api/cards/:card/tokens`: the token is valid for `forMs` from now, by the server's clock; 0 ends it. */
export const tokenSchema = z.object({ token: eventTokenSchema, forMs: z.int().check(z.gte(0), z.lte(TOKEN_MAX_MS)) });

/** `PUT /api/cards/:card/links/:link`: a message of one of the two devices being linked, sealed by that device. */
export const linkMessageSchema = z.object({
  message: z.string().check(z.minLength(1), z.maxLength(80_000), z.regex(/^[\w-]+$/)),
});

/** `PUT /api/cards/:card/push`: where a device receives push messages (RFC 8030), and the keys they are encrypted to (RFC 8291). */
export const pushSubscriptionSchema = z.object({
  endpoint: z.string().check(z.minLength(1), z.maxLength(2048)),
  /** An uncompressed point of P-256. */
  p256dh: z.string().check(z.regex(/^B[\w-]{86}$/)),
  /** 16 bytes. */
  auth: z.string().check(z.regex(/^[\w-]{22}$/)),
  /** The language to announce a reply in. */
  locale: z.enum(['fr', 'en']),
});
export type PushSubscriptionRequest = z.infer<typeof pushSubscriptionSchema>;

/** A waiting reply, as the server returns it to the owner's device. */
const waitingReplySchema = z.object({ id: replyIdSchema, envelope: z.string(), receivedAtMs: z.number() });
export type WaitingReply = z.infer<typeof waitingReplySchema>;
