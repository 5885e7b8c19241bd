'use client';

import { Square } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { type Listing, listPeople } from '@/lib/browser/card/contact-file-client';
import type { FoundPerson } from '@/lib/browser/card/contact-file-protocol';
import type { FileDraft } from '@/lib/browser/card/make-card-from-file';
import type { PrivateDetails } from '@/lib/vcard/card-from-vcard';
import type { VcardProblem } from '@/lib/vcard/vcard';
import { PeopleList } from './people-list';
import { PrivateChoice } from './private-choice';

type Reading = {
  people: FoundPerson[];
  share: number;
  problems: readonly VcardProblem[];
  outcome: 'reading' | 'done' | 'stopped' | 'failed';
};
const NOTHING_PRIVATE: PrivateDetails = { phones: [], emails: [], addresses: [] };
const NOTHING_READ: Reading = { people: [], share: 0, problems: [], outcome: 'reading' };

/**
 * Reads a contact file, whether it holds one contact or ten thousand, and creates the owner's card from the one they choose.
 * `isChosen`: a file with one contact is theirs, without asking.
 */
export function ContactFileReader({ file, isChosen = false }: { file: File; isChosen?: boolean }) {
  const { path, region } = useLanguage();
  const router = useRouter();
  const [reading, setReading] = useState(NOTHING_READ);
  const [isCreating, setIsCreating] = useState(false);
  const [draft, setDraft] = useState<FileDraft | null>(null);
  const listing = useRef<Listing | null>(null);
  useEffect(() => {
    const change = (patch: (before: Reading) => Partial<Reading>) =>
      setReading((before) => ({ ...before, ...patch(before) }));
    setReading(NOTHING_READ);
    setDraft(null);
    const started = listPeople(
      file,
      (found, share) => change(({ people }) => ({ people: [...people, ...found], share })),
      (problems) => change(() => ({ problems })),
    );
    listing.current = started;
    let isCurrent = true;
    void started.finished.then((outcome) => isCurrent && change(() => ({ outcome })));
    return () => {
      isCurrent = false;
      started.stop();
    };
  }, [file]);

  const createFromContact = useCallback(
    async (index: number) => {
      setIsCreating(true);
      const { createFromDraft, draftFromFile } = await import('@/lib/browser/card/make-card-from-file');
      const draft = await draftFromFile(file, index, region).catch(() => null);
      const isPrivate = draft !== null && Object.values(draft.privateDetails).some((details) => details.length > 0);
      if (isPrivate) setDraft(draft);
      const id = draft === null || isPrivate ? null : await createFromDraft(draft, NOTHING_PRIVATE).catch(() => null);
      setIsCreating(false);
      if (id !== null) router.push(path('edit', id));
      else if (!isPrivate) setReading((before) => ({ ...before, outcome: 'failed' }));
    },
    [file, region, router, path],
  );
  const createWith = async (chosen: PrivateDetails) => {
    if (draft === null || isCreating) return;
    setIsCreating(true);
    const { createFromDraft } = await import('@/lib/browser/card/make-card-from-file');
    const id = await createFromDraft(draft, chosen).catch(() => null);
    setIsCreating(false);
    if (id === null) setReading((before) => ({ ...before, outcome: 'failed' }));
    else router.push(path('edit', id));
  };
  const only = isChosen && reading.outcome === 'done' && reading.people.length === 1 ? reading.people[0] : undefined;
  const hasCreated = useRef(false);
  useEffect(() => {
    if (only === undefined || hasCreated.current) return;
    hasCreated.current = true;
    void createFromContact(only.index);
  }, [only, createFromContact]);

  if (draft !== null)
    return (
      <PrivateChoice details={draft.privateDetails} busy={isCreating} onCreate={(chosen) => void createWith(chosen)} />
    );
  return (
    <>
      <Outcome reading={reading} stop={() => listing.current?.stop()} />
      {reading.people.length > 0 && only === undefined && (
        <PeopleList
          people={reading.people}
          busy={isCreating}
          onChoose={(index) => !isCreating && void createFromContact(index)}
        />
      )}
    </>
  );
}

function Outcome({ reading, stop }: { reading: Reading; stop: () => void }) {
  const t = useTranslations('book');
  const { people, share, problems, outcome } = reading;
  const [first] = problems;
  const count = people.length;
  if (outcome === 'reading') {
    const percent = Math.min(99, Math.floor(share * 100));
    return (
      <div className="flex flex-col gap-2">
        <progress value={share} max={1} aria-label={t('open.title')} className="h-3 w-full" />
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
