// The pages of the export that need no framework, by their file.
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
    // Codes hold the address in capitals, which take less room there; paths are not the same in capitals (RFC 3986 §6.2.2.1).
    'o.html': link,
    'O.html': link,
    ...Object.fromEntries(
      LOCALES.map((locale) => [`${screenPath(locale, 'show').slice(1)}.html`, showDocument(locale, SHOW_BOOTSTRAP)]),
    ),
  };
}
