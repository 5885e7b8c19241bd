import { defineConfig } from '@playwright/test';
import { BROWSER_ARGS } from './scripts/find-browser.mjs';

/** Run by scripts/test.mjs, which finds the browser; each test serves the production build to itself. */
export default defineConfig({
  testDir: 'tests/e2e',
  fullyParallel: true,
  // Much of each test is waiting: three keep two processors busy.
  workers: 3,
  retries: 0,
  // Some machines take three times as long as others.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    locale: 'fr-CA',
    // Each would fetch the whole app anew; those that are about being offline ask for it.
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
    launchOptions: { executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH ?? '', args: BROWSER_ARGS },
  },
});
