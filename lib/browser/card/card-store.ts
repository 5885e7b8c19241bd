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
import { readLocal, writeLocal } from '../storage/local-storage';
import { lossState, subscribeLoss, wasLost } from '../storage/loss-state';
import { onOutdated } from '../storage/outdated';
import type { PageRemoval } from '../storage/records';
import { STORAGE_KEYS } from '../storage/storage-keys';
import { isErasure, type StorageStatus, storageStatusOf } from '../storage/storage-status';
import { createStoreState } from '../storage/store-state';
import { createUnsavedChanges, type UnsavedChange } from '../storage/unsaved-changes';
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
  const removed = new Set<CardId>();
  /**
   * Cards created here that no database read has returned yet. A read that started before the card was written may
   * still arrive without it.
   */
  const unconfirmed = new Set<CardId>();
  const memoryPictures = new Map<PictureId, Picture>();
  const unsavedPictures = new Set<PictureId>();
  const unsaved = createUnsavedChanges<Card, CardPatch>(
    STORAGE_KEYS.unsaved,
    tabId,
    () => isCard ?? ((_): _ is Card => false),
    now,
  );
  let isOpened = false;
  let isCommitting = false;
  const history: History = createHistory(now);

  function publish(change: Partial<CardsState> = {}): void {
    const cards = [...stored.values()].filter((card) => !removed.has(card.id)).map(unsaved.applied);
    state.update({ cards, ...change });
  }

  function open(): void {
    if (isOpened) return;
    isOpened = true;
    loadDatabase()
      .then(async (module) => {
        isCard = module.isCard;
        onOutdated(() => onRefused(null));
        await module.openDatabase(forget);
        if (lossState() === null) await recoverUnsaved(module);
        // What was being typed when the data was lost is put back after the owner has decided.
        else subscribeLoss(() => lossState() === null && void recoverUnsaved(module).then(() => commit()));
        database = module;
        module.watchCards(onStored, onRefused);
        await module.sweepUnreferenced(now()).catch(() => undefined);
      })
      .catch(onRefused);
  }

  async function recoverUnsaved(module: Database): Promise<void> {
    // Entries of open tabs too: this page may follow one that has not closed yet, and both write the same values.
    const openTabs = async () => () => false;
    const recovered = await unsaved.recover({ ...module.recoverySource, openTabs, wasLost: wasLost() });
    for (const card of recovered) stored.set(card.id, card);
    if (recovered.length > 0) publish();
  }

  function onStored({ cards, unreadable }: { cards: Card[]; unreadable: number }): void {
    for (const { id } of cards) unconfirmed.delete(id);
    const unwrittenCards = [...stored.values()].filter(({ id }) => unsaved.has(id) || unconfirmed.has(id));
    const newest = cards.map((card) => newerOf(card, stored.get(card.id)));
    stored = new Map(
      [...newest, ...unwrittenCards.filter(({ id }) => !cards.some((c) => c.id === id))].map((c) => [c.id, c]),
    );
    const isFirstRead = state.get().status === 'loading';
    publish({ status: 'ready', unreadable });
    if (isFirstRead) void commit();
  }

  function onRefused(error: unknown): void {
    database = null;
    if (state.get().status === 'loading') for (const card of unsaved.adopt()) stored.set(card.id, card);
    publish({ status: 'ready', storage: storageStatusOf(error) });
  }

  /** Drops what this tab holds in memory: everything was erased. */
  function forget(): void {
    unsaved.clear();
    stored.clear();
    unconfirmed.clear();
    unsavedPictures.clear();
    memoryPictures.clear();
    publish();
  }

  function record(id: CardId, patch: CardPatch, isNew = false): void {
    const whole = stored.get(id);
    if (whole === undefined) return;
    unsaved.edit(whole, patch, isNew);
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
        const { whole, patch, newSince } = next.change;
        const states = unsaved.entriesOf(next.change);
        const card = await database.commitPatch(whole, patch, newSince !== null, now(), states);
        unsaved.settle(next.change, card);
        if (card !== null) stored.set(card.id, card);
        else if (!unsaved.has(whole.id)) onDeletedElsewhere(whole.id);
      }
      if (state.get().storage !== 'kept') publish({ storage: 'kept' });
    } catch (error) {
      if (isErasure(error)) forget();
      else publish({ storage: storageStatusOf(error) });
    } finally {
      isCommitting = false;
    }
  }

  /** A card deleted in another tab is not brought back by edits made here. */
  function onDeletedElsewhere(id: CardId): void {
    stored.delete(id);
    publish();
  }

  type Unwritten = { kind: 'card'; change: UnsavedChange<Card, CardPatch> } | { kind: 'picture'; picture: Picture };

  function firstPending(): Unwritten | null {
    const change = unsaved.first();
    if (change !== null) return { kind: 'card', change };
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
      record(card.id, content, true);
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
      const state = unsaved.lastState(id);
      unsaved.dropEverywhere(id);
      publish();
      void database
        ?.deleteCard(id, state, now())
        .catch((error: unknown) => (isErasure(error) ? forget() : publish({ storage: storageStatusOf(error) })));
      return () => {
        if (card === undefined) return;
        removed.delete(id);
        stored.set(id, card);
        unconfirmed.add(id);
        record(id, { label: card.label }, true);
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
    async eraseEverything(removals: readonly PageRemoval[] = []): Promise<boolean> {
      try {
        const { eraseDatabase, eraseWithoutDatabase } = await import('../storage/erase');
        if (database === null) await eraseWithoutDatabase();
        else await eraseDatabase(newIdentifier(), now(), removals);
        return database !== null;
      } catch {
        return false;
      }
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
