import { sentPage } from '@/lib/page/public-page';
import { allowed, bodyBytes, handlePage, ownSiteOnly, problem, Refusal } from '@/lib/server/http';
import { draftOf, takeForm } from '@/lib/server/incoming-reply';
import {
  findPublicCard,
  htmlResponse,
  nameOn,
  publicCardResponse,
  regionFor,
  sorryPage,
  withoutCard,
} from '@/lib/server/public-card';

type Context = { params: Promise<{ cardId: string }> };

/** The form's own texts and a contact file whose photo is dropped on arrival. */
const FORM_MAX_BYTES = 512 * 1024;

/** A short link (rewritten here by next.config.js): somebody's card, for whoever was given its link. */
export const GET = (request: Request, { params }: Context) =>
  handlePage(request, 'GET /c', sorryPage(request), async (services) => {
    const found = await findPublicCard(services, (await params).cardId);
    return found.state === 'shown' ? publicCardResponse(services, request, found) : withoutCard(request, found);
  });

/** The form, sent by a browser without scripts. */
export const POST = (request: Request, { params }: Context) =>
  handlePage(request, 'POST /c', sorryPage(request), async (services) => {
    ownSiteOnly(services, request);
    const found = await findPublicCard(services, (await params).cardId);
    if (found.state !== 'shown') return withoutCard(request, found);
    const isTooMuch = !allowed(services, 'post', request);
    const form = await formOf(request);
    // The page comes back with what was wrong, and with what was written where that could be read.
    if (form === 'too_large' || isTooMuch) {
      const problem = form === 'too_large' ? 'reply.too_long' : 'reply.later';
      const draft = form === 'too_large' ? undefined : draftOf(form);
      return publicCardResponse(services, request, found, { draft, problem, status: isTooMuch ? 429 : 413 });
    }
    const region = regionFor(request, found.document.region);
    const name = nameOn(found.document);
    const own = `/${found.card.address}`;
    const outcome = await takeForm(services, request, found, form, region, name);
    if (!outcome.ok) return publicCardResponse(services, request, found, outcome);
    const receipt = `/c/${found.card.address}/receipt?id=${outcome.id}&receipt=${outcome.receipt}`;
    return htmlResponse(request, () => sentPage(name, own, receipt, region), { status: 201, cache: 'no-store' });
  });

async function formOf(request: Request): Promise<FormData | 'too_large'> {
  const type = request.headers.get('content-type') ?? '';
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await bodyBytes(request, FORM_MAX_BYTES);
  } catch (error) {
    if (error instanceof Refusal && error.response.status === 413) return 'too_large';
    throw error;
  }
  try {
    return await new Response(bytes, { headers: { 'Content-Type': type } }).formData();
  } catch {
    throw new Refusal(problem(400, 'request.malformed'));
  }
}
