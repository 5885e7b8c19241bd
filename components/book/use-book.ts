'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { type BookState, bookStore, LOADING_BOOK } from '@/lib/browser/book/book-store';
import type { BookEvent, Contact, ContactId, ContactPatch } from '@/lib/card/contact';

/** Returns the state of the contact book: a row for each contact, and the events. */
export function useBook(): BookState {
  useEffect(() => bookStore.open(), []);
  const state = useSyncExternalStore(bookStore.subscribe, bookStore.getState, () => LOADING_BOOK);
  const hasContacts = state.rows.length > 0;
  useEffect(() => {
    // Cards start it too; contacts may be all there is.
    if (hasContacts)
      void import('@/lib/browser/copy/copy-service').then(
        ({ startCopying }) => startCopying(),
        () => undefined,
      );
  }, [hasContacts]);
  return state;
}

/** Returns a function that gives an event's name from its id, '' if there is none. */
export function useEventName(): (id: string | null) => string {
  const { events } = useBook();
  return useCallback((id) => events.find((event) => event.id === id)?.name ?? '', [events]);
}

/** Returns the event that has not ended, `null` if there is none. */
export const currentOf = (events: readonly BookEvent[]): BookEvent | null =>
  events.find(({ endedAtMs }) => endedAtMs === null) ?? null;

export type OpenContact = {
  /** `undefined` until it is read, `null` if no contact has that id. */
  contact: Contact | null | undefined;
  change: (patch: ContactPatch) => void;
};

/** Returns the full contact named by the `id` parameter of the URL; read again when another tab changes it. */
export function useAddressedContact(): OpenContact {
  return useContact(useSearchParams().get('id') as ContactId | null);
}

export function useContact(id: ContactId | null): OpenContact {
  const { status } = useBook();
  const version = useSyncExternalStore(
    bookStore.subscribe,
    () => (id === null ? 0 : bookStore.versionOf(id)),
    () => 0,
  );
  const [loaded, setLoaded] = useState<{ id: ContactId | null; contact: Contact | null } | null>(null);
  useEffect(() => {
    if (status === 'loading') return;
    let isCurrent = true;
    const request = id === null ? Promise.resolve(null) : bookStore.contact(id);
    // `version` is a dependency so that the contact is read again when it changes.
    void version;
    request.then(
      (contact) => isCurrent && setLoaded({ id, contact }),
      () => isCurrent && setLoaded({ id, contact: null }),
    );
    return () => {
      isCurrent = false;
    };
  }, [id, version, status]);
  const contact = loaded === null || loaded.id !== id ? undefined : loaded.contact;
  const change = useCallback(
    (patch: ContactPatch) => {
      if (contact) setLoaded({ id, contact: bookStore.change(contact, patch) });
    },
    [contact, id],
  );
  return { contact, change };
}
