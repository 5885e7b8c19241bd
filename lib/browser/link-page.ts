// The page at /o: opens the card that its own address carries. No framework, no network, nothing kept.
import { type Card, type CardId, fullNameOf, newCard } from '../card/card';
import type { Locale } from '../i18n/locales';
import { LINK_PAGE_WORDS } from '../i18n/messages/link-page';
import { cardArticle } from '../page/card-article';
import { html, type Markup } from '../page/html';
import { type LinkProblem, readFragment } from '../share/card-link';
import { CONTACT_FILE_MEDIA_TYPE, contactFileName, serializeContactFile } from '../vcard/contact-file';
import { downloadFile } from './deliver-file';

/** English for who reads it first; French for everyone else, as on the rest of the site. */
let locale: Locale = navigator.language.startsWith('en') ? 'en' : 'fr';

function show(markup: Markup): void {
  const page = document.getElementById('page');
  if (page !== null) page.innerHTML = markup.text;
}

/** Nobody knows which of the two the person reads, and there is little to say: both. */
function showProblem(problem: LinkProblem): void {
  const title = LINK_PAGE_WORDS[locale].title;
  const sentences = (['fr', 'en'] as const).map(
    (language) => html`<p lang="${language}">${LINK_PAGE_WORDS[language].problems[problem]}</p>`,
  );
  document.title = title;
  document.documentElement.lang = locale;
  show(html`<article class="card"><h1>${title}</h1></article>${sentences}`);
}

function showCard(card: Card): void {
  const words = LINK_PAGE_WORDS[locale];
  document.documentElement.lang = locale;
  document.title = fullNameOf(card);
  show(html`<div class="top"><button type="button" class="link" id="other" lang="${locale === 'fr' ? 'en' : 'fr'}">${words.other}</button></div>
${cardArticle(card, words, locale)}<p class="small muted">${words.private}</p>`);
  document.getElementById('other')?.addEventListener('click', () => {
    locale = locale === 'fr' ? 'en' : 'fr';
    showCard(card);
    document.getElementById('other')?.focus();
  });
  document.getElementById('add')?.addEventListener('click', () => {
    downloadFile(new File([serializeContactFile(card)], contactFileName(card), { type: CONTACT_FILE_MEDIA_TYPE }));
    const saved = document.getElementById('saved');
    if (saved !== null) saved.textContent = words.saved;
  });
}

function open(): void {
  let count = 0;
  const newId = () => {
    count += 1;
    return String(count);
  };
  const reading = readFragment(location.hash, newId);
  if (reading.ok) showCard(newCard('link' as CardId, Date.now(), reading.content));
  else showProblem(reading.problem);
}

addEventListener('hashchange', open);
open();
