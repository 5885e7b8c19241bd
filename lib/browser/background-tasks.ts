import type { Card } from '../card/card';
import type { Locale, RegionProfile } from '../i18n/locales';

/**
 * What follows the cards beside every screen, fetched after it: the codes kept for the Show screen and, for who publishes or
 * sends their card, the exchange.
 */
export function runBackgroundTasks(
  cards: readonly Card[],
  published: string,
  locale: Locale,
  region: RegionProfile,
): void {
  if (cards.length > 0) void import('./card/draw-codes').then(({ cacheCodes }) => cacheCodes(cards, published));
  if (published !== '')
    void import('./exchange/exchange-service').then((module) => module.startExchange(locale, region));
}
