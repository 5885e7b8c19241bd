'use client';

import { Check, FileDown } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { TextField } from '@/components/ui/text-field';
import { draftEntropy } from '@/lib/browser/exchange/recovery-phrase-draft';
import { serializePhraseFile } from '@/lib/browser/exchange/recovery-phrase-file';
import { today } from '@/lib/browser/platform/clock';
import { deliverFile } from '@/lib/browser/platform/deliver-file';
import { phraseFromEntropy } from '@/lib/exchange/recovery';

/** Indexes of the words to type for the check: one in each third. */
const CHECKED_POSITIONS = [2, 6, 10] as const;

const normalizeWord = (word: string) => word.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();

/**
 * Shows the recovery phrase before the first publication. The user proves it is on paper, or saves it to a file. The
 * phrase is generated here, and until then held by this window only.
 */
export function RecoveryPhraseSetup({
  onReady,
  busy,
}: {
  onReady: (entropy: Uint8Array<ArrayBuffer>) => void;
  busy: boolean;
}) {
  const t = useTranslations('exchange');
  const { locale } = useLanguage();
  const [entropy] = useState(draftEntropy);
  const [words, setWords] = useState<string[] | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [checking, setChecking] = useState(false);
  const [typed, setTyped] = useState<Record<number, string>>({});
  const [wrong, setWrong] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => void phraseFromEntropy(entropy, locale).then(setWords), [entropy, locale]);
  useEffect(() => {
    // Another phrase is generated after a reload: the one on paper would be worth nothing.
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);
  if (words === null) return null;

  const save = async () => {
    const name = `${t('words.fileName')}-${today()}.json`;
    const file = new File([serializePhraseFile(words, window.location.origin)], name, { type: 'application/json' });
    if ((await deliverFile(file)) !== 'cancelled') setSaved(name);
  };
  const check = (event: FormEvent) => {
    event.preventDefault();
    const wrongPositions = new Set(
      CHECKED_POSITIONS.filter((index) => normalizeWord(typed[index] ?? '') !== normalizeWord(words[index] ?? '')),
    );
    setWrong(wrongPositions);
    if (wrongPositions.size === 0) onReady(entropy);
  };

  if (checking)
    return (
      <form className="flex max-w-xl flex-col gap-5" onSubmit={check} noValidate>
        <h2 className="text-title font-semibold">{t('words.check')}</h2>
        {CHECKED_POSITIONS.map((index) => (
          <TextField
            key={index}
            label={t('words.number', { number: index + 1 })}
            value={typed[index] ?? ''}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            problem={wrong.has(index) ? t('words.wrong') : null}
            onChange={(event) => setTyped({ ...typed, [index]: event.currentTarget.value })}
          />
        ))}
        <Button type="submit" emphasis="filled" large icon={Check} disabled={busy}>
          {t(busy ? 'words.busy' : 'words.publish')}
        </Button>
        <Button emphasis="quiet" onClick={() => setChecking(false)}>
          {t('words.again')}
        </Button>
      </form>
    );
  return (
    <div className="flex max-w-xl flex-col gap-5">
      <h2 className="text-title font-semibold">{t('words.title')}</h2>
      <p>{t('words.lead')}</p>
      <ol
        aria-label={t('words.list')}
        className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-surface border border-line bg-surface p-4 text-large sm:grid-cols-3"
      >
        {words.map((word, index) => (
          <li key={word} className="flex gap-2">
            <span aria-hidden className="w-7 text-right text-muted">
              {index + 1}
            </span>
            <span className="font-semibold" translate="no">
              {word}
            </span>
          </li>
        ))}
      </ol>
      <Button icon={FileDown} onClick={() => void save()}>
        {t('words.save')}
      </Button>
      <div role="status">{saved !== null && <Notice tone="good">{t('words.saved', { file: saved })}</Notice>}</div>
      {saved !== null && (
        <Button emphasis="filled" large icon={Check} disabled={busy} onClick={() => onReady(entropy)}>
          {t(busy ? 'words.busy' : 'words.publish')}
        </Button>
      )}
      <Button emphasis={saved === null ? 'filled' : 'quiet'} large={saved === null} onClick={() => setChecking(true)}>
        {t('words.written')}
      </Button>
    </div>
  );
}
