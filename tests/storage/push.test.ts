import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { publishCard } from '@/server/cards';
import { readConfig } from '@/server/config';
import {
  createPush,
  deleteSubscription,
  deriveVapidKeys,
  isPushEndpoint,
  type Push,
  putSubscription,
} from '@/server/push';
import { sweepAll } from '@/server/replies';
import type { Storage } from '@/server/storage/port';
import { openMemoryServer } from '../support/exchange-devices';
import { newOwner, proofOf, sealedReply, shownDocument, signed, type TestOwner } from '../support/exchange-owner';
import { type PushService, startPushService } from '../support/push-service';
import { type Engine, startEngine } from './engines';

const SECRET = 'a-secret-of-the-tests-which-is-long-enough';
const DAY_MS = 86_400_000;

let service: PushService;
beforeEach(async () => {
  service = await startPushService();
});
afterEach(() => service.stop());

describe('the server’s key pair', () => {
  test('follows from its secret, and is a point of P-256', async () => {
    const keys = deriveVapidKeys(SECRET);
    expect(deriveVapidKeys(SECRET)).toEqual(keys);
    expect(deriveVapidKeys(`${SECRET}.`).publicKey).not.toBe(keys.publicKey);
    const bytes = Buffer.from(keys.publicKey, 'base64url');
    expect(bytes).toHaveLength(65);
    await crypto.subtle.importKey('raw', bytes, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  });
});

describe('an endpoint', () => {
  test.each([
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/QAbc',
    'https://wns2-by3p.notify.windows.com/w/?token=abc',
  ])('of a browser’s push service is accepted: %s', (endpoint) => {
    expect(isPushEndpoint(endpoint, [])).toBe(true);
  });

  test.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://evilpush.apple.com.example/x',
    'https://notpush.services.mozilla.com.example/x',
    'https://user:secret@fcm.googleapis.com/x',
    'https://127.0.0.1/x',
    'http://169.254.169.254/latest/meta-data',
    'http://localhost:3000/api',
    'file:///etc/passwd',
    'not an address',
  ])('of another host is refused: %s', (endpoint) => {
    expect(isPushEndpoint(endpoint, [])).toBe(false);
  });

  test('of an origin that the operator added is accepted, and of no other', () => {
    expect(isPushEndpoint('https://push.exemple.ca/x', ['https://push.exemple.ca'])).toBe(true);
    expect(isPushEndpoint('https://push.exemple.ca:444/x', ['https://push.exemple.ca'])).toBe(false);
  });
});

