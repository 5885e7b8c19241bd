import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ContactId } from '@/lib/card/contact';
import { fakeLocalStorage } from '../support/local-storage';

type Module = typeof import('@/lib/browser/book/book-store');

let local: ReturnType<typeof fakeLocalStorage>;
let createBookStore: Module['createBookStore'];
let database: typeof import('@/lib/browser/storage/database')['database'];
let modules: Awaited<Parameters<Module['createBookStore']>[0] extends () => Promise<infer All> ? All : never>;

beforeEach(async () => {
  local = fakeLocalStorage();
  vi.stubGlobal('window', { localStorage: local.storage, sessionStorage: { clear: () => undefined } });
  ({ createBookStore } = await import('@/lib/browser/book/book-store'));
  ({ database } = await import('@/lib/browser/storage/database'));
  modules = {
    ...(await import('@/lib/browser/book/book-database')),
    ...(await import('@/lib/browser/book/undo-journal')),
    ...(await import('@/lib/browser/storage/open-database')),
  };
  await Promise.all(database.tables.map((table) => table.clear()));
});
afterEach(() => vi.unstubAllGlobals());

async function openStore(overrides: Partial<typeof modules> = {}) {
  const store = createBookStore(() => Promise.resolve({ ...modules, ...overrides }));
  store.open();
  await vi.waitFor(() => expect(store.getState().status).toBe('ready'));
  return store;
}
const unsavedKeys = () => [...local.values.keys()].filter((key) => key.startsWith('poignee.unsaved-contact.'));
const stored = (id: ContactId) => database.contacts.get(id);
const rejectAsFull = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));

