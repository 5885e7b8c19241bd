'use client';

import { useEffect, useState } from 'react';
import { cardStore } from '@/lib/browser/card/card-store';
import type { Picture, PictureId } from '@/lib/card/card';

/** Returns a stored picture with an object URL, which is revoked when the picture is no longer shown. */
export function usePicture(id: PictureId | null): { picture: Picture; url: string } | null {
  const [shown, setShown] = useState<{ picture: Picture; url: string } | null>(null);
  useEffect(() => {
    let url: string | null = null;
    let current = true;
    void cardStore.picture(id).then((picture) => {
      if (!current) return;
      url = picture === null ? null : URL.createObjectURL(new Blob([picture.bytes], { type: picture.mediaType }));
      setShown(picture === null || url === null ? null : { picture, url });
    });
    return () => {
      current = false;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [id]);
  return shown;
}
