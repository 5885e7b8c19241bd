import type { Contact, FollowUpWay, PreferredMedium } from '../card/contact';

/** How somebody is best reached; '' when nothing of theirs is known. */
export type ContactMethod = FollowUpWay | '';

type ContactPoint = Pick<Contact, 'phones' | 'emails' | 'address' | 'preferredContact' | 'comfort' | 'consents'>;

/** The last thing said of an address; `undefined` when nothing was. */
export const consentFor = ({ consents }: Pick<Contact, 'consents'>, address: string) =>
  consents.findLast((consent) => consent.address === address);

/** Who took their consent back is written to no more (CASL s. 11(3)). */
const canBeWrittenTo = (contact: ContactPoint, address: string) =>
  (consentFor(contact, address)?.withdrawnAtMs ?? null) === null;

const PREFERRED: Record<Contact['preferredContact'], readonly FollowUpWay[]> = {
  '': [],
  phone: ['phone'],
  message: ['message'],
  email: ['email'],
};

/** What each kind of ease puts first. */
const MEDIUM_METHODS: Record<PreferredMedium, readonly FollowUpWay[]> = {
  '': ['phone', 'email', 'message', 'post'],
  paper: ['post', 'phone', 'email', 'message'],
  phone: ['phone', 'post', 'email', 'message'],
  email: ['email', 'phone', 'message', 'post'],
  mobile: ['message', 'email', 'phone', 'post'],
};

/** The number or address a way uses; '' when they have none. */
export function addressFor(way: FollowUpWay, contact: ContactPoint): string {
  const { phones, emails, address } = contact;
  const dialled = phones.filter(({ number }) => number.trim() !== '');
  switch (way) {
    case 'phone':
      return dialled[0]?.number ?? '';
    case 'message':
      // A desk telephone shows no message, and most of those at home do not.
      return dialled.find(({ kind, number }) => kind === 'cell' && canBeWrittenTo(contact, number))?.number ?? '';
    case 'email':
      return (
        emails.find((email) => email.address.trim() !== '' && canBeWrittenTo(contact, email.address))?.address ?? ''
      );
    case 'post':
      return [address.streetAddress, address.locality].every((part) => part.trim() !== '') ? address.streetAddress : '';
  }
}

/** Every way that would reach them, the one they prefer first, then by how they are at ease. */
export function contactMethodsOf(contact: ContactPoint): FollowUpWay[] {
  const order = new Set([...PREFERRED[contact.preferredContact], ...MEDIUM_METHODS[contact.comfort]]);
  return [...order].filter((way) => addressFor(way, contact) !== '');
}

/** The owner's own ways of giving their card, the one that suits this person first. */
export const SHARING_METHODS: Record<PreferredMedium, readonly ('show' | 'send' | 'print' | 'dictate')[]> = {
  '': ['show', 'send', 'print', 'dictate'],
  paper: ['print', 'dictate', 'send', 'show'],
  phone: ['dictate', 'print', 'send', 'show'],
  email: ['send', 'show', 'print', 'dictate'],
  mobile: ['show', 'send', 'print', 'dictate'],
};

/** RFC 3966, RFC 5724, RFC 6068: where a tap leads; '' for what could only be a trap, and for a letter. */
export function directHref(way: ContactMethod, at: string, draft?: { subject: string; body: string }): string {
  const body = draft === undefined ? '' : encodeURIComponent(draft.body.replace(/\n/g, '\r\n'));
  if (way === 'email') {
    const said = draft === undefined ? '' : `?subject=${encodeURIComponent(draft.subject)}&body=${body}`;
    return at === '' ? '' : `mailto:${encodeURIComponent(at).replace('%40', '@')}${said}`;
  }
  const number = at.replace(/[^+0-9*#]/g, '');
  if (way === '' || way === 'post' || number.length < 3) return '';
  return way === 'phone' ? `tel:${number}` : `sms:${number}${draft === undefined ? '' : `?&body=${body}`}`;
}

export const hrefFor = (way: FollowUpWay, contact: ContactPoint, draft?: { subject: string; body: string }) =>
  directHref(way, addressFor(way, contact), draft);
