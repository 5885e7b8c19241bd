'use client';

import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useCards } from '@/components/card/use-cards';
import { useTranslations } from '@/components/i18n/translations';
import { ConfirmDialog } from '@/components/shell/confirm-dialog';
import { Button } from '@/components/ui/button';
import { browserContext } from '@/lib/browser/exchange/browser-context';
import { readPublications } from '@/lib/browser/exchange/publication-store';
import { deletePublication } from '@/lib/browser/exchange/publisher';
import type { Publication } from '@/lib/browser/storage/records';
import { shortLink } from '@/lib/exchange/card-address';
import { ProblemNotice } from './problem-notice';
import { useAsyncTask } from './use-async-task';

/**
 * Publications whose card is not on this device: it was deleted here, or its publication was restored with the recovery
 * phrase while hidden.
 */
export function UnlinkedPublications() {
  const t = useTranslations('exchange');
  const [toDelete, setToDelete] = useState<Publication | null>(null);
  const { status, cards } = useCards();
  const [published, setPublished] = useState<Publication[]>([]);
  const { busy, problem, run } = useAsyncTask(async () =>
    setPublished(await readPublications(browserContext).catch(() => [])),
  );
  useEffect(() => {
    readPublications(browserContext).then(setPublished, () => setPublished([]));
  }, []);
  if (status === 'loading') return null;
  const orphans = published.filter(({ cardId }) => !cards.some(({ id }) => id === cardId));
  if (orphans.length === 0) return null;
  const remove = ({ cardId }: Publication) => {
    setToDelete(null);
    return run(() => deletePublication(browserContext, cardId));
  };
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-large font-semibold">{t('orphans.title')}</h2>
      <p className="text-muted">{t('orphans.lead')}</p>
      {problem !== null && <ProblemNotice problem={problem} />}
      <ul className="flex flex-col gap-2">
        {orphans.map((publication) => (
          <li key={publication.cardId} className="flex flex-wrap items-center justify-between gap-2">
            <span className="break-all" translate="no">
              {shortLink(window.location.origin, publication.address).replace(/^https?:\/\//, '')}
            </span>
            <Button emphasis="danger" icon={Trash2} disabled={busy} onClick={() => setToDelete(publication)}>
              {t('published.delete')}
            </Button>
          </li>
        ))}
      </ul>
      {toDelete !== null && (
        <ConfirmDialog
          open
          onClose={() => setToDelete(null)}
          title={t('orphans.question', { address: toDelete.address })}
          consequence={t('published.delete.consequence')}
        >
          <Button emphasis="danger" icon={Trash2} onClick={() => void remove(toDelete)}>
            {t('published.delete')}
          </Button>
        </ConfirmDialog>
      )}
    </section>
  );
}