describe('the contact book', () => {
  it('saves a contact and every keystroke of a burst', async () => {
    const store = await openStore();
    const id = store.add(store.meeting('typed'), { familyNames: 'Roy' });
    expect(store.getState().rows).toMatchObject([{ id, name: 'Roy', channel: 'typed' }]);
    let contact = await store.contact(id);
    for (let length = 1; length <= 40; length += 1)
      if (contact !== null) contact = store.change(contact, { remarks: 'a'.repeat(length) });
    await vi.waitFor(async () => expect(await stored(id)).toMatchObject({ remarks: 'a'.repeat(40) }));
    await vi.waitFor(() => expect(unsavedKeys()).toEqual([]));
  });

  it('keeps a contact in the tab when storage is full, and writes it once there is room', async () => {
    let isFull = true;
    const store = await openStore({
      commitContact: (...args) => (isFull ? rejectAsFull() : modules.commitContact(...args)),
    });
    const id = store.add(store.meeting('typed'), { familyNames: 'Roy' });
    await vi.waitFor(() => expect(store.getState().storage).toBe('full'));
    expect(await store.contact(id)).toMatchObject({ familyNames: 'Roy' });
    expect(unsavedKeys()).toHaveLength(1);
    isFull = false;
    store.retry();
    await vi.waitFor(async () => expect(await stored(id)).toBeDefined());
    expect(store.getState().storage).toBe('kept');
  });

  it('recovers the unsaved changes of a closed tab', async () => {
    const first = await openStore({ commitContact: rejectAsFull });
    const id = first.add(first.meeting('typed'), { familyNames: 'Roy', remarks: 'la fleuriste' });
    await vi.waitFor(() => expect(first.getState().storage).toBe('full'));
    const second = await openStore();
    await vi.waitFor(async () => expect(await stored(id)).toMatchObject({ remarks: 'la fleuriste' }));
    expect(second.getState().rows).toHaveLength(1);
  });

  it('erases a contact from the unsaved changes of every tab, and nothing restores it', async () => {
    const store = await openStore();
    const id = store.add(store.meeting('typed'), { familyNames: 'Secret' });
    await vi.waitFor(async () => expect(await stored(id)).toBeDefined());
    const contact = await store.contact(id);
    local.storage.setItem(
      `poignee.unsaved-contact.other-tab.${id}`,
      JSON.stringify({ whole: contact, patch: { remarks: 'x' }, isNew: false }),
    );
    await store.erase(id);
    expect(JSON.stringify([...local.values])).not.toContain('Secret');
    if (contact !== null) store.change(contact, { remarks: 'typed meanwhile' });
    await vi.waitFor(() => expect(unsavedKeys()).toEqual([]));
    expect(await stored(id)).toBeUndefined();
    expect(store.getState().rows).toEqual([]);
  });

  it('loses nothing typed just before a merge that is undone', async () => {
    const store = await openStore();
    const [one, two] = ['Zoé', 'Zoe'].map((givenNames) =>
      store.add(store.meeting('typed'), { givenNames, familyNames: 'Roy' }),
    );
    if (one === undefined || two === undefined) throw new Error('the contacts were not added');
    const contact = await store.contact(one);
    if (contact !== null) store.change(contact, { remarks: 'dernier mot' });
    const journalId = await store.merge(one, two, {});
    expect(store.getState().rows).toHaveLength(1);
    expect(await store.undo(journalId)).toBe(true);
    expect(store.getState().rows).toHaveLength(2);
    expect(await stored(one)).toMatchObject({ remarks: 'dernier mot', givenNames: 'Zoé' });
    expect(await stored(two)).toMatchObject({ givenNames: 'Zoe' });
    await expect(store.merge(one, 'nobody' as ContactId, {})).rejects.toThrow('book.gone');
  });

  it('shows the other contacts when one record is unreadable', async () => {
    const store = await openStore();
    const id = store.add(store.meeting('typed'), { familyNames: 'Roy' });
    await vi.waitFor(async () => expect(await stored(id)).toBeDefined());
    await database.contacts.put({ ...(await stored(id)), id: 'broken', tags: undefined, emails: null } as never);
    await store.reload();
    expect(store.getState()).toMatchObject({ unreadable: 1, storage: 'kept' });
    expect(store.getState().rows.map(({ name }) => name)).toEqual(['Roy']);
  });

  it('has one current event at a time, restored from the database', async () => {
    const store = await openStore();
    const details = { place: '', host: '', day: '2026-11-23' };
    await store.startEvent({ ...details, name: 'un' });
    await store.startEvent({ ...details, name: 'deux' });
    expect(
      store
        .getState()
        .events.filter(({ endedAtMs }) => endedAtMs === null)
        .map(({ name }) => name),
    ).toEqual(['deux']);
    local.values.delete('poignee.evening');
    await openStore();
    expect(local.values.get('poignee.evening')).toContain('deux');
    const [evening] = store.getState().events;
    if (evening !== undefined) await store.endEvent(evening);
    expect(local.values.get('poignee.evening')).toBeUndefined();
  });

  it('shows that an event has started or ended only once that is written', async () => {
    let write = () => {};
    const putEvent: typeof modules.putEvent = async (event) => {
      await new Promise<void>((resolve) => {
        write = resolve;
      });
      await modules.putEvent(event);
    };
    const store = await openStore({ putEvent });
    const started = store.startEvent({ name: 'un', place: '', host: '', day: '2026-11-23' });
    expect(store.getState().events).toEqual([]);
    expect(local.values.get('poignee.evening')).toBeUndefined();
    write();
    await started;
    const [event] = store.getState().events;
    expect(event).toMatchObject({ name: 'un', endedAtMs: null });
    expect(await database.evenings.toArray()).toEqual([event]);
    if (event === undefined) return;
    const ended = store.endEvent(event);
    expect(store.getState().events).toEqual([event]);
    expect(local.values.get('poignee.evening')).toContain('un');
    write();
    await ended;
    expect(await database.evenings.toArray()).toMatchObject([{ endedAtMs: expect.any(Number) }]);
    expect(local.values.get('poignee.evening')).toBeUndefined();
  });

  it('keeps the rows sorted when a contact changes', async () => {
    const store = await openStore();
    for (const name of ['Côté', 'Albert', 'Roy']) store.add(store.meeting('typed', { atMs: 5 }), { familyNames: name });
    const names = () => store.getState().rows.map(({ name }) => name);
    await vi.waitFor(() => expect(unsavedKeys()).toEqual([]));
    expect(names()).toEqual(['Albert', 'Côté', 'Roy']);
    const [albert] = store.getState().rows;
    const contact = albert === undefined ? null : await store.contact(albert.id);
    if (contact !== null) store.change(contact, { organisation: 'Boulangerie' });
    expect(store.getState().rows[0]).toMatchObject({ name: 'Albert', organisation: 'Boulangerie' });
    if (contact !== null) store.change(contact, { familyNames: 'Zola' });
    expect(names()).toEqual(['Côté', 'Roy', 'Zola']);
  });
});
