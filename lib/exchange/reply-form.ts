import { LIMITS } from '../card/limits';

/** In characters; an envelope holds some 8,000 bytes in all. Apart from the schema: the public page's script is small. */
export const REPLY_LIMITS = { note: 1000, vcard: 7000, wording: 600 } as const;

export type ReplyProblem = 'reply.nobody' | 'reply.no_way' | 'reply.too_long';

type ReplyFields = Record<'name' | 'phone' | 'email' | 'organisation' | 'note' | 'vcard', string>;

/** The reason a reply cannot be sent; `null` if it can. */
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
 * A contact file as it is sent with a reply: pictures are what makes one large, so the lines of PHOTO, LOGO, SOUND and KEY go,
 * folded ones with them (RFC 6350 §3.2).
 */
export const withoutPictures = (text: string): string =>
  text.replace(/^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:].*(?:\r?\n[ \t].*)*(?:\r?\n)?/gim, '');
