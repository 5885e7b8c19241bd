'use client';

import { FileUp, Square } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { ScreenTitle } from '@/components/shell/screen-title';
import { Button } from '@/components/ui/button';
import { FileButton } from '@/components/ui/file-button';
import { Notice } from '@/components/ui/notice';
import { type Listing, listPeople } from '@/lib/browser/card/contact-file-client';
import type { FoundPerson } from '@/lib/browser/card/contact-file-protocol';
import type { VcardProblem } from '@/lib/vcard/vcard';
import { PeopleList } from './people-list';

type Reading = {
  file: File;
  people: FoundPerson[];
  share: number;
  problems: readonly VcardProblem[];
  outcome: 'reading' | 'done' | 'stopped' | 'failed';
};

/**
 * Creates the owner's first card from a contact file they already have, whether it holds one contact or ten thousand.
 */
export function OpenScreen() {
  const { path, region } = useLanguage();
  const t = useTranslations('app');
  const router = useRouter();
  const [reading, setReading] = useState<Reading | null>(null);
  const [isCreating, setIsCreating] = useState(false);
  const listing = useRef<Listing | null>(null);
  useEffect(() => () => listing.current?.stop(), []);

  const openFile = (file: File) => {
    listing.current?.stop();
    const change = (patch: (before: Reading) => Partial<Reading>) =>
      setReading((before) => (before?.file === file ? { ...before, ...patch(before) } : before));
    setReading({ file, people: [], share: 0, problems: [], outcome: 'reading' });
    const started = listPeople(
      file,
      (found, share) => change(({ people }) => ({ people: [...people, ...found], share })),
      (problems) => change(() => ({ problems })),
    );
    listing.current = started;
    void started.finished.then((outcome) => change(() => ({ outcome })));
  };

  const createFromContact = async (index: number) => {
    if (reading === null || isCreating) return;
    setIsCreating(true);
    const { makeCardFromFile } = await import('@/lib/browser/card/make-card-from-file');
    const id = await makeCardFromFile(reading.file, index, region).catch(() => null);
    setIsCreating(false);
    if (id === null) setReading({ ...reading, outcome: 'failed' });
    else router.push(path('edit', id));
  };

  return (
    <div className="flex max-w-xl flex-col gap-5">
      <ScreenTitle>{t('open.title')}</ScreenTitle>
      <p className="text-muted">{t('open.lead')}</p>
      <FileButton icon={FileUp} filled accept=".vcf,.vcard,text/vcard,text/x-vcard" onFile={(file) => openFile(file)}>
        {t('open.choose')}
      </FileButton>
      {reading !== null && <Outcome reading={reading} stop={() => listing.current?.stop()} />}
      {reading !== null && reading.people.length > 0 && (
        <PeopleList people={reading.people} busy={isCreating} onChoose={(index) => void createFromContact(index)} />
      )}
    </div>
  );
}

function Outcome({ reading, stop }: { reading: Reading; stop: () => void }) {
  const t = useTranslations('app');
  const { people, share, problems, outcome } = reading;
  const [first] = problems;
  const count = people.length;
  if (outcome === 'reading') {
    const percent = Math.min(99, Math.floor(share * 100));
    return (
      <div className="flex flex-col gap-2">
        <progress value={share} max={1} aria-label={t('open.title')} className="h-3 w-full accent-[var(--accent)]" />
        <p>{t('open.progress', { percent, count })}</p>
        <Button icon={Square} onClick={stop} className="self-start">
          {t('open.stop')}
        </Button>
      </div>
    );
  }
  return (
    <div role="status" className="flex flex-col gap-3">
      {outcome === 'failed' && <Notice tone="error">{t('open.failed')}</Notice>}
      {outcome === 'stopped' && <p>{t('open.stopped')}</p>}
      {outcome === 'done' && count === 0 && <Notice tone="warning">{t('open.none')}</Notice>}
      {outcome === 'done' && count > 0 && first !== undefined && (
        <p className="text-small text-muted">{t('open.problems', { count: problems.length, line: first.line })}</p>
      )}
    </div>
  );
}
