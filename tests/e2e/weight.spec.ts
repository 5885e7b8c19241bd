import { gzipSync } from 'node:zlib';
import type { Response } from '@playwright/test';
import { expect, test } from './support/site';

/** Counts every script the first screen loads before any input: named in the page or fetched once it runs. */
test('the first screen loads at most 230 kB of scripts by itself', async ({ browser, site }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const responses: Response[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') responses.push(response);
  });
  await page.goto(`${site.url}/fr`);
  await page.waitForLoadState('networkidle');
  const bodies = await Promise.all(responses.map((response) => response.body()));
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
  test.info().annotations.push({ type: 'script bytes, gzip', description: String(bytes) });
  expect(responses.length).toBeGreaterThan(8);
  expect(responses.map((response) => response.url()).filter((url) => url.includes('/print/'))).toEqual([]);
  expect(bytes).toBeLessThanOrEqual(230_000);
  await context.close();
});
