'use client';

import { Split, UsersRound } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useWrittenPhone } from '@/components/card/use-written-phone';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { ChoiceGroup } from '@/components/ui/choice-group';
import { Notice } from '@/components/ui/notice';
import { type Pair, pairId } from '@/lib/book/duplicates';
import { conflictsOf, displayValue, type MergeChoices, mergeContacts, type SingleProperty } from '@/lib/book/merge';
import { runBookJob } from '@/lib/browser/book/book-client';
import { bookStore } from '@/lib/browser/book/book-store';
import { fullNameOf } from '@/lib/card/card';
import type { Contact } from '@/lib/card/contact';
import { propertyText } from './property-text';
import { UndoNotice } from './undo-notice';
import { useBook, useContact } from './use-book';
import { useContactPhoto } from './use-contact-photo';

/** Shows two contacts that may be one person, side by side; asks only which of the conflicting values to keep. */
export function DuplicatesScreen() {
  const t = useTranslations('book');
  const { status } = useBook();
  const [pairs, setPairs] = useState<readonly Pair[] | 'failed' | null>(null);
  const [mergeJournalId, setMergeJournalId] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const isBusy = useRef(false);
  const handledPairIds = useRef(new Set<string>());
  const lastSearch = useRef(0);
  /** Searches the book. If another search starts meanwhile, only the later one's result is shown. */
  const refresh = useCallback(async () => {
    lastSearch.current++;
    const search = lastSearch.current;
    const found = await bookStore
      .distinctPairs()
      .then((distinctPairs) => runBookJob('duplicates', { apart: [...distinctPairs] }).finished)
      .catch(() => 'failed' as const);
    if (search === lastSearch.current) setPairs(found);
  }, []);
  useEffect(() => {
    if (status === 'loading') return;
    void refresh();
    return () => {
      lastSearch.current++;
    };
  }, [refresh, status]);
  const openPairs =
    pairs === null || pairs === 'failed'
      ? []
      : pairs.filter((pair) => !handledPairIds.current.has(pairId(pair.one, pair.other)));
  const [pair] = openPairs;
  /** Runs one action at a time: a second tap would act on a pair that is already merged. */
  const runExclusively = async (work: () => Promise<void>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setFailed(false);
    await work().catch(() => setFailed(true));
    isBusy.current = false;
  };
  const dismissPair = (dismissed: Pair, apart: boolean) =>
    runExclusively(async () => {
      if (apart) await bookStore.markDistinct(pairId(dismissed.one, dismissed.other));
      handledPairIds.current.add(pairId(dismissed.one, dismissed.other));
      setPairs((before) => (before === null || before === 'failed' ? before : [...before]));
    });
  const merge = ({ one, other }: Pair, choices: MergeChoices) =>
    runExclusively(async () => {
      setMergeJournalId(await bookStore.merge(one, other, choices));
      setPairs((before) => {
        if (before === null || before === 'failed') return before;
        const unaffected = before.filter((pair) => ![pair.one, pair.other].some((id) => id === one || id === other));
        return unaffected.length === 0 ? null : unaffected;
      });
      void refresh();
    });
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      {mergeJournalId !== null && (
        <UndoNotice
          key={mergeJournalId}
          journalId={mergeJournalId}
          sentence={t('duplicates.merged')}
          onUndone={() => {
            setMergeJournalId(null);
            void refresh();
          }}
          onClose={() => setMergeJournalId(null)}
        />
      )}
      <div role="status">
        {pairs === null && <p className="text-muted">{t('duplicates.looking')}</p>}
        {(pairs === 'failed' || failed) && (
          <Notice tone="error">{t(failed ? 'book.notKept' : 'duplicates.failed')}</Notice>
        )}
        {pairs !== null && pairs !== 'failed' && (
          <p className="text-muted">
            {t(openPairs.length === 0 ? 'duplicates.none' : 'duplicates.count', { count: openPairs.length })}
          </p>
        )}
      </div>
      {pair !== undefined && (
        <PairView
          key={pairId(pair.one, pair.other)}
          pair={pair}
          onMerge={(choices) => void merge(pair, choices)}
          onApart={() => void dismissPair(pair, true)}
          onLater={() => void dismissPair(pair, false)}
        />
      )}
    </div>
  );
}

function PairView({
  pair,
  onMerge,
  onApart,
  onLater,
}: {
  pair: Pair;
  onMerge: (choices: MergeChoices) => void;
  onApart: () => void;
  onLater: () => void;
}) {
  const t = useTranslations('book');
  const { locale } = useLanguage();
  const { contact: one } = useContact(pair.one);
  const { contact: other } = useContact(pair.other);
  const [choices, setChoices] = useState<MergeChoices>({});
  if (!one || !other) return null;
  const conflicts = conflictsOf(one, other);
  const merged = mergeContacts(one, other, choices);
  const getChoice = (property: SingleProperty) =>
    choices[property] ?? (displayValue(merged, property) === displayValue(one, property) ? 'one' : 'other');
  return (
    <section className="flex flex-col gap-5">
      <p>{t(`duplicates.because.${pair.likeness}`)}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <ContactSummary contact={one} />
        <ContactSummary contact={other} />
      </div>
      {conflicts.map((property) => (
        <ChoiceGroup<'one' | 'other'>
          key={property}
          legend={t(`property.${property}`)}
          value={getChoice(property)}
          onChange={(choice) => setChoices({ ...choices, [property]: choice })}
          choices={[
            {
              value: 'one',
              label: isPicture(property) ? t('duplicates.picture.one') : propertyText(one, property, t, locale),
            },
            {
              value: 'other',
              label: isPicture(property) ? t('duplicates.picture.other') : propertyText(other, property, t, locale),
            },
          ]}
        />
      ))}
      <p className="text-small text-muted">{t('duplicates.kept')}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          emphasis="filled"
          large
          icon={UsersRound}
          className="w-full sm:w-auto sm:flex-1"
          onClick={() => onMerge(choices)}
        >
          {t('duplicates.merge')}
        </Button>
        <Button large icon={Split} onClick={onApart}>
          {t('duplicates.apart')}
        </Button>
        <Button large emphasis="quiet" onClick={onLater}>
          {t('duplicates.later')}
        </Button>
      </div>
    </section>
  );
}

const isPicture = (property: SingleProperty) => property === 'photoId' || property === 'logoId';

function ContactSummary({ contact }: { contact: Contact }) {
  const t = useTranslations('book');
  const formatPhone = useWrittenPhone();
  const photo = useContactPhoto(contact.photoId);
  const lines = [
    contact.title,
    contact.organisation,
    ...contact.phones.map(({ number, extension }) => formatPhone(number, extension)),
    ...contact.emails.map(({ address }) => address),
    contact.remarks || contact.note,
  ].filter((line) => line.trim() !== '');
  return (
    <article className="flex flex-col gap-1 rounded-surface border border-line bg-surface p-4">
      {photo !== null && (
        <img src={photo} alt="" width={64} height={64} className="size-16 rounded-surface object-cover" />
      )}
      <h2 className="text-large font-semibold break-words">{fullNameOf(contact) || t('contacts.unnamed')}</h2>
      {[...new Set(lines)].map((line) => (
        <p key={line} className="max-h-24 overflow-auto break-words">
          {line}
        </p>
      ))}
    </article>
  );
}
