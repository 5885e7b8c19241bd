import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CardId, PictureContent } from '@/lib/card/card';

import { fakeLocalStorage } from '../support/local-storage';

type Database = typeof import('@/lib/browser/card/card-database') &
  typeof import('@/lib/browser/storage/committed-entries') &
  typeof import('@/lib/browser/storage/erasure') &
  typeof import('@/lib/browser/storage/erase') &
  typeof import('@/lib/browser/storage/open-database');
type StoreModule = typeof import('@/lib/browser/card/card-store');

const PICTURE: PictureContent = {
  mediaType: 'image/jpeg',
  bytes: Uint8Array.from([255, 216, 255]),
  widthPx: 1,
  heightPx: 1,
};

let database: Database;
let createCardStore: StoreModule['createCardStore'];
let local: ReturnType<typeof fakeLocalStorage>;

beforeEach(async () => {
  local = fakeLocalStorage();
  vi.stubGlobal('window', { localStorage: local.storage });
  database = {
    ...(await import('@/lib/browser/card/card-database')),
    ...(await import('@/lib/browser/storage/committed-entries')),
    ...(await import('@/lib/browser/storage/erasure')),
    ...(await import('@/lib/browser/storage/erase')),
    ...(await import('@/lib/browser/storage/open-database')),
  };
  ({ createCardStore } = await import('@/lib/browser/card/card-store'));
  await database.eraseDatabase('before', 0);
  local.values.clear();
});
afterEach(() => vi.unstubAllGlobals());

async function openStore(overrides: Partial<Database> = {}, now?: () => number) {
  const store = createCardStore(() => Promise.resolve({ ...database, ...overrides }), now);
  store.open();
  await vi.waitFor(() => expect(store.getState().status).toBe('ready'));
  return store;
}
const unsavedKeys = () => [...local.values.keys()].filter((key) => key.startsWith('poignee.unsaved.'));
const stored = async (id: CardId) =>
  new Promise<Record<string, unknown> | undefined>((resolve, reject) => {
    const stop = database.watchCards(({ cards }) => {
      stop?.();
      resolve(cards.find((card) => card.id === id));
    }, reject);
  });

