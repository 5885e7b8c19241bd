'use client';

import { useLanguage } from '@/components/i18n/language-provider';

/** A picture's field while its script is on its way: the same height, so that nothing moves under a finger as it comes. */
export function PictureFieldWaiting({ picture }: { picture: 'photo' | 'logo' }) {
  const { t } = useLanguage();
  return (
    <div className="flex flex-col gap-2">
      <p className="text-small font-semibold">{t(`field.${picture}`)}</p>
      <div className="h-12" />
      <p className="text-small text-muted">{t(`field.${picture}.hint`)}</p>
      <p />
    </div>
  );
}
