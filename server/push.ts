import { createECDH, hkdfSync } from 'node:crypto';
import { encodeBase64url } from '../lib/exchange/base64url';
import type { CardAddress } from '../lib/exchange/card-address';
import type { PushSubscriptionRequest } from '../lib/exchange/requests';
import type { Config } from './config';
import type { Log } from './log';
import type { Storage } from './storage/port';

/** An application server's key pair on P-256 (RFC 8292 §2), base64url: the public point uncompressed, the private scalar. */
export type VapidKeys = { publicKey: string; privateKey: string };

/**
 * Derives the key pair from the server's secret: made at the first start with it, the same in every process, and moved with
 * it. A device whose subscription names another key subscribes again.
 */
export function deriveVapidKeys(secret: string): VapidKeys {
  const curve = createECDH('prime256v1');
  for (let attempt = 0; ; attempt += 1) {
    const scalar = Buffer.from(hkdfSync('sha256', secret, '', `poignee/1 vapid ${attempt}`, 32));
    try {
      curve.setPrivateKey(scalar);
    } catch {
      // Zero, or not below the order of the curve: one in 2^32.
      continue;
    }
    return {
      publicKey: encodeBase64url(new Uint8Array(curve.getPublicKey())),
      privateKey: encodeBase64url(new Uint8Array(scalar)),
    };
  }
}

/** The push services of the browsers. The server posts to no other host, whatever a subscription says. */
const PUSH_HOSTS: readonly RegExp[] = [
  /^fcm\.googleapis\.com$/,
  /^(?:[\w-]+\.)*push\.services\.mozilla\.com$/,
  /^(?:[\w-]+\.)*push\.apple\.com$/,
  /^(?:[\w-]+\.)*notify\.windows\.com$/,
];

/** Whether the server may post to this address: a known push service over HTTPS, or an origin that the operator has added. */
export function isPushEndpoint(endpoint: string, addedOrigins: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, origin, username, password } = new URL(endpoint);
  if (username !== '' || password !== '') return false;
  if (addedOrigins.includes(origin)) return true;
  return protocol === 'https:' && port === '' && PUSH_HOSTS.some((host) => host.test(hostname));
}

/** Devices of one card that are told of replies. */
const SUBSCRIPTIONS_MAX = 20;
/** One message tells of every reply that has arrived by then: a full room does not make a telephone ring without end. */
const INTERVAL_MS = 60_000;
const RETRY_MS = 30_000;
const TIMEOUT_MS = 10_000;
/** A telephone that is off for longer finds its replies when the app is opened. */
const TTL_SECONDS = 24 * 60 * 60;
/** A device renews its subscription every week. */
export const SUBSCRIPTION_LIFETIME_MS = 180 * 24 * 60 * 60 * 1000;

/** Stores a device's subscription, in place of its former one. Resolves with `false` if the card has too many devices. */
export async function putSubscription(
  storage: Storage,
  { card, device, generation }: { card: CardAddress; device: string; generation: number },
  { endpoint, p256dh, auth, locale }: PushSubscriptionRequest,
  nowMs: number,
): Promise<boolean> {
  const others = await storage.readOne(
    'SELECT count(*) AS count FROM push_subscription WHERE card_id = ? AND device <> ?',
    [card, device],
  );
  if (Number(others?.count ?? 0) >= SUBSCRIPTIONS_MAX) return false;
  await storage.write(
    `INSERT INTO push_subscription (card_id, device, generation, endpoint, p256dh, auth, locale, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (card_id, device) DO UPDATE SET generation = excluded.generation, endpoint = excluded.endpoint,
       p256dh = excluded.p256dh, auth = excluded.auth, locale = excluded.locale, updated_at = excluded.updated_at`,
    [card, device, generation, endpoint, p256dh, auth, locale, nowMs],
  );
  return true;
}

export async function deleteSubscription(storage: Storage, card: CardAddress, device: string): Promise<void> {
  await storage.write('DELETE FROM push_subscription WHERE card_id = ? AND device = ?', [card, device]);
}

type Subscription = PushSubscriptionRequest & { device: string };

async function readSubscriptions(storage: Storage, card: CardAddress): Promise<Subscription[]> {
  // The devices of an earlier generation were revoked.
  const rows = await storage.read(
    `SELECT s.device, s.endpoint, s.p256dh, s.auth, s.locale FROM push_subscription s
     JOIN card c ON c.card_id = s.card_id AND c.generation = s.generation WHERE s.card_id = ? AND c.state <> 'deleted'`,
    [card],
  );
  return rows.map(({ device, endpoint, p256dh, auth, locale }) => ({
    device: String(device),
    endpoint: String(endpoint),
    p256dh: String(p256dh),
    auth: String(auth),
    locale: locale === 'en' ? 'en' : 'fr',
  }));
}

