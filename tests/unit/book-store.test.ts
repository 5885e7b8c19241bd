import 'fake-indexeddb/auto';
import { readdirSync } from 'node:fs';
import Dexie from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { serializeContact } from '@/lib/book/contact-vcard';
import type { MatchPolicy } from '@/lib/book/import-plan';
import { type Contact, type ContactId, type ContactPatch, newContact, newEvent } from '@/lib/card/contact';
import { cardOf } from '../support/cards';
import { hasSharedCorpus, sharedFile } from '../support/shared-corpus';

const MEETING = { channel: 'typed', atMs: 1, eventId: null, batch: '' } as const;
const NOW = 1_790_000_000_000;
const person = (id: string, content: ContactPatch = {}, atMs = NOW): Contact =>
  newContact(id as ContactId, atMs, MEETING, { familyNames: id, ...content });
const phone = (number: string) => ({ id: 'p', kind: 'work' as const, number, extension: '' });

async function loadModules() {
  vi.resetModules();
  globalThis.indexedDB = new IDBFactory();
  Dexie.dependencies.indexedDB = globalThis.indexedDB;
  const [{ database }, book, journal, imports, backup, cards] = await Promise.all([
    import('@/lib/browser/storage/database'),
    import('@/lib/browser/book/book-database'),
    import('@/lib/browser/book/undo-journal'),
    import('@/lib/browser/book/import-staging'),
    import('@/lib/browser/book/backup'),
    import('@/lib/browser/card/card-database'),
  ]);
  return { database, book, journal, imports, backup, cards };
}

let loaded: Awaited<ReturnType<typeof loadModules>>;
beforeEach(async () => {
  loaded = await loadModules();
});

const allContacts = () => loaded.database.contacts.toArray();
const noProgress = () => undefined;

async function stage(
  file: Blob | string,
  { id = 'job', kind = 'vcard' as 'vcard' | 'table', eventId = null as string | null } = {},
) {
  const blob = typeof file === 'string' ? new Blob([file]) : file;
  await loaded.database.imports.put({
    id,
    name: 'x',
    sizeBytes: blob.size,
    channel: 'file',
    parts: [{ name: 'x', kind, sizeBytes: blob.size, firstPiece: 0 }],
    startedAtMs: NOW,
    eventId,
    state: 'reading',
    problems: [],
  });
  await loaded.database.pieces.put({ importId: id, at: 0, bytes: new Uint8Array(await blob.arrayBuffer()) });
  return loaded.imports.stageImport({ importId: id, region: 'fr-CA' }, noProgress);
}
const commit = (policy: MatchPolicy = 'merge', left: number[] = [], importId = 'job') =>
  loaded.imports.commitImport({ importId, policy, left, nowMs: NOW + 1 }, noProgress);

const vcf = (...names: string[]) =>
  names
    .map(
      (name, index) =>
        `BEGIN:VCARD\r\nVERSION:3.0\r\nN:${name};Zoé\r\nFN:Zoé ${name}\r\nTEL:514555${String(1000 + index)}\r\nEND:VCARD\r\n`,
    )
    .join('');

describe('upgrade of an older database', () => {
  it.each([1, 2])('version %i: keeps every record and accepts new contacts', async (version) => {
    const card = cardOf();
    const picture = {
      id: 'pic',
      schemaVersion: 1,
      createdAtMs: NOW,
      mediaType: 'image/jpeg',
      bytes: Uint8Array.of(1, 2, 3),
      widthPx: 1,
      heightPx: 1,
    };
    const batch = {
      id: 'b',
      schemaVersion: 1,
      cardId: card.id,
      number: 'K7PM',
      madeAtMs: NOW,
      product: 'cards',
      design: 'classic',
      paper: 'x',
      count: 10,
      region: 'fr-CA',
      lines: [],
      codes: [],
    };
    const old = new Dexie('poignee');
    old.version(1).stores({ cards: 'id, createdAtMs', pictures: 'id' });
    if (version === 2) old.version(2).stores({ batches: 'id, cardId', printers: 'id' });
    await old.open();
    await old.table('cards').put(card);
    await old.table('pictures').put(picture);
    if (version === 2) await old.table('batches').put(batch);
    old.close();

    await (await import('@/lib/browser/storage/open-database')).openDatabase(() => undefined);
    expect(await loaded.database.cards.toArray()).toEqual([card]);
    expect(await loaded.cards.getPicture('pic' as never)).toMatchObject({ bytes: picture.bytes });
    if (version === 2) expect(await loaded.database.batches.toArray()).toEqual([batch]);
    await loaded.book.commitContact(person('a'), {}, true, NOW);
    expect(await allContacts()).toHaveLength(1);
  });
});

