'use client';

import { CalendarDays } from 'lucide-react';
import Link from 'next/link';
import { useLanguage } from '@/components/i18n/language-provider';
import { Icon } from '@/components/ui/button';
import { useBookWords } from './book-words';
import { currentOf, useBook } from './use-book';

/** The evening that is going on and how many it has brought: everything received now is of it. */
export function EveningLine() {
  const b = useBookWords();
  const { path } = useLanguage();
  const { rows, evenings } = useBook();
  const evening = currentOf(evenings);
  if (evening === null) return null;
  const count = rows.filter(({ eventIds }) => eventIds.includes(evening.id)).length;
  return (
    <Link href={path('evening')} className="flex min-h-12 items-center gap-2.5 text-accent underline">
      <Icon icon={CalendarDays} />
      {b('evening.line', { name: evening.name, count })}
    </Link>
  );
}
