'use client';

import { FileUp, KeyRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { FileButton } from '@/components/ui/file-button';
import { Notice } from '@/components/ui/notice';
import { TextAreaField } from '@/components/ui/text-field';
import { browserContext } from '@/lib/browser/exchange/browser-context';
import { updatePublications } from '@/lib/browser/exchange/publisher';
import { parsePhraseFile } from '@/lib/browser/exchange/recovery-phrase-file';
import { restoreFromPhrase } from '@/lib/browser/exchange/restore-from-phrase';
import { database } from '@/lib/browser/storage/database';
import { parsePhrase } from '@/lib/exchange/recovery';
import { ProblemNotice } from './problem-notice';
import { useAsyncTask } from './use-async-task';

type Outcome = { kind: 'restored' | 'revoked' | 'none'; count: number };

/**
 * Form for the recovery phrase, typed or from its file: restores everything on this device and revokes a lost device on
 * request.
 */
export function RecoveryPhraseForm() {
  const t = useTranslations('exchange');
  const { region } = useLanguage();
  const [typed, setTyped] = useState('');
  const [revoke, setRevoke] = useState(false);
  const { busy, problem, run } = useAsyncTask();
  const [phraseProblem, setPhraseProblem] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      setPhraseProblem(null);
      setOutcome(null);
      const parsed = await parsePhrase(typed);
      if (!parsed.ok) {
        setPhraseProblem(
          parsed.problem === 'words.unknown' ? t('words.unknown', { word: parsed.word ?? '' }) : t(parsed.problem),
        );
        return;
      }
      const { published } = await restoreFromPhrase(browserContext, parsed.entropy, { revoke });
      await updatePublications(browserContext, await database.cards.toArray(), () => region);
      setTyped('');
      setOutcome({ kind: published === 0 ? 'none' : revoke ? 'revoked' : 'restored', count: published });
    });
  };
  const readFile = async (file: File) => {
    const words = parsePhraseFile(await file.text().catch(() => ''));
    setPhraseProblem(words === null ? t('words.notAFile') : null);
    if (words !== null) setTyped(words);
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
      <h2 className="text-large font-semibold">{t('devices.words.title')}</h2>
      <p className="text-muted">{t('devices.words.lead')}</p>
      <TextAreaField
        label={t('devices.words.label')}
        value={typed}
        problem={phraseProblem}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <FileButton icon={FileUp} accept=".json,application/json" onFile={(file) => void readFile(file)}>
        {t('devices.words.file')}
      </FileButton>
      <label className="flex min-h-12 gap-3">
        <input
          type="checkbox"
          checked={revoke}
          onChange={() => setRevoke(!revoke)}
          className="mt-0.5 size-6 shrink-0 accent-[var(--accent)]"
        />
        <span>
          <span className="font-semibold">{t('devices.words.revoke')}</span>
          <span className="block text-small text-muted">{t('devices.words.revoke.detail')}</span>
        </span>
      </label>
      {problem !== null && <ProblemNotice problem={problem} />}
      <div role="status">
        {outcome !== null && (
          <Notice tone={outcome.kind === 'none' ? 'warning' : 'good'}>
            {outcome.kind === 'none'
              ? t('devices.words.none')
              : outcome.kind === 'revoked'
                ? t('devices.words.revoked')
                : t('devices.words.done', { count: outcome.count })}
          </Notice>
        )}
      </div>
      <Button type="submit" emphasis="filled" large icon={KeyRound} disabled={busy || typed.trim() === ''}>
        {t(busy ? 'words.busy' : revoke ? 'devices.words.doRevoke' : 'devices.words.restore')}
      </Button>
    </form>
  );
}
