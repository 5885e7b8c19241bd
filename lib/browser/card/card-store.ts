import {
  type Card,
  type CardId,
  type CardPatch,
  newCard,
  type Picture,
  type PictureContent,
  type PictureId,
} from '../../card/card';
import { inverseOf } from '../../card/merge';
import { newIdentifier } from '../platform/identifier';
import { clearSession, localEntries, readLocal, writeLocal } from '../storage/local-storage';
import { STORAGE_KEYS } from '../storage/storage-keys';
import { type StorageStatus, storageStatusOf } from '../storage/storage-status';
import { createStoreState } from '../storage/store-state';
import { createUnsavedMirror, type UnsavedChange, unwrittenPart } from '../storage/unsaved-changes';
import { createHistory, type History } from './undo-history';

export type CardsState = {
  status: 'loading' | 'ready';
  cards: readonly Card[];
  storage: StorageStatus;
  /** Count of stored records that could not be read as cards. They are left unchanged. */
  unreadable: number;
};

type Database = typeof import('./card-database') & typeof import('../storage/open-database');

export const LOADING_STATE: CardsState = { status: 'loading', cards: [], storage: 'kept', unreadable: 0 };

/**
 * Creates the store of the owner's cards used by the screens. Changes appear at once and are written to IndexedDB in
 * order; until they are written they are also in localStorage, so that closing the tab while typing loses nothing.
 * Changes from other tabs arrive automatically; a property being edited here overrides theirs, and theirs override
 * every other property.
 */
