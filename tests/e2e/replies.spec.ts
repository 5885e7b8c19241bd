import type { BrowserContext, Page } from '@playwright/test';
import type { Locale } from '@/lib/i18n/locales';
import { screenPath } from '@/lib/i18n/screens';
import { type PushService, startPushService } from '../support/push-service';
import { violationsInBothThemes } from './support/axe';
import { publishFirst, visitor } from './support/exchange';
import { BOOK_MESSAGES, EXCHANGE_MESSAGES, MESSAGES, storeFirstCard } from './support/owner';
import { storedContacts } from './support/people';
import { test as base, expect, inTurn } from './support/site';

const test = base.extend<{ pushService: PushService }>({
  pushService: async ({ browserName: _ }, use) => {
    const service = await startPushService();
    await use(service);
    await service.stop();
  },
  environment: async ({ pushService }, use) => use({ POIGNEE_PUSH_ORIGINS: pushService.origin }),
});

const sign = (locale: Locale) => ({ t: MESSAGES[locale], b: BOOK_MESSAGES[locale], x: EXCHANGE_MESSAGES[locale] });
const of = (message: string, name: string) => message.replace('{name}', name);

/** Leaves a reply on the card's page, as a visitor without scripts does. */
async function leaveReply(guest: Page, link: string, name: string, email: string): Promise<void> {
  await guest.goto(link);
  await guest.locator('input[name="name"]').fill(name);
  await guest.locator('input[name="email"]').fill(email);
  await guest.locator('form button[type="submit"], form button:not([type])').last().click();
  await expect(guest.locator('input[name="name"]')).toHaveCount(0);
}

for (const locale of ['fr', 'en'] as const) {
  const { t, b } = sign(locale);

  test(`${locale}: a reply is announced on home and in the navigation, and enters the contacts once accepted`, {
    tag: inTurn(locale),
  }, async ({ page, browser }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await storeFirstCard(page, { locale });
    const { link } = await publishFirst(page);
    const guest = await visitor(browser, { locale: `${locale}-CA` });
    for (const [name, email] of [
      ['Marc Tremblay', 'marc@exemple.ca'],
      ['Spam Inc', 'spam@exemple.ca'],
      ['Zoé Roy', 'zoe@exemple.ca'],
    ] as const)
      await leaveReply(guest, link, name, email);

    await page.goto(screenPath(locale, 'home'));
    const announced = page.getByRole('link', { name: t['home.replies'].replace('{count}', '3') });
    await expect(announced).toBeVisible();
    await expect(page.getByRole('link', { name: new RegExp(`3 ${t['nav.contacts.waiting']}`) })).toBeVisible();
    await announced.click();
    const heading = (name: string) => page.getByRole('heading', { name, exact: true });
    await expect(heading('Marc Tremblay')).toBeVisible();
    expect(await violationsInBothThemes(page)).toEqual([]);
    expect(await storedContacts(page)).toEqual([]);

    // By keyboard: refuse, then change one's mind.
    const refuse = page.getByRole('button', { name: of(b['inbox.refuse.of'], 'Zoé Roy') });
    await refuse.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText(of(b['inbox.done.refused'], 'Zoé Roy'))).toBeVisible();
    await expect(heading('Zoé Roy')).toHaveCount(0);
    await page.getByRole('button', { name: t['action.undo'] }).click();
    await expect(heading('Zoé Roy')).toBeVisible();

    await page.getByRole('button', { name: of(b['inbox.block.of'], 'Spam Inc') }).click();
    await expect(page.getByText(b['inbox.done.blocked'].replace('{addresses}', 'spam@exemple.ca'))).toBeVisible();
    await expect(page.getByText(b['inbox.blocked'])).toBeVisible();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await leaveReply(guest, link, 'Spam encore', 'spam@exemple.ca');
    await leaveReply(guest, link, 'Léa Dubé', 'lea@exemple.ca');
    await page.reload();
    await expect(heading('Léa Dubé')).toBeVisible();
    await expect(heading('Spam encore')).toHaveCount(0);

    await page.getByRole('button', { name: of(b['inbox.accept.of'], 'Marc Tremblay') }).click();
    await page.getByRole('link', { name: b['inbox.open'] }).click();
    await expect(page.getByRole('heading', { name: 'Marc Tremblay' })).toBeVisible();
    await page.getByRole('link', { name: t['nav.contacts'] }).click();
    const opened = page.getByRole('link', { name: /^Marc Tremblay/ });
    await expect(opened).toBeVisible();
    await expect(opened).not.toContainText(b['contacts.new']);
    await page.goto(screenPath(locale, 'inbox'));
    await page.getByRole('button', { name: b['inbox.acceptAll'].replace('{count}', '2') }).click();
    await expect(page.getByText(b['inbox.none'], { exact: true })).toBeVisible();
    await page.goto(screenPath(locale, 'contacts'));
    // The one that was opened is no longer new.
    await expect(opened).not.toContainText(b['contacts.new']);
    const other = page.getByRole('link', { name: /^Zoé Roy/ });
    await expect(other).toContainText(b['contacts.new']);
    await expect(page.getByRole('link', { name: /^Spam/ })).toHaveCount(0);
    await other.click();
    await page.getByRole('link', { name: t['nav.contacts'] }).click();
    await expect(page.getByRole('link', { name: /^Zoé Roy/ })).not.toContainText(b['contacts.new']);
    await expect(page.getByRole('link', { name: /^Léa Dubé/ })).toContainText(b['contacts.new']);
  });
}

