import type { Page } from '@playwright/test';
import type { Locale } from '@/lib/i18n/locales';
import { en } from '@/lib/i18n/messages/app/en';
import { fr } from '@/lib/i18n/messages/app/fr';
import { typeset } from '@/lib/i18n/typography';

const MESSAGES = { fr: Object.values(fr), en: Object.values(en) };
/** Returns the pattern of a message as displayed: typeset, with any text in its placeholders. */
const displayedPattern = (sentence: string, locale: Locale) =>
  new RegExp(
    `^${typeset(sentence, locale === 'fr' ? 'fr-CA' : 'en-CA')
      .split(/\{[^}]*\}/)
      .map((text) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
      .join('.+')}$`,
    'u',
  );

function isDistinctive(sentence: string): boolean {
  return !/^\{?\w+\}?$/.test(sentence.replace(/\{[^}]*\}/g, '')) || sentence.length > 3;
}

const PATTERNS = {
  fr: MESSAGES.fr.map((sentence) => displayedPattern(sentence, 'fr')),
  en: MESSAGES.en.map((sentence) => displayedPattern(sentence, 'en')),
};
/** The same patterns without very short words, which may exist in both languages. */
const DISTINCTIVE_PATTERNS = {
  fr: PATTERNS.fr.filter((_, index) => isDistinctive(MESSAGES.fr[index] ?? '')),
  en: PATTERNS.en.filter((_, index) => isDistinctive(MESSAGES.en[index] ?? '')),
};

/** Returns the lines of the page that match only the other language's messages. Ignores the language links. */
export async function foreignLines(page: Page, locale: Locale): Promise<string[]> {
  const [own, foreign] = [PATTERNS[locale], DISTINCTIVE_PATTERNS[locale === 'fr' ? 'en' : 'fr']];
  const lines = await page.evaluate(() => {
    const labels = [
      ...document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [aria-roledescription]'),
    ].flatMap((element) =>
      ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription'].map(
        (name) => element.getAttribute(name) ?? '',
      ),
    );
    // A language link is labelled in its target language.
    const languageLinks = [...document.querySelectorAll<HTMLElement>('[hreflang]')];
    for (const link of languageLinks) link.style.display = 'none';
    const text = document.body.innerText;
    for (const link of languageLinks) link.style.display = '';
    return [document.title, ...text.split('\n'), ...labels];
  });
  return lines
    .map((line) => line.trim())
    .filter(
      (line) =>
        line !== '' && !own.some((pattern) => pattern.test(line)) && foreign.some((pattern) => pattern.test(line)),
    );
}
