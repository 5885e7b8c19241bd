import { isLocale, LOCALES, type Locale } from './locales';

/** The owner's screens and their path segment in each language. No other file of the project spells a segment. */
const SLUGS = {
  home: { fr: '', en: '' },
  edit: { fr: 'modifier', en: 'edit' },
  show: { fr: 'montrer', en: 'show' },
  send: { fr: 'envoyer', en: 'send' },
  print: { fr: 'imprimer', en: 'print' },
  look: { fr: 'apparence', en: 'look' },
  batches: { fr: 'lots', en: 'batches' },
  printer: { fr: 'imprimante', en: 'printer' },
  otherwise: { fr: 'autrement', en: 'otherwise' },
  dictate: { fr: 'dicter', en: 'dictate' },
  guidedEntry: { fr: 'noter', en: 'note' },
  signature: { fr: 'signature', en: 'signature' },
  codes: { fr: 'codes', en: 'codes' },
  open: { fr: 'ouvrir', en: 'open' },
  recover: { fr: 'retrouver', en: 'recover' },
  contacts: { fr: 'contacts', en: 'contacts' },
  contact: { fr: 'contact', en: 'contact' },
  inbox: { fr: 'reponses', en: 'replies' },
  receive: { fr: 'recevoir', en: 'receive' },
  scan: { fr: 'scanner', en: 'scan' },
  paperCard: { fr: 'carte-papier', en: 'paper-card' },
  import: { fr: 'importer', en: 'import' },
  event: { fr: '5a7', en: 'evening' },
  todo: { fr: 'a-faire', en: 'to-do' },
  duplicates: { fr: 'doublons', en: 'duplicates' },
  insights: { fr: 'constats', en: 'insights' },
  backup: { fr: 'sauvegarde', en: 'backup' },
  addresses: { fr: 'adresses', en: 'addresses' },
  publish: { fr: 'publier', en: 'publish' },
  devices: { fr: 'appareils', en: 'devices' },
  move: { fr: 'demenager', en: 'move' },
  reply: { fr: 'repondre', en: 'reply' },
  settings: { fr: 'reglages', en: 'settings' },
} as const satisfies Record<string, Record<Locale, string>>;

export type Screen = keyof typeof SLUGS;
export const SCREENS = Object.keys(SLUGS) as Screen[];

/** The screens behind the `[screen]` route: home has its own page, and Show is a document without a framework. */
export type AppScreen = Exclude<Screen, 'home' | 'show'>;
const isAppScreen = (screen: Screen): screen is AppScreen => screen !== 'home' && screen !== 'show';

/** Returns the path segments of the `[screen]` route. */
export const appScreenSlugs = (locale: Locale): string[] =>
  SCREENS.filter(isAppScreen).map((screen) => SLUGS[screen][locale]);

/** Returns the screen of a path segment; `null` if there is none. */
export function appScreenOf(locale: Locale, slug: string): AppScreen | null {
  return SCREENS.filter(isAppScreen).find((screen) => SLUGS[screen][locale] === slug) ?? null;
}

/** Returns the path of a screen: `/fr/montrer`; with the id of a card or a contact, `/fr/montrer?id=…`. */
export function screenPath(locale: Locale, screen: Screen, id?: string): string {
  const slug = SLUGS[screen][locale];
  const path = slug === '' ? `/${locale}` : `/${locale}/${slug}`;
  return id === undefined ? path : `${path}?id=${encodeURIComponent(id)}`;
}

export const ALL_PATHS: readonly string[] = LOCALES.flatMap((locale) =>
  SCREENS.map((screen) => screenPath(locale, screen)),
);

/** Returns the path of the same screen in another language; the home screen for an unknown path. */
export function translatePath(path: string, to: Locale): string {
  const [, from = '', slug = ''] = path.split('/');
  if (!isLocale(from)) return screenPath(to, 'home');
  const screen = SCREENS.find((candidate) => SLUGS[candidate][from] === slug);
  return screenPath(to, screen ?? 'home');
}
