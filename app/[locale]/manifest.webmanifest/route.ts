import { DEFAULT_LOCALE, isLocale, LOCALES } from '@/lib/i18n/locales';
import { messagesOf } from '@/lib/i18n/messages/app/of-locale';
import { screenPath } from '@/lib/i18n/screens';
import { translator } from '@/lib/i18n/translate';

export const dynamic = 'force-static';
export const dynamicParams = false;
export const generateStaticParams = () => LOCALES.map((locale) => ({ locale }));

/** Web app manifest in the language the app is installed from. The app's icon opens the code. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  const requestedLocale = (await params).locale;
  const locale = isLocale(requestedLocale) ? requestedLocale : DEFAULT_LOCALE;
  const t = translator(messagesOf(locale), locale === 'fr' ? 'fr-CA' : 'en-CA');
  const icon = (size: number, purpose: 'any' | 'maskable') => ({
    src: `/icons/${purpose === 'any' ? 'icon' : 'maskable'}-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  const shortcut = (name: string, url: string) => ({ name, url, icons: [icon(192, 'any')] });
  const screenshot = (name: string, label: string, wide: boolean) => ({
    src: `/screenshots/${locale}-${name}.png`,
    sizes: wide ? '1280x800' : '780x1688',
    type: 'image/png',
    form_factor: wide ? 'wide' : 'narrow',
    label,
  });
  return Response.json(
    {
      id: `/${locale}`,
      name: t('app.name'),
      short_name: t('app.name'),
      description: t('app.description'),
      lang: locale,
      dir: 'ltr',
      start_url: screenPath(locale, 'show'),
      scope: '/',
      display: 'standalone',
      background_color: '#fbf8f3',
      theme_color: '#fbf8f3',
      categories: ['business', 'productivity'],
      icons: [icon(192, 'any'), icon(512, 'any'), icon(192, 'maskable'), icon(512, 'maskable')],
      shortcuts: [
        shortcut(t('show.title'), screenPath(locale, 'show')),
        shortcut(t('receive.title'), screenPath(locale, 'receive')),
        shortcut(t('action.print'), screenPath(locale, 'print')),
      ],
      // "Open with" for a contact file, and the share sheet: both only bring the file to the import screen.
      file_handlers: [
        { action: screenPath(locale, 'import'), accept: { 'text/vcard': ['.vcf', '.vcard'], 'text/csv': ['.csv'] } },
      ],
      share_target: {
        action: screenPath(locale, 'import'),
        method: 'POST',
        enctype: 'multipart/form-data',
        params: {
          title: 'title',
          text: 'text',
          url: 'url',
          files: [
            {
              name: 'contacts',
              accept: [
                'text/vcard',
                'text/x-vcard',
                '.vcf',
                'text/csv',
                '.csv',
                'application/json',
                '.json',
                'image/*',
              ],
            },
          ],
        },
      },
      screenshots: [
        screenshot('home-phone', t('home.title'), false),
        screenshot('show-phone', t('show.title'), false),
        screenshot('print-wide', t('print.title'), true),
      ],
    },
    { headers: { 'Content-Type': 'application/manifest+json', 'Cache-Control': 'public, max-age=3600' } },
  );
}
