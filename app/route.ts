import { cookies } from 'next/headers';
import { LOCALE_COOKIE, negotiateLocale } from '@/lib/i18n/locales';
import { screenPath } from '@/lib/i18n/screens';

/** `/`: the saved language, then the browser's, then French. */
export async function GET(request: Request): Promise<Response> {
  const saved = (await cookies()).get(LOCALE_COOKIE)?.value;
  const locale = negotiateLocale(saved, request.headers.get('accept-language'));
  const headers = {
    Location: screenPath(locale, 'home'),
    'Cache-Control': 'private, no-store',
    Vary: 'Accept-Language, Cookie',
  };
  return new Response(null, { status: 307, headers });
}
