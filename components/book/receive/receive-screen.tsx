'use client';

import { BookUser, FileUp, type LucideIcon, NotebookPen, ScanLine, SquareUser } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink, DocumentLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { bookStore } from '@/lib/browser/book/book-store';
import { hasContactPicker, pickContacts } from '@/lib/browser/platform/contact-picker';
import { CurrentEventLink } from '../event/current-event-link';

const RECEIVE_METHODS = [
  // Only the document loaded at the address of the scan screen may use the camera (Permissions-Policy).
  { screen: 'scan', link: DocumentLink, icon: ScanLine, word: 'receive.scan' },
  { screen: 'guidedEntry', link: ButtonLink, icon: NotebookPen, word: 'receive.note' },
  { screen: 'paperCard', link: ButtonLink, icon: SquareUser, word: 'receive.paper' },
  { screen: 'import', link: ButtonLink, icon: FileUp, word: 'receive.import' },
] as const satisfies readonly { screen: string; link: unknown; icon: LucideIcon; word: string }[];

/** The ways to receive a contact: scan, guided entry, paper card, file, or the device's contact picker. */
export function ReceiveScreen() {
  const t = useTranslations('book');
  const { path } = useLanguage();
  const [canPick, setCanPick] = useState(false);
  const [failed, setFailed] = useState(false);
  const router = useRouter();
  useEffect(() => setCanPick(hasContactPicker()), []);
  /** Imports the picked contacts like a file: previewed and compared before any is stored. */
  const pick = async () => {
    const pickedFile = await pickContacts().catch(() => null);
    if (pickedFile === null) return;
    const { putJob } = await import('@/lib/browser/book/import-jobs');
    await bookStore.ready();
    const isStaged = await putJob(
      [{ name: t('receive.device.name'), blob: pickedFile }],
      t('receive.device.name'),
      'device',
    ).then(
      () => true,
      () => false,
    );
    setFailed(!isStaged);
    if (isStaged) router.push(path('import'));
  };
  return (
    <div className="flex max-w-xl flex-col gap-4">
      <CurrentEventLink />
      {RECEIVE_METHODS.map(({ screen, link: MethodLink, icon, word }, index) => (
        <MethodLink
          key={screen}
          href={path(screen)}
          large
          icon={icon}
          emphasis={index === 0 ? 'filled' : 'outlined'}
          className="justify-start py-4 text-left"
        >
          <span>
            {t(word)}
            <span className="block text-small font-normal">{t(`receive.detail.${screen}`)}</span>
          </span>
        </MethodLink>
      ))}
      {canPick && (
        <Button large icon={BookUser} className="justify-start py-4 text-left" onClick={() => void pick()}>
          <span>
            {t('receive.device')}
            <span className="block text-small font-normal">{t('receive.device.detail')}</span>
          </span>
        </Button>
      )}
      {failed && (
        <Notice tone="error" live="alert">
          {t('book.notKept')}
        </Notice>
      )}
    </div>
  );
}
