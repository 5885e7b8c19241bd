import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCopy } from '@/lib/browser/copy/restore-copy';
import { type CopySource, EVERYTHING_DUE, shardOf, writeCopy } from '@/lib/browser/copy/write-copy';
import type { CopyFiles } from '@/lib/browser/storage/copy-files';
import { readManifests } from '@/lib/browser/storage/copy-manifest';
import { PoigneeDatabase } from '@/lib/browser/storage/database';
import { type CardId, newCard, type PictureId } from '@/lib/card/card';
import { type Contact, type ContactId, newContact, newEvent } from '@/lib/card/contact';

const MEETING = { atMs: 1, channel: 'typed', eventId: null, batch: '' } as const;

/** Files in memory. `crashAfter(n)`: the nth write from now is cut short, and every later one fails. */
function memoryFiles() {
  const stored = new Map<string, Uint8Array<ArrayBuffer>>();
  let remaining = Number.POSITIVE_INFINITY;
  let writes = 0;
  const files: CopyFiles = {
    read: async (name) => stored.get(name)?.slice() ?? null,
    async write(name, bytes) {
      writes += 1;
      remaining -= 1;
      if (remaining < 0) throw new Error('crashed');
      stored.set(name, remaining === 0 ? bytes.slice(0, Math.floor(bytes.length / 2)) : bytes.slice());
      if (remaining === 0) throw new Error('crashed');
    },
    async remove(name) {
      if (remaining < 0) throw new Error('crashed');
      stored.delete(name);
    },
    list: async () => [...stored.keys()],
  };
  return {
    files,
    stored,
    writes: () => writes,
    crashAfter(count: number) {
      remaining = count;
    },
  };
}

let database: PoigneeDatabase;
let memory: ReturnType<typeof memoryFiles>;
let epoch: string | null;
let databases = 0;
beforeEach(async () => {
  databases += 1;
  database = new PoigneeDatabase(`copied-${databases}`);
  await database.open();
  memory = memoryFiles();
  epoch = null;
});
afterEach(() => database.close());

const source = (): CopySource => ({
  database,
  files: memory.files,
  settings: () => ({ 'poignee.theme': 'dark' }),
  epoch: async () => epoch,
  now: () => 1_800_000_000_000,
});

const contact = (id: string, remarks = ''): Contact =>
  newContact(id as ContactId, 1, MEETING, { givenNames: `Prénom ${id}`, remarks });
const restoredContacts = async () =>
  (await readCopy(memory.files))?.content.contacts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const storedContacts = () => database.contacts.orderBy('id').toArray();

