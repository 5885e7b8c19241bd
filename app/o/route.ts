import { linkDocument } from '@/lib/page/link-document';

export const dynamic = 'force-static';

/** `/o#…`: the page that opens a card carried by its link. The same bytes for everyone. */
export function GET(): Response {
  return new Response(linkDocument(), {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'public, max-age=300' },
  });
}
