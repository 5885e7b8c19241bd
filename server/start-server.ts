import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from './config';
import { createLog } from './log';
import { createHttpServer, openServer } from './open-server';

/** The exported app, next to the server's own folder in the build. */
const SITE_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../app');

/** How long pending responses may take once the process is asked to stop. */
const DRAIN_MS = 10_000;

/**
 * Starts the server on `host` and `port` with the configuration in `environment`; it stops on SIGTERM or SIGINT.
 * Resolves to the port once it listens. A process that cannot start prints the reason and exits with code 1.
 */
export async function startServer(
  environment: Record<string, string | undefined>,
  { host, port, folder }: { host: string; port: number; folder: string },
): Promise<number> {
  const log = createLog((line) => process.stdout.write(line));
  try {
    const poignee = await openServer(readConfig(environment, folder), SITE_FOLDER, log);
    const server = createHttpServer(poignee.listener);
    server.listen(port, host);
    await once(server, 'listening');
    let isStopping = false;
    const stop = () => {
      if (isStopping) return;
      isStopping = true;
      server.close(() => {
        poignee.close().then(
          () => process.exit(0),
          (error: unknown) => {
            log('server.not_closed', { error: error instanceof Error ? error.name : 'unknown' });
            process.exit(1);
          },
        );
      });
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
    const address = server.address() as AddressInfo;
    log('server.started', { port: address.port });
    return address.port;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log('server.not_started', { code: reason });
    process.stderr.write(`${reason}\n`);
    process.exit(1);
  }
}
