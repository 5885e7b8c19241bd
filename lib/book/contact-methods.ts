import type { Contact, FollowUpWay, PreferredMedium } from '../card/contact';

/** The best way to reach a contact; '' when there is none. */
export type ContactMethod = FollowUpWay | '';

type ContactPoint = Pick<Contact, 'phones' | 'emails' | 'address' | 'preferredContact' | 'comfort' | 'consents'>;

/** Returns the latest consent for an address; `undefined` when there is none. */
export const consentFor = ({ consents }: Pick<Contact, 'consents'>, address: string) =>
  consents.findLast((consent) => consent.address === address);

/** A person who withdrew their consent receives no more messages (CASL s. 11(3)). */
const canBeContacted = (contact: ContactPoint, address: string) =>
  (consentFor(contact, address)?.withdrawnAtMs ?? null) === null;

const PREFERRED: Record<Contact['preferredContact'], readonly FollowUpWay[]> = {
  '': [],
  phone: ['phone'],
  message: ['message'],
  email: ['email'],
};

/** The order of ways for each medium that a person is comfortable with. */
const MEDIUM_METHODS: Record<PreferredMedium, readonly FollowUpWay[]> = {
  '': ['phone', 'email', 'message', 'post'],
  paper: ['post', 'phone', 'email', 'message'],
  phone: ['phone', 'post', 'email', 'message'],
  email: ['email', 'phone', 'message', 'post'],
  mobile: ['message', 'email', 'phone', 'post'],
};

/** Returns the number or address that a way uses; '' when the contact has none. */
export function addressFor(way: FollowUpWay, contact: ContactPoint): string {
  const { phones, emails, address } = contact;
  const usablePhones = phones.filter(({ number }) => number.trim() !== '');
  switch (way) {
    case 'phone':
      return usablePhones[0]?.number ?? '';
    case 'message':
      // Desk phones do not show text messages, and most home phones do not either.
      return usablePhones.find(({ kind, number }) => kind === 'cell' && canBeContacted(contact, number))?.number ?? '';
    case 'email':
      return (
        emails.find((email) => email.address.trim() !== '' && canBeContacted(contact, email.address))?.address ?? ''
      );
    case 'post':
      return [address.streetAddress, address.locality].every((part) => part.trim() !== '') ? address.streetAddress : '';
  }
}

/**
 * Returns every available way to reach a contact: the preferred one first, then by the medium they are comfortable
 * with.
 */
export function contactMethodsOf(contact: ContactPoint): FollowUpWay[] {
  const order = new Set([...PREFERRED[contact.preferredContact], ...MEDIUM_METHODS[contact.comfort]]);
  return [...order].filter((way) => addressFor(way, contact) !== '');
}

/** The ways for the owner to give their card, the one that suits the person best first. */
export const SHARING_METHODS: Record<PreferredMedium, readonly ('show' | 'send' | 'print' | 'dictate')[]> = {
  '': ['show', 'send', 'print', 'dictate'],
  paper: ['print', 'dictate', 'send', 'show'],
  phone: ['dictate', 'print', 'send', 'show'],
  email: ['send', 'show', 'print', 'dictate'],
  mobile: ['show', 'send', 'print', 'dictate'],
};

/**
 * Returns the link of a way: `tel:` (RFC 3966), `sms:` (RFC 5724) or `mailto:` (RFC 6068). Returns '' for post, for an
 * empty address and for numbers of fewer than three characters, which are not safe to dial.
 */
export function directHref(way: ContactMethod, address: string, draft?: { subject: string; body: string }): string {
  const body = draft === undefined ? '' : encodeURIComponent(draft.body.replace(/\n/g, '\r\n'));
  if (way === 'email') {
    const query = draft === undefined ? '' : `?subject=${encodeURIComponent(draft.subject)}&body=${body}`;
    return address === '' ? '' : `mailto:${encodeURIComponent(address).replace('%40', '@')}${query}`;
  }
  const number = address.replace(/[^+0-9*#]/g, '');
  if (way === '' || way === 'post' || number.length < 3) return '';
  return way === 'phone' ? `tel:${number}` : `sms:${number}${draft === undefined ? '' : `?&body=${body}`}`;
}

export const hrefFor = (way: FollowUpWay, contact: ContactPoint, draft?: { subject: string; body: string }) =>
  directHref(way, addressFor(way, contact), draft);
