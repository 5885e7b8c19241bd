'use client';

import { CalendarDays, IdCard, SlidersHorizontal, UsersRound } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useCards } from '@/components/card/use-cards';
import { LANGUAGE_NAMES } from '@/components/i18n/language-names';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Icon } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { ScreenLink } from '@/components/ui/screen-link';
import { replyCount, subscribeReplyCount } from '@/lib/browser/book/reply-count';
import { translatePath } from '@/lib/i18n/screens';
import { DeletedNotice } from './deleted-notice';
import { LostData } from './lost-data';
import { PageRemovals } from './page-removals';
import { StorageNotices } from './storage-notices';
import { UpdateNotice } from './update-notice';
import { Wordmark } from './wordmark';

/**
 * The layout of the owner's screens: the wordmark at the top, the navigation bar at the bottom within reach of the
 * thumb.
 */
export function OwnerShell({ children }: { children: ReactNode }) {
  const { path, locale } = useLanguage();
  const t = useTranslations('app');
  const otherLocale = locale === 'fr' ? 'en' : 'fr';
  const pathname = usePathname();
  const { storage, cards } = useCards();
  // A newer release has upgraded the database before this page could read it: without the notice, nothing here is true.
  const isUnreadable = storage === 'outdated' && cards.length === 0;
  const waiting = useSyncExternalStore(subscribeReplyCount, replyCount, () => 0);
  const navItems = [
    { href: path('home'), label: t('nav.card'), icon: IdCard },
    { href: path('contacts'), label: t('nav.contacts'), icon: UsersRound },
    { href: path('event'), label: t('nav.event'), icon: CalendarDays },
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
      <header className="flex items-center justify-between py-3 pt-[max(0.75rem,env(safe-area-inset-top))] print:hidden">
        <ScreenLink href={path('home')} className="flex min-h-12 items-center text-ink no-underline">
          <Wordmark />
        </ScreenLink>
        <div className="only-without-cards flex">
          <ScreenLink
            href={translatePath(pathname, otherLocale)}
            hrefLang={otherLocale}
            lang={otherLocale}
            className="inline-flex min-h-12 items-center px-2 text-accent underline"
          >
            {LANGUAGE_NAMES[otherLocale]}
          </ScreenLink>
          <ScreenLink href={path('settings')} className="inline-flex min-h-12 items-center px-2 text-accent underline">
            {t('nav.settings')}
          </ScreenLink>
        </div>
      </header>
      <div className="flex flex-col gap-3 not-empty:mb-4 print:hidden">
        <UpdateNotice />
        <DeletedNotice />
        <StorageNotices />
        <PageRemovals />
        {pathname !== path('home') && <LostData />}
      </div>
      <main id="main" className="flex flex-1 flex-col pb-24 lg:pb-12 print:pb-0">
        {!isUnreadable && children}
      </main>
      <nav
        aria-label={t('nav.label')}
        className="only-with-cards fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:absolute lg:inset-x-auto lg:top-3 lg:right-[max(2rem,calc(50%-30rem))] lg:bottom-auto lg:border-0 lg:bg-transparent print:hidden"
      >
        <ul className="mx-auto flex max-w-md lg:gap-2">
          {navItems.map(({ href, label, icon }) => (
            <li key={href} className="flex-1">
              <ScreenLink
                href={href}
                aria-current={pathname === href ? 'page' : undefined}
                className={classNames(
                  'flex min-h-14 flex-col items-center justify-center gap-0.5 text-small no-underline whitespace-nowrap lg:min-h-12 lg:flex-row lg:gap-2 lg:px-4 lg:text-body',
                  pathname === href ? 'font-semibold text-accent' : 'text-muted hover:text-ink',
                )}
              >
                <Icon icon={icon} size={22} />
                <span>
                  {label}
                  {waiting > 0 && icon === UsersRound && (
                    <span className="ml-1 rounded-full bg-accent px-1.5 font-semibold text-on-accent">
                      {waiting}
                      <span className="sr-only"> {t('nav.contacts.waiting')}</span>
                    </span>
                  )}
                </span>
              </ScreenLink>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
