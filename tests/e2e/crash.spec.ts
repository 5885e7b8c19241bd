import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { killBrowser, launchBrowser, newProfile } from './support/killed-browser';
import { BOOK_MESSAGES, MESSAGES, storedCard, storeFirstCard } from './support/owner';
import { peopleOf, storedContacts } from './support/people';
import { seedContacts } from './support/seed';
import { expect, isLongRun, test } from './support/site';

const b = BOOK_MESSAGES.fr;
const CONTACT = '/fr/contact?id=seededcontact000';

async function launch(profile: string, url: string): Promise<[BrowserContext, Page]> {
  const context = await launchBrowser(profile, url);
  return [context, context.pages()[0] ?? (await context.newPage())];
}

/** How long the browser runs between the last keystroke and the kill, in seconds. */
const WAITS_S = isLongRun ? Array.from({ length: 40 }, (_, index) => (index * 15) / 39) : [0, 1, 2, 6, 1, 0];

test(`killing the browser ${WAITS_S.length} times after edits loses none and rolls none back`, async ({ site }) => {
  test.setTimeout(1_200_000);
  const profile = newProfile();
  let [context, page] = await launch(profile, site.url);
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(1));
  let [title, remarks, rev, lost] = ['', '', -1, 0];
  const problems: string[] = [];
  for (const [round, waitS] of [...WAITS_S.entries(), [WAITS_S.length, null] as const]) {
    await page.goto('/fr/modifier');
    const titleField = page.getByLabel(MESSAGES.fr['field.title'], { exact: true });
    await expect(titleField).toBeVisible();
    await delay(300);
    const card = await storedCard(page);
    const [contact] = (await storedContacts(page)) as { remarks?: string }[];
    if (round > 0 && (card?.title !== title || contact?.remarks !== remarks)) {
      lost += 1;
      problems.push(`round ${round}, after ${WAITS_S[round - 1]} s: ${card?.title}, ${contact?.remarks}`);
    }
    expect(card?.rev, 'the revision never decreases').toBeGreaterThanOrEqual(lost > 0 ? 0 : rev);
    if (waitS === null) break;
    // Long enough for Chromium to write localStorage to the disk between two keystrokes.
    const book = await context.newPage();
    await book.goto(CONTACT);
    const remarksField = book.getByLabel(b['known.remarks'], { exact: true });
    await titleField.fill('');
    await remarksField.fill('');
    [title, remarks] = isLongRun
      ? [`Pâtissière, chocolatière et glacière à ses heures ${round}`, `la fleuriste du marché ${round}`.repeat(3)]
      : [`Pâtissière et glacière ${round}`, `la fleuriste ${round}`];
    await Promise.all([
      titleField.pressSequentially(title, { delay: 80 }),
      remarksField.pressSequentially(remarks, { delay: 60 }),
    ]);
    await expect.poll(async () => (await storedCard(page))?.title).toBe(title);
    await expect.poll(async () => ((await storedContacts(page)) as { remarks?: string }[])[0]?.remarks).toBe(remarks);
    rev = (await storedCard(page))?.rev ?? 0;
    await delay(waitS * 1000);
    await killBrowser(profile);
    await context.close().catch(() => undefined);
    [context, page] = await launch(profile, site.url);
  }
  await context.close();
  expect(problems, `${lost} of ${WAITS_S.length} kills`).toEqual([]);
});

test(`everything erased stays erased when the browser is killed right after`, async ({ site }) => {
  test.setTimeout(300_000);
  for (let round = 0; round < (isLongRun ? 10 : 2); round += 1) {
    const profile = newProfile();
    let [context, page] = await launch(profile, site.url);
    await storeFirstCard(page);
    await page.goto('/fr/montrer');
    await expect(page.locator('#show-name')).toHaveText(/Élodie/);
    await page.goto('/fr/modifier');
    await page.getByLabel(MESSAGES.fr['field.title'], { exact: true }).fill('Boulangère');
    // Chromium writes localStorage to the disk some seconds after a change.
    await delay(round === 0 ? 7000 : 1000);
    await page.goto('/fr/reglages');
    await page.getByRole('button', { name: MESSAGES.fr['settings.erase'], exact: true }).click();
    await page.getByRole('button', { name: MESSAGES.fr['settings.erase.confirm'] }).click();
    await expect(page.getByText(MESSAGES.fr['settings.erased'])).toBeVisible();
    await killBrowser(profile);
    await context.close().catch(() => undefined);
    [context, page] = await launch(profile, site.url);
    await page.goto('/fr/montrer');
    await expect(page.locator('#show-missing')).toBeVisible();
    expect(await storedCard(page)).toBeUndefined();
    const left = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(left).not.toMatch(/Élodie|path/);
    await context.close();
  }
});
