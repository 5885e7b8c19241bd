'use client';

import { useEffect, useState } from 'react';
import { cardStore } from '@/lib/browser/card/card-store';
import type { PictureId } from '@/lib/card/card';

/** Returns an object URL of a contact's photo, revoked on unmount; `null` until it is read, or without a photo. */
export function useContactPhoto(id: PictureId | null): string | null {
  const [loadedPhoto, setLoadedPhoto] = useState<{ id: PictureId; url: string } | null>(null);
  useEffect(() => {
    if (id === null) return;
    let [isCurrent, url]: [boolean, string | null] = [true, null];
    cardStore.ready().then(
      async () => {
        const picture = await cardStore.picture(id);
        if (picture === null || !isCurrent) return;
        url = URL.createObjectURL(new Blob([picture.bytes], { type: picture.mediaType }));
        setLoadedPhoto({ id, url });
      },
      () => undefined,
    );
    return () => {
      isCurrent = false;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [id]);
  return loadedPhoto?.id === id ? loadedPhoto.url : null;
}
