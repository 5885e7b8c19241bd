import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeSlot, createIdentity, readIdentity } from '@/lib/browser/exchange/identity';
import { PoigneeDatabase } from '@/lib/browser/storage/database';
import { createCipher, newDataKey } from '@/lib/browser/storage/lock/cipher';
import { addLock, deleteLocked, finishChange, removeLock } from '@/lib/browser/storage/lock/lock-change';
import { unwrapKey, wrapWithPassphrase } from '@/lib/browser/storage/lock/lock-key';
import { type LockRecord, lockRecordSchema } from '@/lib/browser/storage/lock/lock-record';
import { SEALED_TABLES } from '@/lib/browser/storage/lock/sealed-tables';
import { openText, sealText } from '@/lib/browser/storage/lock/sealed-text';
import { indexedSource, type LockState, lockState, setLockState } from '@/lib/browser/storage/lock/sealing';
import { type CardId, newCard, type PictureId } from '@/lib/card/card';
import { type Contact, type ContactId, newContact } from '@/lib/card/contact';

const NOW = Date.UTC(2026, 10, 30);
const MEETING = { atMs: 1, channel: 'typed', eventId: null, batch: '' } as const;
/** A wrapped key, as weak as scrypt allows: these tests are not about guessing. */
const WRAP = { method: 'passphrase', N: 2 ** 14, r: 8, p: 1, salt: 'ab'.repeat(32), nonce: 'cd'.repeat(12) } as const;
const wrap = { ...WRAP, key: 'ef'.repeat(48) };

let database: PoigneeDatabase;
let databases = 0;
beforeEach(async () => {
  databases += 1;
  database = new PoigneeDatabase(`locked-${databases}`);
  await database.open();
  vi.stubGlobal('location', { host: 'poignee.test' });
});
afterEach(() => {
  database.close();
  setLockState('off', null);
});

const announce = (state: LockState, key: Uint8Array<ArrayBuffer> | null) =>
  setLockState(state, key === null ? null : createCipher(key));
const hooks = { announce, settle: () => Promise.resolve() };
const OPTIONS = { lockAfterMs: 60_000, nowMs: NOW };
const add = (key = newDataKey()) => addLock(key, wrap, OPTIONS, hooks, () => undefined, database).then(() => key);
const lockOf = async () => (await database.meta.get('lock')) as LockRecord;
const remove = async (key: Uint8Array<ArrayBuffer>) =>
  removeLock(await lockOf(), key, hooks, () => undefined, database);

/** What is on the disk, whatever the lock: read by IndexedDB itself. */
async function onDisk(tables: readonly string[] = SEALED_TABLES): Promise<string> {
  const raw = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(database.name);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const texts: string[] = [];
  for (const name of tables) {
    const records = await new Promise<unknown[]>((resolve) => {
      const reading = raw.transaction(name).objectStore(name).getAll();
      reading.onsuccess = () => resolve(reading.result);
    });
    texts.push(
      JSON.stringify(records, (_, value) =>
        value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value,
      ),
    );
  }
  raw.close();
  return texts.join('\n');
}

const person = (id: string, name: string, sources: string[] = []): Contact =>
  newContact(id as ContactId, NOW, MEETING, {
    givenNames: name,
    note: `note de ${name}`,
    emails: [{ id: 'e', kind: 'work', address: `${name}@exemple.ca` }],
    sources,
  });

async function fill(): Promise<void> {
  const picture = { schemaVersion: 1, createdAtMs: 1, mediaType: 'image/jpeg', widthPx: 2, heightPx: 2 } as const;
  const bytes = new TextEncoder().encode('bytes-of-a-photo');
  await database.pictures.bulkPut([
    { ...picture, id: 'p-card' as PictureId, bytes },
    { ...picture, id: 'p-contact' as PictureId, bytes: new TextEncoder().encode('Secretphoto') },
  ]);
  await database.cards.put(newCard('c1' as CardId, NOW, { givenNames: 'Élodie', photoId: 'p-card' as PictureId }));
  await database.contacts.bulkPut([
    { ...person('a', 'Secretmarc', ['reply:1', 'uid:x']), photoId: 'p-contact' as PictureId },
    person('b', 'Secretzoe'),
  ]);
  await database.replies.put({
    id: 'r1',
    schemaVersion: 1,
    card: 'CARD',
    receivedAtMs: NOW,
    contact: person('c', 'Secretlea'),
  });
  await database.blocked.put({
    id: 'own',
    schemaVersion: 1,
    addresses: [{ address: 'Secretspam@exemple.ca', atMs: NOW }],
  });
  await database.changes.put({ journalId: 'j', at: 0, added: [], before: person('a', 'Secretancien'), after: null });
  await database.pieces.put({ importId: 'i', at: 0, bytes: new TextEncoder().encode('Secretfile') });
  await database.identity.put(await createIdentity(crypto.getRandomValues(new Uint8Array(16)), NOW));
}

