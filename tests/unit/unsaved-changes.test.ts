import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCardStore } from '@/lib/browser/card/card-store';
import { database } from '@/lib/browser/storage/database';
import { remainingPatch, type UnsavedChange } from '@/lib/browser/storage/unsaved-changes';
import { type CardId, type CardPatch, newCard } from '@/lib/card/card';
import { fakeLocalStorage } from '../support/local-storage';

const modules = {
  ...(await import('@/lib/browser/card/card-database')),
  ...(await import('@/lib/browser/storage/committed-entries')),
  ...(await import('@/lib/browser/storage/erasure')),
  ...(await import('@/lib/browser/storage/erase')),
  ...(await import('@/lib/browser/storage/open-database')),
};
type Local = ReadonlyMap<string, string>;

let local: ReturnType<typeof fakeLocalStorage>;
/** Replaces localStorage by what the disk held at an earlier moment. */
function restoreLocal(values: Local): void {
  local = fakeLocalStorage();
  for (const [key, value] of values) local.storage.setItem(key, value);
  vi.stubGlobal('window', { localStorage: local.storage });
}

beforeEach(async () => {
  restoreLocal(new Map());
  await modules.openDatabase(() => undefined);
  await modules.eraseDatabase('before', 0);
});
afterEach(() => vi.unstubAllGlobals());

async function openStore(overrides: Partial<typeof modules> = {}) {
  const store = createCardStore(() => Promise.resolve({ ...modules, ...overrides }));
  store.open();
  await vi.waitFor(() => expect(store.getState().status).toBe('ready'), { interval: 2 });
  return store;
}
const isWritten = () => ![...local.values.keys()].some((key) => key.startsWith('poignee.unsaved.'));
const written = () => vi.waitFor(() => expect(isWritten()).toBe(true), { interval: 2 });
const storedCard = (id: CardId) => database.cards.get(id);

