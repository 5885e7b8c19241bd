'use client';

import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { LazyMessages, useTranslations } from '@/components/i18n/translations';
import { ScreenTitle } from '@/components/shell/screen-title';
import { FileButton } from '@/components/ui/file-button';
import { ContactFileReader } from './contact-file-reader';

/** Creates the owner's first card from a contact file that they already have. */
export function OpenScreen() {
  const t = useTranslations('app');
  const [file, setFile] = useState<File | null>(null);
  return (
    <div className="flex max-w-xl flex-col gap-5">
      <ScreenTitle>{t('open.title')}</ScreenTitle>
      <p className="text-muted">{t('open.lead')}</p>
      <FileButton icon={FileUp} filled accept=".vcf,.vcard,text/vcard,text/x-vcard" onFile={setFile}>
        {t('open.choose')}
      </FileButton>
      {file !== null && (
        <LazyMessages catalogue="book">
          <ContactFileReader file={file} />
        </LazyMessages>
      )}
    </div>
  );
}
