'use client';

import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { ChoiceGroup } from '@/components/ui/choice-group';
import { Dialog } from '@/components/ui/dialog';
import type { OnlinePage, PagesWish } from '@/lib/browser/exchange/page-removal';
import type { PageRemoval } from '@/lib/browser/storage/records';
import { shortLink } from '@/lib/exchange/card-address';

/** How long a database that does not open may delay the question. */
const READ_LIMIT_MS = 10_000;

const addressOf = ({ publication }: OnlinePage) =>
  shortLink(window.location.origin, publication.address).replace(/^https?:\/\//, '');

/**
 * Asks for confirmation of the one action that cannot be undone. States what it deletes, and lists the public pages, which it
 * can remove or hide.
 */
export function EraseDialog({
  cards,
  onCancel,
  onErase,
}: {
  cards: number;
  onCancel: () => void;
  onErase: (removals: PageRemoval[]) => void;
}) {
  const t = useTranslations('book');
  const [found, setFound] = useState<{ pages: OnlinePage[]; contacts: number } | null>(null);
  const [wish, setWish] = useState<PagesWish>('deleted');
  const [isErasing, setIsErasing] = useState(false);
  useEffect(() => {
    // Without a database there is nothing to list; what remains in the browser can still be erased.
    const nothing = { pages: [], contacts: 0 };
    const timer = setTimeout(() => setFound((known) => known ?? nothing), READ_LIMIT_MS);
    // What arrives late replaces it: the pages must not be missed.
    readWhatIsStored().then(setFound, () => setFound(nothing));
    return () => clearTimeout(timer);
  }, []);
  if (found === null) return null;
  const ownPages = found.pages.filter(({ slot }) => slot !== null);
  const otherPages = found.pages.filter(({ slot }) => slot === null);
  const erase = async () => {
    setIsErasing(true);
    const { removalsOf } = await import('@/lib/browser/exchange/page-removal');
    onErase(removalsOf(ownPages, wish, Date.now()));
  };
  return (
    <Dialog open onClose={onCancel} title={t('settings.erase.question')}>
      <p>{t('settings.erase.consequence', { cards, contacts: found.contacts })}</p>
      {ownPages.length > 0 && (
        <>
          <div>
            <p>{t('settings.erase.pages')}</p>
            <AddressList pages={ownPages} />
          </div>
          <ChoiceGroup
            legend={t('settings.erase.wish')}
            value={wish}
            onChange={setWish}
            choices={[
              {
                value: 'deleted',
                label: t('settings.erase.wish.deleted'),
                detail: t('settings.erase.wish.deleted.detail'),
              },
              {
                value: 'hidden',
                label: t('settings.erase.wish.hidden'),
                detail: t('settings.erase.wish.hidden.detail'),
              },
              {
                value: 'online',
                label: t('settings.erase.wish.online'),
                detail: t('settings.erase.wish.online.detail'),
              },
            ]}
          />
        </>
      )}
      {otherPages.length > 0 && (
        <div>
          <p>{t('settings.erase.notOurs')}</p>
          <AddressList pages={otherPages} />
        </div>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button emphasis="quiet" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
        <Button emphasis="danger" icon={Trash2} disabled={isErasing} onClick={() => void erase()}>
          {t('settings.erase.confirm')}
        </Button>
      </div>
    </Dialog>
  );
}

function AddressList({ pages }: { pages: readonly OnlinePage[] }) {
  return (
    <ul className="font-mono text-small break-all">
      {pages.map((page) => (
        <li key={page.publication.address}>{addressOf(page)}</li>
      ))}
    </ul>
  );
}

async function readWhatIsStored(): Promise<{ pages: OnlinePage[]; contacts: number }> {
  const [{ onlinePages }, { browserContext }] = await Promise.all([
    import('@/lib/browser/exchange/page-removal'),
    import('@/lib/browser/exchange/browser-context'),
  ]);
  return { pages: await onlinePages(browserContext), contacts: await browserContext.database.contacts.count() };
}
