import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { CLIENT_HEADER } from './http';
import { log } from './log';
import { startServices } from './services';

/** What a process does before it serves. One that cannot is ended, with the reason in words. */
export async function startServer(): Promise<void> {
  // A route is not told the other end of its connection. Written over whatever the client sent under that name.
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[CLIENT_HEADER] = request.socket.remoteAddress ?? '';
  });
  try {
    await startServices();
  } catch (error) {
    log('server.not_started', { code: error instanceof Error ? error.message : 'unknown' });
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
