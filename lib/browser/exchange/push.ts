import { decodeBase64url, encodeBase64url } from '../../exchange/base64url';
import type { CardAddress } from '../../exchange/card-address';
import type { PushSubscriptionRequest } from '../../exchange/requests';
import type { Locale } from '../../i18n/locales';
import { isInstalled, isIos } from '../platform/device';
import { readLocal, writeLocal } from '../storage/local-storage';
import { currentSubscription } from '../storage/push-subscription';
import { STORAGE_KEYS } from '../storage/storage-keys';
import type { ExchangeContext } from './context';
import { readIdentity, signerFor, slotFor } from './identity';
import { isShown, readPublications } from './publication-store';
import { ExchangeError } from './server-api';

/**
 * Whether this device is told of replies. `needs_install`: iOS offers it to installed apps only; `denied`: the owner refused
 * notifications in the browser; `unsupported`: the browser has none.
 */
export type PushState = 'on' | 'off' | 'denied' | 'needs_install' | 'unsupported';

/** What the servers were last told: the cards, by address, and when. */
type Registered = { endpoint: string; locale: Locale; cards: CardAddress[]; atMs: number };

/** The server forgets a device that has not renewed for 180 days. */
const RENEW_MS = 7 * 24 * 60 * 60 * 1000;

export function pushState(): PushState {
  const isSupported = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (!isSupported) return isIos() && !isInstalled() ? 'needs_install' : 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return readLocal(STORAGE_KEYS.push) !== null && Notification.permission === 'granted' ? 'on' : 'off';
}

function readRegistered(): Registered | null {
  try {
    return JSON.parse(readLocal(STORAGE_KEYS.push) ?? 'null') as Registered | null;
  } catch {
    return null;
  }
}

/** A renewal under way in another tab must not switch on again what the owner switches off. */
const withPushLock = (context: ExchangeContext, work: () => Promise<void>): Promise<void> =>
  context.withLock('poignee-push', work);

/**
 * Asks the browser's permission, subscribes with its push service, and tells the server. Resolves with `denied` if the owner or
 * the browser refuses.
 *
 * @throws ExchangeError; `push.unavailable` if the browser's push service does not answer
 */
export async function enablePush(context: ExchangeContext, locale: Locale): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted')
    return Notification.permission === 'denied' ? 'denied' : 'off';
  const state: Registered = { endpoint: '', locale, cards: [], atMs: 0 };
  await withPushLock(context, () => register(context, state));
  return 'on';
}

/** Tells the server, then the browser, that this device is not to be told of replies any more. @throws ExchangeError */
export const disablePush = (context: ExchangeContext): Promise<void> => withPushLock(context, () => disable(context));

async function disable(context: ExchangeContext): Promise<void> {
  const registered = readRegistered();
  // Even if the server does not answer, the browser stops: the endpoint is dead, and the server then forgets it.
  await (await currentSubscription())?.unsubscribe();
  writeLocal(STORAGE_KEYS.push, null);
  for (const address of registered?.cards ?? [])
    await callServer(context, 'DELETE', address).catch((error: unknown) => {
      if (!(error instanceof ExchangeError)) throw error;
    });
}

/** Renews what the server knows if it is a week old, or a card was published or the browser has changed its endpoint since. */
export async function renewPush(context: ExchangeContext): Promise<void> {
  if (pushState() === 'on') await withPushLock(context, () => renew(context));
}

async function renew(context: ExchangeContext): Promise<void> {
  const registered = readRegistered();
  if (registered === null || pushState() !== 'on') return;
  const subscription = await currentSubscription();
  const cards = await shownCards(context);
  const isCurrent =
    (await isServerKey(context, subscription, cards[0])) &&
    subscription?.endpoint === registered.endpoint &&
    cards.every((address) => registered.cards.includes(address)) &&
    Math.abs(context.now() - registered.atMs) < RENEW_MS;
  if (!isCurrent) await register(context, registered);
}

let isKeyChecked = false;

/** Whether the subscription names the server's key: asked once per page, since a server may be given another secret. */
async function isServerKey(
  context: ExchangeContext,
  subscription: PushSubscription | null,
  address: CardAddress | undefined,
): Promise<boolean> {
  if (isKeyChecked || address === undefined) return true;
  const response = await context.server.request({ method: 'GET', address, path: '/push' });
  isKeyChecked = true;
  return keyOf(subscription) === ((await response.json()) as { key: string }).key;
}

function keyOf(subscription: PushSubscription | null): string {
  const key = subscription?.options.applicationServerKey ?? null;
  return key === null ? '' : encodeBase64url(new Uint8Array(key));
}

async function register(context: ExchangeContext, { locale }: Registered): Promise<void> {
  const cards = await shownCards(context);
  const [first] = cards;
  if (first === undefined) return;
  const response = await context.server.request({ method: 'GET', address: first, path: '/push' });
  const { key } = (await response.json()) as { key: string };
  const subscription = await subscribe(key);
  const state: Registered = { endpoint: subscription.endpoint, locale, cards: [], atMs: context.now() };
  for (const address of cards) {
    await callServer(context, 'PUT', address, requestOf(subscription, locale));
    // One by one: what was subscribed can be stopped, and the rest is subscribed at the next start.
    state.cards.push(address);
    writeLocal(STORAGE_KEYS.push, JSON.stringify(state));
  }
}

async function subscribe(key: string): Promise<PushSubscription> {
  const applicationServerKey = decodeBase64url(key);
  if (applicationServerKey === null) throw new ExchangeError('push.unavailable');
  const { pushManager } = await navigator.serviceWorker.ready;
  try {
    const existing = await pushManager.getSubscription();
    if (existing !== null && keyOf(existing) === key) return existing;
    // The server's key has changed.
    await existing?.unsubscribe();
    return await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  } catch {
    throw new ExchangeError('push.unavailable');
  }
}

function requestOf(subscription: PushSubscription, locale: Locale): PushSubscriptionRequest {
  const [p256dh, auth] = [subscription.getKey('p256dh'), subscription.getKey('auth')];
  if (p256dh === null || auth === null) throw new ExchangeError('push.unavailable');
  return {
    endpoint: subscription.endpoint,
    p256dh: encodeBase64url(new Uint8Array(p256dh)),
    auth: encodeBase64url(new Uint8Array(auth)),
    locale,
  };
}

const shownCards = async (context: ExchangeContext): Promise<CardAddress[]> =>
  (await readPublications(context)).filter(isShown).map(({ address }) => address);

async function callServer(
  context: ExchangeContext,
  method: 'PUT' | 'DELETE',
  address: CardAddress,
  request?: PushSubscriptionRequest,
): Promise<void> {
  const identity = await readIdentity(context);
  const slot = identity === null ? undefined : slotFor(identity, address);
  if (slot === undefined) return;
  const body = request === undefined ? {} : { body: JSON.stringify(request) };
  await context.server.request({ method, address, path: '/push', ...body, signer: signerFor(slot) });
}
