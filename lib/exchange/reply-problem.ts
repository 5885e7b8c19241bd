import { LIMITS } from '../card/limits';
import type { Reply } from './reply';

/** In characters; an envelope holds some 8,000 bytes in all. Apart from the schema: the public page's script is small. */
export const REPLY_LIMITS = { note: 1000, vcard: 7000, wording: 600 } as const;

export type ReplyProblem = 'reply.nobody' | 'reply.no_way' | 'reply.too_long';

/** What is missing before it can be sent; `null` when it can. */
export function replyProblem({ name, phone, email, organisation, note, vcard }: Reply): ReplyProblem | null {
  const isTooLong =
    [name, phone, email, organisation].some((line) => line.length > LIMITS.line) ||
    note.length > REPLY_LIMITS.note ||
    vcard.length > REPLY_LIMITS.vcard;
  if (isTooLong) return 'reply.too_long';
  if (vcard.trim() !== '') return null;
  if (name.trim() === '' && organisation.trim() === '') return 'reply.nobody';
  return phone.trim() === '' && email.trim() === '' ? 'reply.no_way' : null;
}
