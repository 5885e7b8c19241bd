import { type BookEvent, newEvent } from '../../card/contact';
import { newIdentifier } from '../platform/identifier';
import { clearShareCounts, shareCounts } from './current-event';

/** What the events of the contact book depend on. */
type EventSource = {
  events(): readonly BookEvent[];
  show(events: BookEvent[]): void;
  /** Writes an event, and tells the other tabs. */
  write(event: BookEvent): Promise<void>;
  now(): number;
};

/** Creates the part of the book's store that starts, changes and ends events. */
export function createBookEvents({ events, show, write, now }: EventSource) {
  const showEvent = (event: BookEvent) =>
    show([event, ...events().filter(({ id }) => id !== event.id)].sort((a, b) => b.startedAtMs - a.startedAtMs));

  /** Writes an event that starts or ends, then shows it: leaving the screen that shows it loses nothing. */
  async function recordEvent(event: BookEvent): Promise<void> {
    await write(event);
    showEvent(event);
  }

  return {
    async startEvent(details: Pick<BookEvent, 'name' | 'place' | 'host' | 'day'>): Promise<void> {
      // Only one event runs at a time; another tab or a restored backup may have left one open.
      for (const event of events()) if (event.endedAtMs === null) await recordEvent({ ...event, endedAtMs: now() });
      await recordEvent(newEvent(newIdentifier(), now(), details));
      clearShareCounts();
    },

    /**
     * Returns the id of the event named on a reply slip, ignoring case. Creates the event, already ended, if there is
     * none.
     */
    async eventNamed(name: string, day: string): Promise<string> {
      const existing = events().find((event) => event.name.trim().toLowerCase() === name.trim().toLowerCase());
      if (existing !== undefined) return existing.id;
      const created = newEvent(newIdentifier(), now(), { name, place: '', host: '', day });
      await recordEvent({ ...created, endedAtMs: now(), reviewedAtMs: now() });
      return created.id;
    },

    /** Shows an edit at once, then writes it. */
    async changeEvent(event: BookEvent): Promise<void> {
      showEvent(event);
      await write(event);
    },

    async endEvent(event: BookEvent): Promise<void> {
      const counts = shareCounts();
      await recordEvent({ ...event, endedAtMs: now(), given: counts });
      clearShareCounts();
    },
  };
}