async function everything(): Promise<unknown> {
  const records: Record<string, unknown[]> = {};
  for (const name of SEALED_TABLES) records[name] = await database.table(name).toArray();
  // `isPrivate` is added when the lock is first set.
  records.pictures = (records.pictures as { isPrivate?: boolean }[]).map(({ isPrivate: _, ...rest }) => rest);
  return records;
}

describe('the lock', () => {
  it('leaves nothing of the contacts readable on the disk, and everything as it was', async () => {
    await fill();
    const before = await everything();
    expect(await onDisk()).toContain('Secretmarc');
    const [identity] = await database.identity.toArray();
    const secret = identity?.slots[0]?.secrets[0]?.secret ?? new Uint8Array();
    const key = await add();
    expect(await everything()).toEqual(before);
    const stored = await onDisk();
    expect(stored).not.toMatch(/Secret|note de|reply:1|uid:x/);
    expect(stored).not.toContain(new TextDecoder('latin1').decode(secret));
    // The card’s own photo is public.
    expect(stored).toContain('bytes-of-a-photo');
    await remove(key);
    expect(lockState()).toBe('off');
    expect(await everything()).toEqual(before);
    expect(await onDisk()).toContain('Secretmarc');
    expect(await lockOf()).toBeUndefined();
  });

  it('refuses to read or write while the key is not here, in every way of reading', async () => {
    await fill();
    const key = await add();
    const cipher = createCipher(key);
    setLockState('locked', null);
    const locked = { message: expect.stringContaining('storage.locked') };
    await expect(database.contacts.get('a' as ContactId)).rejects.toMatchObject(locked);
    await expect(database.contacts.bulkGet(['a' as ContactId])).rejects.toMatchObject(locked);
    await expect(database.contacts.toArray()).rejects.toMatchObject(locked);
    await expect(database.contacts.filter(() => true).toArray()).rejects.toMatchObject(locked);
    await expect(database.contacts.orderBy('createdAtMs').first()).rejects.toMatchObject(locked);
    await expect(database.contacts.put(person('d', 'Autre'))).rejects.toMatchObject(locked);
    await expect(readIdentity({ database })).rejects.toMatchObject(locked);
    // Enough to remove a page, and nothing to read a reply with.
    expect((await database.identity.get('own'))?.slots[0]).toMatchObject({ key: expect.anything(), secrets: [] });
    await expect(changeSlot({ database }, 0, (slot) => slot)).rejects.toMatchObject(locked);
    expect(await database.contacts.count()).toBe(2);
    expect(await database.cards.count()).toBe(1);
    setLockState('open', cipher);
    expect((await database.contacts.get('a' as ContactId))?.givenNames).toBe('Secretmarc');
    expect(await database.contacts.filter(({ givenNames }) => givenNames === 'Secretzoe').count()).toBe(1);
    await database.contacts.where('id').equals('b').modify({ remarks: 'Secretremarque' });
    expect((await database.contacts.get('b' as ContactId))?.remarks).toBe('Secretremarque');
    expect(await onDisk()).not.toContain('Secretremarque');
  });

  it('finds a contact by its source, with and without the lock', async () => {
    await fill();
    const find = () => database.contacts.where('sources').equals(indexedSource('reply:1')).primaryKeys();
    expect(await find()).toEqual(['a']);
    const key = await add();
    expect(await find()).toEqual(['a']);
    expect(await database.contacts.where('sources').anyOf(['reply:1', 'x'].map(indexedSource)).primaryKeys()).toEqual([
      'a',
    ]);
    await remove(key);
    expect(await find()).toEqual(['a']);
  });

  it('is found by a page that opens the database, before anything is read', async () => {
    await fill();
    const key = await add();
    database.close();
    setLockState('off', null);
    const reopened = new PoigneeDatabase(database.name);
    await expect(reopened.contacts.toArray()).rejects.toMatchObject({
      message: expect.stringContaining('storage.locked'),
    });
    expect(lockState()).toBe('locked');
    setLockState('open', createCipher(key));
    expect(await reopened.contacts.count()).toBe(2);
    reopened.close();
  });

  it('a page that is closed while it is added or removed leaves records that are read, and the next one finishes', async () => {
    await fill();
    const before = await everything();
    const key = newDataKey();
    for (const change of ['adding', 'removing'] as const) {
      let batches = 0;
      const stop = () => {
        batches += 1;
        if (batches > 3) throw new Error('the page was closed');
      };
      const work =
        change === 'adding'
          ? addLock(key, wrap, OPTIONS, hooks, stop, database)
          : removeLock(await lockOf(), key, hooks, stop, database);
      await expect(work).rejects.toThrow('closed');
      const record = await lockOf();
      expect(record.phase).toBe(change);
      announce(change === 'removing' ? 'removing' : 'open', key);
      expect(await everything()).toEqual(before);
      await finishChange(record, hooks, () => undefined, database);
      expect(await everything()).toEqual(before);
      if (change === 'adding') expect(await onDisk()).not.toContain('Secret');
    }
    expect(await onDisk()).toContain('Secretmarc');
  });

  it('brings what is kept elsewhere in line while both kinds are readable, before the change is complete', async () => {
    await fill();
    const seen: string[] = [];
    let kept = 'Secret';
    const settling = {
      announce,
      async settle() {
        kept = sealText('x', openText('x', kept) ?? 'lost') ?? 'not written';
        seen.push(`${(await lockOf()).phase} ${kept.startsWith('sealed:') ? 'sealed' : kept}`);
      },
    };
    const key = newDataKey();
    await addLock(key, wrap, OPTIONS, settling, () => undefined, database);
    await removeLock(await lockOf(), key, settling, () => undefined, database);
    expect(seen).toEqual(['adding sealed', 'removing Secret']);
  });

  it('ciphertext moved to another record does not open', async () => {
    await fill();
    await add();
    const cipher = createCipher(newDataKey());
    const sealed = cipher.seal('contacts a ', new TextEncoder().encode('text'));
    expect(new TextDecoder().decode(cipher.open('contacts a ', sealed))).toBe('text');
    expect(() => cipher.open('contacts b ', sealed)).toThrow();
    expect(() => createCipher(newDataKey()).open('contacts a ', sealed)).toThrow();
  });

  it('without its key, what is encrypted can be deleted and the rest stays', async () => {
    await fill();
    await add();
    setLockState('locked', null);
    await deleteLocked(database);
    setLockState('off', null);
    expect(await database.contacts.count()).toBe(0);
    expect(await database.identity.count()).toBe(0);
    expect((await database.cards.toArray()).map(({ givenNames }) => givenNames)).toEqual(['Élodie']);
    expect(await database.pictures.toCollection().primaryKeys()).toEqual(['p-card']);
    expect(await lockOf()).toBeUndefined();
  });
});

