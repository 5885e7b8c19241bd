// Returns the exported pages that need no framework, by file name.
import { HOME_BOOTSTRAP } from '@/lib/browser/pages/home-bootstrap';
import { SHOW_BOOTSTRAP } from '@/lib/browser/pages/show-bootstrap';
import { LOCALES } from '@/lib/i18n/locales';
import { screenPath } from '@/lib/i18n/screens';
import { homeDocument } from '@/lib/page/home-document';
import { linkDocument } from '@/lib/page/link-document';
import { showDocument } from '@/lib/page/show-document';

export function plainPages(): Record<string, string> {
  const link = linkDocument();
  return {
    'index.html': homeDocument(HOME_BOOTSTRAP),
    // Codes contain the URL in capitals, which take less room in a QR code; URL paths are case-sensitive (RFC 3986
    // §6.2.2.1).
    'o.html': link,
    'O.html': link,
    ...Object.fromEntries(
      LOCALES.map((locale) => [`${screenPath(locale, 'show').slice(1)}.html`, showDocument(locale, SHOW_BOOTSTRAP)]),
    ),
  };
}
