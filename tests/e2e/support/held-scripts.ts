import type { Page } from '@playwright/test';

/**
 * From now on the app's scripts, or only those that hold certain words, do not arrive, nor does the service worker
 * answer for them; the function lets them come.
 */
export async function holdScripts(page: Page, holding = ''): Promise<() => void> {
  if (page.url().startsWith('http'))
    await page.evaluate(async () => {
      for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    });
  let letGo = () => undefined as unknown;
  const held = new Promise((resolve) => {
    letGo = () => resolve(undefined);
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes(holding)) await held;
    await route.fulfill({ response });
  });
  return letGo;
}