describe('card store', () => {
  it('saves a card and each change', async () => {
    const store = await openStore();
    const id = store.create({ givenNames: 'Élodie' });
    store.change(id, { title: 'Boulangère' });
    expect(store.getState().cards[0]).toMatchObject({ givenNames: 'Élodie', title: 'Boulangère' });
    await vi.waitFor(async () => expect(await stored(id)).toMatchObject({ givenNames: 'Élodie', title: 'Boulangère' }));
    expect(unsavedKeys()).toEqual([]);
  });

  it('saves every keystroke of a burst', async () => {
    const store = await openStore();
    const id = store.create({ givenNames: '' });
    for (let i = 1; i <= 60; i += 1) store.change(id, { note: 'a'.repeat(i) });
    await vi.waitFor(async () => expect(await stored(id)).toMatchObject({ note: 'a'.repeat(60) }));
  });

  it('merges the edits of two tabs to different properties of a card, and shows them in both', async () => {
    const [here, there] = [await openStore(), await openStore()];
    const id = here.create({ givenNames: 'Élodie' });
    await vi.waitFor(() => expect(there.getState().cards).toHaveLength(1));
    here.change(id, { title: 'Boulangère' });
    there.change(id, { note: 'Fermé le lundi' });
    const mergedFields = { title: 'Boulangère', note: 'Fermé le lundi' };
    await vi.waitFor(async () => expect(await stored(id)).toMatchObject(mergedFields));
    await vi.waitFor(() => expect(here.getState().cards[0]).toMatchObject(mergedFields));
    await vi.waitFor(() => expect(there.getState().cards[0]).toMatchObject(mergedFields));
  });

  it('restores the unsaved changes of a tab closed while writing', async () => {
    const first = await openStore();
    const id = first.create({ givenNames: 'Élodie' });
    await vi.waitFor(() => expect(unsavedKeys()).toEqual([]));
    const never = () => new Promise<never>(() => undefined);
    const interrupted = await openStore({ commitPatch: never });
    interrupted.change(id, { title: 'Boulangère' });
    expect((await stored(id))?.title).toBe('');
    const reopened = await openStore();
    expect(reopened.getState().cards[0]?.title).toBe('Boulangère');
    await vi.waitFor(async () => expect((await stored(id))?.title).toBe('Boulangère'));
  });

  it('works in memory and reports it when storage is refused', async () => {
    const store = createCardStore(() => Promise.reject(new DOMException('no', 'SecurityError')));
    store.open();
    await vi.waitFor(() => expect(store.getState()).toMatchObject({ status: 'ready', storage: 'refused' }));
    const id = store.create({ givenNames: 'Élodie' });
    store.change(id, { title: 'Boulangère' });
    expect(store.getState().cards[0]).toMatchObject({ givenNames: 'Élodie', title: 'Boulangère' });
  });

  it('keeps typed text when storage is full, and writes it once there is room', async () => {
    let isFull = true;
    const commitPatch: Database['commitPatch'] = (...args) =>
      isFull ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : database.commitPatch(...args);
    const store = await openStore({ commitPatch });
    const id = store.create({ givenNames: 'Élodie' });
    await vi.waitFor(() => expect(store.getState().storage).toBe('full'));
    expect(store.getState().cards[0]?.givenNames).toBe('Élodie');
    isFull = false;
    store.retry();
    await vi.waitFor(() => expect(store.getState().storage).toBe('kept'));
    await vi.waitFor(async () => expect(await stored(id)).toMatchObject({ givenNames: 'Élodie' }));
  });

  it('saves the text when a picture does not fit, reports it, and writes the picture once there is room', async () => {
    let isFull = true;
    const putPicture: Database['putPicture'] = (picture) =>
      isFull ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : database.putPicture(picture);
    const store = await openStore({ putPicture });
    const id = store.create({ givenNames: 'Élodie' });
    const photoId = await store.addPicture(PICTURE);
    store.change(id, { photoId, title: 'Boulangère' });
    await vi.waitFor(async () => expect(await stored(id)).toMatchObject({ title: 'Boulangère' }));
    expect(store.getState().storage).toBe('full');
    isFull = false;
    store.retry();
    await vi.waitFor(() => expect(store.getState().storage).toBe('kept'));
    expect((await database.getPicture(photoId))?.bytes).toEqual(PICTURE.bytes);
  });

  it('deletes only the pictures that no card has used for a day', async () => {
    const day = 24 * 60 * 60 * 1000;
    let clock = 0;
    const store = await openStore({}, () => clock);
    const [shown, unused] = [await store.addPicture(PICTURE), await store.addPicture(PICTURE)];
    const id = store.create({ givenNames: 'Élodie', photoId: shown });
    await vi.waitFor(async () => expect(await stored(id)).toMatchObject({ photoId: shown }));
    clock = day;
    const recent = await store.addPicture(PICTURE);
    await database.sweepUnreferenced(day + 1);
    expect(await Promise.all([shown, unused, recent].map(database.getPicture))).toEqual([
      expect.anything(),
      null,
      expect.anything(),
    ]);
  });

  it('erases every card, picture and unsaved change, and no pending write restores them', async () => {
    const store = await openStore();
    const id = store.create({ givenNames: 'Élodie' });
    const photoId = await store.addPicture(PICTURE);
    store.change(id, { photoId });
    expect(await store.eraseEverything()).toBe(true);
    await vi.waitFor(async () => expect(await stored(id)).toBeUndefined());
    expect(await database.getPicture(photoId)).toBeNull();
    expect(unsavedKeys()).toEqual([]);
    expect(store.getState().cards).toEqual([]);
  });

  it('returns false if there is no database to erase', async () => {
    const store = createCardStore(() => Promise.reject(new DOMException('no', 'SecurityError')));
    store.open();
    await vi.waitFor(() => expect(store.getState().storage).toBe('refused'));
    expect(await store.eraseEverything()).toBe(false);
  });

  it('keeps the unsaved changes of each tab separate, and recovers those of closed tabs', async () => {
    const never = () => new Promise<never>(() => undefined);
    const first = await openStore();
    const id = first.create({ givenNames: 'Élodie' });
    await vi.waitFor(() => expect(unsavedKeys()).toEqual([]));
    const [one, two] = [await openStore({ commitPatch: never }), await openStore({ commitPatch: never })];
    one.change(id, { title: 'Boulangère' });
    two.change(id, { note: 'Fermé le lundi' });
    expect(unsavedKeys()).toHaveLength(2);
    const reopened = await openStore();
    const mergedFields = { title: 'Boulangère', note: 'Fermé le lundi' };
    await vi.waitFor(async () => expect(await stored(id)).toMatchObject(mergedFields));
    expect(reopened.getState().cards.find((card) => card.id === id)).toMatchObject(mergedFields);
  });

  it('undoes typing as one step and a later change as another, and redoes them', async () => {
    let clock = 0;
    const store = await openStore({}, () => clock);
    const id = store.create({ givenNames: 'Élodie' });
    for (const title of ['B', 'Bo', 'Bou']) store.change(id, { title });
    clock += 5000;
    store.change(id, { note: 'x' });
    store.undo(id);
    expect(store.getState().cards[0]).toMatchObject({ title: 'Bou', note: '' });
    store.undo(id);
    expect(store.getState().cards[0]).toMatchObject({ title: '', note: '' });
    expect(store.canUndo(id)).toBe(false);
    store.redo(id);
    store.redo(id);
    expect(store.getState().cards[0]).toMatchObject({ title: 'Bou', note: 'x' });
    expect(store.canRedo(id)).toBe(false);
  });

  it('restores a deleted card completely', async () => {
    const store = await openStore();
    const id = store.create({ givenNames: 'Élodie', title: 'Boulangère' });
    await vi.waitFor(async () => expect(await stored(id)).toBeDefined());
    const restore = store.remove(id);
    expect(store.getState().cards.map((card) => card.id)).not.toContain(id);
    await vi.waitFor(async () => expect(await stored(id)).toBeUndefined());
    restore();
    await vi.waitFor(async () => expect(await stored(id)).toMatchObject({ givenNames: 'Élodie', title: 'Boulangère' }));
  });

  it('keeps an unreadable record, and counts it', async () => {
    const store = await openStore();
    const id = store.create({ givenNames: 'Élodie' });
    await vi.waitFor(async () => expect(await stored(id)).toBeDefined());
    await database.commitPatch({ ...store.getState().cards[0], id: 'odd', schemaVersion: 99 } as never, {}, true, 1);
    await vi.waitFor(() => expect(store.getState().unreadable).toBe(1));
    expect(store.getState().cards.map((card) => card.id)).toContain(id);
    expect(store.getState().cards.map((card) => card.id)).not.toContain('odd');
  });
});
