'use client';

import { useEffect, useState } from 'react';
import { cardStore } from '@/lib/browser/card/card-store';
import type { PictureId } from '@/lib/card/card';

/** Returns an object URL of a contact's photo, revoked on unmount; `null` until it is read, or without a photo. */
export function useContactPhoto(id: PictureId | null): string | null {
  const [shown, setShown] = useState<{ id: PictureId; url: string } | null>(null);
  useEffect(() => {
    if (id === null) return;
    let [current, url]: [boolean, string | null] = [true, null];
    cardStore.ready().then(
      async () => {
        const picture = await cardStore.picture(id);
        if (picture === null || !current) return;
        url = URL.createObjectURL(new Blob([picture.bytes], { type: picture.mediaType }));
        setShown({ id, url });
      },
      () => undefined,
    );
    return () => {
      current = false;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [id]);
  return shown?.id === id ? shown.url : null;
}
