'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { cardStore } from '@/lib/browser/card-store';
import { type CropArea, type OpenedPicture, renderPhoto } from '@/lib/browser/picture';
import type { SectionProps } from './edit-screen';
import { fileSize } from './file-size';
import { PictureField } from './picture-field';

const CropDialog = dynamic(() => import('./crop-dialog').then((module) => module.CropDialog), { ssr: false });

/** The portrait: cropped to a square, made small enough for every address book, its file's metadata gone. */
export function PhotoField({ card, change }: SectionProps) {
  const { t, locale } = useLanguage();
  const [opened, setOpened] = useState<OpenedPicture | null>(null);
  const [status, setStatus] = useState<string | null>(null);

  const close = () => {
    if (opened !== null) URL.revokeObjectURL(opened.url);
    setOpened(null);
  };
  const keep = async (area: CropArea) => {
    if (opened === null) return;
    const content = await renderPhoto(opened.image, area);
    if (content === null) setStatus(t('problem.picture.notAPicture'));
    else {
      change({ photoId: await cardStore.addPicture(content) });
      setStatus(
        t('picture.kept', {
          before: fileSize(opened.sizeBytes, locale),
          after: fileSize(content.bytes.length, locale),
        }),
      );
    }
    close();
  };

  return (
    <PictureField
      label={t('field.photo')}
      hint={t('field.photo.hint')}
      pictureId={card.photoId}
      round
      status={status}
      onOpened={setOpened}
      onRemove={() => {
        setStatus(null);
        change({ photoId: null });
      }}
    >
      {opened !== null && <CropDialog url={opened.url} onCancel={close} onCrop={keep} />}
    </PictureField>
  );
}
