import type { Card, CardId, CardPatch, Picture } from '../../card/card';
import type { Meeting } from '../../card/contact';
import type { PoigneeDatabase } from '../storage/database';
import type { ServerApi } from './server-api';

/** What publishing and replies depend on. Tests pass another database, server, clock and host. */
export type ExchangeContext = {
  database: PoigneeDatabase;
  server: ServerApi;
  /** `https://host`, the site that this device publishes on. */
  origin: string;
  /** Its host, which signed documents name. */
  host: string;
  now(): number;
  cards: {
    /** The card as it is now: edits may have overtaken the caller's copy. */
    latest(card: Card): Promise<Card>;
    /** Applies another device's change to this device's card. */
    apply(id: CardId, patch: CardPatch): Promise<void>;
  };
  contacts: {
    /** A meeting through the link, now, at the current event. */
    meeting(): Meeting;
    /** Tells every tab that contacts were written. */
    reload(): Promise<void>;
  };
  photos: {
    /** The photo for a public page, at most 64 KiB; `null` if the browser cannot draw it. */
    shrink(picture: Picture): Promise<Pick<Picture, 'bytes' | 'mediaType'> | null>;
    /** In pixels; `null` if the bytes are not a picture. */
    sizeOf(photo: Pick<Picture, 'bytes' | 'mediaType'>): Promise<{ widthPx: number; heightPx: number } | null>;
  };
  /** Runs `work` while no other tab or worker holds the lock `name`. */
  withLock<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
};