describe('the second copy', () => {
  it('gives back every card, contact, event, picture and setting', async () => {
    const bytes = Uint8Array.from({ length: 3000 }, (_, index) => index % 251);
    const photo = {
      id: 'photo1' as PictureId,
      schemaVersion: 1 as const,
      createdAtMs: 1,
      mediaType: 'image/png' as const,
    };
    await database.pictures.put({ ...photo, bytes, widthPx: 3, heightPx: 4, drawing: '<svg/>' });
    await database.cards.put(newCard('card1' as CardId, 1, { givenNames: 'Élodie', photoId: photo.id }));
    await database.contacts.bulkPut(['a1', 'z2', 'Z3', '_4'].map((id) => contact(id)));
    await database.evenings.put(newEvent('event1', 1, { name: '5 à 7', place: '', host: '', day: '2026-01-02' }));
    await writeCopy(source(), EVERYTHING_DUE);
    const found = await readCopy(memory.files);
    expect(found?.damaged).toBe(0);
    expect(found?.content.cards).toEqual(await database.cards.toArray());
    expect(await restoredContacts()).toEqual(await storedContacts());
    expect(found?.content.evenings).toEqual(await database.evenings.toArray());
    expect(found?.content.stored).toEqual(await database.pictures.toArray());
    expect(found?.content.settings).toEqual({ 'poignee.theme': 'dark' });
  });

  it('rewrites only the parts that changed, and keeps no file that nothing names', async () => {
    await database.contacts.bulkPut(['a1', 'b1', 'c1'].map((id) => contact(id)));
    await writeCopy(source(), EVERYTHING_DUE);
    const before = memory.writes();
    await database.contacts.put(contact('b1', 'la fleuriste'));
    await writeCopy(source(), { isRest: false, shards: new Set([shardOf('b1')]) });
    expect(memory.writes() - before, 'one part and the manifest').toBe(2);
    await writeCopy(source(), EVERYTHING_DUE);
    expect(memory.writes() - before, 'nothing else changed: another manifest').toBe(3);
    const named = (await readManifests(memory.files)).flatMap(({ parts }) =>
      Object.values(parts).map(({ file }) => file),
    );
    const files = [...memory.stored.keys()].filter((name) => !name.startsWith('manifest-'));
    expect(files.toSorted()).toEqual([...new Set(named)].toSorted());
    expect(await restoredContacts()).toEqual(await storedContacts());
  });

  it('after a crash at any write, gives back the copy of before or of after, whole', async () => {
    const change = fc.record({
      ids: fc.uniqueArray(fc.constantFrom('a1', 'a2', 'b1', 'c1', 'X1'), { minLength: 1 }),
      isDeletion: fc.boolean(),
      crashAfter: fc.integer({ min: 0, max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        memory = memoryFiles();
        await database.contacts.clear();
        await database.contacts.put(contact('a1'));
        await writeCopy(source(), EVERYTHING_DUE);
        let copied = await storedContacts();
        let due = new Set<string>();
        for (const [round, { ids, isDeletion, crashAfter }] of changes.entries()) {
          if (isDeletion) await database.contacts.bulkDelete(ids as ContactId[]);
          else await database.contacts.bulkPut(ids.map((id) => contact(id, `round ${round}`)));
          due = new Set([...due, ...ids.map(shardOf)]);
          memory.crashAfter(crashAfter);
          const isWritten = await writeCopy(source(), { isRest: false, shards: due }).then(
            () => true,
            () => false,
          );
          memory.crashAfter(Number.POSITIVE_INFINITY);
          const [before, after] = [copied, await storedContacts()];
          const restored = await restoredContacts();
          expect((await readCopy(memory.files))?.damaged).toBe(0);
          if (isWritten) expect(restored).toEqual(after);
          else expect([JSON.stringify(before), JSON.stringify(after)]).toContain(JSON.stringify(restored));
          copied = restored ?? [];
          if (isWritten) due = new Set();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes a damaged part from the previous copy, and counts one that neither has', async () => {
    await database.contacts.bulkPut([contact('a1'), contact('b1')]);
    await writeCopy(source(), EVERYTHING_DUE);
    await database.contacts.put(contact('a1', 'plus tard'));
    await writeCopy(source(), { isRest: false, shards: new Set(['a']) });
    const [manifest] = await readManifests(memory.files);
    const damage = (name: string) => memory.stored.set(manifest?.parts[name]?.file ?? '', new Uint8Array(9));
    damage('contacts-a');
    expect(await restoredContacts()).toMatchObject([{ id: 'a1', remarks: '' }, { id: 'b1' }]);
    damage('contacts-b');
    expect(await restoredContacts()).toMatchObject([{ id: 'a1' }]);
    expect((await readCopy(memory.files))?.damaged).toBe(1);
  });

  it('names the erasure that it is later than, and is not written across one', async () => {
    await database.contacts.put(contact('a1'));
    await writeCopy(source(), EVERYTHING_DUE);
    epoch = 'later';
    await database.contacts.clear();
    await writeCopy(source(), { isRest: false, shards: new Set() });
    expect((await readManifests(memory.files))[0]).toMatchObject({ epoch: 'later', counts: { contacts: 0 } });
    expect([...memory.stored.keys()].some((name) => name.startsWith('contacts-'))).toBe(false);
    let asked = 0;
    const erasedMeanwhile = async () => {
      asked += 1;
      return asked === 1 ? 'later' : 'again';
    };
    await expect(writeCopy({ ...source(), epoch: erasedMeanwhile }, EVERYTHING_DUE)).rejects.toThrow('copy.erased');
  });
});
