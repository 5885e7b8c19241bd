import * as z from 'zod/mini';
import { LIMITS } from '../card/limits';

const text = (maxLength: number) => z.string().check(z.maxLength(maxLength));

/** The reply's note and the card sent with it; an envelope holds 8 KiB in all. */
export const REPLY_LIMITS = { note: 1000, vcard: 5000 } as const;

/** Chosen by who sends, so that sending again changes nothing: 128 random bits, base64url. */
export const replyIdSchema = z.string().check(z.regex(/^[\w-]{22}$/));

/** What somebody leaves for the owner of a card, before it is sealed. Version 1. */
export const replySchema = z.object({
  v: z.literal(1),
  name: text(LIMITS.line),
  phone: text(LIMITS.line),
  email: text(LIMITS.line),
  organisation: text(LIMITS.line),
  note: text(REPLY_LIMITS.note),
  /** «Rappelez-moi». */
  callBack: z.boolean(),
  consent: z.object({
    /** The sentence that stood over the button. */
    wording: text(600),
    /** The box that comes unticked: may the owner write about what they offer? */
    prospecting: z.boolean(),
  }),
  /** A whole contact file sent instead of typing; '' when none. */
  vcard: text(REPLY_LIMITS.vcard),
  /** `server`: the visitor's browser had no script, and the server sealed what arrived. */
  sealedBy: z.enum(['browser', 'server']),
});
export type Reply = z.infer<typeof replySchema>;

export type ReplyProblem = 'reply.nobody' | 'reply.no_way' | 'reply.too_long';

/** What is missing before it can be sent; `null` when it can. */
export function replyProblem(reply: Reply): ReplyProblem | null {
  if (!replySchema.safeParse(reply).success) return 'reply.too_long';
  if (reply.vcard.trim() !== '') return null;
  if (reply.name.trim() === '' && reply.organisation.trim() === '') return 'reply.nobody';
  return reply.phone.trim() === '' && reply.email.trim() === '' ? 'reply.no_way' : null;
}
