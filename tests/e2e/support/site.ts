import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { readConfig } from '../../../server/config';
import type { SiteDescription } from '../../../server/static-site';

/** The production build of the server, run in the test's process with its own data folder. */
export type Site = {
  url: string;
  /** Stops the server: from then on only the service worker answers. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Changes the service worker's script, as a deployment does. */
  publishNewVersion(): void;
};

const DIST = join(import.meta.dirname, '../../../dist');
const loadServer = () => import(join(DIST, 'server/open.mjs')) as Promise<typeof import('../../../server/open-server')>;

async function openSite(environment: Record<string, string>): Promise<Site & { remove(): Promise<void> }> {
  const { createHttpServer, openServer } = await loadServer();
  const folder = mkdtempSync(join(tmpdir(), 'poignee-site-'));
  const poignee = await openServer(
    readConfig({ POIGNEE_DATA: folder, ...environment }, folder),
    join(DIST, 'app'),
    () => undefined,
  );
  let versionComment = '';
  let server: Server;
  let port = 0;

  const listener = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (incoming.url !== '/sw.js' || versionComment === '') {
      poignee.listener(incoming, outgoing);
      return;
    }
    const { files } = JSON.parse(readFileSync(join(DIST, 'site.json'), 'utf8')) as SiteDescription;
    outgoing.writeHead(200, files['/sw.js']?.headers);
    outgoing.end(readFileSync(join(DIST, 'app/sw.js'), 'utf8') + versionComment);
  };
  const start = () =>
    new Promise<void>((resolve) => {
      server = createHttpServer(listener);
      server.listen(port, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    stop,
    start,
    publishNewVersion: () => {
      versionComment = `\n// version ${Math.random()}\n`;
    },
    async remove() {
      await stop();
      await poignee.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Tells a page that computes without end from a browser that draws no more frames: actions wait for both, and their
 * error names neither.
 */
async function stateOfPage(page: Page): Promise<string> {
  const waiting = 3000;
  const within = <T>(promise: Promise<T>) =>
    Promise.race([
      promise.catch((error: Error) => error.message),
      new Promise<string>((resolve) => setTimeout(() => resolve(`no answer in ${waiting} ms`), waiting)),
    ]);
  const visibility = await within(page.evaluate(() => document.visibilityState));
  const frame = await within(
    page.evaluate(() => new Promise<string>((resolve) => requestAnimationFrame(() => resolve('drawn')))),
  );
  return `After the failure, ${page.url()}: script ${visibility}, next frame ${frame}`;
}

/**
 * Gives each test its own site. A test fails if the app requests anything from another origin, throws, violates its
 * Content Security Policy or fails to hydrate.
 */
export const test = base.extend<{ environment: Record<string, string>; site: Site; strangers: string[] }>({
  /** Variables of the server, besides its data folder. */
  environment: async ({ browserName: _ }, use) => use({}),
  site: async ({ environment }, use) => {
    const site = await openSite(environment);
    await use(site);
    await site.remove();
  },
  baseURL: async ({ site }, use) => use(site.url),
  strangers: [
    async ({ context, site }, use, testInfo) => {
      const otherOrigins: string[] = [];
      const failures: string[] = [];
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith('http') && url.origin !== site.url) otherOrigins.push(request.url());
      });
      context.on('weberror', (error) => failures.push(error.error().message));
      context.on('console', (message) => {
        if (message.type() === 'error' && /Content Security Policy|Trusted|hydrat/i.test(message.text()))
          failures.push(message.text());
      });
      await use(otherOrigins);
      if (testInfo.status !== testInfo.expectedStatus)
        for (const page of context.pages())
          await testInfo.attach('page after the failure', { body: await stateOfPage(page), contentType: 'text/plain' });
      // A script still in flight when the test ends is not a failure: closing the context would make its route throw.
      for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' });
      expect(otherOrigins, 'requests to other origins').toEqual([]);
      expect(failures, 'errors in the page').toEqual([]);
    },
    { auto: true },
  ],
});

/** Tests that only `npm run test:long` runs: soaks, and variations of what another test covers. */
export const LONG = '@long';
/** The tag of a test that runs in each language: `npm test` takes French, and the screens' own tests take both. */
export const inTurn = (locale: string): string[] => (locale === 'fr' ? [] : [LONG]);
export const isLongRun = process.env.POIGNEE_LONG === '1';

export { expect };

/** Waits until the service worker has cached every screen and controls the page. */
export async function waitForOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null)
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
  });
}
