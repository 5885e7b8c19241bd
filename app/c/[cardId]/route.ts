import { sentPage } from '@/lib/page/public-page';
import { bodyBytes, handlePage, limited, ownSiteOnly, problem, Refusal } from '@/lib/server/http';
import { takeForm } from '@/lib/server/incoming-reply';
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
  handlePage('GET /c', sorryPage(request), async (services) => {
    const found = await findPublicCard(services, (await params).cardId);
    return found.state === 'shown' ? publicCardResponse(services, request, found) : withoutCard(request, found);
  });

/** The form, sent by a browser without scripts. */
export const POST = (request: Request, { params }: Context) =>
  handlePage('POST /c', sorryPage(request), async (services) => {
    ownSiteOnly(services, request);
    limited(services, 'other', request);
    const found = await findPublicCard(services, (await params).cardId);
    if (found.state !== 'shown') return withoutCard(request, found);
    const form = await formOf(request);
    const region = regionFor(request, found.document.region);
    const name = nameOn(found.document);
    const own = `/${found.card.address}`;
    const outcome = await takeForm(services, request, found, form, region, name);
    if (outcome.ok === false) return publicCardResponse(services, request, found, outcome);
    const receipt =
      outcome.ok === true ? `/c/${found.card.address}/receipt?id=${outcome.id}&receipt=${outcome.receipt}` : own;
    return htmlResponse(request, () => sentPage(name, own, receipt, region), { status: 201, cache: 'no-store' });
  });

async function formOf(request: Request): Promise<FormData> {
  const type = request.headers.get('content-type') ?? '';
  const bytes = await bodyBytes(request, FORM_MAX_BYTES);
  try {
    return await new Response(bytes, { headers: { 'Content-Type': type } }).formData();
  } catch {
    throw new Refusal(problem(400, 'request.malformed'));
  }
}
