import type { Card, CardContent } from '../card/card';
import { fullNameOf, organisationOf } from '../card/card';
import { displayWebAddress, isE164, readWebAddress } from '../card/problems';
import { serviceOf } from '../card/profiles';
import { formatAddress } from '../i18n/address';
import { type Locale, localeOf, type RegionProfile } from '../i18n/locales';
import type { LinkPageMessages } from '../i18n/messages/pages/link-page';
import { groupPhone } from '../i18n/phone-groups';
import { html, type Markup } from './html';

/** Returns a `tel:` link that dials the number, then its extension after a pause. */
export const telHref = (number: string, extension: string) => `tel:${number}${extension === '' ? '' : `,${extension}`}`;

/**
 * Returns a `mailto:` link, or `null` when the text is not an e-mail address: no other text from a received link may
 * fill in a header. RFC 6068.
 */
export const mailHref = (address: string) => (/^[^\s@?&<>"]+@[^\s@?&<>"]+$/.test(address) ? `mailto:${address}` : null);

const button = (href: string, word: string) => html`<a class="button" href="${href}">${word}</a>`;

/** Renders a card as its recipient sees it: who it is, the ways to reach them, and all the details as a list. */
export function cardArticle(card: Card, words: LinkPageMessages, region: RegionProfile): Markup {
  const name = fullNameOf(card);
  const organisation = organisationOf(card);
  const dialled = card.phones.find(({ number }) => isE164(number));
  const mobile = card.phones.find(({ kind, number }) => kind === 'cell' && isE164(number));
  const mail = card.emails.map(({ address }) => mailHref(address)).find((href) => href !== null);
  const text = card.preferredContact === 'message' && mobile !== undefined ? `sms:${mobile.number}` : undefined;
  const ways = [
    ...(text === undefined ? [] : [button(text, words.text)]),
    ...(dialled === undefined ? [] : [button(telHref(dialled.number, dialled.extension), words.call)]),
    ...(mail === undefined ? [] : [button(mail, words.write)]),
  ];
  return html`<article class="card"><h1>${name}</h1>${line(card.pronouns)}${line(card.title)}${organisation === name ? null : line(organisation)}${line(card.headline)}</article>
<div class="actions"><button type="button" class="button filled" id="add">${words.add}</button><div class="pair">${ways}</div><p id="saved" class="small" role="status"></p></div>
<dl>${cardDetails(card, words, region)}</dl>`;
}

const line = (text: string) => (text.trim() === '' ? null : html`<p class="muted">${text.trim()}</p>`);

/** Renders the details below a card's name and role, one entry per property. */
export function cardDetails(card: CardContent, words: LinkPageMessages, region: RegionProfile): Markup[] {
  const locale = localeOf(region);
  const address = formatAddress(card.address, region).join('\n');
  const website = readWebAddress(card.website);
  const entries = [
    ...card.phones.map(({ kind, number, extension }) => {
      const href = isE164(number) ? telHref(number, extension) : null;
      return entry(words.phone[kind], href, groupPhone(number, extension, locale), 'tel');
    }),
    ...card.emails.map(({ kind, address: email }) => entry(words.email[kind], mailHref(email), email)),
    website === null ? null : entry(words.site, website, displayWebAddress(website)),
    ...card.profiles.map(({ url }) => {
      const opened = readWebAddress(url);
      return opened === null ? null : entry(serviceOf(opened), opened, displayWebAddress(opened));
    }),
    address === '' ? null : entry(words.address, null, address),
    card.languages.length === 0 ? null : entry(words.languages, null, languageNames(card.languages, locale)),
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