describe('the key', () => {
  it('is given by the passphrase, however its accents were typed, and by no other', async () => {
    const key = newDataKey();
    const wrapped = await wrapWithPassphrase(key, 'à l’été des érables');
    expect(lockRecordSchema.safeParse({ ...(await recordWith(wrapped)) }).success).toBe(true);
    expect(await unwrapKey(wrapped, 'à l’été des érables'.normalize('NFD'))).toEqual(key);
    expect(await unwrapKey(wrapped, 'à l’été des erables')).toBeNull();
    expect(JSON.stringify(wrapped)).not.toContain('érables');
  });
  const recordWith = async (wrapped: LockRecord['wrap']): Promise<LockRecord> => ({
    id: 'lock',
    schemaVersion: 1,
    phase: 'on',
    lockAfterMs: 60_000,
    wrap: wrapped,
    atMs: NOW,
  });
});

it('text kept in localStorage is encrypted too, and unreadable once locked', () => {
  expect(sealText('x', 'Secret')).toBe('Secret');
  setLockState('open', createCipher(newDataKey()));
  const sealed = sealText('x', 'Secret') ?? '';
  expect(sealed).not.toContain('Secret');
  expect([openText('x', sealed), openText('y', sealed), openText('x', 'clear')]).toEqual(['Secret', null, 'clear']);
  setLockState('locked', null);
  expect([sealText('x', 'Secret'), openText('x', sealed)]).toEqual([null, null]);
});

it('whatever is stored comes back the same', { timeout: 60_000 }, async () => {
  await add();
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          id: fc.stringMatching(/^[a-z0-9]{1,20}$/),
          note: fc.string({ unit: 'grapheme', maxLength: 300 }),
          sources: fc.array(fc.string({ maxLength: 30 }), { maxLength: 4 }),
        }),
        { maxLength: 20 },
      ),
      async (people) => {
        const contacts = new Map(
          people.map(({ id, note, sources }) => [id, { ...person(id, 'Nom', sources), note } as Contact]),
        );
        await database.contacts.clear();
        await database.contacts.bulkPut([...contacts.values()]);
        const found = await database.contacts.toArray();
        expect(new Map(found.map((contact) => [contact.id as string, contact]))).toEqual(contacts);
      },
    ),
    { numRuns: 60 },
  );
});
