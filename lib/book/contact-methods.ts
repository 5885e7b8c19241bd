import { isTelephone } from '../card/card';
import type { Contact, FollowUpWay, PreferredMedium } from '../card/contact';
import { dialString } from '../card/dial';
import { emailProblem, isE164 } from '../card/problems';

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

/** A fax or a pager is not called. */
const firstTelephone = ({ phones }: ContactPoint) =>
  phones.find((phone) => phone.number.trim() !== '' && isTelephone(phone));

/** Returns the number or address that a way uses; '' when the contact has none. */
export function addressFor(way: FollowUpWay, contact: ContactPoint): string {
  const { phones, emails, address } = contact;
  switch (way) {
    case 'phone':
      return firstTelephone(contact)?.number ?? '';
    case 'message':
      // Desk phones do not show text messages, and most home phones do not either.
      return (
        phones.find(({ kind, number }) => kind === 'cell' && number.trim() !== '' && canBeContacted(contact, number))
          ?.number ?? ''
      );
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
 * Returns the number that a way uses, followed for a call by its extension, after a pause; the address for another way.
 */
export function dialledAddress(way: FollowUpWay, contact: ContactPoint): string {
  const phone = way === 'phone' ? firstTelephone(contact) : undefined;
  return phone === undefined ? addressFor(way, contact) : dialString(phone.number, phone.extension);
}

/** A text that is one number: digits with what separates them, no letters, no second number. */
const ONE_NUMBER = /^[+*#\d][\d\s()./*#\u2010-\u2013-]*$/u;
/** ITU-T E.164: fifteen digits at most. More of them are two numbers. */
const NUMBER_DIGITS_MAX = 15;
const NUMBER_DIGITS_MIN = 3;

/** Returns the characters to dial; '' when the text is not one number that is safe to dial. */
function digitsToDial(address: string): string {
  const at = address.indexOf(',');
  const [number, extension] =
    at !== -1 && isE164(address.slice(0, at)) ? [address.slice(0, at), address.slice(at + 1)] : [address, ''];
  if (!ONE_NUMBER.test(number) || /\d\s*\/\s*\d|\d\s+[-–]\s+\d/u.test(number)) return '';
  const dialled = number.replace(/[^+0-9*#]/g, '');
  const digits = dialled.replace(/\D/g, '').length;
  if (dialled.length < NUMBER_DIGITS_MIN || digits > NUMBER_DIGITS_MAX) return '';
  // In a `tel:` URI a semicolon starts a parameter: a wait is dialled as a pause.
  return `${dialled}${extension === '' ? '' : `,${extension.replaceAll(';', ',')}`}`.replaceAll('#', '%23');
}

/**
 * Returns the link of a way: `tel:` (RFC 3966), `sms:` (RFC 5724) or `mailto:` (RFC 6068). Returns '' for post, for an
 * empty address, and for a text that is not one number or one e-mail address.
 */
export function directHref(way: ContactMethod, address: string, draft?: { subject: string; body: string }): string {
  const body = draft === undefined ? '' : encodeURIComponent(draft.body.replace(/\n/g, '\r\n'));
  if (way === 'email') {
    const query = draft === undefined ? '' : `?subject=${encodeURIComponent(draft.subject)}&body=${body}`;
    return address === '' || emailProblem(address.trim()) !== null
      ? ''
      : `mailto:${encodeURIComponent(address).replace('%40', '@')}${query}`;
  }
  if (way === '' || way === 'post') return '';
  const number = digitsToDial(address);
  if (number === '') return '';
  return way === 'phone' ? `tel:${number}` : `sms:${number}${draft === undefined ? '' : `?&body=${body}`}`;
}

export const hrefFor = (way: FollowUpWay, contact: ContactPoint, draft?: { subject: string; body: string }) =>
  directHref(way, dialledAddress(way, contact), draft);
