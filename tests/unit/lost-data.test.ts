import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { database } from '@/lib/browser/storage/database';
import { refuseIfErased, storedEpoch } from '@/lib/browser/storage/erasure-epoch';
import { lossState, setLossState } from '@/lib/browser/storage/loss-state';
import { checkForLoss, isLossUnsettled, markInstalled } from '@/lib/browser/storage/lost-data';
import { checkUnreadable } from '@/lib/browser/storage/unreadable-data';
import { remainingPatch } from '@/lib/browser/storage/unsaved-changes';
import { type CardId, type CardPatch, newCard } from '@/lib/card/card';
import { fakeLocalStorage } from '../support/local-storage';

let local: ReturnType<typeof fakeLocalStorage>;
beforeEach(async () => {
  local = fakeLocalStorage();
  vi.stubGlobal('window', { localStorage: local.storage });
  await database.open();
  await Promise.all(database.tables.map((table) => table.clear()));
  setLossState(null);
});
afterEach(() => vi.unstubAllGlobals());

it('a new visitor has lost nothing; data of an earlier release neither', async () => {
  await checkForLoss();
  expect(lossState()).toBeNull();
  await database.meta.clear();
  local.storage.setItem('poignee.has-cards', '1');
  await database.cards.put(newCard('c' as CardId, 1, {}));
  await checkForLoss();
  expect(lossState()).toBeNull();
  expect(await database.meta.get('installation')).toBeDefined();
});

it('a loss stays one until the owner decides, whatever is added meanwhile', async () => {
  local.storage.setItem('poignee.has-cards', '1');
  await checkForLoss();
  expect(lossState()).toMatchObject({ reason: 'emptied', copy: null });
  await database.cards.put(newCard('c' as CardId, 1, {}));
  setLossState(null);
  await checkForLoss();
  expect(lossState()).not.toBeNull();
  expect(await isLossUnsettled()).toBe(true);
  await markInstalled();
  expect(await isLossUnsettled()).toBe(false);
  await checkForLoss();
  expect(lossState()).toBeNull();
});

it('a loss after an erasure leaves the erasure known: later copies name it', async () => {
  local.storage.setItem('poignee.epoch', 'E');
  await markInstalled();
  expect(await storedEpoch()).toBe('E');
  await expect(database.transaction('r', database.meta, refuseIfErased)).resolves.toBeUndefined();
});

it('a slow or refused database is not called unreadable', async () => {
  await checkUnreadable(new Error('storage.open_timeout'));
  await checkUnreadable(Object.assign(new Error('no'), { name: 'SecurityError' }));
  expect(lossState()).toBeNull();
});

it('after a loss, what was being typed is kept unless the copy is later', () => {
  const whole = { ...newCard('c' as CardId, 1, { title: 'A' }), rev: 5 };
  const patch: CardPatch = { title: 'B' };
  const entry = { whole, patch, base: { title: 'A' }, newSince: null, seq: 3, atMs: 1, replaces: [] };
  expect(remainingPatch(entry, undefined, undefined, true)).toEqual(patch);
  expect(remainingPatch(entry, { ...whole, title: 'Z', rev: 4 }, undefined, true)).toEqual(patch);
  expect(remainingPatch(entry, { ...whole, title: 'Z', rev: 6 }, undefined, true)).toBeNull();
  expect(remainingPatch(entry, undefined, undefined)).toBeNull();
});
