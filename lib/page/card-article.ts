import type { Card, CardContent } from '../card/card';
import { fullNameOf, isTelephone, organisationOf } from '../card/card';
import { telHref } from '../card/dial';
import { revealedAddress } from '../card/homograph';
import { displayWebAddress, isE164, readWebAddress } from '../card/problems';
import { serviceOf } from '../card/profiles';
import { formatAddress } from '../i18n/address';
import { type Locale, localeOf, type RegionProfile } from '../i18n/locales';
import type { LinkPageMessages } from '../i18n/messages/pages/link-page';
import { groupPhone } from '../i18n/phone-groups';
import { html, type Markup } from './html';

/**
 * Returns a `mailto:` link, or `null` when the text is not an e-mail address: no other text from a received link may
 * fill in a header. RFC 6068.
 */
export const mailHref = (address: string) => (/^[^\s@?&<>"]+@[^\s@?&<>"]+$/.test(address) ? `mailto:${address}` : null);

const button = (href: string, label: string) => html`<a class="button" href="${href}">${label}</a>`;

/** Renders a card as its recipient sees it: who it is, the ways to reach them, and all the details as a list. */
export function cardArticle(card: Card, messages: LinkPageMessages, region: RegionProfile): Markup {
  const name = fullNameOf(card);
  const organisation = organisationOf(card);
  const callablePhone = card.phones.find((phone) => isTelephone(phone) && isE164(phone.number));
  const mobile = card.phones.find(({ kind, number }) => kind === 'cell' && isE164(number));
  const mailLink = card.emails.map(({ address }) => mailHref(address)).find((href) => href !== null);
  const smsLink = card.preferredContact === 'message' && mobile !== undefined ? `sms:${mobile.number}` : undefined;
  const contactLinks = [
    ...(smsLink === undefined ? [] : [button(smsLink, messages.text)]),
    ...(callablePhone === undefined
      ? []
      : [button(telHref(callablePhone.number, callablePhone.extension), messages.call)]),
    ...(mailLink === undefined ? [] : [button(mailLink, messages.write)]),
  ];
  return html`<article class="card"><h1>${name}</h1>${paragraph(card.pronouns)}${paragraph(card.title)}${organisation === name ? null : paragraph(organisation)}${paragraph(card.headline)}</article>
<div class="actions"><button type="button" class="button filled" id="add">${messages.add}</button><div class="pair">${contactLinks}</div><p id="saved" class="small" role="status"></p></div>
<dl>${cardDetails(card, messages, region)}</dl>`;
}

const paragraph = (text: string) => (text.trim() === '' ? null : html`<p class="muted">${text.trim()}</p>`);

/** Renders the details below a card's name and role, one entry per property. */
export function cardDetails(card: CardContent, messages: LinkPageMessages, region: RegionProfile): Markup[] {
  const locale = localeOf(region);
  const address = formatAddress(card.address, region).join('\n');
  const website = readWebAddress(card.website);
  const entries = [
    ...card.phones.map((phone) => {
      const { kind, label, number, extension } = phone;
      const href = isTelephone(phone) && isE164(number) ? telHref(number, extension) : null;
      return entry(label || messages.phone[kind], href, groupPhone(number, extension, locale), 'tel');
    }),
    ...card.emails.map(({ kind, label, address: email }) =>
      entry(label || messages.email[kind], mailHref(email), revealedAddress(email)),
    ),
    website === null ? null : entry(messages.site, website, revealedAddress(displayWebAddress(website))),
    ...card.profiles.map(({ url }) => {
      const webAddress = readWebAddress(url);
      return webAddress === null
        ? null
        : entry(serviceOf(webAddress), webAddress, revealedAddress(displayWebAddress(webAddress)));
    }),
    address === '' ? null : entry(messages.address, null, address),
    card.languages.length === 0 ? null : entry(messages.languages, null, languageNames(card.languages, locale)),
    card.note.trim() === '' ? null : html`<div><dd>${card.note.trim()}</dd></div>`,
  ];
  return entries.filter((one) => one !== null);
}

function entry(label: string, href: string | null, text: string, className = ''): Markup {
  const value = href === null ? html`${text}` : html`<a class="${className}" href="${href}">${text}</a>`;
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

/** Returns the names of a person's languages in the reader's locale. */
export function languageNames(tags: readonly string[], locale: Locale): string {
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  return tags
    .map((tag) => {
      try {
        return names.of(tag) ?? tag;
      } catch {
        return tag;
      }
    })
    .join(', ');
}
