import { type Card, fullNameOf, isTelephone, organisationOf } from '../card/card';
import { displayWebAddress } from '../card/problems';

/**
 * Returns the card as plain lines, to paste into a message or read aloud; phone numbers and address are already
 * formatted for the reader.
 */
export function textSummary(
  card: Card,
  formatted: { phone: (number: string, extension: string) => string; address: readonly string[] },
): string {
  const organisation = organisationOf(card);
  const lines = [
    fullNameOf(card),
    card.title.trim(),
    organisation === fullNameOf(card) ? '' : organisation,
    ...card.phones
      .filter((phone) => phone.number !== '' && isTelephone(phone))
      .map((phone) => formatted.phone(phone.number, phone.extension)),
    ...card.emails.map((email) => email.address.trim()),
    displayWebAddress(card.website),
    ...formatted.address,
  ];
  return lines.filter((line) => line !== '').join('\n');
}
