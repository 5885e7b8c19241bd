'use client';

import { FileDown, TableProperties, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useWrittenPhone } from '@/components/card/use-written-phone';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { ChoiceGroup } from '@/components/ui/choice-group';
import { Notice } from '@/components/ui/notice';
import { VirtualList } from '@/components/ui/virtual-list';
import { isOtherFileKind } from '@/lib/book/file-kind';
import type { MatchPolicy } from '@/lib/book/import-plan';
import type { PreviewRow } from '@/lib/browser/book/import-jobs';
import { deliverFile } from '@/lib/browser/platform/deliver-file';
import type { ImportJob, ImportProblem } from '@/lib/browser/storage/import-records';
import type { ImportRun } from './use-import';

const POLICIES = ['merge', 'apart', 'skip'] as const satisfies readonly MatchPolicy[];
const ROW_PX = 64;
const PROBLEM_KEYS = {
  'csv.bad_quotes': 'import.badQuotes',
  'csv.encoding_guessed': 'import.encodingGuessed',
  'csv.not_a_number': 'import.notANumber',
  'csv.unclear_number': 'import.unclearNumber',
  'csv.not_an_address': 'import.notAnAddress',
  'file.bad_json': 'import.badJson',
  'file.no_contact': 'import.no_contact',
  'import.nobody': 'import.nobody',
} as const;
const keyOfProblem = (code: string) =>
  code in PROBLEM_KEYS ? PROBLEM_KEYS[code as keyof typeof PROBLEM_KEYS] : 'import.unreadable';

/** Lists the contacts in a file and what would happen to each; nothing is stored until the owner confirms. */
export function ImportPreview({
  job: run,
  state: { job, rows },
}: {
  job: ImportRun;
  state: { job: ImportJob; rows: PreviewRow[] };
}) {
  const t = useTranslations('book');
  const [policy, setPolicy] = useState<MatchPolicy>('merge');
  const [excluded, setExcluded] = useState<ReadonlySet<number>>(new Set());
  const isAlike = ({ verdict }: PreviewRow) => verdict.verdict === 'alike' && verdict.isSure;
  const counts = {
    known: rows.filter(({ verdict }) => verdict.verdict === 'known').length,
    alike: rows.filter(isAlike).length,
    clipped: rows.filter(({ clipped }) => clipped.length > 0).length,
  };
  const importable = rows.filter(({ place, verdict }) => !excluded.has(place) && verdict.verdict !== 'known');
  const selectedRows = policy === 'skip' ? importable.filter(({ verdict }) => verdict.verdict !== 'alike') : importable;
  const tables = job.parts.flatMap(({ kind, name }, at) => (kind === 'table' ? [{ name, at }] : []));
  const toggle = (place: number) =>
    setExcluded((before) => {
      const next = new Set(before);
      if (!next.delete(place)) next.add(place);
      return next;
    });
  return (
    <div className="flex max-w-2xl flex-col gap-5">
      <h2 className="text-large font-semibold break-words">
        {t('import.found', { count: rows.length, name: job.name })}
      </h2>
      {counts.known > 0 && <p>{t('import.known', { count: counts.known })}</p>}
      {counts.alike > 0 && (
        <ChoiceGroup<MatchPolicy>
          legend={t('import.alike', { count: counts.alike })}
          value={policy}
          onChange={setPolicy}
          choices={POLICIES.map((value) => ({ value, label: t(`import.policy.${value}`) }))}
        />
      )}
      {counts.clipped > 0 && <p className="text-small text-muted">{t('import.clipped', { count: counts.clipped })}</p>}
      {tables.map(({ name, at }) => (
        <Button
          key={at}
          icon={TableProperties}
          className="self-start text-start break-words"
          onClick={() => void run.askColumns(job, at)}
        >
          {tables.length === 1 ? t('columns.change') : t('columns.changeOf', { name })}
        </Button>
      ))}
      {job.problems.length > 0 && <Problems problems={job.problems} name={job.name} />}
      <PeopleTable rows={rows} left={excluded} onToggle={toggle} />
      <div
        data-sticky-action
        className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-10 -mx-4 flex flex-wrap gap-2 bg-paper px-4 py-3 lg:bottom-0"
      >
        <Button
          emphasis="filled"
          large
          icon={UserPlus}
          className="flex-1"
          disabled={selectedRows.length === 0}
          onClick={() => void run.commit(job, policy, [...excluded])}
        >
          {t('import.take', { count: selectedRows.length })}
        </Button>
        <Button large onClick={() => void run.discard(job)}>
          {t('import.discard')}
        </Button>
      </div>
    </div>
  );
}

