'use client';

import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { cardStore } from '@/lib/browser/card/card-store';
import type { OpenedPicture, PictureProblem } from '@/lib/browser/card/picture';
import { fileSize } from './file-size';
import { PictureField } from './picture-field';
import type { SectionProps } from './section-props';

export function LogoField({ card, change }: SectionProps) {
  const { locale } = useLanguage();
  const t = useTranslations('app');
  const [status, setStatus] = useState<string | null>(null);
  const saveLogo = async (opened: OpenedPicture): Promise<PictureProblem | null> => {
    const renderer = await import('@/lib/browser/card/render-logo').catch(() => null);
    const content = renderer && (await renderer.renderLogo(opened));
    URL.revokeObjectURL(opened.url);
    // On a first visit, the network may be lost before the module is kept.
    if (renderer === null) return 'picture.not_loaded';
    if (content === null) return 'picture.not_a_picture';
    change({ logoId: await cardStore.addPicture(content) });
    setStatus(
      t('picture.kept', { before: fileSize(opened.file.size, locale), after: fileSize(content.bytes.length, locale) }),
    );
    return null;
  };
  return (
    <PictureField
      label={t('field.logo')}
      hint={t('field.logo.hint')}
      pictureId={card.logoId}
      status={status}
      onOpened={saveLogo}
      onRemove={() => {
        setStatus(null);
        change({ logoId: null });
      }}
    />
  );
}
