import type { Locale, RegionProfile } from '../../i18n/locales';
import { loadExchangeMessages } from '../../i18n/messages/exchange/catalogue';
import { typeset } from '../../i18n/typography';
import { replyStore } from '../book/reply-store';
import { cardStore } from '../card/card-store';
import { isLocked, subscribeLock } from '../storage/lock/sealing';
import { browserContext } from './browser-context';
import { sendUnsentReplies } from './card-exchange';
import { sendEndedTokens } from './event-token';
import { comparePublications, updatePublications } from './publisher';
import { renewPush } from './push';
import { fetchReplies, type Received } from './reply-inbox';

// Background work of every screen: publishes changed cards, fetches replies, sends what waits.

const IDLE_POLL_MS = 60_000;
/** While the owner shows the code, a reply is announced within seconds. */
const ACTIVE_POLL_MS = 4_000;
/** Another device may have changed the pages. */
const COMPARE_INTERVAL_MS = 10 * 60_000;
/** After the last keystroke on a card. */
const PUBLISH_DELAY_MS = 2_000;

const listeners = new Set<(received: Received) => void>();
let isShowingCode = false;
let lastLocked = 0;
let lastUpdateMs = 0;
let lastCompareMs = 0;
let language: { locale: Locale; region: RegionProfile } | null = null;
let pollTimer: ReturnType<typeof setTimeout> | undefined;
let updateTimer: ReturnType<typeof setTimeout> | undefined;
let isPolling = false;
/** Something asked for a poll while another was under way, which may have failed without it. */
let isPollDue = false;

/** Calls back with the replies that arrive from now on. Returns the function that stops it. */
export function watchReplies(listener: (received: Received) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The number of replies, at the last poll, sealed to a key that this device does not have. */
export const lockedReplies = (): number => lastLocked;

/** Polls every few seconds. Returns the function that goes back to the idle interval. */
export function expectReplies(): () => void {
  isShowingCode = true;
  pollNow();
  return () => {
    isShowingCode = false;
  };
}

/** Starts the background work, once; later calls change the language. */
export function startExchange(locale: Locale, region: RegionProfile): void {
  const isFirst = language === null;
  language = { locale, region };
  if (!isFirst) return;
  cardStore.open();
  cardStore.subscribe(() => {
    clearTimeout(updateTimer);
    updateTimer = setTimeout(() => void update(), PUBLISH_DELAY_MS);
  });
  addEventListener('online', () => {
    lastUpdateMs = 0;
    lastCompareMs = 0;
    pollNow();
  });
  subscribeLock(() => {
    if (!isLocked()) pollNow();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') pollNow();
  });
  // From lib/worker/push-messages.ts.
  (navigator.serviceWorker as ServiceWorkerContainer | undefined)?.addEventListener('message', ({ data }) => {
    if ((data as { type?: string } | null)?.type === 'REPLY_ARRIVED') pollNow();
  });
  pollNow();
}

function pollNow(): void {
  clearTimeout(pollTimer);
  if (language === null) return;
  isPollDue = isPolling;
  if (isPolling) return;
  isPolling = true;
  void poll().finally(() => {
    isPolling = false;
    clearTimeout(pollTimer);
    if (isPollDue) pollNow();
    else if (document.visibilityState === 'visible')
      pollTimer = setTimeout(pollNow, isShowingCode ? ACTIVE_POLL_MS : IDLE_POLL_MS);
  });
}

/** A failure is retried at the next poll. The publishing screens show why. */
async function poll(): Promise<void> {
  // The keys that it takes are encrypted.
  if (language === null || !navigator.onLine || isLocked()) return;
  await sendUnsentReplies();
  await sendEndedTokens(browserContext);
  await renewPush(browserContext).catch(() => undefined);
  if (Date.now() - lastUpdateMs > IDLE_POLL_MS) await update();
  const { locale, region } = language;
  try {
    const messages = await loadExchangeMessages(locale, region);
    const received = await fetchReplies(browserContext, region, {
      source: typeset(messages['inbox.source'], region),
      callBack: typeset(messages['inbox.callBack'], region),
    });
    if (received.replies.length > 0) await replyStore.reload();
    if (received.replies.length > 0 || received.locked > 0) for (const listener of listeners) listener(received);
    lastLocked = received.locked;
  } catch {
    // Nothing was acknowledged, so nothing is lost.
  }
}

async function update(): Promise<void> {
  const { status, cards } = cardStore.getState();
  if (language === null || status !== 'ready' || !navigator.onLine || isLocked()) return;
  const { region } = language;
  lastUpdateMs = Date.now();
  if (Date.now() - lastCompareMs > COMPARE_INTERVAL_MS) {
    lastCompareMs = Date.now();
    await comparePublications(browserContext, cards, () => region).catch(() => undefined);
  }
  await updatePublications(browserContext, cards, () => region).catch(() => undefined);
}
