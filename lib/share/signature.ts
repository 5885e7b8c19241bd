import type { Card } from '../card/card';
import { fullNameOf, isTelephone, organisationOf } from '../card/card';
import { BLACK, parseColour, type Rgb, readableOn, toHex, WHITE } from '../card/colour';
import { telHref } from '../card/dial';
import { displayWebAddress, isE164, readWebAddress } from '../card/problems';
import { serviceOf } from '../card/profiles';

/** Phone numbers and address already formatted for the reader. */
export type SignatureParts = {
  phone: (number: string, extension: string) => string;
  address: readonly string[];
  /** The link that carries the card, and its label; `null` leaves it out. */
  card: { href: string; text: string } | null;
};

const FONT = 'font-family:Arial,Helvetica,sans-serif';
const INK = '#1c1b18';
const MUTED = '#5c584f';
const USUAL_ACCENT: Rgb = [0x0b, 0x5b, 0x6b];
const SEPARATOR = ' &nbsp;·&nbsp; ';

/**
 * Renders the card as an e-mail signature that mail programs keep intact: a table, styles on each element (Gmail drops
 * `<style>`, Outlook renders with Word), no picture to fetch, links that work without styles too.
 */
export function signatureHtml(card: Card, { phone, address, card: link }: SignatureParts): string {
  const accent = accentOf(card);
  const anchor = anchorIn(toHex(readableOn(WHITE, accent, BLACK)));
  const name = fullNameOf(card);
  const organisation = organisationOf(card);
  const website = readWebAddress(card.website);
  const role = [card.title.trim(), organisation === name ? '' : organisation].filter(Boolean).join(', ');
  const phones = card.phones
    .filter((one) => one.number.trim() !== '' && isTelephone(one))
    .map(({ number, extension }) =>
      isE164(number)
        ? anchor(telHref(number, extension), phone(number, extension))
        : escapeHtml(phone(number, extension)),
    );
  const mailLinks = card.emails
    .filter(({ address: mail }) => mail.trim() !== '')
    .map(({ address: mail }) => anchor(`mailto:${mail.trim()}`, mail.trim()));
  const profileLinks = card.profiles.flatMap(({ url }) => {
    const webAddress = readWebAddress(url);
    return webAddress === null ? [] : [anchor(webAddress, serviceOf(webAddress))];
  });
  const rows = [
    row(`<strong style="font-size:16px;color:${INK}">${escapeHtml(name)}</strong>`),
    role === '' ? '' : row(escapeHtml(role), MUTED),
    row(phones.join(SEPARATOR)),
    row(mailLinks.join(SEPARATOR)),
    row([...(website === null ? [] : [anchor(website, displayWebAddress(website))]), ...profileLinks].join(SEPARATOR)),
    address.length === 0 ? '' : row(address.map(escapeHtml).join(', '), MUTED),
    link === null ? '' : row(anchor(link.href, link.text)),
  ];
  return (
    `<table cellpadding="0" cellspacing="0" border="0" role="presentation" style="border-collapse:collapse;${FONT};font-size:14px;line-height:20px;color:${INK}">` +
    `<tr><td style="border-left:3px solid ${toHex(accent)};padding:2px 0 2px 12px"><table cellpadding="0" cellspacing="0" border="0" role="presentation" style="border-collapse:collapse">` +
    `${rows.join('')}</table></td></tr></table>`
  );
}

/** The card's colour; a card without one has the usual one. */
const accentOf = ({ look }: Card): Rgb => parseColour(look?.accent ?? '') ?? USUAL_ACCENT;

const row = (content: string, color = INK) =>
  content === ''
    ? ''
    : `<tr><td style="${FONT};font-size:14px;line-height:20px;color:${color};padding:1px 0">${content}</td></tr>`;

const anchorIn = (colour: string) => (href: string, text: string) =>
  `<a href="${escapeHtml(href)}" style="color:${colour};text-decoration:underline">${escapeHtml(text)}</a>`;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