describe.each(['sqlite', 'postgres'] as const)('messages, on %s', (name) => {
  let engine: Engine;
  let storage: Storage;
  let push: Push;
  let owner: TestOwner;
  beforeAll(async () => {
    engine = await startEngine(name);
    storage = engine.open();
    await storage.migrate();
  }, 60_000);
  afterAll(async () => {
    await storage.close();
    await engine.stop();
  });
  beforeEach(async () => {
    owner = await newOwner();
    const context = { host: owner.host, nowMs: Date.now() };
    await publishCard(storage, owner.address, await signed(owner, await shownDocument(owner, 1)), null, context);
    push = openPush();
  });
  afterEach(() => push.close());

  const openPush = (options: { intervalMs?: number; retryMs?: number } = {}) =>
    createPush({
      config: readConfig({ POIGNEE_PUSH_ORIGINS: service.origin, POIGNEE_ORIGIN: 'https://cartes.exemple.ca' }, '/x'),
      storage,
      secret: SECRET,
      log: () => undefined,
      intervalMs: 300,
      retryMs: 50,
      ...options,
    });
  const subscribe = async (device = 'device', generation = 0, locale: 'fr' | 'en' = 'fr') => {
    const subscription = service.subscribe();
    const of = { card: owner.address, device, generation };
    await putSubscription(storage, of, { ...subscription, locale }, Date.now());
    return subscription;
  };
  const devices = async () =>
    (await storage.read('SELECT device FROM push_subscription WHERE card_id = ?', [owner.address])).map((row) =>
      String(row.device),
    );

  test('are encrypted to the browser, signed by the server, and name nobody', async () => {
    const { endpoint } = await subscribe('phone', 0, 'en');
    push.notify(owner.address);
    await vi.waitFor(() => expect(service.received).toHaveLength(1));
    const [message] = service.received;
    expect(new URL(endpoint).pathname).toBe(message?.path);
    expect(JSON.parse(message?.text ?? '')).toEqual({ locale: 'en' });
    expect(message?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', topic: 'replies', ttl: '86400' });
    const { aud, exp, sub, key } = message?.token ?? {};
    expect([aud, sub, key]).toEqual([service.origin, 'https://cartes.exemple.ca', push.publicKey]);
    const lifetimeMs = Number(exp) * 1000 - Date.now();
    // RFC 8292 §2: at most 24 hours.
    expect(lifetimeMs > 0 && lifetimeMs <= DAY_MS).toBe(true);
  });

  test('tell of many replies at once, then again', async () => {
    await subscribe();
    for (let reply = 0; reply < 40; reply += 1) push.notify(owner.address);
    await vi.waitFor(() => expect(service.received).toHaveLength(2));
  });

  test('reach every device of the generation in force, and no revoked one', async () => {
    await subscribe('phone');
    await subscribe('laptop');
    await subscribe('stolen', -1);
    push.notify(owner.address);
    await vi.waitFor(() => expect(service.received).toHaveLength(2));
    await push.close();
    expect(service.received).toHaveLength(2);
  });

  test('do not reach a device that has unsubscribed', async () => {
    await subscribe('phone');
    await subscribe('laptop');
    await deleteSubscription(storage, owner.address, 'phone');
    push.notify(owner.address);
    await vi.waitFor(() => expect(service.received).toHaveLength(1));
    await push.close();
    expect([service.received.length, await devices()]).toEqual([1, ['laptop']]);
  });

  test.each([404, 410])('that a push service answers with %i are not sent there again', async (status) => {
    await subscribe();
    service.answer(status);
    push.notify(owner.address);
    await vi.waitFor(async () => expect(await devices()).toEqual([]));
  });

  test.each([403, 429, 500])(
    'that a push service answers with %i are sent once more, and the device is kept',
    async (status) => {
      await subscribe();
      service.answer(status);
      push.notify(owner.address);
      await push.close();
      push = openPush();
      push.notify(owner.address);
      await vi.waitFor(async () => expect(await devices()).toEqual(['device']));
      service.answer(201);
      await vi.waitFor(() => expect(service.received).toHaveLength(1));
    },
  );

  test('are never sent to a host that is no push service', async () => {
    const of = { card: owner.address, device: 'device', generation: 0 };
    const { origin } = new URL(service.origin.replace('127.0.0.1', 'localhost'));
    await putSubscription(storage, of, { ...service.subscribe(), endpoint: `${origin}/x`, locale: 'fr' }, Date.now());
    push.notify(owner.address);
    await vi.waitFor(async () => expect(await devices()).toEqual([]));
    expect(service.received).toEqual([]);
  });

  test('a subscription replaces the device’s former one, and is forgotten when nobody renews it', async () => {
    const first = await subscribe();
    const second = await subscribe();
    push.notify(owner.address);
    await vi.waitFor(() => expect(service.received).toHaveLength(1));
    expect([first, second].map(({ endpoint }) => endpoint.endsWith(service.received[0]?.path ?? '?'))).toEqual([
      false,
      true,
    ]);
    await sweepAll(storage, Date.now() + 179 * DAY_MS);
    expect(await devices()).toEqual(['device']);
    await sweepAll(storage, Date.now() + 181 * DAY_MS);
    expect(await devices()).toEqual([]);
  });

  test('a card has at most twenty devices', async () => {
    const results: boolean[] = [];
    for (let device = 0; device < 21; device += 1)
      results.push(
        await putSubscription(
          storage,
          { card: owner.address, device: `d${device}`, generation: 0 },
          { ...service.subscribe(), locale: 'fr' },
          Date.now(),
        ),
      );
    expect(results.filter(Boolean)).toHaveLength(20);
  });
});

describe('the route', () => {
  const withServer = async (run: (call: Call, owner: TestOwner) => Promise<void>) => {
    const server = await openMemoryServer('poignee.test', Date.now, { POIGNEE_PUSH_ORIGINS: service.origin });
    const owner = await newOwner('poignee.test');
    const call: Call = async (method, path, body, signer = owner) => {
      const target = `/api/cards/${owner.address}${path}`;
      const text = body === undefined ? '' : JSON.stringify(body);
      const headers = {
        'content-type': 'application/json',
        authorization: await proofOf(signer, method, target, text),
      };
      const init: RequestInit = { method, headers, ...(body !== undefined && { body: text }) };
      const response = await server.fetch(target, init);
      return { status: response.status, body: await response.text() };
    };
    try {
      const body = await signed(owner, await shownDocument(owner, 1));
      expect((await call('PUT', '', body)).status).toBe(201);
      await run(call, owner);
    } finally {
      await server.close();
    }
  };
  type Call = (
    method: string,
    path: string,
    body?: unknown,
    signer?: TestOwner,
  ) => Promise<{ status: number; body: string }>;

  test('a reply reaches the subscribed device, which can unsubscribe', async () => {
    await withServer(async (call, owner) => {
      const { key } = JSON.parse((await call('GET', '/push')).body) as { key: string };
      expect(key).toMatch(/^B[\w-]{86}$/);
      expect((await call('PUT', '/push', { ...service.subscribe(), locale: 'fr' })).status).toBe(204);
      expect((await call('POST', '/replies', (await sealedReply(owner)).request)).status).toBe(201);
      await vi.waitFor(() => expect(service.received.map(({ text }) => text)).toEqual(['{"locale":"fr"}']));
      expect(service.received[0]?.token.key).toBe(key);
      expect((await call('DELETE', '/push')).status).toBe(204);
    });
  });

  test('refuses a stranger, an unknown push service and a body that is no subscription', async () => {
    await withServer(async (call) => {
      const subscription = { ...service.subscribe(), locale: 'fr' };
      const stranger = await newOwner('poignee.test');
      expect((await call('PUT', '/push', subscription, stranger)).status).toBe(401);
      expect(await call('PUT', '/push', { ...subscription, endpoint: 'https://127.0.0.1/x' })).toEqual({
        status: 400,
        body: '{"code":"push.unknown_service"}',
      });
      for (const wrong of [{ ...subscription, auth: 'short' }, { ...subscription, p256dh: 'A'.repeat(87) }, {}])
        expect((await call('PUT', '/push', wrong)).status).toBe(400);
    });
  });
});
