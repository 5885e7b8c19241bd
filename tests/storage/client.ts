import { request } from 'node:http';
import type { SendReplyRequest } from '@/lib/exchange/requests';
import { newOwner, proofOf, shownDocument, signed, type TestOwner } from '../support/exchange-owner';

/** Returns a random IPv4 address, so that requests do not count against the same rate limit. */
export const someNetwork = () => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`;

export type Answer = { status: number; body: string; headers: Headers };

/** Sends one request, from a random address by default. Rejects when the connection breaks. */
export async function call(
  url: string,
  path: string,
  {
    method = 'GET',
    body,
    headers = {},
  }: { method?: string; body?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      'x-forwarded-for': someNetwork(),
      ...(typeof body === 'string' && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, body: await response.text(), headers: response.headers };
}

export const putCard = (url: string, address: string, body: object, ifMatch?: string) =>
  call(url, `/api/cards/${address}`, {
    method: 'PUT',
    body: JSON.stringify(body),
    ...(ifMatch !== undefined && { headers: { 'if-match': ifMatch } }),
  });

export const postReply = (url: string, address: string, body: SendReplyRequest) =>
  call(url, `/api/cards/${address}/replies`, { method: 'POST', body: JSON.stringify(body) });

/** Creates an owner and publishes their card on the server at `url`. */
export async function publishedOwner(url: string): Promise<TestOwner> {
  const owner = await newOwner(new URL(url).host);
  const { status, body } = await putCard(url, owner.address, await signed(owner, await shownDocument(owner, 1)));
  if (status !== 201) throw new Error(`${status} ${body}`);
  return owner;
}

/** Returns the identifiers of all the replies the server holds for a card's owner. */
export async function pulled(url: string, owner: TestOwner): Promise<string[]> {
  const ids: string[] = [];
  for (let after = ''; ; ) {
    const path = `/api/cards/${owner.address}/replies${after}`;
    const { status, body } = await call(url, path, { headers: { authorization: await proofOf(owner, 'GET', path) } });
    if (status !== 200) throw new Error(`${status} ${body}`);
    const { replies } = JSON.parse(body) as { replies: { id: string; receivedAtMs: number }[] };
    const last = replies.at(-1);
    if (last === undefined) return ids;
    ids.push(...replies.map(({ id }) => id));
    after = `?after=${last.receivedAtMs}.${last.id}`;
  }
}

/** Returns the size in bytes of a response on the wire, head and body, for this Accept-Encoding. */
export function bytesOnWire(url: string, path: string, encoding: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const clientRequest = request(
      url + path,
      { agent: false, headers: { 'accept-encoding': encoding, 'accept-language': 'fr-CA' } },
      (response) => {
        const { socket } = response;
        response.on('data', () => undefined);
        response.on('end', () => resolve(socket.bytesRead));
      },
    );
    clientRequest.on('error', reject);
    clientRequest.end();
  });
}
