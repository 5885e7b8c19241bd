'use client';

import { Share2 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { countShare } from '@/lib/browser/book/current-event';
import { type Card, fullNameOf } from '@/lib/card/card';

const nothingChanges = () => () => undefined;

/** The device's own share sheet, where it has one. */
export function ShareLink({ card, link, onShared }: { card: Card; link: string | null; onShared: () => void }) {
  const t = useTranslations('app');
  const offered = useSyncExternalStore(
    nothingChanges,
    () => typeof navigator.share === 'function',
    () => false,
  );
  if (!offered || link === null) return null;
  const share = () =>
    navigator.share({ title: fullNameOf(card), url: link }).then(
      () => {
        countShare('link');
        onShared();
      },
      () => {
        // Closed without a choice: nothing to say.
      },
    );
  return (
    <Button icon={Share2} onClick={() => void share()}>
      {t('send.link.share')}
    </Button>
  );
}
