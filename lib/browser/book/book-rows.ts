import { byMeeting, type Row, rowOf } from '../../book/row';
import type { Contact, ContactId } from '../../card/contact';

/**
 * Creates the sorted list of contact rows. A change that does not affect the order replaces one row; only a change that
 * does sorts the list again (up to a hundred thousand rows).
 */
export function createRows() {
  const rows = new Map<ContactId, Row>();
  let sorted: Row[] = [];
  let positions = new Map<ContactId, number>();
  let isOrderStale = false;
  const touched = new Set<ContactId>();
  const unreadable = new Set<ContactId>();

  return {
    has: (id: ContactId) => rows.has(id),
    get unreadable(): number {
      return unreadable.size;
    },

    /**
     * Adds or replaces a contact's row. A record that cannot be read is counted and skipped, so that it does not hide
     * the others.
     */
    put(contact: Contact, events: ReadonlyMap<string, string>): void {
      let row: Row;
      try {
        row = rowOf(contact, events);
      } catch {
        unreadable.add(contact.id);
        return;
      }
      unreadable.delete(row.id);
      const before = rows.get(row.id);
      rows.set(row.id, row);
      touched.add(row.id);
      isOrderStale ||= before === undefined || before.metAtMs !== row.metAtMs || before.name !== row.name;
    },

    remove(id: ContactId): void {
      isOrderStale = rows.delete(id) || isOrderStale;
    },

    clear(): void {
      rows.clear();
      isOrderStale = true;
      unreadable.clear();
    },

    ids: (): ContactId[] => [...rows.keys()],

    /** Returns the sorted rows: a new array if anything has changed, else the same one. */
    list(): readonly Row[] {
      if (isOrderStale) {
        sorted = [...rows.values()].sort(byMeeting);
        positions = new Map(sorted.map(({ id }, index) => [id, index]));
      } else if (touched.size > 0) {
        sorted = sorted.slice();
        for (const id of touched) {
          const [position, row] = [positions.get(id), rows.get(id)];
          if (position !== undefined && row !== undefined) sorted[position] = row;
        }
      }
      isOrderStale = false;
      touched.clear();
      return sorted;
    },
  };
}
