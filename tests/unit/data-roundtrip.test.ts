import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { CopySource } from '@/lib/browser/copy/write-copy';
import type { CopyFiles } from '@/lib/browser/storage/copy-files';
import type { LockState } from '@/lib/browser/storage/lock/sealing';
import { type Contact, type ContactId, type ContactPatch, newContact } from '@/lib/card/contact';
import { cardOf } from '../support/cards';
import { fakeLocalStorage } from '../support/local-storage';

const NOW = 1_790_000_000_000;
const MEETING = { channel: 'typed', atMs: 1, eventId: null, batch: '' } as const;
const WRAP = {
  method: 'passphrase',
  N: 2 ** 14,
  r: 8,
  p: 1,
  salt: 'ab'.repeat(32),
  nonce: 'cd'.repeat(12),
  key: 'ef'.repeat(48),
} as const;

/** The app's own modules on an empty browser. */
async function openApp() {
  vi.resetModules();
  globalThis.indexedDB = new IDBFactory();
  Dexie.dependencies.indexedDB = globalThis.indexedDB;
  vi.stubGlobal('window', {
    localStorage: fakeLocalStorage().storage,
    sessionStorage: { ...fakeLocalStorage().storage, clear: () => undefined },
    dispatchEvent: () => true,
  });
  const [{ database }, backup, replies, erase, change, cipher, sealing, write, restore] = await Promise.all([
    import('@/lib/browser/storage/database'),
    import('@/lib/browser/book/backup'),
    import('@/lib/browser/book/reply-database'),
    import('@/lib/browser/storage/erase'),
    import('@/lib/browser/storage/lock/lock-change'),
    import('@/lib/browser/storage/lock/cipher'),
    import('@/lib/browser/storage/lock/sealing'),
    import('@/lib/browser/copy/write-copy'),
    import('@/lib/browser/copy/restore-copy'),
  ]);
  return { database, backup, replies, erase, change, cipher, sealing, write, restore };
}
type App = Awaited<ReturnType<typeof openApp>>;

function memoryFiles(): CopyFiles {
  const stored = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    read: async (name) => stored.get(name)?.slice() ?? null,
    write: async (name, bytes) => void stored.set(name, bytes.slice()),
    remove: async (name) => void stored.delete(name),
    list: async () => [...stored.keys()],
  };
}

/** What the owner can find again: names by identifier, replies that wait, blocked addresses. */
type Model = { contacts: Map<string, string>; waiting: Map<string, string>; blocked: Set<string> };
const emptyModel = (): Model => ({ contacts: new Map(), waiting: new Map(), blocked: new Set() });
const clone = ({ contacts, waiting, blocked }: Model): Model => ({
  contacts: new Map(contacts),
  waiting: new Map(waiting),
  blocked: new Set(blocked),
});

type Action =
  | { kind: 'add' | 'reply'; name: string }
  | { kind: 'accept' | 'refuse' | 'block' | 'lock' | 'unlock' | 'closeAndOpen' }
  | { kind: 'backUp' | 'erase' | 'restore' | 'copy' | 'loseAndRecover' };

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('add' as const, 'reply' as const, 'reply' as const),
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  }),
  fc.record({
    kind: fc.constantFrom(
      ...(['accept', 'refuse', 'block', 'lock', 'unlock', 'closeAndOpen'] as const),
      ...(['backUp', 'erase', 'restore', 'copy', 'loseAndRecover'] as const),
    ),
  }),
);

const contactOf = (id: string, givenNames: string, content: ContactPatch = {}): Contact =>
  newContact(id as ContactId, NOW, MEETING, { givenNames, ...content });

class Owner {
  model = emptyModel();
  #backup: { file: Blob; model: Model } | null = null;
  #hasCopy = false;
  #key: Uint8Array<ArrayBuffer> | null = null;
  #files = memoryFiles();
  #count = 0;

  constructor(readonly app: App) {}

