import { Hono } from 'hono';
import { type CardAddress, readCardPath } from '../../../lib/exchange/card-address';
import { replyIdSchema } from '../../../lib/exchange/reply';
import { receiptPage } from '../../../lib/page/public-page';
import { sha256 } from '../../digest';
import type { ServerContext, ServerEnv } from '../../http/context';
import { enforceLimit, enforceOwnSite } from '../../http/request';
import { htmlResponse } from '../../pages/html-response';
import { findPublicCard, nameOn, PUBLIC_POLICY, visitorRegion } from '../../pages/public-card';
import { receiptState, withdrawReply } from '../../replies';
import type { Services } from '../../services';

/** `/c/:card/receipt?id&receipt`: GET shows the state of a reply, POST withdraws it if it was not read yet. */
export function receiptRoute(services: Services) {
  const answer = async (c: ServerContext, readOrWithdraw: typeof receiptState) => {
    enforceLimit(services, 'read', c);
    enforceLimit(services, 'other', c);
    const path = c.req.param('card') ?? '';
    const [id, receipt] = [c.req.query('id') ?? '', c.req.query('receipt') ?? ''];
    const address = readCardPath(path)?.address ?? ('' as CardAddress);
    const isId = replyIdSchema.safeParse(id).success;
    const state = isId ? await readOrWithdraw(services.storage, address, id, sha256(receipt)) : null;
    const found = await findPublicCard(services, path);
    const document = found.state === 'shown' ? found.document : null;
    const region = visitorRegion(c, document?.region ?? null);
    const parts = {
      name: document === null ? '' : nameOn(document),
      own: `/${address}`,
      action: `?${new URLSearchParams({ id, receipt })}`,
      region,
    };
    return htmlResponse(c, () => receiptPage(state ?? 'unknown', parts), {
      status: state === null ? 404 : 200,
      cacheControl: 'no-store',
      policy: PUBLIC_POLICY,
    });
  };
  return new Hono<ServerEnv>()
    .get('/c/:card/receipt', (c) => answer(c, receiptState))
    .post('/c/:card/receipt', (c) => {
      enforceOwnSite(services, c);
      return answer(c, withdrawReply);
    });
}
