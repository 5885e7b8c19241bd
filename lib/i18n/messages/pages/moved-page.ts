import type { Locale } from '../../locales';

/**
 * Messages of the page of a card that is now published on another server. Separate from the public page's, whose script
 * does not use them.
 */
export const MOVED_PAGE_MESSAGES = {
  fr: {
    title: 'Cette carte a changé d’adresse',
    body: 'La personne la publie maintenant sur un autre site :',
    go: 'Voir la carte à cette adresse',
    notSent: 'Vos coordonnées n’ont pas été envoyées. Laissez-les à la nouvelle adresse.',
  },
  en: {
    title: 'This card has a new address',
    body: 'Its owner now publishes it on another site:',
    go: 'See the card there',
    notSent: 'Your details were not sent. Leave them at the new address.',
  },
} as const satisfies Record<Locale, Record<string, string>>;
