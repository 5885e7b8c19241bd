'use client';

import type { ReactNode } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What the action will do. */
  consequence: string;
  /** The button that confirms. */
  children: ReactNode;
};

/** Asks for confirmation before an irreversible action; «cancel» comes first. */
export function ConfirmDialog({ open, onClose, title, consequence, children }: Props) {
  const t = useTranslations('app');
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <p>{consequence}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button emphasis="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        {children}
      </div>
    </Dialog>
  );
}
