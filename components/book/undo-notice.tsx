'use client';

import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { bookStore } from '@/lib/browser/book/book-store';

/** Reports an action and offers to undo it; for one day, it can also be undone from the backup screen. */
export function UndoNotice({
  journalId,
  sentence,
  onUndone,
  onClose,
}: {
  journalId: string;
  sentence: string;
  onUndone: () => void;
  onClose: () => void;
}) {
  const t = useTranslations('book');
  const [state, setState] = useState<'offered' | 'undoing' | 'failed'>('offered');
  const undo = async () => {
    setState('undoing');
    const isUndone = await bookStore.undo(journalId).catch(() => false);
    if (isUndone) onUndone();
    else setState('failed');
  };
  return (
    <Notice
      live="status"
      tone={state === 'failed' ? 'error' : 'good'}
      actions={
        <>
          <Button icon={Undo2} disabled={state === 'undoing'} onClick={() => void undo()}>
            {t('action.undo')}
          </Button>
          <Button emphasis="quiet" onClick={onClose}>
            {t('action.close')}
          </Button>
        </>
      }
    >
      {state === 'failed' ? t('undo.failed') : sentence}
    </Notice>
  );
}
