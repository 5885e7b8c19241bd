import { LINK_PAGE_MESSAGES } from '../i18n/messages/pages/link-page';
import { html, Markup } from './html';
import { PAGE_STYLE } from './page-style';

/**
 * Returns the page that opens a link holding a card. It has the same bytes for everyone, since the card is in the
 * fragment of the URL, which browsers do not send. Its script is `lib/browser/pages/link-page.ts`.
 */
export function linkDocument(): string {
  const { fr } = LINK_PAGE_MESSAGES;
  return html`<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${fr.title}</title><link rel="icon" href="/icons/icon-192.png"><style>${new Markup(PAGE_STYLE)}</style><script type="module" src="/open/page.js"></script></head><body><main id="page"><p class="muted">${fr.loading}</p><noscript><p>Ce lien contient une fiche contact, que votre navigateur doit déchiffrer lui-même&nbsp;: activez JavaScript, puis rechargez la page.</p><p lang="en">This link holds a contact card, which your browser has to decode by itself: turn JavaScript on, then reload the page.</p></noscript></main></body></html>`
    .text;
}
