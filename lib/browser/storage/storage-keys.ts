/** Everything kept outside IndexedDB, by name: what must be readable before any script of ours has loaded. */
export const STORAGE_KEYS = {
  theme: 'poignee.theme',
  profile: 'poignee.profile',
  /** The language last used, for `/`. */
  locale: 'poignee.locale',
  currentCard: 'poignee.card',
  /** Is there a card? Read before the first paint. */
  hasCards: 'poignee.has-cards',
  /** Codes already drawn, for the Show screen's first paint. */
  show: 'poignee.show',
  firstRun: 'poignee.first-run',
  /** Changes not yet in IndexedDB, a key a card. */
  unsaved: 'poignee.unsaved.',
  /** The same for contacts. */
  unsavedContact: 'poignee.unsaved-contact.',
  /** The evening that is going on, and how often the card was held out since. */
  evening: 'poignee.evening',
  given: 'poignee.given',
  /** What is being noted for somebody, to the last keystroke. */
  noting: 'poignee.noting',
  /** When everything was last saved as a file, and when the owner last put the reminder off. */
  lastBackup: 'poignee.last-backup',
  backupLater: 'poignee.backup-later',
  /** The days on which something is to be done, for the first screen. */
  agenda: 'poignee.agenda',
  /** Which cards have a short link, for what draws their codes before the database is read. */
  published: 'poignee.published',
  installDismissed: 'poignee.install',
  /** What is in the printer, for every card. */
  paper: 'poignee.paper',
  /** How a card is to be printed, a key a card. */
  printOptions: 'poignee.print.',
} as const;

export const DATABASE_NAME = 'poignee';