describe('reading the whole book', () => {
  it('returns each contact once, even if many share a creation time, and the newest ones on request', async () => {
    const contacts = Array.from({ length: 4500 }, (_, index) =>
      person(`c${index}`, {}, NOW + Math.floor(index / 1000)),
    );
    await loaded.database.contacts.bulkPut(contacts);
    const read: Contact[] = [];
    await loaded.book.eachContact((batch) => {
      read.push(...batch);
    });
    expect(read).toHaveLength(4500);
    expect(new Set(read.map(({ id }) => id)).size).toBe(4500);
    expect(new Set((await loaded.book.newestContacts(100)).map(({ createdAtMs }) => createdAtMs))).toEqual(
      new Set([NOW + 4]),
    );
  });
});

describe('importing a file', () => {
  it('stores nothing before the owner confirms, then every contact in file order', async () => {
    expect(await stage(vcf('Roy', 'Côté', 'Gagné'), { eventId: 'evening' })).toEqual({ people: 3, question: null });
    expect(await allContacts()).toEqual([]);
    expect(await commit()).toMatchObject({ added: 3, merged: 0, skipped: 0 });
    const contacts = (await allContacts()).toSorted((a, b) => a.createdAtMs - b.createdAtMs);
    expect(contacts.map(({ familyNames }) => familyNames)).toEqual(['Roy', 'Côté', 'Gagné']);
    expect(contacts.every(({ meetings }) => meetings[0]?.channel === 'file' && meetings[0].eventId === 'evening')).toBe(
      true,
    );
    expect(contacts.every(loaded.book.isContact)).toBe(true);
    expect(await loaded.database.imports.count()).toBe(0);
    expect(await loaded.database.staged.count()).toBe(0);
  });

  it('leaves existing contacts unchanged when the same file is imported again', async () => {
    await stage(vcf('Roy', 'Côté'));
    await commit();
    const before = await allContacts();
    for (const policy of ['merge', 'apart', 'skip'] as const) {
      await stage(vcf('Roy', 'Côté', 'Côté'));
      await commit(policy);
      expect((await allContacts()).filter(({ id }) => before.some((existing) => existing.id === id))).toEqual(before);
    }
    // The second «Zoé Côté» has another number: the same name alone does not make two contacts duplicates.
    expect(await allContacts()).toHaveLength(3);
  });

  it('changes nothing when the book’s own export is imported, in either version', async () => {
    await stage(
      vcf('Roy', 'Côté').replace('END:VCARD', 'BDAY:1980-01-01\r\nCATEGORIES:Client\r\nNOTE:Bonjour\r\nEND:VCARD'),
    );
    await commit();
    const [roy] = await allContacts();
    if (roy !== undefined)
      await loaded.book.commitContact(
        roy,
        { remarks: 'aime le seigle', callWhen: 'le soir', tags: ['vip'] },
        false,
        NOW,
      );
    const before = await allContacts();
    for (const version of ['3.0', '4.0'] as const) {
      await stage(before.map((contact) => serializeContact(contact, {}, version)).join(''));
      expect((await loaded.database.staged.toArray()).map(({ verdict }) => verdict.verdict)).toEqual([
        'known',
        'known',
      ]);
      expect(await commit()).toMatchObject({ added: 0, merged: 0, skipped: 2 });
    }
    expect(await allContacts()).toEqual(before);
  });

  it('merges into an existing contact, and undoes it completely', async () => {
    const existing = person('Roy', { givenNames: 'Zoé', title: 'Avocate', phones: [phone('+15145551000')] });
    await loaded.database.contacts.put(existing);
    await stage(
      'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Roy;Zoé\r\nTITLE:Associée\r\nEMAIL:zoe@roy.ca\r\nTEL:514 555-1000\r\nEND:VCARD\r\n',
    );
    const outcome = await commit('merge');
    expect(outcome).toMatchObject({ added: 0, merged: 1 });
    const [merged] = await allContacts();
    expect(merged).toMatchObject({
      id: 'Roy',
      title: 'Avocate',
      emails: [{ address: 'zoe@roy.ca' }],
      alternates: [{ property: 'title', value: 'Associée' }],
    });
    expect(await loaded.journal.undoJournal(outcome.journalId)).toBe(true);
    expect(await allContacts()).toEqual([{ ...existing, rev: expect.any(Number) }]);
  });

  it('undoes only its own changes and keeps later edits', async () => {
    const existing = person('Roy', { givenNames: 'Zoé', phones: [phone('+15145551000')] });
    await loaded.database.contacts.put(existing);
    await stage(
      'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Roy;Zoé\r\nTITLE:Associée\r\nTEL:514 555-1000\r\nEND:VCARD\r\n' +
        vcf('Côté', 'Gagné'),
    );
    const { journalId } = await commit('merge');
    const [merged] = (await allContacts()).filter(({ id }) => id === 'Roy');
    const [added] = (await allContacts()).filter(({ familyNames }) => familyNames === 'Gagné');
    if (merged === undefined || added === undefined) throw new Error('not imported');
    await loaded.book.commitContact(merged, { remarks: 'appelle le soir' }, false, NOW + 2);
    await loaded.book.commitContact(added, { remarks: 'à garder' }, false, NOW + 2);
    await loaded.journal.undoJournal(journalId);
    const left = await allContacts();
    expect(left.map(({ familyNames, title, remarks }) => [familyNames, title, remarks]).toSorted()).toEqual([
      ['Gagné', '', 'à garder'],
      ['Roy', '', 'appelle le soir'],
    ]);
  });

  it('stops writing once its record has been replaced or erased', async () => {
    await stage(vcf('Roy'));
    await loaded.database.imports.clear();
    await expect(loaded.imports.stageImport({ importId: 'job', region: 'fr-CA' }, noProgress)).rejects.toThrow(
      'import.gone',
    );
    await expect(commit()).rejects.toThrow('import.gone');
    expect(await loaded.database.imports.count()).toBe(0);
  });

  it('undoes a whole import', async () => {
    await stage(vcf('Roy', 'Côté'));
    const { journalId } = await commit();
    await loaded.journal.undoJournal(journalId);
    expect(await allContacts()).toEqual([]);
  });

  it('skips the contacts the owner left out', async () => {
    await stage(vcf('Roy', 'Côté', 'Gagné'));
    expect(await commit('merge', [1])).toMatchObject({ added: 2, skipped: 1 });
  });

  it('resumes after a crash without duplicating contacts', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `N${index}`);
    await stage(vcf(...names));
    // Simulates a browser that stopped in the middle of reading.
    await loaded.database.staged.where('[importId+place]').aboveOrEqual(['job', 400]).delete();
    const stagedBefore = await loaded.database.staged.toArray();
    await loaded.database.imports.update('job', { state: 'reading' });
    expect(await loaded.imports.stageImport({ importId: 'job', region: 'fr-CA' }, noProgress)).toEqual({
      people: 1000,
      question: null,
    });
    const staged = await loaded.database.staged.toArray();
    expect(staged).toHaveLength(1000);
    expect(staged.slice(0, stagedBefore.length)).toEqual(stagedBefore);
    await commit();
    expect(new Set((await allContacts()).map(({ familyNames }) => familyNames)).size).toBe(1000);
  });

  it('commits everything or nothing', async () => {
    await loaded.database.contacts.put(person('before'));
    await stage(vcf(...Array.from({ length: 900 }, (_, index) => `N${index}`)));
    const [clash] = await loaded.database.staged.where('[importId+place]').equals(['job', 899]).toArray();
    if (clash !== undefined)
      await loaded.database.contacts.put({ ...clash.contact, familyNames: 'clash', sources: [] });
    await expect(commit()).rejects.toThrow();
    expect((await allContacts()).map(({ familyNames }) => familyNames).toSorted()).toEqual(['before', 'clash']);
    expect(await loaded.database.staged.count()).toBe(900);
  });

  it('reads a CSV table, and reports the rows without a name', async () => {
    await stage('Prénom,Nom,Téléphone,Ville\nZoé,Roy,514 555-0123,\n,,,Québec\n', { kind: 'table' });
    const job = await loaded.database.imports.get('job');
    expect(job?.problems).toEqual([{ code: 'import.nobody', line: 3, text: 'Québec' }]);
    expect(await commit()).toMatchObject({ added: 1 });
  });

  const corpus = hasSharedCorpus
    ? readdirSync(new URL('../../../shared/vcard/corpus', import.meta.url), { recursive: true })
        .map(String)
        .filter((name) => /\.vcf$/i.test(name))
    : [];
  it.skipIf(!hasSharedCorpus)(
    'imports every file of the shared corpus, and changes nothing the second time',
    { timeout: 60_000 },
    async () => {
      for (const [index, name] of corpus.entries())
        await stage(new Blob([sharedFile(`corpus/${name}`)]), { id: `a${index}` }).then(() =>
          commit('merge', [], `a${index}`),
        );
      const before = await allContacts();
      expect(before.length).toBeGreaterThan(40);
      expect(before.filter((contact) => !loaded.book.isContact(contact))).toEqual([]);
      for (const [index, name] of corpus.entries()) {
        await stage(new Blob([sharedFile(`corpus/${name}`)]), { id: `b${index}` });
        await commit('merge', [], `b${index}`);
      }
      expect((await allContacts()).map(({ rev: _, updatedAtMs: __, ...comparable }) => comparable)).toEqual(
        before.map(({ rev: _, updatedAtMs: __, ...comparable }) => comparable),
      );
    },
  );
});