/** Tells the owner's devices that a reply has arrived. */
export type Push = {
  publicKey: string;
  /** Returns at once. */
  notify(card: CardAddress): void;
  /** Stops, and resolves when the messages being sent are sent. */
  close(): Promise<void>;
};

type Timers = Map<CardAddress, ReturnType<typeof setTimeout>>;
type Outcome = 'sent' | 'dead' | 'later';

/**
 * Creates the sender of push messages (RFC 8030). A message names nobody and nothing: its encrypted payload (RFC 8291) is the
 * language to announce a reply in.
 */
export function createPush({
  config,
  storage,
  secret,
  log,
  intervalMs = INTERVAL_MS,
  retryMs = RETRY_MS,
}: {
  config: Config;
  storage: Storage;
  secret: string;
  log: Log;
  intervalMs?: number;
  retryMs?: number;
}): Push {
  const keys = deriveVapidKeys(secret);
  // RFC 8292 §2.1: a way to reach the operator. Push services refuse a token without one.
  const subject = config.origin?.startsWith('https:') ? config.origin : 'https://poignee.invalid';
  /** When each card was last announced, and the timers of those announced again. */
  const lastSentMs = new Map<CardAddress, number>();
  const announcements: Timers = new Map();
  const retries: Timers = new Map();
  const running = new Set<Promise<void>>();
  let isClosed = false;

  async function post({ endpoint, p256dh, auth, locale }: Subscription): Promise<Outcome> {
    const { default: webPush } = await import('web-push');
    let details: ReturnType<typeof webPush.generateRequestDetails>;
    try {
      details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify({ locale }), {
        vapidDetails: { subject, ...keys },
        TTL: TTL_SECONDS,
        urgency: 'high',
        topic: 'replies',
      });
    } catch {
      // Not a public key, or not a secret of the right length.
      return 'dead';
    }
    try {
      const { status } = await fetch(endpoint, {
        method: 'POST',
        headers: Object.fromEntries(Object.entries(details.headers).map(([name, value]) => [name, String(value)])),
        body: new Uint8Array(details.body ?? []),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (status >= 200 && status < 300) return 'sent';
      // Unknown, or gone (RFC 8030 §7.3). A key that the service does not accept is noticed by the device.
      return status === 404 || status === 410 ? 'dead' : 'later';
    } catch {
      return 'later';
    }
  }

  /** @param only the devices of a message that failed; `null`: all of them */
  async function send(card: CardAddress, only: ReadonlySet<string> | null): Promise<void> {
    const subscriptions = (await readSubscriptions(storage, card)).filter(({ device }) => only?.has(device) ?? true);
    const outcomes = await Promise.all(
      subscriptions.map(async (subscription) => {
        const isAllowed = isPushEndpoint(subscription.endpoint, config.pushOrigins);
        const outcome = isAllowed ? await post(subscription) : 'dead';
        if (outcome === 'dead') await deleteSubscription(storage, card, subscription.device);
        return outcome;
      }),
    );
    const failed = subscriptions.filter((_, index) => outcomes[index] === 'later');
    if (failed.length > 0) log('push.failed', { count: failed.length });
    if (failed.length > 0 && only === null && !isClosed)
      schedule(retries, card, retryMs, () => send(card, new Set(failed.map(({ device }) => device))));
  }

  function start(work: () => Promise<void>): void {
    const task = work()
      .catch((error: unknown) => log('push.failed', { error: error instanceof Error ? error.name : 'unknown' }))
      .finally(() => running.delete(task));
    running.add(task);
  }

  function schedule(timers: Timers, card: CardAddress, afterMs: number, work: () => Promise<void>): void {
    if (timers.has(card)) return;
    const timer = setTimeout(() => {
      timers.delete(card);
      start(work);
    }, afterMs);
    timer.unref();
    timers.set(card, timer);
  }

  return {
    publicKey: keys.publicKey,
    notify(card) {
      if (isClosed) return;
      const nowMs = performance.now();
      for (const [known, atMs] of lastSentMs) {
        if (nowMs - atMs < intervalMs) break;
        lastSentMs.delete(known);
      }
      const lastMs = lastSentMs.get(card);
      const announce = () => {
        lastSentMs.delete(card);
        lastSentMs.set(card, performance.now());
        return send(card, null);
      };
      if (lastMs === undefined) start(announce);
      else schedule(announcements, card, Math.max(0, lastMs + intervalMs - nowMs), announce);
    },
    async close() {
      isClosed = true;
      for (const timer of [...announcements.values(), ...retries.values()]) clearTimeout(timer);
      announcements.clear();
      retries.clear();
      await Promise.all(running);
    },
  };
}
