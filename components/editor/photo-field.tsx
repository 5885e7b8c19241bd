'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { cardStore } from '@/lib/browser/card/card-store';
import { type CropArea, type OpenedPicture, type PictureProblem, renderPhoto } from '@/lib/browser/card/picture';
import { fileSize } from './file-size';
import { PictureField } from './picture-field';
import type { SectionProps } from './section-props';

const CropDialog = dynamic(() => import('./crop-dialog').then((module) => module.CropDialog), { ssr: false });

/** Photo being cropped, and the callback that receives the result. */
type Framing = { picture: OpenedPicture; answer: (problem: PictureProblem | null) => void };

/**
 * Field of the portrait photo: cropped to a square, made small enough for every address book, without the file's
 * metadata.
 */
export function PhotoField({ card, change }: SectionProps) {
  const { locale } = useLanguage();
  const t = useTranslations('app');
  const [framing, setFraming] = useState<Framing | null>(null);
  const [status, setStatus] = useState<string | null>(null);

  const open = (picture: OpenedPicture) =>
    new Promise<PictureProblem | null>((answer) => {
      setStatus(null);
      setFraming({ picture, answer });
    });
  const close = (problem: PictureProblem | null) => {
    if (framing !== null) URL.revokeObjectURL(framing.picture.url);
    framing?.answer(problem);
    setFraming(null);
  };
  const savePhoto = async (area: CropArea) => {
    if (framing === null) return;
    const content = await renderPhoto(framing.picture.image, area);
    if (content === null) return close('picture.not_a_picture');
    change({ photoId: await cardStore.addPicture(content) });
    setStatus(
      t('picture.kept', {
        before: fileSize(framing.picture.file.size, locale),
        after: fileSize(content.bytes.length, locale),
      }),
    );
    close(null);
  };

  return (
    <PictureField
      label={t('field.photo')}
      hint={t('field.photo.hint')}
      pictureId={card.photoId}
      round
      status={status}
      onOpened={open}
      onRemove={() => {
        setStatus(null);
        change({ photoId: null });
      }}
    >
      {framing !== null && <CropDialog url={framing.picture.url} onCancel={() => close(null)} onCrop={savePhoto} />}
    </PictureField>
  );
}
