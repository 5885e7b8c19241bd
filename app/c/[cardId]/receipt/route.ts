import { type CardAddress, readCardPath } from '@/lib/exchange/card-address';
import { replyIdSchema } from '@/lib/exchange/reply';
import { digestText } from '@/lib/exchange/signature';
import { receiptPage } from '@/lib/page/public-page';
import { handlePage, limited, ownSiteOnly } from '@/lib/server/http';
import { findPublicCard, htmlResponse, nameOn, regionFor, sorryPage } from '@/lib/server/public-card';
import { receiptState, withdrawReply } from '@/lib/server/replies';
import type { Services } from '@/lib/server/services';

type Context = { params: Promise<{ cardId: string }> };

/** Where somebody's reply is, for who has the receipt. */
export const GET = (request: Request, context: Context) => receipt(request, context, receiptState);

/** Taken back, while it was not read. */
export const POST = (request: Request, context: Context) =>
  receipt(request, context, async (storage, ...of) => withdrawReply(storage, ...of));

const receipt = (request: Request, { params }: Context, act: typeof receiptState) =>
  handlePage(request, `${request.method} /c/receipt`, sorryPage(request), async (services: Services) => {
    if (request.method === 'POST') ownSiteOnly(services, request);
    limited(services, 'other', request);
    const { cardId } = await params;
    const { searchParams } = new URL(request.url);
    const address = readCardPath(cardId)?.address ?? ('' as CardAddress);
    const digest = await digestText(new TextEncoder().encode(searchParams.get('receipt') ?? ''));
    const id = searchParams.get('id') ?? '';
    const state = replyIdSchema.safeParse(id).success ? await act(services.storage, address, id, digest) : null;
    const found = await findPublicCard(services, cardId);
    const document = found.state === 'shown' ? found.document : null;
    const region = regionFor(request, document?.region ?? null);
    const parts = {
      name: document === null ? '' : nameOn(document),
      own: `/${address}`,
      action: `?${new URLSearchParams({ id: searchParams.get('id') ?? '', receipt: searchParams.get('receipt') ?? '' })}`,
      region,
    };
    return htmlResponse(request, () => receiptPage(state ?? 'unknown', parts), {
      status: state === null ? 404 : 200,
      cache: 'no-store',
    });
  });
