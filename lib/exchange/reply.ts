import * as z from 'zod/mini';
import { LIMITS } from '../card/limits';
import { REPLY_LIMITS } from './reply-form';

const text = (maxLength: number) => z.string().check(z.maxLength(maxLength));

/** Chosen by the sender, so that resending a reply has no effect: 128 random bits, base64url. */
export const replyIdSchema = z.string().check(z.regex(/^[\w-]{22}$/));

/** A visitor's reply to the owner of a card, before it is sealed. Version 1. */
const replySchema = z.object({
  v: z.literal(1),
  name: text(LIMITS.line),
  phone: text(LIMITS.line),
  email: text(LIMITS.line),
  organisation: text(LIMITS.line),
  note: text(REPLY_LIMITS.note),
  /** «Rappelez-moi». */
  callBack: z.boolean(),
  consent: z.object({
    /** The consent text shown above the button. */
    wording: text(REPLY_LIMITS.wording),
    /** Whether the visitor ticked the box that allows commercial messages from the owner; it is unticked by default. */
    prospecting: z.boolean(),
  }),
  /** A contact file attached instead of filling in the fields; '' if none. */
  vcard: text(REPLY_LIMITS.vcard),
  /** `server`: the visitor's browser ran no script, and the server sealed the submitted form. */
  sealedBy: z.enum(['browser', 'server']),
});
export type Reply = z.infer<typeof replySchema>;

/**
 * Parses an opened reply, whatever program made it. Text that is too long is truncated and missing fields are empty, so
 * that no reply is lost over its format. Returns `null` if the text is not a reply, or an empty one.
 */
export function readReply(text: string): Reply | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
  const fields = parsed as Record<string, unknown>;
  const consent = (typeof fields.consent === 'object' && fields.consent !== null ? fields.consent : {}) as Record<
    string,
    unknown
  >;
  const readText = (value: unknown, maxLength: number) => (typeof value === 'string' ? value.slice(0, maxLength) : '');
  const reply: Reply = {
    v: 1,
    name: readText(fields.name, LIMITS.line),
    phone: readText(fields.phone, LIMITS.line),
    email: readText(fields.email, LIMITS.line),
    organisation: readText(fields.organisation, LIMITS.line),
    note: readText(fields.note, REPLY_LIMITS.note),
    callBack: fields.callBack === true,
    consent: { wording: readText(consent.wording, REPLY_LIMITS.wording), prospecting: consent.prospecting === true },
    vcard: readText(fields.vcard, REPLY_LIMITS.vcard),
    sealedBy: fields.sealedBy === 'server' ? 'server' : 'browser',
  };
  const isEmpty = [reply.name, reply.phone, reply.email, reply.organisation, reply.note, reply.vcard].every(
    (value) => value.trim() === '',
  );
  return isEmpty ? null : reply;
}
