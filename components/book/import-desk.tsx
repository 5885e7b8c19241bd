'use client';

import { FileUp, Square } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { Button } from '@/components/ui/button';
import { FileButton } from '@/components/ui/file-button';
import { Notice } from '@/components/ui/notice';
import { TextAreaField } from '@/components/ui/text-field';
import { useBookWords } from './book-words';
import { EveningLine } from './evening-line';
import { FoundContact } from './found-contact';
import { ImportPreview } from './import-preview';
import { UndoNotice } from './undo-notice';
import { useImport } from './use-import';

/** Files of other programs into the book: read beside the page, looked at before anything is stored. */
export function ImportDesk() {
  const b = useBookWords();
  const { t } = useLanguage();
  const job = useImport();
  const [pasted, setPasted] = useState('');
  const [over, setOver] = useState(false);
  const { state } = job;
  const opened = useRef(job.begin);

  useEffect(() => {
    // A file dropped beside the field must not replace the app.
    const keep = (event: Event) => event.preventDefault();
    const paste = (event: ClipboardEvent) => {
      const [file] = event.clipboardData?.files ?? [];
      if (file !== undefined) void opened.current(file, file.name);
    };
    window.addEventListener('paste', paste);
    window.addEventListener('dragover', keep);
    window.addEventListener('drop', keep);
    return () => {
      window.removeEventListener('paste', paste);
      window.removeEventListener('dragover', keep);
      window.removeEventListener('drop', keep);
    };
  }, []);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    const text = event.dataTransfer.getData('text/plain');
    if (file !== undefined) void job.begin(file, file.name);
    else if (text !== '') void job.begin(new Blob([text]), b('import.pasted'));
  };

  if (state.step === 'one')
    return (
      <div className="max-w-xl">
        <FoundContact
          content={state.content}
          meeting={state.meeting}
          onAgain={() => void job.reset()}
          again={b('import.again')}
        />
      </div>
    );
  if (state.step === 'preview') return <ImportPreview job={job} state={state} />;
  if (state.step === 'reading' || state.step === 'storing') {
    const percent = Math.min(99, Math.floor(state.share * 100));
    return (
      <div className="flex max-w-xl flex-col gap-3">
        <progress
          value={state.share}
          max={1}
          aria-label={t('import.title')}
          className="h-3 w-full accent-[var(--accent)]"
        />
        <p>{b(state.step === 'reading' ? 'import.reading' : 'import.storing', { percent, count: state.count })}</p>
        <Button icon={Square} className="self-start" onClick={() => void job.cancel()}>
          {b('import.cancel')}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex max-w-xl flex-col gap-5">
      <EveningLine />
      {(state.step === 'done' || state.step === 'late') && (
        <UndoNotice
          key={state.journalId}
          journalId={state.journalId}
          sentence={
            state.step === 'late'
              ? b('import.late')
              : b('import.done', { added: state.added, merged: state.merged, skipped: state.skipped })
          }
          onUndone={() => void job.reset()}
          onClose={() => void job.reset()}
        />
      )}
      {state.step === 'given' && (
        <Notice
          live="status"
          actions={
            <>
              <Button onClick={() => void job.begin(state.file, state.file.name || b('import.shared'))}>
                {b('import.given.read')}
              </Button>
              <Button emphasis="quiet" onClick={() => void job.leave()}>
                {b('import.discard')}
              </Button>
            </>
          }
        >
          {b('import.given', { name: state.file.name || b('import.shared') })}
        </Notice>
      )}
      {state.step === 'idle' && state.notice !== null && (
        <Notice tone={state.notice === 'cancelled' ? 'calm' : 'error'} live="alert">
          {b(`import.${state.notice}`)}
        </Notice>
      )}
      {state.step === 'found' && (
        <Notice
          live="status"
          actions={
            <>
              <Button onClick={() => void job.resume(state.job)}>{b('import.resume')}</Button>
              <Button emphasis="quiet" onClick={() => void job.discard(state.job)}>
                {b('import.discard')}
              </Button>
            </>
          }
        >
          {b('import.unfinished', { name: state.job.name })}
        </Notice>
      )}
      <p className="text-muted">{b('import.lead')}</p>
      <FileButton
        icon={FileUp}
        filled
        accept=".vcf,.vcard,.csv,.txt,text/vcard,text/x-vcard,text/csv"
        onFile={(file) => void job.begin(file, file.name)}
        label={{
          onDragEnter: () => setOver(true),
          onDragLeave: () => setOver(false),
          onDragOver: (event) => event.preventDefault(),
          onDrop: drop,
          className: over ? 'min-h-24 brightness-110 outline-3 outline-offset-4 outline-accent' : 'min-h-24',
        }}
      >
        {b('import.choose')}
      </FileButton>
      <details open={pasted !== ''}>
        <summary className="flex min-h-12 cursor-pointer items-center text-accent underline">
          {b('import.paste')}
        </summary>
        <div className="flex flex-col gap-3">
          <TextAreaField
            label={b('import.paste.label')}
            hint={b('import.paste.hint')}
            value={pasted}
            rows={5}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
          <Button
            disabled={pasted.trim() === ''}
            className="self-start"
            onClick={() => {
              void job.begin(new Blob([pasted]), b('import.pasted'));
              setPasted('');
            }}
          >
            {b('import.paste.read')}
          </Button>
        </div>
      </details>
    </div>
  );
}
