import { Hono } from 'hono';
import type { ServerEnv } from '../http/context';
import { enforceLimit } from '../http/request';
import type { Services } from '../services';

const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Type': 'text/plain; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'",
};

/**
 * `/healthz`: the process responds. `/readyz`: its database responds, accepts writes and has the expected schema
 * version.
 */
export function healthRoutes(services: Services) {
  // Concurrent requests share one database check.
  let checking: Promise<void> | null = null;
  const check = () => {
    checking ??= services.storage.check().finally(() => {
      checking = null;
    });
    return checking;
  };
  return new Hono<ServerEnv>()
    .get('/healthz', () => new Response('ok\n', { headers: HEADERS }))
    .get('/readyz', async (c) => {
      enforceLimit(services, 'ready', c);
      await check();
      return new Response('ready\n', { headers: HEADERS });
    });
}