const PROPERTIES = ['title', 'note'] as const;
type Property = (typeof PROPERTIES)[number];
/** `value` is one of three, so that a property returns to an earlier value. */
const step = fc.record({
  kind: fc.constantFrom('type', 'type', 'type', 'wait', 'kill'),
  property: fc.constantFrom(...PROPERTIES),
  value: fc.constantFrom('un', 'deux', 'trois'),
  isCommitted: fc.boolean(),
  /** How much older than the database localStorage is after a kill, as a share of the session. */
  age: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('unsaved changes after a crash', () => {
  it('never goes back before what IndexedDB has, whatever moment localStorage on the disk is from', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
        restoreLocal(new Map());
        await modules.eraseDatabase('before', 0);
        restoreLocal(new Map());
        const history: Record<Property, string[]> = { title: [''], note: [''] };
        const committedAt: Record<Property, number> = { title: 0, note: 0 };
        let isCommitting = true;
        const commitPatch: typeof modules.commitPatch = async (...args) => {
          if (!isCommitting) return new Promise<never>(() => undefined);
          const typed = PROPERTIES.map((property) => [property, history[property].length - 1] as const);
          const card = await modules.commitPatch(...args);
          for (const [property, at] of typed)
            if (property in args[1]) committedAt[property] = Math.max(committedAt[property], at);
          return card;
        };
        let store = await openStore({ commitPatch });
        const id = store.create({ givenNames: 'Élodie' });
        await written();
        let moments: Local[] = [new Map(local.values)];
        for (const { kind, property, value, isCommitted, age } of steps) {
          if (kind === 'type') {
            history[property].push(value);
            isCommitting = isCommitted;
            store.change(id, { [property]: value } satisfies CardPatch);
          } else if (kind === 'wait') {
            await new Promise((resolve) => setTimeout(resolve, 3));
          } else {
            const atKill = moments.at(Math.floor(age * (moments.length - 1))) ?? new Map();
            const isNewest = atKill === moments.at(-1);
            isCommitting = false;
            await new Promise((resolve) => setTimeout(resolve, 3));
            const inDatabase = await storedCard(id);
            const atCrash = { ...committedAt };
            restoreLocal(atKill);
            isCommitting = true;
            store = await openStore({ commitPatch });
            await written();
            const card = await storedCard(id);
            for (const name of PROPERTIES) {
              const possible = history[name].slice(atCrash[name]);
              expect(possible, `${name}: ${JSON.stringify(history[name])}`).toContain(card?.[name]);
              if (isNewest) expect(card?.[name]).toBe(history[name].at(-1));
              else if (history[name].length - 1 === atCrash[name]) expect(card?.[name]).toBe(inDatabase?.[name]);
              history[name] = [...history[name], card?.[name] ?? ''];
              committedAt[name] = history[name].length - 1;
            }
            moments = [atKill];
          }
          moments.push(new Map(local.values));
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('does not apply an outdated entry again at any later start', async () => {
    const store = await openStore();
    const id = store.create({ title: 'Boulangère' });
    await written();
    store.change(id, { title: 'Pâtissière' });
    const outdated = new Map(local.values);
    await written();
    for (const title of ['Chocolatière', 'Boulangère', 'Glacière']) {
      store.change(id, { title });
      await written();
    }
    const { rev } = (await storedCard(id)) ?? {};
    for (let start = 0; start < 12; start += 1) {
      restoreLocal(outdated);
      const later = await openStore();
      await written();
      expect(later.getState().cards[0]?.title).toBe('Glacière');
    }
    expect(await storedCard(id)).toMatchObject({ title: 'Glacière', rev });
  });

  it('does not bring back a deleted card, nor lose one whose deletion was undone', async () => {
    const store = await openStore();
    const id = store.create({ givenNames: 'Élodie' });
    const moments = [new Map(local.values)];
    await written();
    store.change(id, { title: 'Boulangère' });
    moments.push(new Map(local.values));
    await written();
    const undo = store.remove(id);
    await vi.waitFor(async () => expect(await storedCard(id)).toBeUndefined());
    for (const moment of moments) {
      restoreLocal(moment);
      const later = await openStore();
      await written();
      expect(later.getState().cards).toEqual([]);
      expect(await storedCard(id)).toBeUndefined();
    }
    undo();
    const undone = new Map(local.values);
    await written();
    await database.cards.clear();
    restoreLocal(undone);
    expect((await openStore()).getState().cards).toEqual([]);
  });

  it('writes the undo of a deletion that a crash interrupted', async () => {
    const store = await openStore({
      commitPatch: (...args) =>
        args[4]?.[0]?.seq === 3 ? new Promise<never>(() => undefined) : modules.commitPatch(...args),
    });
    const id = store.create({ givenNames: 'Élodie' });
    await written();
    const undo = store.remove(id);
    await vi.waitFor(async () => expect(await storedCard(id)).toBeUndefined());
    undo();
    restoreLocal(new Map(local.values));
    await openStore();
    await vi.waitFor(async () => expect(await storedCard(id)).toMatchObject({ givenNames: 'Élodie' }));
  });

  it('obeys an erasure when localStorage is from before it', async () => {
    const store = await openStore({ commitPatch: () => new Promise<never>(() => undefined) });
    store.create({ givenNames: 'Élodie' });
    local.storage.setItem('poignee.show', '[{"name":"Élodie"}]');
    const before = new Map(local.values);
    expect(await store.eraseEverything()).toBe(true);
    restoreLocal(before);
    const later = await openStore();
    expect(later.getState().cards).toEqual([]);
    expect([...local.values.keys()]).toEqual(['poignee.epoch']);
    const id = later.create({ givenNames: 'Nancy' });
    await written();
    restoreLocal(new Map(local.values));
    expect((await openStore()).getState().cards[0]?.id).toBe(id);
  });

  it('writes nothing in a tab that has not heard of an erasure', async () => {
    const store = await openStore();
    await database.meta.put({ id: 'erasure', epoch: 'elsewhere', atMs: 1 });
    store.create({ givenNames: 'Élodie' });
    await vi.waitFor(() => expect(store.getState().cards).toEqual([]));
    expect(await database.cards.count()).toBe(0);
  });
});

describe('remainingPatch', () => {
  const stored = { ...newCard('c' as CardId, 1, { title: 'A', note: 'N' }), rev: 7 };
  const entry: UnsavedChange<typeof stored, CardPatch> = {
    whole: stored,
    patch: { title: 'B' },
    base: { title: 'A' },
    newSince: null,
    seq: 4,
    atMs: 1,
    replaces: [],
  };
  const committed = (seq: number, rev: number) => ({ key: 't.c', seq, rev, atMs: 1 });

  it.each([
    ['a change that was never written', entry, stored, undefined, { title: 'B' }],
    ['a change written already', entry, stored, committed(4, 7), null],
    [
      'a later change of the same tab, nothing else having changed',
      entry,
      { ...stored, title: 'A2' },
      committed(3, 7),
      { title: 'B' },
    ],
    ['a property changed since', entry, { ...stored, title: 'C' }, undefined, null],
    [
      'one property changed since, another not',
      { ...entry, patch: { title: 'B', note: 'M' }, base: { title: 'A', note: 'N' } },
      { ...stored, title: 'C' },
      undefined,
      { note: 'M' },
    ],
    ['a deleted card', entry, undefined, undefined, null],
    ['a new card never written', { ...entry, newSince: 2 }, undefined, undefined, { title: 'B' }],
    ['a new card written, then deleted', { ...entry, newSince: 2 }, undefined, committed(3, -1), null],
    ['a card created again after its deletion', { ...entry, newSince: 4 }, undefined, committed(3, -1), { title: 'B' }],
  ] as const)('%s', (_, one, record, known, expected) => {
    expect(remainingPatch(one, record, known)).toEqual(expected);
  });
});
