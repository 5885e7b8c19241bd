import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CLIENT_HEADER, OWN_HEADERS } from './http';
import { log } from './log';
import { startServices } from './services';

/** What a process does before it serves. One that cannot is ended, with the reason in words. */
export async function startServer(): Promise<void> {
  // A route is not told the other end of its connection. Written over whatever the client sent under that name.
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    request.headers[CLIENT_HEADER] = request.socket.remoteAddress ?? '';
    setRealHeaders(response);
    if (!isReadable(request.url ?? ''))
      request.url = request.url?.startsWith('/api/') ? UNREADABLE_API : UNREADABLE_PAGE;
  });
  try {
    await startServices();
  } catch (error) {
    log('server.not_started', { code: error instanceof Error ? error.message : 'unknown' });
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Where a path that is no UTF-8 leads, which Next would answer as a fault of its own (RFC 3986 §2.5). */
const UNREADABLE_PAGE = '/c/unreadable';
const UNREADABLE_API = '/api/cards/unreadable';

function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?')[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/**
 * Next takes Content-Encoding and Content-Length off what a route answers, and adds to Vary. A route that has compressed its
 * page says so under names of its own, which become the real ones as the head is written.
 */
function setRealHeaders(response: ServerResponse): void {
  const writeHead = response.writeHead;
  response.writeHead = function realHead(this: ServerResponse, ...head: Parameters<ServerResponse['writeHead']>) {
    for (const [own, real] of Object.entries(OWN_HEADERS)) {
      const value = response.getHeader(own);
      if (value === undefined) continue;
      response.removeHeader(own);
      response.setHeader(real, value);
    }
    return writeHead.apply(response, head);
  } as ServerResponse['writeHead'];
}
