'use client';

import { BookUser, FileUp, type LucideIcon, NotebookPen, ScanLine, SquareUser } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { bookStore } from '@/lib/browser/book-store';
import { hasContactPicker, pickContacts } from '@/lib/browser/contact-picker';
import { useBookWords } from './book-words';
import { EveningLine } from './evening-line';

const WAYS = [
  { screen: 'scan', icon: ScanLine, word: 'receive.scan' },
  { screen: 'note', icon: NotebookPen, word: 'receive.note' },
  { screen: 'paperCard', icon: SquareUser, word: 'receive.paper' },
  { screen: 'import', icon: FileUp, word: 'receive.import' },
] as const satisfies readonly { screen: string; icon: LucideIcon; word: string }[];

/** Whatever the other person holds out, the way to take it. */
export function ReceiveDesk() {
  const b = useBookWords();
  const { path, profile } = useLanguage();
  const [canPick, setCanPick] = useState(false);
  const [picked, setPicked] = useState<number | null>(null);
  useEffect(() => setCanPick(hasContactPicker()), []);
  const pick = async () => {
    const found = await pickContacts(profile);
    for (const content of found) bookStore.add(bookStore.meeting('device'), content);
    setPicked(found.length);
  };
  return (
    <div className="flex max-w-xl flex-col gap-4">
      <EveningLine />
      {WAYS.map(({ screen, icon, word }, index) => (
        <ButtonLink
          key={screen}
          href={path(screen)}
          large
          icon={icon}
          emphasis={index === 0 ? 'filled' : 'outlined'}
          className="justify-start py-4 text-left"
        >
          <span>
            {b(word)}
            <span className="block text-small font-normal">{b(`receive.detail.${screen}`)}</span>
          </span>
        </ButtonLink>
      ))}
      {canPick && (
        <Button large icon={BookUser} className="justify-start py-4 text-left" onClick={() => void pick()}>
          <span>
            {b('receive.device')}
            <span className="block text-small font-normal">{b('receive.device.detail')}</span>
          </span>
        </Button>
      )}
      <div role="status">
        {picked !== null && <Notice tone="good">{b('receive.picked', { count: picked })}</Notice>}
      </div>
    </div>
  );
}
