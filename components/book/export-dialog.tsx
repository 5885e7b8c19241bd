'use client';

import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { ChoiceGroup } from '@/components/ui/choice-group';
import { Dialog } from '@/components/ui/dialog';
import type { ExportFormat } from '@/lib/browser/book/book-protocol';
import type { ContactId } from '@/lib/card/contact';
import { downloadContacts } from './export-contacts';

const FORMATS = [
  'vcf3',
  'vcf21',
  'vcf4',
  'full',
  'google',
  'outlook',
  'hubspot',
  'ics',
] as const satisfies readonly ExportFormat[];

/** Exports one, several or all contacts to a file for another program. `ids` is `null` for all contacts. */
export function ExportDialog({ ids, onClose }: { ids: readonly ContactId[] | null; onClose: () => void }) {
  const { region } = useLanguage();
  const t = useTranslations('book');
  const [format, setFormat] = useState<ExportFormat>('vcf3');
  // A full export is the owner's own copy; a partial one may be for somebody else, so private notes are off by default.
  const [includePrivate, setIncludePrivate] = useState(ids === null);
  const [state, setState] = useState<'asking' | 'busy' | 'failed' | 'empty'>('asking');
  const save = async () => {
    setState('busy');
    const outcome = await downloadContacts(format, includePrivate, ids, region, t).catch(() => 'failed' as const);
    if (outcome === 'done') onClose();
    else setState(outcome === 'cancelled' ? 'asking' : outcome);
  };
  return (
    <Dialog open onClose={onClose} title={t('export.title')}>
      <ChoiceGroup
        legend={t('export.format')}
        value={format}
        onChange={(chosen) => {
          setFormat(chosen);
          setState('asking');
        }}
        choices={FORMATS.map((value) => ({ value, label: t(`export.${value}`), detail: t(`export.${value}.detail`) }))}
      />
      {format !== 'ics' && (
        <label className="flex min-h-12 cursor-pointer items-start gap-3">
          <input
            type="checkbox"
            className="mt-0.5 size-6 shrink-0 accent-[var(--accent)]"
            checked={includePrivate}
            onChange={(event) => setIncludePrivate(event.currentTarget.checked)}
          />
          <span>
            {t('export.own')}
            <span className="block text-small text-muted">{t('export.own.detail')}</span>
          </span>
        </label>
      )}
      <p role="status" className="text-error">
        {state === 'failed' && t('export.failed')}
        {state === 'empty' && t('export.empty')}
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button emphasis="quiet" onClick={onClose}>
          {t('action.close')}
        </Button>
        <Button emphasis="filled" icon={FileDown} disabled={state === 'busy'} onClick={() => void save()}>
          {t(state === 'busy' ? 'export.busy' : 'export.save')}
        </Button>
      </div>
    </Dialog>
  );
}
