import { readPhoto } from '@/lib/server/cards';
import { handle, problem } from '@/lib/server/http';
import { findPublicCard } from '@/lib/server/public-card';

type Context = { params: Promise<{ cardId: string; hash: string }> };

/** A photo never changes: its name is what is in it. Only the one the card shows is given, and shared caches keep none. */
export const GET = (_request: Request, { params }: Context) =>
  handle('GET /c/photo', async (services) => {
    const { cardId, hash } = await params;
    const found = await findPublicCard(services, cardId);
    const shown = found.state === 'shown' && found.document.photo?.hash === hash;
    const photo = shown ? await readPhoto(services.storage, found.card.address, hash) : null;
    if (photo === null) return problem(404, 'photo.unknown');
    return new Response(photo.bytes, {
      headers: { 'Content-Type': photo.mediaType, 'Cache-Control': 'private, max-age=31536000, immutable' },
    });
  });
