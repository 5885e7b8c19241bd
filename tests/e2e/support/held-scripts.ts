import type { Page } from '@playwright/test';

/** Blocks the scripts at `urls` whose text contains `holding`. Returns a function that lets them through. */
export async function holdScripts(page: Page, holding = '', urls = '**/_next/static/**/*.js'): Promise<() => void> {
  let releaseScripts = () => undefined as unknown;
  const released = new Promise((resolve) => {
    releaseScripts = () => resolve(undefined);
  });
  await page.route(urls, async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes(holding)) await released;
    await route.fulfill({ response });
  });
  return releaseScripts;
}
