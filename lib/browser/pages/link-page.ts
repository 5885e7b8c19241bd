// The script of the page at /o: opens the card that the URL fragment carries. It uses no framework and no network, and
// stores nothing.
import { type Card, type CardId, fullNameOf, newCard } from '../../card/card';
import { guessRegionProfile, type Locale } from '../../i18n/locales';
import { LINK_PAGE_MESSAGES, linkPageMessages } from '../../i18n/messages/pages/link-page';
import { cardArticle, languageNames } from '../../page/card-article';
import { html, type Markup } from '../../page/html';
import { type LinkProblem, readFragment } from '../../share/card-link';
import {
  CONTACT_FILE_MEDIA_TYPE,
  contactFileName,
  type NoteLabels,
  serializeContactFile,
} from '../../vcard/contact-file';
import { downloadFile } from '../platform/deliver-file';
import { trustedHtml } from '../platform/trusted-html';

/** English if it is the browser's first language; French otherwise, as on the rest of the site. */
let locale: Locale = navigator.language.startsWith('en') ? 'en' : 'fr';
const region = () => guessRegionProfile(locale, navigator.languages);

/**
 * Returns the labels, written in the note, of what vCard 3.0 has no property for; they match those of the owner's own
 * contact file.
 */
function noteLabels(card: Card): NoteLabels {
  const { note } = linkPageMessages(region());
  const filled = (sentence: string, value: string) => (value === '' ? '' : sentence.replace('{value}', () => value));
  return {
    pronouns: filled(note.pronouns, card.pronouns.trim()),
    languages: filled(note.languages, languageNames(card.languages, locale)),
    preferred: card.preferredContact === '' ? '' : filled(note.preferred, note.ways[card.preferredContact]),
  };
}

function show(markup: Markup): void {
  const page = document.getElementById('page');
  if (page !== null) page.innerHTML = trustedHtml(markup.text);
}

/** Shows the problem in both languages: the text is short and the reader's language is uncertain. */
function showProblem(problem: LinkProblem): void {
  const title = LINK_PAGE_MESSAGES[locale].title;
  const sentences = (['fr', 'en'] as const).map(
    (language) => html`<p lang="${language}">${LINK_PAGE_MESSAGES[language].problems[problem]}</p>`,
  );
  document.title = title;
  document.documentElement.lang = locale;
  show(html`<article class="card"><h1>${title}</h1></article>${sentences}`);
}

function showCard(card: Card): void {
  const messages = linkPageMessages(region());
  document.documentElement.lang = locale;
  document.title = fullNameOf(card);
  show(html`<div class="top"><button type="button" class="link" id="other" lang="${locale === 'fr' ? 'en' : 'fr'}">${messages.other}</button></div>
${cardArticle(card, messages, region())}<p class="small muted">${messages.private}</p>`);
  document.getElementById('other')?.addEventListener('click', () => {
    locale = locale === 'fr' ? 'en' : 'fr';
    showCard(card);
    document.getElementById('other')?.focus();
  });
  document.getElementById('add')?.addEventListener('click', () => {
    downloadFile(
      new File([serializeContactFile(card, { noteLabels: noteLabels(card) })], contactFileName(card), {
        type: CONTACT_FILE_MEDIA_TYPE,
      }),
    );
    const saved = document.getElementById('saved');
    if (saved !== null) saved.textContent = messages.saved;
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
