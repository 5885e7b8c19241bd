'use client';

import { FileUp, KeyRound, MonitorSmartphone } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RestoreBackup } from '@/components/book/restore-backup';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { ContactFileReader } from '@/components/open/contact-file-reader';
import { ButtonLink, DocumentLink } from '@/components/ui/button';
import { FileButton } from '@/components/ui/file-button';
import { Notice } from '@/components/ui/notice';
import { cardStore, setCurrentCard } from '@/lib/browser/card/card-store';
import { requestPersistence } from '@/lib/browser/platform/persistence';
import { parseCardFile } from '@/lib/card/card-file';

type Chosen = { kind: 'backup' | 'contact'; file: File } | { kind: 'unreadable' } | null;

/** A card file is a few kilobytes. */
const CARD_FILE_MAX_BYTES = 1_000_000;

/** Every way to bring back a card that exists elsewhere. The buttons say what to look for; each takes any of the files. */
export function RecoverScreen() {
  const { path } = useLanguage();
  const t = useTranslations('book');
  const router = useRouter();
  const [chosen, setChosen] = useState<Chosen>(null);

  const open = async (file: File) => {
    // Reading fails if the file is in a cloud that cannot be reached.
    const kind = await kindOf(file).catch(() => 'unreadable' as const);
    if (typeof kind === 'string') return setChosen(kind === 'unreadable' ? { kind } : { kind, file });
    await cardStore.ready();
    const {
      id: _,
      schemaVersion: _version,
      rev: _rev,
      createdAtMs: _created,
      updatedAtMs: _updated,
      ...content
    } = kind;
    const id = cardStore.create(content);
    setCurrentCard(id);
    void requestPersistence();
    router.push(path('edit', id));
  };

  return (
    <div className="flex max-w-xl flex-col gap-5">
      <p className="text-muted">{t('recover.lead')}</p>
      <div className="flex flex-col gap-3">
        <FileButton icon={FileUp} accept=".zip,.json,.vcf,.vcard" onFile={(file) => void open(file)}>
          {t('recover.backup')}
        </FileButton>
        <FileButton icon={FileUp} accept=".json,.zip,.vcf,.vcard" onFile={(file) => void open(file)}>
          {t('recover.cardFile')}
        </FileButton>
        <FileButton icon={FileUp} accept=".vcf,.vcard,.json,.zip" onFile={(file) => void open(file)}>
          {t('recover.contactFile')}
        </FileButton>
        <ButtonLink href={path('devices')} icon={KeyRound} large>
          {t('recover.words')}
        </ButtonLink>
        <DocumentLink href={path('scan')} icon={MonitorSmartphone} large>
          {t('recover.device')}
        </DocumentLink>
        <p className="text-small text-muted">{t('recover.device.detail')}</p>
      </div>
      {chosen?.kind === 'unreadable' && (
        <Notice tone="error" live="alert">
          {t('recover.unreadable')}
        </Notice>
      )}
      {chosen?.kind === 'contact' && (
        <ContactFileReader key={chosen.file.lastModified + chosen.file.name} file={chosen.file} isChosen />
      )}
      {chosen?.kind === 'backup' && <RestoreBackup received={chosen.file} />}
    </div>
  );
}

/** What the file is, whatever its name; the card itself if it is one. */
async function kindOf(
  file: File,
): Promise<'backup' | 'contact' | 'unreadable' | NonNullable<ReturnType<typeof parseCardFile>>> {
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (start[0] === 0x50 && start[1] === 0x4b) return 'backup';
  if (file.size <= CARD_FILE_MAX_BYTES) {
    const text = await file.text();
    const card = parseCardFile(text);
    if (card !== null) return card;
    if (/^\s*[[{]/.test(text)) return 'unreadable';
  }
  return 'contact';
}