/**
 * Lists the entries that could not be read, with their lines; can be saved as a file, to send to whoever made the
 * import file.
 */
function Problems({ problems, name }: { problems: readonly ImportProblem[]; name: string }) {
  const t = useTranslations('book');
  const formatProblem = ({ code, line, text, file = '' }: ImportProblem) => {
    const [, kind] = /^file\.(.+)$/.exec(code) ?? [];
    const problem = kind !== undefined && isOtherFileKind(kind) ? t(`import.is.${kind}`) : t(keyOfProblem(code));
    const at = line > 0 ? t('import.problem.line', { line }) : '';
    const where = file === '' ? at : [file, at.toLocaleLowerCase()].filter(Boolean).join(', ');
    return `${where === '' ? '' : t('import.problem.where', { where })}${[problem, text === file ? '' : text].filter(Boolean).join(' ')}`;
  };
  const saveProblems = () => {
    const lines = problems.map((problem) => `${formatProblem(problem)}\r\n`);
    void deliverFile(
      new File([`\ufeff${lines.join('')}`], `${name.replace(/\.[^.]*$/, '')}-${t('import.problems.file')}.txt`, {
        type: 'text/plain;charset=utf-8',
      }),
    );
  };
  return (
    <Notice
      tone="warning"
      actions={
        <Button icon={FileDown} onClick={saveProblems}>
          {t('import.problems.save')}
        </Button>
      }
    >
      <p className="font-semibold">{t('import.problems', { count: problems.length })}</p>
      <ul aria-label={t('import.title')} className="text-small">
        {problems.slice(0, 5).map((problem) => (
          <li key={`${problem.line} ${problem.code}`} className="break-words">
            {formatProblem(problem)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function PeopleTable({
  rows,
  left,
  onToggle,
}: {
  rows: readonly PreviewRow[];
  left: ReadonlySet<number>;
  onToggle: (place: number) => void;
}) {
  const t = useTranslations('book');
  const formatPhone = useWrittenPhone();
  return (
    <VirtualList
      count={rows.length}
      label={t('import.people')}
      estimatedPx={() => ROW_PX}
      keyOf={(index) => rows[index]?.place ?? index}
    >
      {(index) => {
        const row = rows[index];
        if (row === undefined) return null;
        const { place, name, organisation, phone, email, verdict } = row;
        const detail = [organisation, phone === null ? email : formatPhone(phone.number, phone.extension)];
        const isKnown = verdict.verdict === 'known';
        return (
          <label className="flex min-h-15 cursor-pointer items-center gap-3 border-b border-line py-1">
            <input
              type="checkbox"
              disabled={isKnown}
              checked={!isKnown && !left.has(place)}
              onChange={() => onToggle(place)}
              className="size-6 shrink-0 accent-[var(--accent)]"
            />
            <span className="flex min-w-0 flex-1 flex-col">
              <span className="truncate font-semibold">{name || t('contacts.unnamed')}</span>
              <span className="truncate text-small text-muted">{detail.filter(Boolean).join(' · ')}</span>
            </span>
            {verdict.verdict !== 'new' && (
              <span className="text-small text-muted">{t(`import.verdict.${verdict.verdict}`)}</span>
            )}
          </label>
        );
      }}
    </VirtualList>
  );
}
