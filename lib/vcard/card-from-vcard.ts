import {
  type CardPatch,
  EMPTY_ADDRESS,
  type Email,
  isBlankAddress,
  isTelephone,
  type Phone,
  type PostalAddress,
} from '../card/card';
import { LIMITS } from '../card/limits';
import type { Vcard } from './vcard';
import { type CardReading, readVcard } from './vcard-content';

/** The home numbers and addresses of a person's file, which go on a professional card only if the person says so. */
export type PrivateDetails = { phones: Phone[]; emails: Email[]; addresses: PostalAddress[] };

/** A card started from a contact file, and what was left out of it. */
export type CardDraft = { content: CardPatch; privateDetails: PrivateDetails };

const isPrivatePhone = ({ kind }: Phone) => kind === 'home' || kind === 'homeFax';
const isPrivate = ({ kind }: Email | PostalAddress) => kind === 'home';

/**
 * Starts one of the owner's own cards from their contact file, each property cut to the card's limits: work before
 * home, preferred entries first, telephones before faxes. Pictures are excluded: they are cropped and resized first
 * (`binaryOf`).
 */
export function cardFromVcard(vcard: Vcard, reading: CardReading): CardDraft {
  const { content } = readVcard(vcard, reading, { ...LIMITS, entries: Number.POSITIVE_INFINITY });
  const { formattedName: _, otherAddresses, ...card } = content;
  const addresses = [card.address, ...otherAddresses].filter((address) => !isBlankAddress(address));
  const publicPhones = card.phones.filter((phone) => !isPrivatePhone(phone));
  const publicAddresses = addresses.filter((address) => !isPrivate(address));
  // An address for work comes before one that has no kind.
  const address = publicAddresses.find(({ kind }) => kind === 'work') ?? publicAddresses[0] ?? EMPTY_ADDRESS;
  return {
    content: {
      ...card,
      phones: [...publicPhones.filter(isTelephone), ...publicPhones.filter((phone) => !isTelephone(phone))]
        .slice(0, LIMITS.entries)
        .map(asWork),
      emails: card.emails
        .filter((email) => !isPrivate(email))
        .slice(0, LIMITS.entries)
        .map(asWork),
      profiles: card.profiles.slice(0, LIMITS.entries),
      address: withoutKind(address),
    },
    privateDetails: {
      phones: card.phones.filter(isPrivatePhone),
      emails: card.emails.filter(isPrivate),
      addresses: addresses.filter(isPrivate),
    },
  };
}

/** Adds the private details that the person chose, after the others; an address only where there is none. */
export function withPrivateDetails(content: CardPatch, { phones, emails, addresses }: PrivateDetails): CardPatch {
  const hasAddress = content.address !== undefined && !isBlankAddress(content.address);
  const [address] = addresses;
  return {
    ...content,
    phones: [...(content.phones ?? []), ...phones].slice(0, LIMITS.entries),
    emails: [...(content.emails ?? []), ...emails].slice(0, LIMITS.entries),
    ...(!hasAddress && address !== undefined && { address: withoutKind(address) }),
  };
}

/** A number or an address without a kind is the person's at work: it is on their professional card. */
const asWork = <Entry extends Phone | Email>(entry: Entry): Entry =>
  entry.kind === 'other' && entry.label === undefined ? { ...entry, kind: 'work' } : entry;

/** The card has one address, which is where the person works. */
const withoutKind = ({ kind: _, label: __, ...parts }: PostalAddress): PostalAddress => parts;