  readonly #hooks = {
    announce: (state: LockState, key: Uint8Array<ArrayBuffer> | null) =>
      this.app.sealing.setLockState(state, key === null ? null : this.app.cipher.createCipher(key)),
    settle: () => Promise.resolve(),
  };

  #source(): CopySource {
    const { database } = this.app;
    return { database, files: this.#files, settings: () => ({}), epoch: async () => null, now: () => NOW };
  }

  async do({ kind, ...rest }: Action): Promise<void> {
    const { database, backup, replies, erase, change, cipher, sealing, write, restore } = this.app;
    const { model } = this;
    this.#count += 1;
    const id = `id${this.#count}`;
    const name = 'name' in rest ? rest.name : '';
    const [first] = model.waiting.keys();
    switch (kind) {
      case 'add':
        await database.contacts.put(contactOf(id, name));
        model.contacts.set(id, name);
        break;
      case 'reply': {
        const address = `${name.length % 3}@exemple.ca`;
        const contact = contactOf(id, name, { emails: [{ id: 'e', kind: 'work', address }], sources: [`reply:${id}`] });
        const reply = { id, schemaVersion: 1, card: 'CARD', receivedAtMs: NOW, contact } as const;
        const waits = await replies.storeReply(database, reply, NOW);
        expect(waits).toBe(!model.blocked.has(address));
        if (waits) model.waiting.set(id, name);
        break;
      }
      case 'accept':
        if (first === undefined) break;
        await replies.acceptReplies(database, [first], NOW);
        model.contacts.set(first, model.waiting.get(first) ?? '');
        model.waiting.delete(first);
        break;
      case 'refuse':
      case 'block': {
        if (first === undefined) break;
        const { addresses } = await replies.refuseReplies(database, [first], kind === 'block', NOW);
        for (const address of addresses) model.blocked.add(address);
        model.waiting.delete(first);
        break;
      }
      case 'lock':
        if (this.#key !== null) break;
        this.#key = cipher.newDataKey();
        await change.addLock(this.#key, WRAP, { lockAfterMs: 60_000, nowMs: NOW }, this.#hooks, () => undefined);
        break;
      case 'unlock': {
        const record = await database.meta.get('lock');
        if (this.#key === null || record?.id !== 'lock') break;
        await change.removeLock(record, this.#key, this.#hooks, () => undefined);
        this.#key = null;
        break;
      }
      case 'closeAndOpen':
        if (this.#key === null) break;
        sealing.setLockState('locked', null);
        if (model.contacts.size > 0) await expect(database.contacts.toArray()).rejects.toThrow('storage.locked');
        sealing.setLockState('open', cipher.createCipher(this.#key));
        break;
      case 'backUp': {
        const { blob } = await backup.makeBackup({ passphrase: '', nowMs: NOW }, () => undefined);
        this.#backup = { file: blob, model: clone(model) };
        break;
      }
      case 'erase':
        await erase.eraseDatabase(id, NOW);
        this.model = emptyModel();
        this.#key = null;
        // It deletes the second copy too.
        this.#hasCopy = false;
        this.#files = memoryFiles();
        break;
      case 'restore': {
        if (this.#backup === null) break;
        await backup.restoreBackup({ file: this.#backup.file, passphrase: '', nowMs: NOW });
        await this.#expectMerged(this.#backup.model);
        break;
      }
      case 'copy':
        await write.writeCopy(this.#source(), write.EVERYTHING_DUE);
        this.#hasCopy = true;
        break;
      case 'loseAndRecover': {
        // The browser empties the database; the copy is as it was last written.
        if (!this.#hasCopy) break;
        await write.writeCopy(this.#source(), write.EVERYTHING_DUE);
        const lock = await database.meta.get('lock');
        const erasure = await database.meta.get('erasure');
        await Promise.all(database.tables.map((table) => table.clear()));
        if (erasure !== undefined) await database.meta.put(erasure);
        if (lock !== undefined) await database.meta.put(lock);
        const found = await restore.readCopy(this.#files);
        if (found === null) throw new Error('no copy');
        expect(found.damaged).toBe(0);
        await backup.restoreContent(found.content, NOW);
        break;
      }
    }
  }

  /** What a restored backup adds: everything it has that the owner has not decided on since. */
  async #expectMerged(restored: Model): Promise<void> {
    const { database } = this.app;
    const decided = new Set(await database.decisions.toCollection().primaryKeys());
    for (const [id, name] of restored.contacts) this.model.contacts.set(id, this.model.contacts.get(id) ?? name);
    for (const [id, name] of restored.waiting)
      if (!decided.has(id) && !this.model.contacts.has(id)) this.model.waiting.set(id, name);
    for (const address of restored.blocked) this.model.blocked.add(address);
  }

  async found(): Promise<Model> {
    const { database, replies } = this.app;
    const [waiting, blocked] = await replies.readReplies(database);
    const contacts = await database.contacts.toArray();
    return {
      contacts: new Map(contacts.map((contact): [string, string] => [contact.id, contact.givenNames]).sort()),
      waiting: new Map(waiting.map((reply): [string, string] => [reply.id, reply.contact.givenNames]).sort()),
      blocked: new Set(blocked.map(({ address }) => address).sort()),
    };
  }

  expected(): Model {
    const { contacts, waiting, blocked } = this.model;
    return {
      contacts: new Map([...contacts].sort()),
      waiting: new Map([...waiting].sort()),
      blocked: new Set([...blocked].sort()),
    };
  }
}

it('whatever is added, decided, locked, backed up, erased, lost and restored, in any order, is found again', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 20, maxLength: 60 }), async (actions) => {
      const owner = new Owner(await openApp());
      await owner.app.database.cards.put(cardOf());
      for (const one of actions) {
        await owner.do(one);
        expect(await owner.found(), JSON.stringify(one)).toEqual(owner.expected());
      }
      owner.app.database.close();
    }),
    { numRuns: 40 },
  );
});
