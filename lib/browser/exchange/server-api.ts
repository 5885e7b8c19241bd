import type { CardAddress } from '../../exchange/card-address';
import type { Credential } from '../../exchange/credential';
import { proveRequest } from '../../exchange/request-proof';

/** The key that signs requests, and the credential that authorizes it. */
export type Signer = { credential: Credential; key: CryptoKey };

/** `exchange.offline`: no answer in time; `exchange.no_server`: the site only serves files; otherwise the server's own code. */
export class ExchangeError extends Error {
  constructor(
    readonly code: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(code);
  }
}

type ServerCall = {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  address: CardAddress;
  /** After `/api/cards/ADDRESS`. */
  path?: string;
  body?: string | Uint8Array<ArrayBuffer>;
  /** Stands for the body in the request's proof if the body is binary. */
  provenBody?: string;
  headers?: Record<string, string>;
  signer?: Signer;
};

export type ServerApi = {
  /** Sends one request under `/api/cards`. @throws ExchangeError */
  request(call: ServerCall): Promise<Response>;
  /** Fetches the photo of a public page. @throws ExchangeError `exchange.offline` */
  photo(address: CardAddress, hash: string): Promise<Response>;
};

/** A page of 4 kB takes less on a slow phone network. A request without an end would hold the lock of every tab. */
const REQUEST_TIMEOUT_MS = 20_000;
/** A photo of 64 KiB at 20 kbit/s takes 26 s. */
const PHOTO_TIMEOUT_MS = 60_000;

/** How a file host answers a path it does not have. Some answer 200 with an HTML page. */
const FILE_HOST_STATUSES = new Set([404, 405, 501]);

type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** The server of the site at `host`. `fetch` resolves paths against that site. */
export function createServerApi({
  fetch,
  host,
  now,
  timeoutMs = REQUEST_TIMEOUT_MS,
}: {
  fetch: Fetch;
  host: string;
  now: () => number;
  timeoutMs?: number;
}): ServerApi {
  /** The server's clock minus this device's, as of the server's last answer. */
  let clockOffsetMs = 0;

  async function send({ method, address, path = '', body, provenBody, headers = {}, signer }: ServerCall) {
    const target = `/api/cards/${address}${path}`;
    const text = provenBody ?? (typeof body === 'string' ? body : '');
    const proof =
      signer === undefined
        ? {}
        : {
            Authorization: await proveRequest(
              { host, method, path: target, body: text },
              { ...signer, atMs: now() + clockOffsetMs },
            ),
          };
    const type = typeof body === 'string' ? { 'Content-Type': 'application/json' } : {};
    return answered(
      fetch(target, {
        method,
        headers: { ...type, ...headers, ...proof },
        cache: 'no-store',
        signal: AbortSignal.timeout(body instanceof Uint8Array ? Math.max(timeoutMs, PHOTO_TIMEOUT_MS) : timeoutMs),
        ...(body !== undefined && { body }),
      }),
    );
  }

  return {
    async request(call) {
      const response = await send(call);
      if (response.ok && response.headers.get('content-type')?.startsWith('text/html'))
        throw new ExchangeError('exchange.no_server');
      if (response.ok) return response;
      const details = (await response.json().catch(() => ({}))) as { code?: string; nowMs?: number };
      // Poignée's server always sends a code.
      if (details.code === undefined && FILE_HOST_STATUSES.has(response.status))
        throw new ExchangeError('exchange.no_server');
      if (details.code === 'request.clock' && typeof details.nowMs === 'number') {
        clockOffsetMs = details.nowMs - now();
        const retried = await send(call);
        if (retried.ok) return retried;
      }
      const fallback = response.status >= 500 ? 'server.failed' : 'exchange.refused';
      throw new ExchangeError(details.code ?? fallback, details);
    },
    async photo(address, hash) {
      const init = { signal: AbortSignal.timeout(PHOTO_TIMEOUT_MS) };
      const response = await answered(fetch(`/c/${address}/photo/${hash}`, init));
      if (response.status >= 500) throw new ExchangeError('exchange.offline');
      return response;
    },
  };
}

/** Reads the whole body before it returns, so that the timeout covers it. */
async function answered(pending: Promise<Response>): Promise<Response> {
  try {
    const response = await pending;
    const body = response.status === 204 || response.status === 304 ? null : await response.arrayBuffer();
    return new Response(body, response);
  } catch {
    throw new ExchangeError('exchange.offline');
  }
}
