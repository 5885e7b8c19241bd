import { LIMITS } from '../card/limits';

/**
 * In characters; an envelope holds about 8,000 bytes in all. Separate from the schema, to keep the public page's script
 * small.
 */
export const REPLY_LIMITS = { note: 1000, vcard: 7000, wording: 600 } as const;

export type ReplyProblem = 'reply.nobody' | 'reply.no_way' | 'reply.too_long';

type ReplyFields = Record<'name' | 'phone' | 'email' | 'organisation' | 'note' | 'vcard', string>;

/** Returns the reason why a reply cannot be sent, or `null` if it can. */
export function replyProblem({ name, phone, email, organisation, note, vcard }: ReplyFields): ReplyProblem | null {
  const isTooLong =
    [name, phone, email, organisation].some((line) => line.length > LIMITS.line) ||
    note.length > REPLY_LIMITS.note ||
    vcard.length > REPLY_LIMITS.vcard;
  if (isTooLong) return 'reply.too_long';
  if (vcard.trim() !== '') return null;
  if (name.trim() === '' && organisation.trim() === '') return 'reply.nobody';
  return phone.trim() === '' && email.trim() === '' ? 'reply.no_way' : null;
}

/**
 * Removes PHOTO, LOGO, SOUND and KEY from a contact file sent with a reply, with their folded lines (RFC 6350 §3.2):
 * they are what makes a contact file large.
 */
export const withoutPictures = (text: string): string =>
  text.replace(/^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:].*(?:\r?\n[ \t].*)*(?:\r?\n)?/gim, '');
