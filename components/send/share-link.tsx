'use client';

import { Share2 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { countShare } from '@/lib/browser/book/current-event';
import { type Card, fullNameOf } from '@/lib/card/card';

const subscribeNever = () => () => undefined;

/** Opens the device's share sheet; renders nothing if there is none. */
export function ShareLink({ card, link, onShared }: { card: Card; link: string | null; onShared: () => void }) {
  const t = useTranslations('app');
  const canShare = useSyncExternalStore(
    subscribeNever,
    () => typeof navigator.share === 'function',
    () => false,
  );
  if (!canShare || link === null) return null;
  const share = () =>
    navigator.share({ title: fullNameOf(card), url: link }).then(
      () => {
        countShare('link');
        onShared();
      },
      () => {
        // The share sheet was closed without a choice: nothing to report.
      },
    );
  return (
    <Button icon={Share2} onClick={() => void share()}>
      {t('send.link.share')}
    </Button>
  );
}