describe('merging, removing, erasing', () => {
  it('does not restore a removed contact when an edit from elsewhere is saved', async () => {
    const removed = person('removed');
    await loaded.database.contacts.put(removed);
    await loaded.book.removeContacts([removed.id], NOW);
    expect(await loaded.book.commitContact(removed, { remarks: 'x' }, false, NOW)).toBeNull();
    expect(await allContacts()).toEqual([]);
    expect(await loaded.book.commitContact(person('new'), {}, true, NOW)).toMatchObject({ id: 'new' });
  });

  it('rejects an invalid contact, so that a backup can always be read back', async () => {
    const contact = person('a');
    await expect(loaded.book.commitContact(contact, { retainUntil: '20260-01-01' }, true, NOW)).rejects.toThrow();
    expect(await allContacts()).toEqual([]);
  });

  it('undoes a merge exactly', async () => {
    const [one, two] = [person('one', { phones: [phone('+15145551000')] }), person('two', { title: 'Avocate' })];
    await loaded.database.contacts.bulkPut([one, two]);
    const entry = await loaded.book.mergePair(one.id, two.id, {}, NOW);
    expect(await allContacts()).toHaveLength(1);
    await loaded.journal.undoJournal(entry ?? '');
    expect((await allContacts()).map(({ rev: _, ...comparable }) => comparable)).toEqual(
      [one, two].map(({ rev: _, ...comparable }) => comparable),
    );
  });

  it('erases a contact from every table', async () => {
    const secret = person('secret', { photoId: 'photo' as Contact['photoId'], note: 'SECRET-NOTE' });
    await loaded.database.contacts.bulkPut([secret, person('other')]);
    await loaded.cards.putPicture({
      id: 'photo' as never,
      schemaVersion: 1,
      createdAtMs: NOW,
      mediaType: 'image/jpeg',
      bytes: Uint8Array.of(1),
      widthPx: 1,
      heightPx: 1,
    });
    await loaded.book.combineInto(secret.id, person('found', { title: 'x' }), NOW);
    await loaded.book.eraseContact(secret.id, { key: `tab.${secret.id}`, seq: 1 }, NOW);
    const dump = JSON.stringify(await Promise.all(loaded.database.tables.map((table) => table.toArray())));
    expect(dump).not.toContain('SECRET-NOTE');
    expect(await loaded.database.pictures.count()).toBe(0);
    expect(await allContacts()).toHaveLength(1);
  });

  it('sweeps only the pictures that no contact or undo entry uses', async () => {
    const old = {
      schemaVersion: 1 as const,
      createdAtMs: 0,
      mediaType: 'image/jpeg' as const,
      bytes: Uint8Array.of(1),
      widthPx: 1,
      heightPx: 1,
    };
    for (const id of ['of-contact', 'of-journal', 'of-nobody'])
      await loaded.cards.putPicture({ ...old, id: id as never });
    await loaded.database.contacts.put(person('a', { photoId: 'of-contact' as Contact['photoId'] }));
    const removedContact = person('b', { photoId: 'of-journal' as Contact['photoId'] });
    await loaded.journal.writeJournal('removal', NOW, [], [{ before: removedContact, after: null }]);
    await loaded.cards.sweepUnreferenced(NOW + 1);
    expect((await loaded.database.pictures.toCollection().primaryKeys()).toSorted()).toEqual([
      'of-contact',
      'of-journal',
    ]);
    await loaded.cards.sweepUnreferenced(NOW + 2 * 86_400_000);
    expect(await loaded.database.pictures.toCollection().primaryKeys()).toEqual(['of-contact']);
    expect(await loaded.database.journal.count()).toBe(0);
  });
});

