import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base, expect, type Page } from '@playwright/test';

/** The app at an address of its own for each test, whose network can really be taken away. */
export type Site = {
  url: string;
  /** From now on nothing answers: the service worker is on its own. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** From now on the service worker's script is another one, as after a deployment. */
  publishNewVersion(): void;
};

const upstream = new URL(process.env.POIGNEE_URL ?? 'http://127.0.0.1:3000');

async function openSite(): Promise<Site> {
  const network = `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`;
  let version = '';
  let server: Server;
  let port = 0;

  const listen = () =>
    new Promise<void>((resolve) => {
      server = createServer((incoming, outgoing) => {
        const headers: IncomingHttpHeaders = {
          ...incoming.headers,
          'accept-encoding': 'identity',
          // Each test calls from a network of its own: what one does too often is not held against another.
          'x-forwarded-for': network,
        };
        // Always the whole script: an answer of "not modified" would hide the new version.
        if (incoming.url === '/sw.js') {
          delete headers['if-none-match'];
          delete headers['if-modified-since'];
        }
        const forwarded = httpRequest(
          { hostname: upstream.hostname, port: upstream.port, path: incoming.url, method: incoming.method, headers },
          (answer) => {
            const isWorker = incoming.url === '/sw.js' && version !== '';
            const { 'content-length': length, ...rest } = answer.headers;
            outgoing.writeHead(
              answer.statusCode ?? 502,
              isWorker ? rest : { ...rest, ...(length && { 'content-length': length }) },
            );
            answer.pipe(outgoing, { end: !isWorker });
            if (isWorker) answer.on('end', () => outgoing.end(`\n// ${version}\n`));
          },
        );
        forwarded.on('error', () => outgoing.destroy());
        incoming.pipe(forwarded);
      });
      server.listen(port, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port;
        resolve();
      });
    });

  await listen();
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    start: listen,
    publishNewVersion: () => {
      version = `version ${Math.random()}`;
    },
  };
}

/** Every test has its site, and fails when the app asks a stranger for anything or throws. */
export const test = base.extend<{ site: Site; strangers: string[] }>({
  site: async ({ browserName: _ }, use) => {
    const site = await openSite();
    await use(site);
    await site.stop().catch(() => undefined);
  },
  baseURL: async ({ site }, use) => use(site.url),
  strangers: [
    async ({ context, site }, use) => {
      const strangers: string[] = [];
      const failures: string[] = [];
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith('http') && url.origin !== site.url) strangers.push(request.url());
      });
      context.on('weberror', (error) => failures.push(error.error().message));
      context.on('console', (message) => {
        if (message.type() === 'error' && /Content Security Policy|hydrat/i.test(message.text()))
          failures.push(message.text());
      });
      await use(strangers);
      // A script still on its way as the test ends is nobody's failure: closing would fail what is answering it.
      for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' });
      expect(strangers, 'requests to strangers').toEqual([]);
      expect(failures, 'errors in the page').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Until the service worker holds every screen and answers for this page. */
export async function waitForOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null)
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
  });
}
