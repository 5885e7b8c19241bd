'use client';

import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useCards } from '@/components/card/use-cards';
import { Button } from '@/components/ui/button';
import type { Publication } from '@/lib/browser/exchange-records';
import { deletePublication, readPublications } from '@/lib/browser/publisher';
import { shortLink } from '@/lib/exchange/card-address';
import { useExchangeWords } from './exchange-words';
import { type ExchangeProblem, ProblemNotice, problemOf } from './problem-notice';

/** What is published without its card being on this device: deleted here, or brought back by the words while it was hidden. */
export function OrphanSection() {
  const x = useExchangeWords();
  const { status, cards } = useCards();
  const [published, setPublished] = useState<Publication[]>([]);
  const [problem, setProblem] = useState<ExchangeProblem | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    readPublications().then(setPublished, () => setPublished([]));
  }, []);
  if (status === 'loading') return null;
  const orphans = published.filter(({ cardId }) => !cards.some(({ id }) => id === cardId));
  if (orphans.length === 0) return null;
  const remove = async ({ cardId }: Publication) => {
    setBusy(true);
    setProblem(null);
    try {
      await deletePublication(cardId);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
      setPublished(await readPublications().catch(() => []));
    }
  };
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-large font-semibold">{x('orphans.title')}</h2>
      <p className="text-muted">{x('orphans.lead')}</p>
      <p>{x('published.delete.consequence')}</p>
      {problem !== null && <ProblemNotice problem={problem} />}
      <ul className="flex flex-col gap-2">
        {orphans.map((one) => (
          <li key={one.cardId} className="flex flex-wrap items-center justify-between gap-2">
            <span className="break-all" translate="no">
              {shortLink(window.location.origin, one.address).replace(/^https?:\/\//, '')}
            </span>
            <Button emphasis="danger" icon={Trash2} disabled={busy} onClick={() => void remove(one)}>
              {x('published.delete')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
