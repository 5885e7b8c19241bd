'use client';

import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/text-field';
import type { ColumnTarget } from '@/lib/book/csv-columns';
import type { TableQuestion } from '@/lib/browser/book/book-protocol';
import type { ImportJob } from '@/lib/browser/storage/import-records';
import type { ImportRun } from './use-import';

/** What the owner can say a column is, in the order of the list. */
const CHOICES = {
  nothing: { to: 'nothing' },
  text: { to: 'text' },
  given: { to: 'given' },
  family: { to: 'family' },
  name: { to: 'name' },
  nameLastFirst: { to: 'nameLastFirst' },
  prefix: { to: 'prefix' },
  suffix: { to: 'suffix' },
  organisation: { to: 'organisation' },
  unit: { to: 'unit' },
  jobTitle: { to: 'title' },
  phone: { to: 'phone', kind: 'other' },
  phoneWork: { to: 'phone', kind: 'work' },
  phoneCell: { to: 'phone', kind: 'cell' },
  phoneHome: { to: 'phone', kind: 'home' },
  phoneMain: { to: 'phone', kind: 'main' },
  fax: { to: 'phone', kind: 'workFax' },
  pager: { to: 'phone', kind: 'pager' },
  extension: { to: 'extension' },
  email: { to: 'email', kind: 'other' },
  emailWork: { to: 'email', kind: 'work' },
  emailHome: { to: 'email', kind: 'home' },
  reach: { to: 'reach' },
  website: { to: 'website' },
  profile: { to: 'profile' },
  street: { to: 'address', part: 'streetAddress', of: '', kind: 'other' },
  extended: { to: 'address', part: 'extendedAddress', of: '', kind: 'other' },
  locality: { to: 'address', part: 'locality', of: '', kind: 'other' },
  region: { to: 'address', part: 'region', of: '', kind: 'other' },
  postalCode: { to: 'address', part: 'postalCode', of: '', kind: 'other' },
  country: { to: 'address', part: 'countryName', of: '', kind: 'other' },
  note: { to: 'note' },
  tags: { to: 'tags' },
  identifier: { to: 'identifier' },
} as const satisfies Record<string, ColumnTarget>;
type Choice = keyof typeof CHOICES;

/** Returns the choice that stands for a target; the place of an address and a label's pair stay with the target. */
function choiceOf(target: ColumnTarget): Choice {
  const same = (Object.entries(CHOICES) as [Choice, ColumnTarget][]).find(([, one]) => {
    if (one.to !== target.to) return false;
    if (one.to === 'phone' && target.to === 'phone')
      return one.kind === (target.kind === 'homeFax' ? 'workFax' : target.kind);
    if (one.to === 'email' && target.to === 'email') return one.kind === target.kind;
    return one.to !== 'address' || target.to !== 'address' || one.part === target.part;
  });
  return same?.[0] ?? 'text';
}

/** The owner says what each column of a table is, beside its title and three of its cells. */
export function ColumnMapping({
  job: run,
  state: { job, question },
}: {
  job: ImportRun;
  state: { job: ImportJob; question: TableQuestion };
}) {
  const t = useTranslations('book');
  const [choices, setChoices] = useState<readonly Choice[]>(() =>
    question.columns.map(({ target }) => choiceOf(target)),
  );
  const names = choices.some((choice) => NAMING.has(choice));
  const targets = (): ColumnTarget[] =>
    question.columns.map(({ target }, index) => {
      const choice = choices[index] ?? 'text';
      return choice === choiceOf(target) ? target : CHOICES[choice];
    });
  const options = (Object.keys(CHOICES) as Choice[]).map((value) => ({ value, label: t(`columns.${value}`) }));
  return (
    <div className="flex max-w-2xl flex-col gap-5">
      <h2 className="text-large font-semibold">{t('columns.title')}</h2>
      <p>{t('columns.lead', { name: question.name })}</p>
      <p role="status" className="text-muted">
        {!names && t('columns.nobody')}
      </p>
      <ul className="flex flex-col gap-4">
        {question.columns.map(({ title, sample }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns never move, and two may have the same title.
          <li key={index} className="flex flex-col gap-2 rounded-surface border border-line bg-surface p-4">
            <SelectField
              label={title || t('columns.untitled', { number: index + 1 })}
              value={choices[index] ?? 'text'}
              options={options}
              onChange={(event) => {
                const choice = event.currentTarget.value as Choice;
                setChoices((before) => before.map((one, at) => (at === index ? choice : one)));
              }}
            />
            <p className="text-small break-words text-muted">
              {sample.filter(Boolean).join(' · ') || t('columns.empty')}
            </p>
          </li>
        ))}
      </ul>
      <div
        data-sticky-action
        className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-10 -mx-4 flex flex-wrap gap-2 bg-paper px-4 py-3 lg:bottom-0"
      >
        <Button
          emphasis="filled"
          large
          icon={Check}
          className="flex-1"
          disabled={!names}
          onClick={() => void run.setColumns(job, question, targets())}
        >
          {t('columns.read')}
        </Button>
        <Button large onClick={() => void run.keepColumns(job, question)}>
          {t(job.state === 'read' ? 'columns.keep' : 'import.discard')}
        </Button>
      </div>
    </div>
  );
}

/** A table needs one of these to name somebody or reach them. */
const NAMING: ReadonlySet<Choice> = new Set([
  'given',
  'family',
  'name',
  'nameLastFirst',
  'organisation',
  'phone',
  'phoneWork',
  'phoneCell',
  'phoneHome',
  'phoneMain',
  'email',
  'emailWork',
  'emailHome',
  'reach',
]);
