import { negotiateLocale } from '@/lib/i18n/locales';
import { screenPath } from '@/lib/i18n/screens';

/** `/`: the browser's language, else French. The one last used is known to the browser alone (LANGUAGE_SCRIPT, the service worker). */
export function GET(request: Request): Response {
  const locale = negotiateLocale(request.headers.get('accept-language'));
  const headers = {
    Location: screenPath(locale, 'home'),
    'Cache-Control': 'private, no-store',
    Vary: 'Accept-Language',
  };
  return new Response(null, { status: 307, headers });
}
