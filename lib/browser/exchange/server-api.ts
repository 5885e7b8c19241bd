import type { CardAddress } from '../../exchange/card-address';
import type { Credential } from '../../exchange/credential';
import { proveRequest } from '../../exchange/request-proof';

/** Who asks: a device and why it may. */
export type Asker = { credential: Credential; key: CryptoKey };

/** `exchange.offline` when nobody answered, `exchange.no_server` on a site that only serves files; else the server's own code. */
export class ExchangeError extends Error {
  constructor(
    readonly code: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(code);
  }
}

/** How far this device's clock is from the server's, as the server last said. */
let clockOffsetMs = 0;

type Call = {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  address: CardAddress;
  /** After `/api/cards/ADDRESS`. */
  path?: string;
  body?: string | Uint8Array<ArrayBuffer>;
  /** What stands for the body in the proof, where the body is not text. */
  provenBody?: string;
  headers?: Record<string, string>;
  asker?: Asker;
};

/** How a site that only serves files answers what is no file; some answer 200 with a page of theirs. */
const FILE_HOST_STATUSES = new Set([404, 405, 501]);

/** Sends one request to this site's server. Throws `ExchangeError`. */
export async function askServer(call: Call): Promise<Response> {
  const answer = await send(call);
  if (answer.ok && answer.headers.get('content-type')?.startsWith('text/html'))
    throw new ExchangeError('exchange.no_server');
  if (answer.ok) return answer;
  const details = (await answer.json().catch(() => ({}))) as { code?: string; nowMs?: number };
  // Our server says why, always.
  if (details.code === undefined && FILE_HOST_STATUSES.has(answer.status))
    throw new ExchangeError('exchange.no_server');
  if (details.code === 'request.clock' && typeof details.nowMs === 'number') {
    clockOffsetMs = details.nowMs - Date.now();
    const again = await send(call);
    if (again.ok) return again;
  }
  throw new ExchangeError(details.code ?? (answer.status >= 500 ? 'server.failed' : 'exchange.refused'), details);
}

async function send({ method, address, path = '', body, provenBody, headers = {}, asker }: Call): Promise<Response> {
  const target = `/api/cards/${address}${path}`;
  const proof =
    asker === undefined
      ? {}
      : {
          Authorization: await proveRequest(
            { host: location.host, method, path: target, body: provenBody ?? (typeof body === 'string' ? body : '') },
            { ...asker, atMs: Date.now() + clockOffsetMs },
          ),
        };
  const type = typeof body === 'string' ? { 'Content-Type': 'application/json' } : {};
  try {
    return await fetch(target, {
      method,
      headers: { ...type, ...headers, ...proof },
      cache: 'no-store',
      ...(body !== undefined && { body }),
    });
  } catch {
    throw new ExchangeError('exchange.offline');
  }
}
