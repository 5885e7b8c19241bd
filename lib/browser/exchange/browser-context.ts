import { bookStore } from '../book/book-store';
import { cardStore } from '../card/card-store';
import { database } from '../storage/database';
import { withLock } from '../storage/web-locks';
import type { ExchangeContext } from './context';
import { publicPhoto } from './public-photo';
import { createServerApi } from './server-api';

/** This browser's own database, cards and contacts, with the server of the site it is on. */
export const browserContext: ExchangeContext = {
  database,
  server: createServerApi({ fetch: (path, init) => fetch(path, init), host: location.host, now: Date.now }),
  origin: location.origin,
  host: location.host,
  now: Date.now,
  cards: {
    async latest(card) {
      await cardStore.ready();
      return cardStore.getState().cards.find(({ id }) => id === card.id) ?? card;
    },
    async apply(id, patch) {
      await cardStore.ready();
      if (cardStore.getState().cards.some((card) => card.id === id)) cardStore.change(id, patch);
      else await database.cards.update(id, patch);
    },
  },
  contacts: {
    meeting: () => bookStore.meeting('link'),
    reload: () => bookStore.reload(),
  },
  photos: {
    shrink: publicPhoto,
    async sizeOf({ bytes, mediaType }) {
      const image = await createImageBitmap(new Blob([bytes], { type: mediaType })).catch(() => null);
      return image && { widthPx: image.width, heightPx: image.height };
    },
  },
  withLock,
};
