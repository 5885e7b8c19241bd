import type { Page } from '@playwright/test';
import type { Locale } from '@/lib/i18n/locales';
import { en } from '@/lib/i18n/messages/app/en';
import { fr } from '@/lib/i18n/messages/app/fr';
import { typeset } from '@/lib/i18n/typography';

const SENTENCES = { fr: Object.values(fr), en: Object.values(en) };
/** Returns the pattern of a message as displayed: typeset, with any text in its placeholders. */
const asSeen = (sentence: string, locale: Locale) =>
  new RegExp(
    `^${typeset(sentence, locale === 'fr' ? 'fr-CA' : 'en-CA')
      .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
      .replace(/\{\w+\}/g, '.+')}$`,
    'u',
  );

function isTelling(sentence: string): boolean {
  return !/^\{?\w+\}?$/.test(sentence.replace(/\{\w+\}/g, '')) || sentence.length > 3;
}

const PATTERNS = {
  fr: SENTENCES.fr.map((sentence) => asSeen(sentence, 'fr')),
  en: SENTENCES.en.map((sentence) => asSeen(sentence, 'en')),
};
/** The same patterns without very short words, which may exist in both languages. */
const TELLING = {
  fr: PATTERNS.fr.filter((_, at) => isTelling(SENTENCES.fr[at] ?? '')),
  en: PATTERNS.en.filter((_, at) => isTelling(SENTENCES.en[at] ?? '')),
};

/** Returns the lines of the page that match only the other language's messages. Removes the language links. */
export async function foreignLines(page: Page, locale: Locale): Promise<string[]> {
  const [own, foreign] = [PATTERNS[locale], TELLING[locale === 'fr' ? 'en' : 'fr']];
  const lines = await page.evaluate(() => {
    const labels = [
      ...document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [aria-roledescription]'),
    ].flatMap((element) =>
      ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription'].map(
        (name) => element.getAttribute(name) ?? '',
      ),
    );
    // A language link is labelled in its target language.
    for (const element of document.querySelectorAll('[hreflang]')) element.remove();
    return [document.title, ...document.body.innerText.split('\n'), ...labels];
  });
  return lines
    .map((line) => line.trim())
    .filter(
      (line) => line !== '' && !own.some((known) => known.test(line)) && foreign.some((known) => known.test(line)),
    );
}
