import { LOCALES } from '../i18n/locales';
import { messagesOf } from '../i18n/messages/app/of-locale';
import { screenPath } from '../i18n/screens';
import { html, Markup } from './html';
import { PAGE_STYLE } from './page-style';

/**
 * Returns the page at `/` for a host that cannot choose a language: `script` goes to the last one used, or to the
 * browser's. Without scripts, the page offers both.
 */
export function homeDocument(script: string): string {
  const choices = LOCALES.map((locale) => {
    const messages = messagesOf(locale);
    return html`<p><a class="button" lang="${locale}" hreflang="${locale}" href="${screenPath(locale, 'home')}">${messages['notFound.action']}</a></p>`;
  });
  return html`<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Poignée</title><script>${new Markup(script)}</script><link rel="icon" href="/icons/icon.svg" type="image/svg+xml"><style>${new Markup(PAGE_STYLE)}</style></head><body><main><h1>Poignée</h1>${choices}</main></body></html>`
    .text;
}