test('two tabs decide on the same replies without losing or repeating one', async ({ page, browser, context }) => {
  const { b } = sign('fr');
  await storeFirstCard(page);
  const { link } = await publishFirst(page);
  const guest = await visitor(browser);
  await leaveReply(guest, link, 'Marc Tremblay', 'marc@exemple.ca');
  await leaveReply(guest, link, 'Zoé Roy', 'zoe@exemple.ca');
  await page.goto(screenPath('fr', 'inbox'));
  const accept = (tab: Page, name: string) => tab.getByRole('button', { name: of(b['inbox.accept.of'], name) });
  await expect(accept(page, 'Zoé Roy')).toBeVisible();
  const other = await context.newPage();
  await other.goto(screenPath('fr', 'inbox'));
  await expect(accept(other, 'Zoé Roy')).toBeVisible();
  // Both at once, and twice in one: whichever is late finds the reply gone.
  const click = (tab: Page, times: number) =>
    accept(tab, 'Zoé Roy').evaluate((button: HTMLElement, count) => {
      for (let time = 0; time < count; time += 1) button.click();
    }, times);
  await Promise.all([click(page, 2), click(other, 1)]);
  await expect(accept(page, 'Zoé Roy')).toHaveCount(0);
  await expect(accept(other, 'Zoé Roy')).toHaveCount(0);
  await accept(other, 'Marc Tremblay').click();
  await expect(page.getByText(b['inbox.none'], { exact: true })).toBeVisible();
  expect((await storedContacts(page)).map(({ familyNames }) => familyNames).sort()).toEqual(['Roy', 'Tremblay']);
});

/** Some builds of the browser refuse them always. */
const allowNotifications = (context: BrowserContext) =>
  context.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
    Notification.requestPermission = async () => 'granted';
  });

/** Stands for the browser's push service, which this browser does not have: the keys are those of the test's service. */
async function subscribeTo(context: BrowserContext, service: PushService): Promise<void> {
  const subscription = service.subscribe();
  await allowNotifications(context);
  await context.addInitScript(({ endpoint, p256dh, auth }) => {
    const bytes = (text: string) =>
      Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0)).buffer;
    let key: BufferSource | null = null;
    const current = () =>
      key === null
        ? null
        : {
            endpoint,
            options: { applicationServerKey: key },
            getKey: (name: string) => bytes(name === 'p256dh' ? p256dh : auth),
            unsubscribe: async () => {
              key = null;
              return true;
            },
          };
    PushManager.prototype.getSubscription = async () => current() as unknown as PushSubscription | null;
    PushManager.prototype.subscribe = async (options) => {
      key = options?.applicationServerKey as BufferSource;
      return current() as unknown as PushSubscription;
    };
  }, subscription);
}

/** Delivers a message to the service worker, as the browser does once it has decrypted it. */
async function deliver(context: BrowserContext, page: Page, data: string): Promise<void> {
  const client = await context.newCDPSession(page);
  const found = new Promise<string>((resolve) =>
    client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations;
      if (registration !== undefined) resolve(registration.registrationId);
    }),
  );
  await client.send('ServiceWorker.enable');
  const { origin } = new URL(page.url());
  await client.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await found, data });
}

