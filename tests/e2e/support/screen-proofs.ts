import { expect, type Locator, type Page } from '@playwright/test';
import type { Locale } from '@/lib/i18n/locales';
import { type Screen, screenPath } from '@/lib/i18n/screens';
import { BOOK_MESSAGES, EXCHANGE_MESSAGES, MESSAGES, PRINT_MESSAGES, prepareLabel } from './owner';

/** Elements that a screen shows only once its scripts have run and the stored card has been read, with no contact yet. */
export function screenProofs(page: Page, locale: Locale): Record<Screen, Locator> {
  const [app, print, book, exchange] = [
    MESSAGES[locale],
    PRINT_MESSAGES[locale],
    BOOK_MESSAGES[locale],
    EXCHANGE_MESSAGES[locale],
  ];
  return {
    home: page.getByTestId('card-drawing'),
    edit: page.getByLabel(app['field.familyNames'], { exact: true }),
    show: page.getByRole('heading', { name: 'Élodie Côté-Gagné' }),
    send: page.getByRole('button', { name: app['send.file.download'], disabled: false }),
    print: page.getByRole('button', { name: prepareLabel(locale, 10), disabled: false }),
    look: page.getByRole('img', { name: print['design.front'] }),
    batches: page.getByText(print['batches.none']),
    printer: page.getByRole('button', { name: print['printer.make'], disabled: false }),
    otherwise: page.getByRole('link', { name: app['otherwise.dictate'] }),
    dictate: page.getByText(locale === 'fr' ? '514 285-9286' : '514-285-9286').first(),
    guidedEntry: page.getByLabel(book['guidedEntry.name']),
    contacts: page.getByText(book['contacts.empty']),
    contact: page.getByText(book['contact.none']),
    inbox: page.getByText(book['inbox.none'], { exact: true }),
    receive: page.getByRole('link', { name: book['receive.scan'] }),
    scan: page.getByText(book['scan.picture'], { exact: true }),
    paperCard: page.getByText(book['paper.photograph']),
    import: page.getByText(book['import.choose']),
    event: page.getByRole('button', { name: book['event.begin'], disabled: false }),
    todo: page.getByText(book['todo.none'], { exact: true }),
    duplicates: page.getByText(book['duplicates.none']),
    insights: page.getByText(book['insights.none']),
    backup: page.getByRole('button', { name: book['backup.make'], disabled: false }),
    addresses: page.getByText(book['addresses.none']),
    signature: page.locator('#signature').getByRole('link', { name: print['signature.card'] }),
    codes: page.getByRole('button', { name: print['codes.save'], disabled: false }),
    open: page.getByText(app['open.choose']),
    recover: page.getByText(book['recover.backup']),
    publish: page.getByRole('button', { name: exchange['publish.begin'], disabled: false }),
    devices: page.getByLabel(exchange['devices.words.label']),
    move: page.getByText(exchange['move.import'], { exact: true }),
    reply: page.getByText(exchange['reply.unknown']),
    settings: page.getByRole('button', { name: app['settings.erase'], disabled: false }),
  };
}

/** Opens a path of the app from another one without loading a document, as a link does. */
export const followPath = (page: Page, path: string): Promise<void> =>
  page.evaluate(
    (target) => (window as unknown as { next: { router: { push(path: string): void } } }).next.router.push(target),
    path,
  );

/** Opens a screen without loading a document and waits for its content. The Show screen is a document of its own. */
export async function followToScreen(page: Page, locale: Locale, screen: Screen): Promise<void> {
  await followPath(page, screenPath(locale, screen));
  await expect(screenProofs(page, locale)[screen], screen).toBeVisible();
}
