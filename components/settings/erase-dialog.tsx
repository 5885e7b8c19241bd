'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

/** Asks for confirmation of the one action that cannot be undone, and states what it deletes. */
export function EraseDialog({
  count,
  onCancel,
  onErase,
}: {
  count: number;
  onCancel: () => void;
  onErase: () => void;
}) {
  const t = useTranslations('app');
  return (
    <Dialog open onClose={onCancel} title={t('settings.erase.question')}>
      <p>{t('settings.erase.consequence', { count })}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button emphasis="quiet" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
        <Button emphasis="danger" icon={Trash2} onClick={onErase}>
          {t('settings.erase.confirm')}
        </Button>
      </div>
    </Dialog>
  );
}
