'use client';

import { IdCard, SlidersHorizontal } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { Icon } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { DeletedNotice } from './deleted-notice';
import { SafetyNotices } from './safety-notices';
import { UpdateNotice } from './update-notice';
import { Wordmark } from './wordmark';

/** The frame of the owner's screens: the name on top, the few words of the bottom bar under the thumb. */
export function OwnerShell({ children }: { children: ReactNode }) {
  const { t, path } = useLanguage();
  const here = usePathname();
  const places = [
    { href: path('home'), label: t('nav.card'), icon: IdCard },
    { href: path('settings'), label: t('nav.settings'), icon: SlidersHorizontal },
  ];
  return (
    <div className="mx-auto flex min-h-dvh max-w-5xl flex-col px-4 sm:px-8">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-3 focus:font-semibold"
      >
        {t('nav.skip')}
      </a>
      <header className="flex items-center justify-between py-3 pt-[max(0.75rem,env(safe-area-inset-top))]">
        <Link href={path('home')} className="flex min-h-12 items-center text-ink no-underline">
          <Wordmark />
        </Link>
      </header>
      <div className="flex flex-col gap-3 empty:hidden">
        <UpdateNotice />
        <DeletedNotice />
        <SafetyNotices />
      </div>
      <main id="main" className="flex-1 pb-28">
        {children}
      </main>
      <nav
        aria-label={t('nav.label')}
        className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]"
      >
        <ul className="mx-auto flex max-w-md">
          {places.map(({ href, label, icon }) => (
            <li key={href} className="flex-1">
              <Link
                href={href}
                aria-current={here === href ? 'page' : undefined}
                className={classNames(
                  'flex min-h-14 flex-col items-center justify-center gap-0.5 text-small no-underline',
                  here === href ? 'font-semibold text-accent' : 'text-muted hover:text-ink',
                )}
              >
                <Icon icon={icon} size={22} />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
