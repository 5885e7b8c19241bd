'use client';

import { FileUp, Square } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { FileButton } from '@/components/ui/file-button';
import { Notice } from '@/components/ui/notice';
import { TextAreaField } from '@/components/ui/text-field';
import { CurrentEventLink } from '../event/current-event-link';
import { UndoNotice } from '../undo-notice';
import { CodeChoice } from './code-choice';
import { ColumnMapping } from './column-mapping';
import { ImportPreview } from './import-preview';
import { ReceivedContact } from './received-contact';
import { useImport } from './use-import';

const namedFiles = (files: readonly File[]) => files.map((file) => ({ name: file.name, blob: file }));

/** Imports files from other programs into the book: read in a worker, previewed before anything is stored. */
export function ImportScreen() {
  const t = useTranslations('book');
  const job = useImport();
  const [pasted, setPasted] = useState('');
  const [isDraggedOver, setIsDraggedOver] = useState(false);
  const { state } = job;
  const beginRef = useRef(job.begin);

  useEffect(() => {
    // A file dropped beside the field must not replace the app.
    const preventDefault = (event: Event) => event.preventDefault();
    const handlePaste = (event: ClipboardEvent) => {
      const files = Array.from(event.clipboardData?.files ?? []);
      if (files.length > 0) void beginRef.current(namedFiles(files));
    };
    window.addEventListener('paste', handlePaste);
    window.addEventListener('dragover', preventDefault);
    window.addEventListener('drop', preventDefault);
    return () => {
      window.removeEventListener('paste', handlePaste);
      window.removeEventListener('dragover', preventDefault);
      window.removeEventListener('drop', preventDefault);
    };
  }, []);

  const beginText = (text: string) => void job.begin([{ name: t('import.pasted'), blob: new Blob([text]) }]);
  const handleDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsDraggedOver(false);
    const files = Array.from(event.dataTransfer.files);
    const text = event.dataTransfer.getData('text/plain');
    if (files.length > 0) void job.begin(namedFiles(files));
    else if (text !== '') beginText(text);
  };

  if (state.step === 'one')
    return (
      <div className="max-w-xl">
        <ReceivedContact
          content={state.content}
          meeting={state.meeting}
          onAgain={() => void job.reset()}
          again={t('import.again')}
        />
      </div>
    );
  if (state.step === 'codes')
    return (
      <div className="max-w-xl">
        <CodeChoice
          codes={state.codes}
          onChoose={(text) => void job.chooseCode(text)}
          onAgain={() => void job.reset()}
          again={t('import.again')}
        />
      </div>
    );
  if (state.step === 'columns') return <ColumnMapping job={job} state={state} />;
  if (state.step === 'preview') return <ImportPreview job={job} state={state} />;
  if (state.step === 'reading' || state.step === 'storing') {
    const percent = Math.min(99, Math.floor(state.share * 100));
    return (
      <div className="flex max-w-xl flex-col gap-3">
        <progress value={state.share} max={1} aria-label={t('import.title')} className="h-3 w-full" />
        <p>{t(state.step === 'reading' ? 'import.reading' : 'import.storing', { percent, count: state.count })}</p>
        <Button icon={Square} className="self-start" onClick={() => void job.cancel()}>
          {t('import.cancel')}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex max-w-xl flex-col gap-5">
      <CurrentEventLink />
      {(state.step === 'done' || state.step === 'late') && (
        <UndoNotice
          key={state.journalId}
          journalId={state.journalId}
          sentence={
            state.step === 'late'
              ? t('import.late')
              : t('import.done', { added: state.added, merged: state.merged, skipped: state.skipped })
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
              <Button
                onClick={() => void job.begin([{ name: state.file.name || t('import.shared'), blob: state.file }])}
              >
                {t('import.given.read')}
              </Button>
              <Button emphasis="quiet" onClick={() => void job.leave()}>
                {t('import.discard')}
              </Button>
            </>
          }
        >
          {t('import.given', { name: state.file.name || t('import.shared') })}
        </Notice>
      )}
      {state.step === 'idle' && state.notice !== null && (
        <Notice tone={state.notice === 'cancelled' ? 'calm' : 'error'} live="alert">
          {t(`import.${state.notice}`)}
        </Notice>
      )}
      {state.step === 'found' && (
        <Notice
          live="status"
          actions={
            <>
              <Button onClick={() => void job.resume(state.job)}>{t('import.resume')}</Button>
              <Button emphasis="quiet" onClick={() => void job.discard(state.job)}>
                {t('import.discard')}
              </Button>
            </>
          }
        >
          {t('import.unfinished', { name: state.job.name })}
        </Notice>
      )}
      <p className="text-muted">{t('import.lead')}</p>
      <FileButton
        icon={FileUp}
        filled
        accept=".vcf,.vcard,.csv,.tsv,.txt,.json,.zip,image/*,text/vcard,text/x-vcard,text/csv,application/json,application/zip"
        onFiles={(files) => void job.begin(namedFiles(files))}
        label={{
          onDragEnter: () => setIsDraggedOver(true),
          onDragLeave: () => setIsDraggedOver(false),
          onDragOver: (event) => event.preventDefault(),
          onDrop: handleDrop,
          className: isDraggedOver ? 'min-h-24 brightness-110 outline-3 outline-offset-4 outline-accent' : 'min-h-24',
        }}
      >
        {t('import.choose')}
      </FileButton>
      <details open={pasted !== ''}>
        <summary className="flex min-h-12 cursor-pointer items-center text-accent underline">
          {t('import.paste')}
        </summary>
        <div className="flex flex-col gap-3">
          <TextAreaField
            label={t('import.paste.label')}
            hint={t('import.paste.hint')}
            value={pasted}
            rows={5}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
          <Button
            disabled={pasted.trim() === ''}
            className="self-start"
            onClick={() => {
              beginText(pasted);
              setPasted('');
            }}
          >
            {t('import.paste.read')}
          </Button>
        </div>
      </details>
    </div>
  );
}
