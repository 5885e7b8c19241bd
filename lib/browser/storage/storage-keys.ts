/** Keys of the values stored outside IndexedDB, because they must be readable before any of our scripts has loaded. */
export const STORAGE_KEYS = {
  theme: 'poignee.theme',
  profile: 'poignee.profile',
  /** The locale last used, for `/`. */
  locale: 'poignee.locale',
  currentCard: 'poignee.card',
  /** Whether there is a card, read before the first paint. */
  hasCards: 'poignee.has-cards',
  /** Drawn codes, for the Show screen's first paint. */
  show: 'poignee.show',
  firstRun: 'poignee.first-run',
  /** The last erasure that localStorage reflects. */
  epoch: 'poignee.epoch',
  /** The pages that an erasure left to remove from the server. */
  removals: 'poignee.removals',
  /** Changes are not in the second copy yet. */
  copyDue: 'poignee.copy-due',
  /** Prefix: changes to cards not yet in IndexedDB, one key per card and tab. */
  unsaved: 'poignee.unsaved.',
  /** Prefix: the same for contacts. */
  unsavedContact: 'poignee.unsaved-contact.',
  /** The event in progress, and how often the card was shared since it began. */
  evening: 'poignee.evening',
  given: 'poignee.given',
  /** The contact details being noted for another person, saved at each keystroke. */
  noting: 'poignee.noting',
  /** When the last backup was made, and when the owner last postponed the reminder. */
  lastBackup: 'poignee.last-backup',
  backupLater: 'poignee.backup-later',
  /** Days that have a follow-up due, for the first screen. */
  agenda: 'poignee.agenda',
  /** The number of replies that the owner has not decided on, for the first screen and the navigation. */
  replies: 'poignee.replies',
  /** The cards that have a short link, for code drawn before the database is read. */
  published: 'poignee.published',
  /** What the server was last told about push messages to this device. */
  push: 'poignee.push',
  installDismissed: 'poignee.install',
  /** The paper in the printer, shared by all cards. */
  paper: 'poignee.paper',
  /** Prefix: print options, one key per card. */
  printOptions: 'poignee.print.',
} as const;

/** Keys of sessionStorage that hold people's names. `slip`: a prefix, for the names on reply slips, one key per card. */
export const SESSION_KEYS = { sought: 'poignee.sought', slip: 'poignee.print.' } as const;

export const DATABASE_NAME = 'poignee';
/** The folder, cache, bucket or database of the second copy. */
export const COPY_NAME = 'poignee-copy';