test.describe('push messages', () => {
  test.use({ serviceWorkers: 'allow' });

  for (const locale of ['fr', 'en'] as const)
    test(`${locale}: the owner opts in, a reply is announced without a name, and its notification opens the replies`, {
      tag: inTurn(locale),
    }, async ({ page, browser, context, pushService }) => {
      const { t, b, x } = sign(locale);
      await subscribeTo(context, pushService);
      await storeFirstCard(page, { locale });
      const { link } = await publishFirst(page);
      await page.goto(screenPath(locale, 'publish'));
      await expect(page.getByText(x['push.off'])).toBeVisible();
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.getByRole('button', { name: x['push.start'] }).click();
      await expect(page.getByText(x['push.on'])).toBeVisible();
      expect(await violationsInBothThemes(page)).toEqual([]);
      await page.reload();
      await expect(page.getByText(x['push.on'])).toBeVisible();

      await page.goto(screenPath(locale, 'settings'));
      const guest = await visitor(browser, { locale: `${locale}-CA` });
      await leaveReply(guest, link, 'Marc Tremblay', 'marc@exemple.ca');
      await expect.poll(() => pushService.received.map(({ text }) => text)).toEqual([JSON.stringify({ locale })]);

      const [worker] = context.serviceWorkers();
      if (worker === undefined) throw new Error('no service worker');
      // A browser without a screen refuses notifications: they are recorded instead.
      await worker.evaluate(() => {
        const scope = self as unknown as { registration: ServiceWorkerRegistration; shown: string[] };
        scope.shown = [];
        scope.registration.showNotification = async (title, options) => {
          scope.shown.push(JSON.stringify([title, options]));
        };
      });
      await deliver(context, page, pushService.received[0]?.text ?? '');
      const shown = () => worker.evaluate(() => (self as unknown as { shown: string[] }).shown);
      await expect.poll(shown).toHaveLength(1);
      expect((await shown()).join()).toContain(locale === 'fr' ? 'Une réponse à votre carte' : 'A reply to your card');
      expect((await shown()).join()).not.toMatch(/Marc|marc@/);
      // An open page fetches the reply at once.
      await expect(page.getByRole('link', { name: new RegExp(`1 ${t['nav.contacts.waiting']}`) })).toBeVisible();

      await page.goto(screenPath(locale, 'publish'));
      await page.getByRole('button', { name: x['push.stop'] }).click();
      await expect(page.getByText(x['push.off'])).toBeVisible();
      await worker.evaluate((language) => {
        const notification = { close: () => undefined, data: { locale: language } };
        // A script’s own event cannot extend the worker’s life.
        const waitUntil = () => undefined;
        self.dispatchEvent(Object.assign(new Event('notificationclick'), { notification, waitUntil }));
      }, locale);
      await page.waitForURL(`**${screenPath(locale, 'inbox')}`);
      await expect(page.getByRole('button', { name: of(b['inbox.accept.of'], 'Marc Tremblay') })).toBeVisible();
    });

  test('notifications that the owner has blocked say where to allow them', async ({ page, context }) => {
    await context.addInitScript(() => {
      Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
    });
    await storeFirstCard(page);
    await publishFirst(page);
    await page.goto(screenPath('fr', 'publish'));
    await expect(page.getByText(EXCHANGE_MESSAGES.fr['push.denied'])).toBeVisible();
  });

  test('a push service that does not answer is said, and nothing is switched on', async ({ page, context }) => {
    await allowNotifications(context);
    await context.addInitScript(() => {
      PushManager.prototype.getSubscription = async () => null;
      PushManager.prototype.subscribe = () => Promise.reject(new DOMException('push service error', 'AbortError'));
    });
    await storeFirstCard(page);
    await publishFirst(page);
    await page.goto(screenPath('fr', 'publish'));
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.getByRole('button', { name: EXCHANGE_MESSAGES.fr['push.start'] }).click();
    await expect(page.getByText(EXCHANGE_MESSAGES.fr['problem.push.unavailable'])).toBeVisible();
    await expect(page.getByText(EXCHANGE_MESSAGES.fr['push.off'])).toBeVisible();
  });
});
