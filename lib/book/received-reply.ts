import * as z from 'zod/mini';
import type { Contact } from '../card/contact';
import { contactSchema } from '../card/contact-schema';

const id = z.string().check(z.minLength(1), z.maxLength(64));

/** A reply that the owner has neither accepted nor refused. Version 1. */
export const receivedReplySchema = z.object({
  /** The identifier that the sender chose. */
  id,
  schemaVersion: z.literal(1),
  /** The address of the card that it answers. */
  card: id,
  receivedAtMs: z.number(),
  /** The contact that accepting it adds. */
  contact: contactSchema,
});
export type ReceivedReply = Omit<z.infer<typeof receivedReplySchema>, 'contact'> & { contact: Contact };

/** A telephone number or an e-mail address whose replies the owner does not want. */
export const blockedAddressSchema = z.object({
  address: z.string().check(z.minLength(1), z.maxLength(320)),
  atMs: z.number(),
});
export type BlockedAddress = z.infer<typeof blockedAddressSchema>;

/** Every blocked address, in one record: none of them is a key that could be read without the owner's lock. */
export type BlockList = { id: 'own'; schemaVersion: 1; addresses: BlockedAddress[] };

/**
 * The addresses that identify whoever replied: the first number and the first e-mail address, which are those that were typed, in
 * E.164 where known and in lower case. A number with an extension is a whole office's.
 */
export function senderAddresses({ phones, emails }: Pick<Contact, 'phones' | 'emails'>): string[] {
  const phone = phones.find(({ extension }) => extension === '')?.number ?? '';
  const email = emails[0]?.address.trim().toLowerCase() ?? '';
  return [phone, email].filter(Boolean);
}

/** The value in a contact's `sources` that names the reply it comes from. */
export const replySource = (replyId: string): string => `reply:${replyId}`;
