import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { finishRemovals, forgetRefusedRemovals, onlinePages, removalsOf } from '@/lib/browser/exchange/page-removal';
import { publishCard } from '@/lib/browser/exchange/publisher';
import { fetchDocument } from '@/lib/browser/exchange/reconcile';
import { restoreFromPhrase } from '@/lib/browser/exchange/restore-from-phrase';
import type { PageRemoval } from '@/lib/browser/storage/records';
import type { Card } from '@/lib/card/card';
import {
  giveIdentity,
  type MemoryServer,
  openDevice,
  openMemoryServer,
  type TestDevice,
} from '../support/exchange-devices';
import { fakeLocalStorage } from '../support/local-storage';

let server: MemoryServer;
let device: TestDevice;
let entropy: Uint8Array<ArrayBuffer>;
let card: Card;
let local: ReturnType<typeof fakeLocalStorage>;
beforeEach(async () => {
  local = fakeLocalStorage();
  vi.stubGlobal('window', {
    localStorage: local.storage,
    sessionStorage: fakeLocalStorage().storage,
    dispatchEvent: () => true,
  });
  server = await openMemoryServer();
  device = openDevice(server);
  entropy = await giveIdentity(device);
  card = await device.addCard({ givenNames: 'Élodie', familyNames: 'Côté-Gagné' });
  await publishCard(device, card, 'fr-CA');
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await server.close();
});

/** Erases everything on the device but what it takes to remove its pages. */
async function erase(wish: PageRemoval['wish'], one: TestDevice = device): Promise<PageRemoval['address']> {
  const removals = removalsOf(await onlinePages(one), wish, one.now());
  await Promise.all(one.database.tables.map((table) => table.clear()));
  await one.database.removals.bulkPut(removals);
  const [removal] = removals;
  if (removal === undefined) throw new Error('nothing to remove');
  return removal.address;
}
const stateOf = (address: PageRemoval['address']) =>
  fetchDocument(device, address).then(
    (stored) => stored?.document.state ?? 'unknown',
    (error: Error) => error.message,
  );

describe('pages removed after an erasure', () => {
  test.each([
    ['deleted', 'card.deleted'],
    ['hidden', 'hidden'],
  ] as const)('%s: the server confirms, and nothing is left on the device', async (wish, state) => {
    const address = await erase(wish);
    expect(await stateOf(address)).toBe('shown');
    expect(await finishRemovals(device)).toEqual([]);
    expect(await stateOf(address)).toBe(state);
    expect(await device.database.removals.count()).toBe(0);
    expect(local.values.has('poignee.removals')).toBe(false);
  });

  test.each(['deleted', 'hidden'] as const)('%s: waits without a network, and succeeds later', async (wish) => {
    const address = await erase(wish);
    server.fail(/./, 'refuse');
    expect(await finishRemovals(device)).toMatchObject([{ address, wish, isRefused: false }]);
    expect(JSON.parse(local.values.get('poignee.removals') ?? '')).toEqual([{ address, wish, isRefused: false }]);
    server.fail(/./, 'lose');
    expect(await finishRemovals(device)).toHaveLength(1);
    expect(await finishRemovals(device)).toEqual([]);
    expect(await stateOf(address)).toBe(wish === 'deleted' ? 'card.deleted' : 'hidden');
  });

  test('hides a page that another device has published since', async () => {
    const second = openDevice(server);
    await restoreFromPhrase(second, entropy, { revoke: false });
    const [theirs] = await second.database.cards.toArray();
    const address = await erase('hidden');
    if (theirs === undefined) throw new Error('no card');
    await second.cards.apply(theirs.id, { title: 'Chef' });
    await publishCard(second, await second.cards.latest(theirs), 'fr-CA');
    expect(await finishRemovals(device)).toEqual([]);
    expect(await stateOf(address)).toBe('hidden');
  });

  test('says that a revoked device cannot, and forgets it once the owner knows', async () => {
    const address = await erase('deleted');
    await restoreFromPhrase(openDevice(server), entropy, { revoke: true });
    expect(await finishRemovals(device)).toMatchObject([{ address, isRefused: true }]);
    const requests = server.log.length;
    expect(await finishRemovals(device)).toMatchObject([{ isRefused: true }]);
    expect(server.log).toHaveLength(requests);
    await forgetRefusedRemovals(device);
    expect(await device.database.removals.count()).toBe(0);
    expect(await stateOf(address)).toBe('shown');
  });

  test('removes a page that is already gone', async () => {
    const address = await erase('deleted');
    await finishRemovals(device);
    await device.database.removals.put(await removalOf(address));
    expect(await finishRemovals(device)).toEqual([]);
  });

  const removalOf = async (address: PageRemoval['address']): Promise<PageRemoval> => {
    const identity = openDevice(server);
    await giveIdentity(identity, entropy);
    const slot = (await identity.database.identity.get('own'))?.slots[0];
    if (slot === undefined) throw new Error('no slot');
    return {
      address,
      schemaVersion: 1,
      wish: 'hidden',
      key: slot.key,
      credential: slot.credential,
      revocation: null,
      rev: 1,
      etag: '"1"',
      isRefused: false,
      requestedAtMs: 1,
    };
  };

  test('offers no right over a page whose device was revoked, nor a page never sent', async () => {
    await restoreFromPhrase(openDevice(server), entropy, { revoke: true });
    await publishCard(device, { ...card, title: 'x' }, 'fr-CA', { state: 'hidden' }).catch(() => undefined);
    const pages = await onlinePages(device);
    expect(pages).toMatchObject([{ slot: null }]);
    expect(removalsOf(pages, 'deleted', 1)).toEqual([]);
    const other = openDevice(server);
    await giveIdentity(other);
    expect(await onlinePages(other)).toEqual([]);
  });
});
