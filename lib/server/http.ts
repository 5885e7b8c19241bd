import type * as z from 'zod/mini';
import { type CardAddress, isCardAddress } from '../exchange/card-address';
import { readProof } from '../exchange/request-proof';
import { mayAct, readCard, type StoredCard } from './cards';
import type { LimitName } from './limits';
import { log } from './log';
import { type Services, services } from './services';
import { isStorageError, type StorageError } from './storage/port';

/** Names the other end of the connection, written by `instrumentation.ts` over whatever a client may have sent. */
export const CLIENT_HEADER = 'x-poignee-client';

/** What `start.ts` makes of a route's own headers. */
export const OWN_HEADERS = {
  'x-poignee-encoding': 'Content-Encoding',
  'x-poignee-length': 'Content-Length',
  'x-poignee-vary': 'Vary',
} as const;

/** An answer's `code` is what the app has a sentence for; RFC 9110 §15 says the status. */
export function problem(
  status: number,
  code: string,
  more: Record<string, unknown> = {},
  headers: HeadersInit = {},
): Response {
  return json(status, { code, ...more }, headers);
}

export function json(status: number, body: unknown, headers: HeadersInit = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  });
}

/** Ends a request early with its answer. */
export class Refusal extends Error {
  constructor(readonly response: Response) {
    super('refused');
  }
}

const refuse = (...of: Parameters<typeof problem>) => new Refusal(problem(...of));

const UNAVAILABLE = { 'Retry-After': '5' };
const STORAGE_ANSWERS: Record<StorageError['code'], [status: number, headers: Record<string, string>]> = {
  'storage.full': [507, { 'Retry-After': '300' }],
  'storage.busy': [503, UNAVAILABLE],
  'storage.unavailable': [503, UNAVAILABLE],
  'storage.newer': [503, UNAVAILABLE],
  'storage.failed': [500, {}],
};

/** The same for a page: whatever goes wrong is said to a person. */
export async function handlePage(
  request: Request,
  route: string,
  sorry: (status: number) => Response,
  answer: (services: Services) => Promise<Response>,
): Promise<Response> {
  const response = await handle(route, async (services) => {
    limited(services, 'read', request);
    return answer(services);
  });
  const isCode = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return isCode && response.status >= 400 ? sorry(response.status) : response;
}

/** Runs a route: whatever goes wrong is one of our codes, and a log line without anything of the request. */
export async function handle(route: string, answer: (services: Services) => Promise<Response>): Promise<Response> {
  try {
    return await answer(services());
  } catch (error) {
    if (error instanceof Refusal) return error.response;
    if (isStorageError(error)) {
      log('request.failed', { route, code: error.code });
      const [status, headers] = STORAGE_ANSWERS[error.code];
      return problem(status, error.code, {}, headers);
    }
    log('request.failed', { route, code: 'server.failed', error: error instanceof Error ? error.name : 'unknown' });
    return problem(500, 'server.failed');
  }
}

/** The card a path names, exactly as the protocol writes it. */
export function addressIn(cardId: string): CardAddress {
  if (!isCardAddress(cardId)) throw refuse(404, 'card.unknown');
  return cardId;
}

/** The address the request came from, as far as our own proxies tell (RFC 7239's predecessor, read from its end). */
export function clientOf(request: Request, proxies: number): string {
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  const behindProxies = proxies > 0 ? forwarded.at(-proxies) : undefined;
  return behindProxies !== undefined && behindProxies !== ''
    ? behindProxies
    : (request.headers.get(CLIENT_HEADER) ?? '');
}

/** May this network do this once more? */
export const allowed = ({ limits, config }: Services, limit: LimitName, request: Request): boolean =>
  limits.allow(limit, clientOf(request, config.proxies));

/** Throws 429 when it may not. */
export function limited(services: Services, limit: LimitName, request: Request): void {
  if (!allowed(services, limit, request)) throw refuse(429, 'request.too_many', {}, { 'Retry-After': '60' });
}

/** Where people reach this server. */
export function originOf({ config }: Services, request: Request): string {
  if (config.origin !== null) return config.origin;
  const url = new URL(request.url);
  const protocol = config.proxies > 0 ? (request.headers.get('x-forwarded-proto') ?? url.protocol) : url.protocol;
  return `${protocol.replace(/:$/, '')}://${request.headers.get('host') ?? url.host}`;
}

/** The server a signature has to name. */
export const hostOf = (services: Services, request: Request): string => new URL(originOf(services, request)).host;

/**
 * Throws 403 for what another site makes a browser send (Fetch Metadata, and Origin of RFC 6454 where a browser is older).
 * There is no cookie to abuse; this keeps other sites' pages from filling mailboxes with their visitors' networks.
 */
export function ownSiteOnly(services: Services, request: Request): void {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') throw refuse(403, 'request.other_site');
  const origin = request.headers.get('origin');
  if (site === null && origin !== null && origin !== originOf(services, request))
    throw refuse(403, 'request.other_site');
}

/** The whole body, as text. Throws 413 past `maxBytes`, whatever was announced, and 400 for what is not UTF-8. */
export async function bodyText(request: Request, maxBytes: number): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await bodyBytes(request, maxBytes));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw refuse(400, 'request.malformed');
  }
}

export async function bodyBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw refuse(413, 'request.too_large');
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    length += part.value.length;
    if (length > maxBytes) throw refuse(413, 'request.too_large');
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** The body as `schema` has it. Throws 415, 413 or 400. */
export async function bodyAs<Schema extends z.ZodMiniType>(
  request: Request,
  schema: Schema,
  maxBytes: number,
): Promise<{ text: string; data: z.output<Schema> }> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) throw refuse(415, 'request.not_json');
  const text = await bodyText(request, maxBytes);
  return { text, data: dataAs(text, schema) };
}

export function dataAs<Schema extends z.ZodMiniType>(text: string, schema: Schema): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse(400, 'request.malformed');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw refuse(400, 'request.malformed');
  return parsed.data;
}

/** The card, there and of this version. Throws 404 or 410. */
export async function cardIn({ storage }: Services, address: CardAddress): Promise<StoredCard> {
  const stored = await readCard(storage, address);
  if (stored.state === 'there') return stored.card;
  throw stored.state === 'deleted' ? refuse(410, 'card.deleted') : refuse(404, 'card.unknown');
}

/** The card and which of its owner's devices asks. Throws 401, 403, 404 or 410. */
export async function ownersCard(
  services: Services,
  request: Request,
  address: CardAddress,
  body: string,
): Promise<{ card: StoredCard; device: string }> {
  const { pathname, search } = new URL(request.url);
  const asked = { host: hostOf(services, request), method: request.method, path: pathname + search, body };
  const nowMs = services.now();
  const proof = await readProof(request.headers.get('authorization'), address, asked, nowMs);
  if (!proof.ok)
    throw refuse(401, proof.problem, proof.problem === 'request.clock' ? { nowMs } : {}, {
      'WWW-Authenticate': 'Poignee',
    });
  const card = await cardIn(services, address);
  const answer = mayAct(card, proof.credential);
  if (answer !== 'yes') throw refuse(403, `card.${answer}`);
  return { card, device: proof.device };
}
