'use client';

import { useTranslations } from '@/components/i18n/translations';

/**
 * Placeholder of a picture field while its script loads: the same height, so that nothing shifts under the user's
 * finger.
 */
export function PictureFieldWaiting({ picture }: { picture: 'photo' | 'logo' }) {
  const t = useTranslations('app');
  return (
    <div className="flex flex-col gap-2">
      <p className="text-small font-semibold">{t(`field.${picture}`)}</p>
      <div className="h-12" />
      <p className="text-small text-muted">{t(`field.${picture}.hint`)}</p>
      <p />
    </div>
  );
}
