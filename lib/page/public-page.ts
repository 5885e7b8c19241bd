import { type CardContent, fullNameOf, isTelephone, organisationOf } from '../card/card';
import { BLACK, lettersOn, parseColour, type Rgb, readableOn, toHex, WHITE } from '../card/colour';
import { telHref } from '../card/dial';
import { isE164 } from '../card/problems';
import { cardPath, type EventToken, spokenAddress } from '../exchange/card-address';
import type { ShownDocument } from '../exchange/document';
import { cardContentOf } from '../exchange/document';
import { bindNumbers } from '../i18n/bind-numbers';
import { localeOf, type RegionProfile } from '../i18n/locales';
import { linkPageMessages } from '../i18n/messages/pages/link-page';
import { MOVED_PAGE_MESSAGES } from '../i18n/messages/pages/moved-page';
import { type PublicPageMessages, type PublicProblem, publicPageMessages } from '../i18n/messages/pages/public-page';
import { screenPath } from '../i18n/screens';
import { typeset } from '../i18n/typography';
import { symbolPath } from '../qr/svg-path';
import { encodeSymbol } from '../qr/symbol';
import { cardDetails, mailHref } from './card-article';
import { html, Markup } from './html';
import { PAGE_STYLE, withColours } from './page-style';

/** Styles in addition to those of every page: the form, the photo, a screen of 240 pixels. */
export const PUBLIC_STYLE = `${PAGE_STYLE}
${withColours(`.who{display:flex;gap:16px;align-items:center}.who img{width:88px;height:88px;border-radius:50%;object-fit:cover;flex:none}.who div{min-width:0}
h2{margin:0;font-size:20px;line-height:1.3}form{display:grid;gap:14px}label{display:block;margin:14px 0;font-weight:600}label span{font-weight:400}
input:not([type=checkbox]),textarea{display:block;width:100%;min-height:48px;margin-top:4px;padding:10px 12px;border:1px solid var(--muted);border-radius:12px;background:var(--surface);color:var(--ink);font:inherit}
.tick{display:flex;gap:12px;align-items:flex-start;font-weight:400;min-height:44px}.tick input{width:24px;height:24px;margin:2px 0 0;flex:none;accent-color:var(--accent)}
.trap{position:absolute;left:-9999px}.problem{color:var(--error);font-weight:600}[hidden]{display:none}hr{width:100%;border:0;border-top:1px solid var(--line);margin:0}
@media(max-width:300px){main{padding:12px}h1{font-size:22px}.who img{width:56px;height:56px}.pair{grid-auto-flow:row}}
@media print{form,.actions,.top,.noprint,hr{display:none}body{background:#fff;color:#000}.card{box-shadow:none}}
@supports(display:grid){label{margin:0}}`)}`;

const PAPER = { light: [0xfb, 0xf8, 0xf3], dark: [0x17, 0x16, 0x12] } as const;

/** The style of a page in the colours of its card, readable in both themes; the usual ones for a card without a look. */
export function publicStyleOf({ look }: Pick<CardContent, 'look'>): string {
  const accent = parseColour(look?.accent ?? '');
  if (accent === null) return PUBLIC_STYLE;
  const light = readableOn(PAPER.light, accent, BLACK);
  const dark = readableOn(PAPER.dark, accent, WHITE);
  const colours = (colour: Rgb) => `--accent:${toHex(colour)};--on:${toHex(lettersOn(colour))}`;
  // The literal colours serve browsers without custom properties; the band keeps the accent as it is.
  return `${PUBLIC_STYLE.replaceAll('#0b5b6b', toHex(light))}:root{${colours(light)}}.card{border-top-color:${toHex(accent)}}@media(prefers-color-scheme:dark){:root{${colours(dark)}}}`;
}

export const PRINTED_STYLE = `@page{margin:20mm}body{margin:2rem auto;max-width:40rem;padding:0 1rem;color:#000;background:#fff;font:18pt/1.4 system-ui,sans-serif}h1{font-size:32pt;line-height:1.15;margin:0;overflow-wrap:anywhere}p{margin:.2em 0}dl{margin:1.2em 0}dt{font-size:14pt}dd{margin:0 0 .6em;font-weight:600;white-space:pre-line;overflow-wrap:anywhere}dd a{color:#000;text-decoration:none}svg{width:40mm;height:40mm}.end{display:flex;flex-wrap:wrap;gap:1em;align-items:center;font-size:14pt}.end p{min-width:0;overflow-wrap:anywhere}.hint{font-size:14pt}@media print{.hint{display:none}body{margin:0}}`;

/** What a visitor had typed, when the form is shown to them again. */
export type ReplyDraft = {
  name: string;
  phone: string;
  email: string;
  organisation: string;
  note: string;
  callBack: boolean;
  prospecting: boolean;
};
const NO_DRAFT: ReplyDraft = {
  name: '',
  phone: '',
  email: '',
  organisation: '',
  note: '',
  callBack: false,
  prospecting: false,
};

type PageParts = {
  title: string;
  region: RegionProfile;
  head?: Markup | undefined;
  body: Markup;
  style?: string | undefined;
};

const pageOf = ({ title, region, head, body, style = PUBLIC_STYLE }: PageParts): string =>
  html`<!doctype html><html lang="${localeOf(region)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><link rel="icon" href="data:,">${head ?? null}<style>${new Markup(style)}</style></head><body>${body}</body></html>`
    .text;

/** Returns a function that inserts the name in a sentence and applies the region's spaces. */
const createFormatter =
  (region: RegionProfile, name = '') =>
  (sentence: string) =>
    bindNumbers(typeset(sentence, region)).replace('{name}', () => name);

export type PublicPage = {
  document: ShownDocument;
  region: RegionProfile;
  /** The token of the event, if the link had one: a reply sent from this page returns it. */
  token: EventToken | null;
  /** `https://host`. */
  origin: string;
  formTime: string;
  draft?: ReplyDraft | undefined;
  problem?: PublicProblem | undefined;
};

/** Renders a published card in one response: nothing else is needed to read it, to call or to leave a reply. */
export function publicPage({
  document,
  region,
  token,
  origin,
  formTime,
  draft = NO_DRAFT,
  problem,
}: PublicPage): string {
  const content = cardContentOf(document);
  const name = fullNameOf(content);
  const messages = publicPageMessages(region);
  const say = createFormatter(region, name);
  const pagePath = `/${document.card}`;
  const again = cardPath({ address: document.card, channel: token === null ? null : 'screen', token });
  const otherLocale = localeOf(region) === 'fr' ? 'en' : 'fr';
  const organisation = organisationOf(content);
  const photo =
    document.photo === null
      ? null
      : html`<img src="/c/${document.card}/photo/${document.photo.hash}" alt="${say(messages.photo)}" width="88" height="88" loading="lazy">`;
  const lines = [content.pronouns, content.title, organisation === name ? '' : organisation, content.headline]
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => html`<p class="muted">${line}</p>`);
  const head = html`<meta property="og:type" content="profile"><meta property="og:title" content="${name}"><meta property="og:description" content="${[content.title, organisation].filter(Boolean).join(' · ')}"><meta property="og:url" content="${origin}${pagePath}"><meta property="og:image" content="${origin}/c/${document.card}/share.png"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta name="twitter:card" content="summary_large_image">`;
  const canReply = document.mailbox !== null;
  return pageOf({
    title: name,
    region,
    head,
    style: publicStyleOf(content),
    body: html`<main><div class="top noprint"><a href="/${again}?l=${otherLocale}" lang="${otherLocale}" hreflang="${otherLocale}">${messages.other}</a></div>
<article class="card who">${photo}<div><h1>${name}</h1>${lines}</div></article>
<div class="actions">${buttons(content, document, messages, canReply)}</div>
<dl>${cardDetails(content, linkPageMessages(region), region)}</dl>
<p class="noprint"><a id="print" href="/c/${document.card}/print?l=${localeOf(region)}">${messages.print}</a></p>
${canReply ? replyForm({ document, region, again, token, messages, say, formTime, draft, problem }) : null}</main>${
      canReply ? html`<script type="module" src="/reply/page.js" async></script>` : null
    }`,
  });
}

/** Renders up to four buttons, the person's preferred way first. */
function buttons(
  content: CardContent,
  document: ShownDocument,
  messages: PublicPageMessages,
  canReply: boolean,
): Markup[] {
  const callablePhone = content.phones.find((phone) => isTelephone(phone) && isE164(phone.number));
  const mobile = content.phones.find(({ kind, number }) => kind === 'cell' && isE164(number));
  const mailLink = content.emails.map(({ address }) => mailHref(address)).find((href) => href !== null);
  const ways = {
    message: mobile === undefined ? null : { href: `sms:${mobile.number}`, word: messages.text },
    phone:
      callablePhone === undefined
        ? null
        : { href: telHref(callablePhone.number, callablePhone.extension), word: messages.call },
    email: mailLink === undefined ? null : { href: mailLink, word: messages.write },
  };
  const preferred = content.preferredContact;
  const orderedWays = [
    preferred === '' ? null : ways[preferred],
    preferred === 'phone' ? null : ways.phone,
    preferred === 'email' ? null : ways.email,
  ].filter((way) => way !== null);
  const [first, second] = orderedWays;
  const addButton = { href: `/c/${document.card}/card.vcf`, word: messages.add };
  const replyButton = canReply ? { href: '#reply', word: messages.leave } : null;
  return [first ?? null, addButton, second ?? null, replyButton]
    .filter((one) => one !== null)
    .map(({ href, word }, index) => html`<a class="button${index === 0 ? ' filled' : ''}" href="${href}">${word}</a>`);
}

type FormParts = {
  document: ShownDocument;
  /** The path of this page's own link, without the leading slash. */
  again: string;
  token: EventToken | null;
  region: RegionProfile;
  messages: PublicPageMessages;
  say: (sentence: string) => string;
  formTime: string;
  draft: ReplyDraft;
  problem: PublicProblem | undefined;
};

/** The form works without scripts; with them, `lib/browser/pages/reply-page.ts` seals the reply before sending it. */
function replyForm({ document, region, again, token, messages, say, formTime, draft, problem }: FormParts): Markup {
  const { form } = messages;
  const mailbox = JSON.stringify(document.mailbox);
  const field = (name: keyof ReplyDraft & string, label: string, more: Markup, limit = 300) =>
    html`<label>${label}<input name="${name}" value="${String(draft[name])}" maxlength="${limit}" ${more}></label>`;
  const checked = (on: boolean) => (on ? html` checked` : null);
  return html`<hr><form id="reply" method="post" action="/c/${again}?l=${localeOf(region)}#reply" enctype="multipart/form-data" data-card="${document.card}" data-mailbox="${mailbox}" data-region="${region}"${token === null ? null : html` data-token="${token}"`}>
<h2>${say(form.title)}</h2><p><a href="${screenPath(localeOf(region), 'reply')}?c=${again}">${say(form.hasPoignee)}</a></p>
<p id="said" class="problem" role="alert">${problem === undefined ? '' : say(messages.problems[problem])}</p>
${field('name', form.name, html`autocomplete="name"`)}${field('phone', form.phone, html`type="tel" autocomplete="tel"`)}${field('email', form.email, html`type="email" autocomplete="email"`)}${field('organisation', form.organisation, html`autocomplete="organization"`)}
<label>${form.note}<textarea name="note" rows="3" maxlength="1000">${draft.note}</textarea></label>
<label>${form.card}<input type="file" name="card" accept=".vcf,text/vcard"></label>
<label class="tick"><input type="checkbox" name="callBack"${checked(draft.callBack)}> ${form.callBack}</label>
<label class="tick"><input type="checkbox" name="prospecting"${checked(draft.prospecting)}> ${say(form.prospecting)}</label>
<p class="trap" aria-hidden="true"><label>${form.empty}<input name="confirmation" tabindex="-1" autocomplete="off"></label></p>
<input type="hidden" name="t" value="${formTime}">
<p class="small muted" id="consent">${say(form.consentServer)}</p><p id="unsealed" class="small muted">${say(form.withoutScript)}</p>
<button class="button filled" type="submit">${say(form.send)}</button></form>`;
}

/** Renders a page with one message and what can be done next. */
function messagePage({
  title,
  lines,
  links = [],
  region,
  more,
}: {
  title: string;
  lines: readonly string[];
  links?: readonly { href: string; word: string }[];
  region: RegionProfile;
  more?: Markup;
}): string {
  const say = createFormatter(region);
  return pageOf({
    title: say(title),
    region,
    body: html`<main><article class="card"><h1>${say(title)}</h1></article>${lines.map((line) => html`<p>${say(line)}</p>`)}${more ?? null}${links.map(({ href, word }) => html`<p><a class="button" href="${href}">${say(word)}</a></p>`)}</main>`,
  });
}

/** Renders the page of an address that shows no card, in both languages, since the visitor's is unknown. */
export function statusPage(kind: 'unknown' | 'hidden' | 'deleted' | 'unavailable', region: RegionProfile): string {
  const messages = publicPageMessages(region)[kind];
  const otherRegion: RegionProfile = localeOf(region) === 'fr' ? 'en-CA' : 'fr-CA';
  const other = publicPageMessages(otherRegion)[kind];
  return messagePage({
    title: messages.title,
    lines: [messages.body],
    region,
    more: html`<hr><p class="muted" lang="${localeOf(otherRegion)}"><strong>${typeset(other.title, otherRegion)}</strong><br>${typeset(other.body, otherRegion)}</p>`,
  });
}

/**
 * Renders the page of a card that is now on another server; it names the server before the visitor goes there.
 * `isSent`: the visitor had submitted a form, which was not delivered.
 */
export function movedPage(to: string, region: RegionProfile, isSent: boolean): string {
  const movedMessages = MOVED_PAGE_MESSAGES[localeOf(region)];
  const host = new URL(to).host;
  const say = createFormatter(region);
  return messagePage({
    title: movedMessages.title,
    lines: [...(isSent ? [movedMessages.notSent] : []), movedMessages.body],
    region,
    more: html`<p><strong>${host}</strong></p><p><a class="button filled" href="${to}" rel="noreferrer">${say(movedMessages.go)}</a></p>`,
  });
}

/** Renders the confirmation of a reply sent without a script. */
export function sentPage(name: string, own: string, receiptPath: string, region: RegionProfile): string {
  const { done } = publicPageMessages(region);
  const say = createFormatter(region, name);
  return messagePage({
    title: done.title,
    lines: [say(done.body), done.sealedByServer],
    links: [
      { href: receiptPath, word: done.receipt },
      { href: own, word: done.back },
    ],
    region,
  });
}

/** Renders the state of a visitor's reply, with a button to withdraw it while that is possible. */
export function receiptPage(
  state: 'waiting' | 'read' | 'withdrawn' | 'expired' | 'unknown',
  { name, own, action, region }: { name: string; own: string; action: string; region: RegionProfile },
): string {
  const messages = publicPageMessages(region);
  const say = createFormatter(region, name);
  const withdraw = html`<form method="post" action="${action}"><button class="button" type="submit">${say(messages.receipt.withdraw)}</button></form>`;
  return messagePage({
    title: messages.receipt.title,
    lines: [say(messages.receipt[state])],
    links: [{ href: own, word: messages.done.back }],
    region,
    ...(state === 'waiting' && { more: withdraw }),
  });
}

/** Renders the card for printing: large, black on white, with the short link and its code. */
export function printedPage(document: ShownDocument, region: RegionProfile, link: string): string {
  const content = cardContentOf(document);
  const name = fullNameOf(content);
  const messages = publicPageMessages(region);
  const organisation = organisationOf(content);
  const symbol = encodeSymbol(link.toUpperCase());
  const code =
    symbol === null
      ? null
      : html`<svg viewBox="-4 -4 ${symbol.size + 8} ${symbol.size + 8}" aria-hidden="true"><path d="${symbolPath(symbol)}"/></svg>`;
  const lines = [content.title, organisation === name ? '' : organisation].filter(Boolean);
  return pageOf({
    title: name,
    region,
    style: PRINTED_STYLE,
    body: html`<main><p class="hint">${typeset(messages.printed.hint, region)}</p><h1>${name}</h1>${lines.map((line) => html`<p>${line}</p>`)}<dl>${cardDetails(content, linkPageMessages(region), region)}</dl><div class="end">${code}<p>${messages.printed.address}<br><strong>${link.replace(/^https?:\/\//, '').replace(document.card, spokenAddress(document.card))}</strong></p></div></main>`,
  });
}
