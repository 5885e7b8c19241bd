'use client';

import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { Button } from '@/components/ui/button';
import { ChoiceGroup } from '@/components/ui/choice-group';
import { Dialog } from '@/components/ui/dialog';
import type { ExportFormat } from '@/lib/browser/book-protocol';
import type { ContactId } from '@/lib/card/contact';
import { useBookWords } from './book-words';
import { exportBook } from './export-book';

const FORMATS = ['vcf3', 'vcf4', 'google', 'outlook', 'ics'] as const satisfies readonly ExportFormat[];

/** One, several or all of the book as a file for another program. `ids` is `null` for everybody. */
export function ExportDialog({ ids, onClose }: { ids: readonly ContactId[] | null; onClose: () => void }) {
  const b = useBookWords();
  const { t, profile } = useLanguage();
  const [format, setFormat] = useState<ExportFormat>('vcf3');
  // Everybody is a copy of one's own book; some of it may be for somebody else.
  const [own, setOwn] = useState(ids === null);
  const [state, setState] = useState<'asking' | 'busy' | 'failed' | 'empty'>('asking');
  const save = async () => {
    setState('busy');
    const outcome = await exportBook(format, own, ids, profile, b).catch(() => 'failed' as const);
    if (outcome === 'done') onClose();
    else setState(outcome === 'cancelled' ? 'asking' : outcome);
  };
  return (
    <Dialog open onClose={onClose} title={b('export.title')}>
      <ChoiceGroup
        legend={b('export.format')}
        value={format}
        onChange={(chosen) => {
          setFormat(chosen);
          setState('asking');
        }}
        choices={FORMATS.map((value) => ({ value, label: b(`export.${value}`), detail: b(`export.${value}.detail`) }))}
      />
      {format !== 'ics' && (
        <label className="flex min-h-12 cursor-pointer items-start gap-3">
          <input
            type="checkbox"
            className="mt-0.5 size-6 shrink-0 accent-[var(--accent)]"
            checked={own}
            onChange={(event) => setOwn(event.currentTarget.checked)}
          />
          <span>
            {b('export.own')}
            <span className="block text-small text-muted">{b('export.own.detail')}</span>
          </span>
        </label>
      )}
      <p role="status" className="text-error">
        {state === 'failed' && b('export.failed')}
        {state === 'empty' && b('export.empty')}
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button emphasis="quiet" onClick={onClose}>
          {t('action.close')}
        </Button>
        <Button emphasis="filled" icon={FileDown} disabled={state === 'busy'} onClick={() => void save()}>
          {b(state === 'busy' ? 'export.busy' : 'export.save')}
        </Button>
      </div>
    </Dialog>
  );
}
