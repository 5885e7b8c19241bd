'use client';

import { BookUser, FileUp, type LucideIcon, NotebookPen, ScanLine, SquareUser } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { bookStore } from '@/lib/browser/book/book-store';
import { hasContactPicker, pickContacts } from '@/lib/browser/platform/contact-picker';
import { CurrentEventLink } from '../event/current-event-link';

const RECEIVE_METHODS = [
  { screen: 'scan', icon: ScanLine, word: 'receive.scan' },
  { screen: 'guidedEntry', icon: NotebookPen, word: 'receive.note' },
  { screen: 'paperCard', icon: SquareUser, word: 'receive.paper' },
  { screen: 'import', icon: FileUp, word: 'receive.import' },
] as const satisfies readonly { screen: string; icon: LucideIcon; word: string }[];

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
      {RECEIVE_METHODS.map(({ screen, icon, word }, index) => (
        <ButtonLink
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
        </ButtonLink>
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