describe('a backup', () => {
  const fillDatabase = async () => {
    await loaded.database.cards.put(cardOf());
    await loaded.database.contacts.bulkPut([
      person('a', { note: 'Été', photoId: 'pic' as Contact['photoId'] }),
      person('b', {}, NOW + 5),
    ]);
    await loaded.database.evenings.put(newEvent('e', NOW, { name: '5 à 7', place: '', host: '', day: '2026-11-23' }));
    await loaded.cards.putPicture({
      id: 'pic' as never,
      isPrivate: true,
      schemaVersion: 1,
      createdAtMs: NOW,
      mediaType: 'image/jpeg',
      bytes: Uint8Array.of(255, 216, 255),
      widthPx: 1,
      heightPx: 1,
      drawing: '<svg viewBox="0 0 1 1"><path d="M0 0L1 0L1 1Z" fill="#ff0000"/></svg>',
    });
  };
  const dump = async () =>
    Object.fromEntries(
      await Promise.all(
        ['cards', 'contacts', 'evenings', 'pictures'].map(async (name) => [
          name,
          await loaded.database.table(name).toArray(),
        ]),
      ),
    );
  const makeBlob = async (passphrase = '') =>
    (await loaded.backup.makeBackup({ passphrase, nowMs: NOW }, noProgress)).blob;

  it.each(['', 'une phrase de passe été'])(
    'with passphrase «%s»: restores everything into an empty database; the next backup is identical',
    async (passphrase) => {
      await fillDatabase();
      const [before, file] = [await dump(), await makeBlob(passphrase)];
      const plain = await makeBlob();
      loaded = await loadModules();
      expect(await loaded.backup.restoreBackup({ file, passphrase, nowMs: NOW })).toMatchObject({
        contacts: { added: 2, changed: 0, same: 0 },
        cards: { added: 1 },
      });
      expect(await dump()).toEqual(before);
      expect(new Uint8Array(await (await makeBlob()).arrayBuffer())).toEqual(new Uint8Array(await plain.arrayBuffer()));
    },
  );

  it('is a plain ZIP archive with checksums in sha256sum format', async () => {
    await fillDatabase();
    const files = unzipSync(new Uint8Array(await (await makeBlob()).arrayBuffer()));
    expect(Object.keys(files).toSorted()).toEqual(['contacts.vcf', 'photos/pic.jpg', 'poignee.json', 'sha256.txt']);
    expect(strFromU8(files['contacts.vcf'] ?? new Uint8Array())).toContain('NOTE:Été');
    expect(JSON.parse(strFromU8(files['poignee.json'] ?? new Uint8Array()))).toMatchObject({
      format: 'poignee-backup',
      version: 1,
    });
  });

  it('merges with later changes without losing either', async () => {
    await fillDatabase();
    const file = await makeBlob();
    await loaded.database.contacts.update('a' as ContactId, { note: 'Automne', updatedAtMs: NOW + 9 });
    await loaded.database.contacts.delete('b' as ContactId);
    expect(await loaded.backup.openBackup({ file, passphrase: '' })).toMatchObject({
      contacts: { added: 1, changed: 1, same: 0 },
    });
    await loaded.backup.restoreBackup({ file, passphrase: '', nowMs: NOW + 10 });
    expect((await loaded.database.contacts.get('a' as ContactId))?.note).toBe('Été\nAutomne');
    expect(await allContacts()).toHaveLength(2);
  });

  it('reports why a file is not a valid backup, and changes nothing', async () => {
    await fillDatabase();
    const [good, sealed] = [
      new Uint8Array(await (await makeBlob()).arrayBuffer()),
      new Uint8Array(await (await makeBlob('secret')).arrayBuffer()),
    ];
    const files = unzipSync(good);
    const replaceFile = (name: string, text: string) => zipSync({ ...files, [name]: strToU8(text) });
    const json = strFromU8(files['poignee.json'] ?? new Uint8Array());
    const flipped = zipSync({
      ...unzipSync(sealed),
      'sealed.bin': (unzipSync(sealed)['sealed.bin'] ?? new Uint8Array()).map((byte, index) =>
        index === 40 ? byte ^ 1 : byte,
      ),
    });
    const before = await dump();
    for (const [bytes, passphrase, problem] of [
      [strToU8('not a zip'), '', 'backup.not_an_archive'],
      [new Uint8Array(), '', 'backup.not_an_archive'],
      [good.slice(0, good.length / 2), '', 'backup.truncated'],
      [good.slice(0, 10), '', 'backup.truncated'],
      [zipSync({ 'a.txt': strToU8('x') }), '', 'backup.foreign'],
      [replaceFile('poignee.json', '{"format":"other"}'), '', 'backup.foreign'],
      [replaceFile('poignee.json', json.replace('"version": 1', '"version": 2')), '', 'backup.newer'],
      [replaceFile('poignee.json', json.slice(0, 500)), '', 'backup.damaged'],
      [replaceFile('poignee.json', json.replace('"familyNames": "a"', '"familyNames": 5')), '', 'backup.damaged'],
      [replaceFile('photos/pic.jpg', 'other bytes'), '', 'backup.damaged'],
      [sealed, '', 'backup.wrong_passphrase'],
      [sealed, 'autre', 'backup.wrong_passphrase'],
      [flipped, 'secret', 'backup.wrong_passphrase'],
    ] as const) {
      const file = new Blob([new Uint8Array(bytes)]);
      expect(await loaded.backup.openBackup({ file, passphrase }), problem).toMatchObject({ problem });
      expect(await loaded.backup.restoreBackup({ file, passphrase, nowMs: NOW }), problem).toMatchObject({ problem });
    }
    expect(await dump()).toEqual(before);
  }, 30_000);
});
