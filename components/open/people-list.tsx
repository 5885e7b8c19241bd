'use client';

import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { TextField } from '@/components/ui/text-field';
import type { FoundPerson } from '@/lib/browser/card/contact-file-protocol';

const SHOWN_MAX = 50;
const SEARCH_FROM = 8;

const foldText = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Lists the contacts in a file; the search matches any part of the name or detail, ignoring case and accents. */
export function PeopleList({
  people,
  busy,
  onChoose,
}: {
  people: readonly FoundPerson[];
  busy: boolean;
  onChoose: (index: number) => void;
}) {
  const t = useTranslations('book');
  const [query, setQuery] = useState('');
  const foldedQuery = foldText(useDeferredValue(query).trim());
  const matching = useMemo(
    () =>
      foldedQuery === ''
        ? people
        : people.filter(({ name, detail }) => foldText(`${name} ${detail}`).includes(foldedQuery)),
    [people, foldedQuery],
  );
  const hiddenCount = matching.length - SHOWN_MAX;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-large font-semibold">{t('open.who')}</h2>
      {people.length >= SEARCH_FROM && (
        <TextField
          label={t('open.search')}
          type="search"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      <ul className="flex flex-col gap-2">
        {matching.slice(0, SHOWN_MAX).map(({ index, name, detail }) => (
          <li key={index}>
            <button
              type="button"
              disabled={busy}
              aria-label={t('open.use', { name: name || t('open.unnamed') })}
              onClick={() => onChoose(index)}
              className="flex min-h-14 w-full flex-col justify-center rounded-surface border border-control bg-surface px-4 py-2 text-left hover:border-accent disabled:opacity-50"
            >
              <span className="font-semibold break-words">{name || t('open.unnamed')}</span>
              <span className="text-small break-words text-muted">{detail}</span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="text-muted">
        {matching.length === 0 && t('open.noMatch')}
        {hiddenCount > 0 && t('open.more', { count: hiddenCount })}
      </p>
    </section>
  );
}
