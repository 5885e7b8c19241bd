import { isStorageError, type StorageError } from '../storage/port';

/** Response headers as a plain record, which the Node adapter writes without an intermediate `Headers` object. */
export type HeaderRecord = Record<string, string>;

export function json(status: number, body: unknown, headers: HeaderRecord = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'",
      ...headers,
    },
  });
}

export const noContent = (): Response => new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });

/** Returns an error response. `code` selects the app's message; `status` is a status code of RFC 9110 §15. */
export const problem = (
  status: number,
  code: string,
  details: Record<string, unknown> = {},
  headers: HeaderRecord = {},
): Response => json(status, { code, ...details }, headers);

/** Thrown to end a request with an error response. */
export class RequestProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly details: Record<string, unknown> = {},
    readonly headers: HeaderRecord = {},
  ) {
    super(code);
  }
}

const UNAVAILABLE = { 'Retry-After': '5' };
const STORAGE_PROBLEMS: Record<StorageError['code'], [status: number, headers: HeaderRecord]> = {
  'storage.full': [507, { 'Retry-After': '300' }],
  'storage.busy': [503, UNAVAILABLE],
  'storage.unavailable': [503, UNAVAILABLE],
  'storage.newer': [503, UNAVAILABLE],
  'storage.failed': [500, {}],
};

/** Converts any thrown value to a `RequestProblem`. `server.failed` means a bug in the program. */
export function problemOf(error: unknown): RequestProblem {
  if (error instanceof RequestProblem) return error;
  if (isStorageError(error)) {
    const [status, headers] = STORAGE_PROBLEMS[error.code];
    return new RequestProblem(status, error.code, {}, headers);
  }
  return new RequestProblem(500, 'server.failed');
}
