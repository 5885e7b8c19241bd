import { linkDocument } from '@/lib/page/link-document';
import { PAGE_STYLE } from '@/lib/page/page-style';
import { hashSource } from '@/lib/server/hash-source';

export const dynamic = 'force-static';

/** The page that opens somebody's link shows what is in the link: nothing else may run, load or be asked there. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src ${hashSource(PAGE_STYLE)}`,
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `/o#…`: the page that opens a card carried by its link. The same bytes for everyone. */
export function GET(): Response {
  return new Response(linkDocument(), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
      'Content-Security-Policy': POLICY,
    },
  });
}
