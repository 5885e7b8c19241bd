import type { Card } from '../card/card';
import type { Locale, RegionProfile } from '../i18n/locales';

/**
 * Runs the tasks that follow the cards on every screen; their code is loaded after the screen. Caches the codes for the
 * Show screen, keeps the second copy and, if a card has a short link, starts the exchange with the server.
 */
export function runBackgroundTasks(
  cards: readonly Card[],
  published: string,
  locale: Locale,
  region: RegionProfile,
): void {
  if (cards.length > 0) {
    void import('./card/draw-codes').then(({ cacheCodes }) => cacheCodes(cards, published));
    void import('./copy/copy-service').then(
      ({ startCopying }) => startCopying(),
      () => undefined,
    );
  }
  if (published !== '')
    void import('./exchange/exchange-service').then((module) => module.startExchange(locale, region));
}
