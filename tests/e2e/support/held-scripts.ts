import type { Page } from '@playwright/test';

/** From now on the scripts at `urls`, or only those that hold certain words, do not arrive; the function lets them come. */
export async function holdScripts(page: Page, holding = '', urls = '**/_next/static/**/*.js'): Promise<() => void> {
  let letGo = () => undefined as unknown;
  const held = new Promise((resolve) => {
    letGo = () => resolve(undefined);
  });
  await page.route(urls, async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes(holding)) await held;
    await route.fulfill({ response });
  });
  return letGo;
}
