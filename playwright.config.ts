import { defineConfig } from '@playwright/test';
import { BROWSER_ARGS } from './scripts/find-browser.mjs';

/** Run by scripts/test.mjs, which finds the browser; each test starts its own production server. */
export default defineConfig({
  testDir: 'tests/e2e',
  // `npm run test:long` sets POIGNEE_LONG and runs them too.
  ...(process.env.POIGNEE_LONG === '1' ? {} : { grepInvert: /@long/ }),
  fullyParallel: true,
  // Tests mostly wait: three workers keep two processors busy.
  workers: 3,
  retries: 0,
  // Some machines take three times as long as others.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    // Shorter than the test's own limit, so that the report names the step.
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    locale: 'fr-CA',
    // With a service worker, each test would download the whole app. Tests of offline use allow it themselves.
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
    // Each click waits until its target stands still.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH ?? '', args: BROWSER_ARGS },
  },
});
