import type { Metadata } from 'next';
import '@/app/globals.css';
import { LOCALES } from '@/lib/i18n/locales';
import { messagesOf } from '@/lib/i18n/messages/app/of-locale';
import { screenPath } from '@/lib/i18n/screens';
import { translator } from '@/lib/i18n/translate';

export const metadata: Metadata = { title: 'Poignée' };

/** 404 page. An unknown address does not reveal the visitor's language, so the message is in both. */
export default function GlobalNotFound() {
  return (
    <html lang="fr">
      <body>
        <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-12 p-6">
          {LOCALES.map((locale) => {
            const t = translator(messagesOf(locale), locale === 'fr' ? 'fr-CA' : 'en-CA');
            const Heading = locale === 'fr' ? 'h1' : 'h2';
            return (
              <section key={locale} lang={locale} className="flex flex-col items-start gap-3">
                <Heading className="text-title font-semibold">{t('notFound.title')}</Heading>
                <p className="text-muted">{t('notFound.sentence')}</p>
                <a
                  href={screenPath(locale, 'home')}
                  className="inline-flex min-h-12 items-center font-semibold text-accent underline"
                >
                  {t('notFound.action')}
                </a>
              </section>
            );
          })}
        </main>
      </body>
    </html>
  );
}