export function createCardStore(loadDatabase: () => Promise<Database>, now: () => number = Date.now) {
  const tabId = newIdentifier();
  const state = createStoreState(LOADING_STATE);
  let database: Database | null = null;
  let isCard: Database['isCard'] | null = null;
  let stored = new Map<CardId, Card>();
  const pending = new Map<CardId, CardPatch>();
  const removed = new Set<CardId>();
  /**
   * Cards created here that no database read has returned yet. A read that started before the card was written may
   * still arrive without it.
   */
  const unconfirmed = new Set<CardId>();
  const memoryPictures = new Map<PictureId, Picture>();
  const unsavedPictures = new Set<PictureId>();
  const mirror = createUnsavedMirror<UnsavedChange<Card, CardPatch>>(STORAGE_KEYS.unsaved, tabId);
  let isOpened = false;
  let isCommitting = false;
  const history: History = createHistory(now);

  function publish(change: Partial<CardsState> = {}): void {
    const cards = [...stored.values()]
      .filter((card) => !removed.has(card.id))
      .map((card) => (pending.has(card.id) ? { ...card, ...pending.get(card.id) } : card));
    state.update({ cards, ...change });
  }

  function open(): void {
    if (isOpened) return;
    isOpened = true;
    loadDatabase()
      .then(async (module) => {
        isCard = module.isCard;
        await module.openDatabase();
        database = module;
        module.watchCards(onStored, onRefused);
        await module.sweepUnreferenced(now()).catch(() => undefined);
      })
      .catch(onRefused);
  }

  function onStored({ cards, unreadable }: { cards: Card[]; unreadable: number }): void {
    for (const { id } of cards) unconfirmed.delete(id);
    const unwrittenCards = [...stored.values()].filter(({ id }) => pending.has(id) || unconfirmed.has(id));
    const newest = cards.map((card) => newerOf(card, stored.get(card.id)));
    stored = new Map(
      [...newest, ...unwrittenCards.filter(({ id }) => !cards.some((c) => c.id === id))].map((c) => [c.id, c]),
    );
    const isFirstRead = state.get().status === 'loading';
    if (isFirstRead) recoverUnsaved();
    publish({ status: 'ready', unreadable });
    if (isFirstRead) commit();
  }

  /** Takes over unsaved changes left in localStorage by a closed tab. */
  function recoverUnsaved(): void {
    for (const [key, text] of localEntries(STORAGE_KEYS.unsaved)) {
      const unsaved = mirror.parse(text);
      const isWhole = unsaved !== null && isCard?.({ ...unsaved.whole, ...unsaved.patch }) === true;
      if (!isWhole) continue;
      writeLocal(key, null);
      const { whole, patch } = unsaved;
      if (!stored.has(whole.id)) stored.set(whole.id, whole);
      setPending(whole.id, { ...patch, ...pending.get(whole.id) });
    }
  }

  /** Records the unsaved part of a card, in memory and in localStorage. */
  function setPending(id: CardId, patch: CardPatch): void {
    const isEmpty = Object.keys(patch).length === 0;
    if (isEmpty) pending.delete(id);
    else pending.set(id, patch);
    const whole = stored.get(id);
    mirror.write(id, isEmpty || whole === undefined ? null : { whole, patch });
  }

  function onRefused(error: unknown): void {
    database = null;
    if (state.get().status === 'loading') recoverUnsaved();
    publish({ status: 'ready', storage: storageStatusOf(error) });
  }

  function record(id: CardId, patch: CardPatch): void {
    setPending(id, { ...pending.get(id), ...patch });
    publish();
    void commit();
  }

  async function commit(): Promise<void> {
    if (isCommitting || database === null) return;
    isCommitting = true;
    try {
      // Cards are written before pictures: they are small, and a picture that exceeds the quota must not block them.
      for (let next = firstPending(); next !== null; next = firstPending()) {
        if (next.kind === 'picture') {
          await database.putPicture(next.picture);
          unsavedPictures.delete(next.picture.id);
          continue;
        }
        const card = await database.commitPatch(next.whole, next.patch, now());
        stored.set(card.id, card);
        setPending(card.id, unwrittenPart(pending.get(card.id), next.patch));
      }
      if (state.get().storage !== 'kept') publish({ storage: 'kept' });
    } catch (error) {
      publish({ storage: storageStatusOf(error) });
    } finally {
      isCommitting = false;
    }
  }

  type Unwritten = { kind: 'card'; whole: Card; patch: CardPatch } | { kind: 'picture'; picture: Picture };

  function firstPending(): Unwritten | null {
    for (const [id, patch] of pending) {
      const whole = stored.get(id);
      if (whole !== undefined) return { kind: 'card', whole, patch };
      pending.delete(id);
    }
    for (const id of unsavedPictures) {
      const picture = memoryPictures.get(id);
      if (picture !== undefined) return { kind: 'picture', picture };
    }
    return null;
  }

  const find = (id: CardId): Card | undefined => state.get().cards.find((card) => card.id === id);

  return {
    getState: state.get,
    subscribe: state.subscribe,
    open,

    /** Resolves once the cards are loaded or storage has been refused. */
    ready(): Promise<void> {
      open();
      return state.ready();
    },

    /** Retries writing the unsaved changes. */
    retry: () => void commit(),

    create(content: CardPatch): CardId {
      const card = newCard(newIdentifier() as CardId, now(), content);
      stored.set(card.id, card);
      unconfirmed.add(card.id);
      record(card.id, content);
      return card.id;
    },

    change(id: CardId, patch: CardPatch): void {
      const card = find(id);
      if (card === undefined) return;
      history.record(id, inverseOf(card, patch));
      record(id, patch);
    },

    undo(id: CardId): void {
      const card = find(id);
      if (card === undefined) return;
      const patch = history.undo(id, (inverse) => inverseOf(card, inverse));
      if (patch !== null) record(id, patch);
    },

    redo(id: CardId): void {
      const card = find(id);
      if (card === undefined) return;
      const patch = history.redo(id, (inverse) => inverseOf(card, inverse));
      if (patch !== null) record(id, patch);
    },

    canUndo: (id: CardId) => history.canUndo(id),
    canRedo: (id: CardId) => history.canRedo(id),

    /** Deletes a card. Returns a function that restores it completely. */
    remove(id: CardId): () => void {
      const card = find(id);
      removed.add(id);
      setPending(id, {});
      publish();
      void database?.deleteCard(id).catch((error: unknown) => publish({ storage: storageStatusOf(error) }));
      return () => {
        if (card === undefined) return;
        removed.delete(id);
        stored.set(id, card);
        unconfirmed.add(id);
        record(id, { label: card.label });
      };
    },

    /** Stores a picture and returns its id. If storage is full or refused, the picture is only in this tab's memory. */
    async addPicture(content: PictureContent): Promise<PictureId> {
      const id = newIdentifier() as PictureId;
      memoryPictures.set(id, { ...content, id, schemaVersion: 1, createdAtMs: now() });
      unsavedPictures.add(id);
      await commit();
      return id;
    },

    async picture(id: PictureId | null): Promise<Picture | null> {
      if (id === null) return null;
      const inMemory = memoryPictures.get(id);
      if (inMemory !== undefined || database === null) return inMemory ?? null;
      try {
        return await database.getPicture(id);
      } catch {
        return null;
      }
    },

    /** Erases all of the app's data on this device. Resolves with `false` if the browser did not erase the database. */
    async eraseEverything(): Promise<boolean> {
      pending.clear();
      stored.clear();
      unconfirmed.clear();
      unsavedPictures.clear();
      memoryPictures.clear();
      let erased = false;
      try {
        await database?.eraseDatabase();
        erased = database !== null;
      } catch {
        // The return value reports the failure.
      }
      for (const [key] of localEntries('poignee.')) writeLocal(key, null);
      clearSession();
      publish();
      return erased;
    },
  };
}

function newerOf(read: Card, current: Card | undefined): Card {
  return current !== undefined && current.rev > read.rev ? current : read;
}

export type CardStore = ReturnType<typeof createCardStore>;

export const cardStore: CardStore = createCardStore(async () => ({
  ...(await import('./card-database')),
  ...(await import('../storage/open-database')),
}));

/** Returns the id of the card last viewed, used by screens whose address names none. */
export const currentCardId = (): CardId | null => readLocal(STORAGE_KEYS.currentCard) as CardId | null;
export const setCurrentCard = (id: CardId) => writeLocal(STORAGE_KEYS.currentCard, id);
