import type { Metadata, Viewport } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { BOOT_SCRIPT } from '@/app/boot-script';
import { BootScriptTag } from '@/app/boot-script-tag';
import '@/app/globals.css';
import { LanguageProvider } from '@/components/i18n/language-provider';
import { AppServices } from '@/components/shell/app-services';
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales';
import { messagesOf } from '@/lib/i18n/messages/app/of-locale';
import { translator } from '@/lib/i18n/translate';

type Props = { params: Promise<{ locale: string }>; children: ReactNode };

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const { locale } = await params;
  const messages = messagesOf(isLocale(locale) ? locale : DEFAULT_LOCALE);
  return {
    description: messages['app.description'],
    applicationName: messages['app.name'],
    manifest: `/${locale}/manifest.webmanifest`,
    appleWebApp: { capable: true, title: messages['app.name'], statusBarStyle: 'default' },
    formatDetection: { telephone: false, email: false, address: false },
    icons: {
      icon: [
        { url: '/icons/icon.svg', type: 'image/svg+xml' },
        { url: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      ],
      apple: { url: '/icons/apple-touch-icon.png', sizes: '180x180' },
    },
  };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbf8f3' },
    { media: '(prefers-color-scheme: dark)', color: '#171612' },
  ],
};

export default async function RootLayout({ params, children }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const messages = messagesOf(locale);
  const t = translator(messages, locale === 'fr' ? 'fr-CA' : 'en-CA');
  return (
    <html lang={locale} suppressHydrationWarning>
      <head>
        <link rel="preload" href="/fonts/screen-regular.woff2" as="font" type="font/woff2" crossOrigin="anonymous" />
      </head>
      <body>
        <BootScriptTag script={BOOT_SCRIPT} />
        <LanguageProvider locale={locale} messages={messages}>
          {children}
          <AppServices />
        </LanguageProvider>
        <noscript>
          <p className="fixed inset-x-0 top-0 bg-surface p-4 text-error">{t('app.noScript')}</p>
        </noscript>
      </body>
    </html>
  );
}
