import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app';
import type { Config } from './config';
import { problem, problemOf, RequestProblem } from './http/problem';
import { SECURITY_HEADERS } from './http/security-headers';
import type { Log } from './log';
import { openServices, startSweeping } from './services';
import { openStaticSite } from './static-site';
import { listenForVisits } from './visit-listener';

export type PoigneeServer = {
  listener: RequestListener;
  /** Stops background work, writes the pending visit counts and closes the storage. */
  close(): Promise<void>;
};

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE']);
const ALLOW = [...METHODS].join(', ');

/** Opens the storage and creates all routes. Throws with a readable reason when the server cannot start. */
export async function openServer(config: Config, siteFolder: string, log: Log): Promise<PoigneeServer> {
  const site = openStaticSite(siteFolder);
  const services = await openServices(config, log);
  const stopSweeping = startSweeping(services);
  const stopListening =
    config.visitsPort === null ? () => undefined : await listenForVisits(config.visitsPort, services.visits, log);
  const app = createApp(services, site, join(siteFolder, 'fonts'));
  const handleRequest = getRequestListener(app.fetch, {
    // A `RequestError` means that the request target or the Host header is not a valid URL.
    errorHandler: (error) => {
      const isInvalidRequest = error instanceof Error && error.name === 'RequestError';
      const { status, code } = isInvalidRequest ? new RequestProblem(400, 'request.malformed') : problemOf(error);
      if (!isInvalidRequest) log('request.failed', { code, error: error instanceof Error ? error.name : 'unknown' });
      return problem(status, code);
    },
  });
  return {
    listener: (incoming, outgoing) => {
      for (const [name, value] of SECURITY_HEADERS) outgoing.setHeader(name, value);
      if (METHODS.has(incoming.method ?? '')) {
        void handleRequest(incoming, outgoing);
        return;
      }
      outgoing.writeHead(405, { Allow: ALLOW, Connection: 'close', 'Content-Type': 'application/json; charset=utf-8' });
      outgoing.end('{"code":"request.method"}');
    },
    async close() {
      stopSweeping();
      stopListening();
      await services.push.close();
      await services.visits.flush();
      await services.storage.close();
    },
  };
}

/**
 * Creates an HTTP server that limits slow or silent clients: Node answers 408 and closes the connection (RFC 9110
 * §15.5.9).
 */
export const createHttpServer = (listener: RequestListener): Server =>
  createServer(
    {
      headersTimeout: 15_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 65_000,
      maxHeaderSize: 16 * 1024,
    },
    listener,
  );
