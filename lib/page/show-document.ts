import { LOCALES, type Locale } from '../i18n/locales';
import type { MessageKey } from '../i18n/messages/app/catalogue';
import { messagesOf } from '../i18n/messages/app/of-locale';
import { screenPath } from '../i18n/screens';
import { translator } from '../i18n/translate';
import { html, Markup } from './html';
import { SHOW_STYLE } from './show-style';

/** The messages of the Show screen; its script sets them again in the wording of the owner's region. */
const SHOW_MESSAGE_KEYS = [
  'action.close',
  'show.next',
  'show.empty',
  'show.fill',
  'show.more',
  'show.hint',
  'show.kinds',
  'show.kind.offline',
  'show.kind.link',
  'show.offline',
  'show.link',
  'show.brightness',
  'show.dropped',
  'show.mayDarken',
  'show.received',
  'show.noPhone',
  'field.website',
  'field.title',
  'field.unit',
  'field.email',
  'field.phone',
  'field.organisation',
  'field.note',
  'field.profiles',
  'field.headline',
  'field.address',
] as const satisfies readonly MessageKey[];
export type ShowMessageKey = (typeof SHOW_MESSAGE_KEYS)[number];

const icon = (path: string) =>
  html`<svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${path}"/></svg>`;

/**
 * Returns the Show screen as a standalone page, so that nothing delays its first frame. `paintScript` draws the code
 * stored in the browser; `lib/browser/pages/show-page.ts` then keeps it up to date. `data-t` is the message key of an
 * element.
 */
export function showDocument(locale: Locale, paintScript: string): string {
  const messages = messagesOf(locale);
  const t = translator(messages, locale === 'fr' ? 'fr-CA' : 'en-CA');
  const shownMessages = Object.fromEntries(SHOW_MESSAGE_KEYS.map((key) => [key, messages[key]]));
  const alternates = LOCALES.map(
    (other) => html`<link rel="alternate" hreflang="${other}" href="${screenPath(other, 'show')}">`,
  );
  const kind = (name: 'offline' | 'link') =>
    html`<button type="button" class="show-kind" data-kind="${name}" data-t="show.kind.${name}" aria-pressed="${String(name === 'link')}">${t(`show.kind.${name}`)}</button>`;
  return html`<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><title>${messages['show.title']} · ${messages['app.name']}</title><meta name="description" content="${messages['app.description']}"><meta name="theme-color" content="#ffffff"><meta name="format-detection" content="telephone=no,email=no,address=no"><meta name="mobile-web-app-capable" content="yes"><meta name="apple-mobile-web-app-title" content="${messages['app.name']}"><meta name="apple-mobile-web-app-status-bar-style" content="default"><style>${new Markup(SHOW_STYLE)}</style></head><body><main class="show-screen"><div class="show-band" id="show-band"></div><div class="show-controls"><a class="show-control" href="${screenPath(locale, 'home')}">${icon('M18 6 6 18M6 6l12 12')}<span data-t="action.close">${t('action.close')}</span></a><button type="button" class="show-control" id="show-next" hidden><span data-t="show.next">${t('show.next')}</span>${icon('m9 18 6-6-6-6')}</button></div>
<div class="show-words" id="show-missing" hidden><h1 data-t="show.empty">${t('show.empty')}</h1><a class="show-control strong" id="show-fill" data-t="show.fill" href="${screenPath(locale, 'home')}">${t('show.fill')}</a></div>
<button type="button" class="show-code" id="show-code" aria-expanded="false" aria-label="${t('show.more')}"><svg id="show-symbol" aria-hidden="true" viewBox="0 0 41 41"><path d="" fill="#000000" shape-rendering="crispEdges"/></svg></button>
<div class="show-words" id="show-words"><h1 id="show-name"></h1><p class="show-hint" data-t="show.hint">${t('show.hint')}</p><div class="show-kinds" role="group" aria-label="${t('show.kinds')}">${kind('offline')}${kind('link')}</div><div class="small" role="status" id="show-help"></div><p class="show-hint strong" role="status" id="show-arrived"></p><p class="small" id="show-dark" data-t="show.mayDarken" hidden>${t('show.mayDarken')}</p><a class="show-control" href="${screenPath(locale, 'otherwise')}" data-t="show.noPhone">${t('show.noPhone')}</a></div></main>
<script>${new Markup(paintScript)}</script><noscript><p>${t('app.noScript')}</p></noscript>
<link rel="manifest" href="/${locale}/manifest.webmanifest"><link rel="icon" href="/icons/icon.svg" type="image/svg+xml"><link rel="apple-touch-icon" href="/icons/apple-touch-icon.png" sizes="180x180">${alternates}
<script type="application/json" id="show-messages">${new Markup(JSON.stringify(shownMessages).replace(/</g, '\\u003c'))}</script></body></html>`
    .text;
}
