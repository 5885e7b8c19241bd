import type { Locale, RegionProfile } from '../../i18n/locales';
import { loadExchangeMessages } from '../../i18n/messages/exchange/catalogue';
import { typeset } from '../../i18n/typography';
import { bookStore } from '../book/book-store';
import { cardStore } from '../card/card-store';
import { sendUnsent } from './card-exchange';
import { tellEnded } from './event-token';
import { comparePublished, updatePublished } from './publisher';
import { fetchReplies, type Received } from './reply-inbox';

/** While nothing in particular is going on. */
const CALM_MS = 60_000;
/** While the code is held out: a reply is nodded to within seconds. */
const SHOWING_MS = 4_000;
/** Between two looks at what the server says of the cards: another device may have changed them. */
const COMPARE_MS = 10 * 60_000;
/** After the last keystroke on a card. */
const SETTLED_MS = 2_000;

const listeners = new Set<(received: Received) => void>();
let isShowing = false;
let lastLocked = 0;
let lastUpdateMs = 0;
let lastCompareMs = 0;
let around: { locale: Locale; region: RegionProfile } | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let updateTimer: ReturnType<typeof setTimeout> | undefined;
let isLooking = false;

/** Calls back with what arrives from now on. Returns the way to stop. */
export function watchReplies(listener: (received: Received) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How many replies waited, the last time, for a key this device does not have. */
export const lockedReplies = (): number => lastLocked;

/** While the code is held out, replies are looked for every few seconds. Returns the way back to calm. */
export function expectReplies(): () => void {
  isShowing = true;
  lookNow();
  return () => {
    isShowing = false;
  };
}

/** Runs beside every screen of an owner who publishes: pages follow their cards, replies come in, what waited leaves. */
export function startExchange(locale: Locale, region: RegionProfile): void {
  const first = around === null;
  around = { locale, region };
  if (!first) return;
  cardStore.open();
  cardStore.subscribe(() => {
    clearTimeout(updateTimer);
    updateTimer = setTimeout(() => void update(), SETTLED_MS);
  });
  addEventListener('online', () => {
    lastUpdateMs = 0;
    lastCompareMs = 0;
    lookNow();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') lookNow();
  });
  lookNow();
}

function lookNow(): void {
  clearTimeout(timer);
  if (around === null || isLooking) return;
  isLooking = true;
  void look().finally(() => {
    isLooking = false;
    clearTimeout(timer);
    if (document.visibilityState === 'visible') timer = setTimeout(lookNow, isShowing ? SHOWING_MS : CALM_MS);
  });
}

/** Whatever fails here is tried again a little later; the screens about publishing say why. */
async function look(): Promise<void> {
  if (around === null || !navigator.onLine) return;
  await sendUnsent();
  await tellEnded();
  if (Date.now() - lastUpdateMs > CALM_MS) await update();
  const { locale, region } = around;
  try {
    const messages = await loadExchangeMessages(locale, region);
    const words = {
      source: typeset(messages['inbox.source'], region),
      callBack: typeset(messages['inbox.callBack'], region),
    };
    const received = await fetchReplies(region, words);
    if (received.contacts.length > 0) await bookStore.reload();
    if (received.contacts.length > 0 || received.locked > 0) for (const listener of listeners) listener(received);
    lastLocked = received.locked;
  } catch {
    // Nobody answered, or storage refused: nothing was acknowledged, so nothing is lost.
  }
}

async function update(): Promise<void> {
  const { status, cards } = cardStore.getState();
  if (around === null || status !== 'ready' || !navigator.onLine) return;
  const { region } = around;
  lastUpdateMs = Date.now();
  if (Date.now() - lastCompareMs > COMPARE_MS) {
    lastCompareMs = Date.now();
    await comparePublished(cards, () => region).catch(() => undefined);
  }
  await updatePublished(cards, () => region).catch(() => undefined);
}
