import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { fr } from '@/lib/i18n/messages/app/fr';
import { screenPath } from '@/lib/i18n/screens';
import { codesOnScreen, EXCHANGE_MESSAGES, makeFirstCard, prepareLabel } from './support/owner';
import { waitForOffline } from './support/site';

const APP = join(import.meta.dirname, '../../dist/app');
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** A generic static host: serves files by name, with `.html` optional, and `404.html` for any other path. */
const test = base.extend<{ host: { url: string; stop(): Promise<void> } }>({
  host: async ({ browserName: _ }, use) => {
    const server: Server = createServer((incoming, outgoing) => {
      incoming.resume();
      const path = decodeURIComponent((incoming.url ?? '/').split('?')[0] ?? '/');
      const names = path === '/' ? ['/index.html'] : [path, `${path}.html`];
      const foundName = names.find((name) => extname(name) !== '' && existsSync(APP + name));
      outgoing.writeHead(foundName === undefined ? 404 : 200, {
        'Content-Type': TYPES[extname(foundName ?? '/404.html')] ?? 'application/octet-stream',
      });
      outgoing.end(incoming.method === 'HEAD' ? undefined : readFileSync(APP + (foundName ?? '/404.html')));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const stop = () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop });
    await stop();
  },
  baseURL: async ({ host }, use) => use(host.url),
});
test.use({ serviceWorkers: 'allow' });

test('a static host serves the whole app, and publishing reports that there is no server', async ({ page, host }) => {
  const x = EXCHANGE_MESSAGES.fr;
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  // Without a server, `/` itself redirects to a language.
  await page.goto('/');
  await expect(page).toHaveURL(`${host.url}/fr`);
  await makeFirstCard(page);
  // Only publishing needs the server: it reports that there is none, and reserves no address.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await page.goto(screenPath('fr', 'publish'));
    const begin = page.getByRole('button', { name: x['publish.begin'] });
    const publish = page.getByRole('button', { name: x['words.publish'], exact: true });
    await begin.or(publish).first().waitFor();
    if (await begin.isVisible()) {
      await begin.click();
      const items = page.getByRole('list', { name: x['words.list'] }).getByRole('listitem');
      if (attempt === 0) {
        await expect(items).toHaveCount(12);
        const words = (await items.allInnerTexts()).map((text) => text.replace(/^\d+\s*/, '').trim());
        await page.getByRole('button', { name: x['words.written'] }).click();
        for (const number of [3, 7, 11])
          await page.getByLabel(x['words.number'].replace('{number}', String(number))).fill(words[number - 1] ?? '');
        await publish.click();
      }
    }
    // Up to the colon: the screen has a non-breaking space before it.
    const [sentence = ''] = x['problem.exchange.no_server'].split(' : ');
    await expect(page.getByText(sentence)).toBeVisible();
  }
  await page.goto('/nulle-part');
  await expect(page.getByText(fr['notFound.title'])).toBeVisible();
  await page.goto('/fr');
  await waitForOffline(page);
  await host.stop();
  // With the host stopped too, links work, the code is shown and the sheet is printed.
  await page.getByRole('link', { name: fr['action.print'] }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: prepareLabel('fr', 10) }).click();
  expect((await downloading).suggestedFilename()).toMatch(/\.pdf$/);
  await page.getByRole('link', { name: fr['nav.back'] }).click();
  await page.getByRole('link', { name: fr['action.show'] }).click();
  await expect(async () => expect(await codesOnScreen(page)).toHaveLength(1)).toPass();
  expect(errors).toEqual([]);
});
