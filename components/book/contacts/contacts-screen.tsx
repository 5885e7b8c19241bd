'use client';

import {
  Check,
  FileDown,
  Inbox,
  ListChecks,
  Lock,
  MapPin,
  NotebookPen,
  Search,
  Trash2,
  UserPlus,
  X,
} from 'lucide-react';
import { useDeferredValue, useMemo, useState, useSyncExternalStore } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { ScreenLink } from '@/components/ui/screen-link';
import { TextField } from '@/components/ui/text-field';
import type { Row } from '@/lib/book/row';
import { SearchIndex } from '@/lib/book/search';
import { isBackupDue, postponeBackup } from '@/lib/browser/book/backup-reminder';
import { bookStore } from '@/lib/browser/book/book-store';
import { replyCount, subscribeReplyCount } from '@/lib/browser/book/reply-count';
import { readSession, writeSession } from '@/lib/browser/storage/local-storage';
import { lockState, subscribeLock } from '@/lib/browser/storage/lock/sealing';
import { SESSION_KEYS } from '@/lib/browser/storage/storage-keys';
import type { ContactId } from '@/lib/card/contact';
import { formatMonth } from '../dates';
import { ExportDialog } from '../export-dialog';
import { UndoNotice } from '../undo-notice';
import { useBook } from '../use-book';
import { ContactList, type ListItem } from './contact-list';

/** The contact book: all contacts grouped by event or month, newest first, or the search results. */
export function ContactsScreen() {
  const t = useTranslations('book');
  const { path, locale } = useLanguage();
  const { rows, events, unopened, status } = useBook();
  // The query is kept in the session, to be restored on return from a contact.
  const [query, setQuery] = useState(() => readSession(SESSION_KEYS.sought) ?? '');
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<ContactId> | null>(null);
  const [exporting, setExporting] = useState(false);
  const [failed, setFailed] = useState(false);
  const [lastRemoval, setLastRemoval] = useState<{ id: string; count: number } | null>(null);
  const deferredQuery = useDeferredValue(query);
  const isSearching = deferredQuery.trim() !== '';
  const index = useMemo(() => (isSearching ? new SearchIndex(rows) : null), [rows, isSearching]);
  const items = useMemo<ListItem[]>(() => {
    if (index !== null)
      return Array.from(index.find(deferredQuery), (at) => itemOf(index.rows[at])).filter((item) => item !== null);
    const names = new Map(events.map(({ id, name }) => [id, name]));
    return groupRows(rows, (row) => {
      const name = names.get(row.eventIds.at(-1) ?? '');
      return name === undefined ? formatMonth(row.metAtMs, locale) : name;
    });
  }, [index, deferredQuery, rows, events, locale]);
  const shownCount = index === null ? rows.length : items.length;

  const changeQuery = (text: string) => {
    setQuery(text);
    // sessionStorage is on the disk: with a lock, what is searched for is not.
    writeSession(SESSION_KEYS.sought, text === '' || lockState() !== 'off' ? null : text);
  };
  const toggle = (id: ContactId) =>
    setSelectedIds((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const remove = async () => {
    if (selectedIds === null || selectedIds.size === 0) return;
    const ids = [...selectedIds];
    const id = await bookStore.remove(ids).catch(() => null);
    setFailed(id === null);
    if (id === null) return;
    setLastRemoval({ id, count: ids.length });
    setSelectedIds(null);
  };

  const removedNotice = lastRemoval !== null && (
    <UndoNotice
      journalId={lastRemoval.id}
      sentence={t('contacts.removed', { count: lastRemoval.count })}
      onUndone={() => setLastRemoval(null)}
      onClose={() => setLastRemoval(null)}
    />
  );

  if (status === 'ready' && rows.length === 0)
    return (
      <div className="flex max-w-xl flex-col gap-5">
        {removedNotice}
        <InboxLink />
        <p className="text-large">{t('contacts.empty')}</p>
        <ButtonLink href={path('receive')} emphasis="filled" large icon={UserPlus}>
          {t('contacts.receive')}
        </ButtonLink>
        <ButtonLink href={path('event')} large icon={NotebookPen}>
          {t('contacts.startEvening')}
        </ButtonLink>
        <p className="text-muted">{t('contacts.empty.where')}</p>
      </div>
    );

  return (
    <div className="flex max-w-2xl flex-col gap-4">
      {removedNotice}
      <InboxLink />
      <TextField
        label={t('contacts.search')}
        type="search"
        value={query}
        autoComplete="off"
        enterKeyHint="search"
        onChange={(event) => changeQuery(event.currentTarget.value)}
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="text-muted">
          {status === 'loading'
            ? t('contacts.loading')
            : isSearching
              ? t('contacts.found', { count: shownCount })
              : t('contacts.count', { count: shownCount })}
        </p>
        <Button
          emphasis="quiet"
          icon={selectedIds === null ? ListChecks : X}
          onClick={() => setSelectedIds(selectedIds === null ? new Set() : null)}
        >
          {t(selectedIds === null ? 'contacts.choose' : 'contacts.chooseNone')}
        </Button>
      </div>
      {selectedIds === null && <BackupReminder />}
      {selectedIds === null && <ContactsNav />}
      {isSearching && items.length === 0 && (
        <p className="flex items-center gap-2 text-muted">
          <Search aria-hidden size={20} strokeWidth={1.75} />
          {t('contacts.noMatch')}
        </p>
      )}
      {failed && (
        <Notice tone="error" live="alert">
          {t('book.notKept')}
        </Notice>
      )}
      <ContactList items={items} unopened={unopened} chosen={selectedIds} onToggle={toggle} />
      <div
        data-sticky-action
        className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-10 -mx-4 bg-paper px-4 py-3 lg:bottom-0"
      >
        {selectedIds === null ? (
          <ButtonLink href={path('receive')} emphasis="filled" large icon={UserPlus} className="w-full">
            {t('contacts.receive')}
          </ButtonLink>
        ) : (
          <div className="flex flex-wrap gap-2">
            <Button
              icon={Check}
              onClick={() =>
                setSelectedIds(new Set(items.flatMap((item) => (item.kind === 'row' ? [item.row.id] : []))))
              }
            >
              {t('contacts.all')}
            </Button>
            <Button icon={FileDown} disabled={selectedIds.size === 0} onClick={() => setExporting(true)}>
              {t('contacts.export', { count: selectedIds.size })}
            </Button>
            <Button icon={Trash2} emphasis="danger" disabled={selectedIds.size === 0} onClick={() => void remove()}>
              {t('contacts.remove', { count: selectedIds.size })}
            </Button>
          </div>
        )}
      </div>
      {exporting && selectedIds !== null && <ExportDialog ids={[...selectedIds]} onClose={() => setExporting(false)} />}
    </div>
  );
}

/** Closes the owner's lock, if there is one. */
function LockButton() {
  const t = useTranslations('book');
  const state = useSyncExternalStore(subscribeLock, lockState, () => 'off' as const);
  if (state === 'off') return null;
  return (
    <Button
      emphasis="quiet"
      icon={Lock}
      onClick={() => void import('@/lib/browser/storage/lock/lock-session').then(({ lockNow }) => lockNow())}
    >
      {t('lock.now')}
    </Button>
  );
}

/** Leads to the replies that wait for a decision, if there are any. */
function InboxLink() {
  const t = useTranslations('book');
  const { path } = useLanguage();
  const waiting = useSyncExternalStore(subscribeReplyCount, replyCount, () => 0);
  if (waiting === 0) return null;
  return (
    <ButtonLink href={path('inbox')} icon={Inbox} className="self-start">
      {t('contacts.replies', { count: waiting })}
    </ButtonLink>
  );
}

/** Suggests a backup after a month without one, and again a month after «later». */
function BackupReminder() {
  const t = useTranslations('book');
  const { path } = useLanguage();
  const { rows } = useBook();
  const [isPostponed, setIsPostponed] = useState(false);
  const [nowMs] = useState(Date.now);
  const firstAtMs = useMemo(() => rows.reduce((first, row) => Math.min(first, row.createdAtMs), nowMs), [rows, nowMs]);
  if (isPostponed || !isBackupDue(rows.length, firstAtMs, nowMs)) return null;
  return (
    <Notice
      actions={
        <>
          <ButtonLink href={path('backup')}>{t('contacts.backupDue.do')}</ButtonLink>
          <Button
            emphasis="quiet"
            onClick={() => {
              postponeBackup(nowMs);
              setIsPostponed(true);
            }}
          >
            {t('contacts.backupDue.later')}
          </Button>
        </>
      }
    >
      {t('contacts.backupDue')}
    </Notice>
  );
}

/** Links to the other screens of the contact book. */
function ContactsNav() {
  const t = useTranslations('book');
  const { path } = useLanguage();
  const { rows } = useBook();
  const followUpCount = rows.filter(({ followUp }) => followUp !== null).length;
  const linkClass = 'inline-flex min-h-12 items-center gap-2 text-accent underline';
  return (
    <nav aria-label={t('contacts.places')} className="flex flex-wrap gap-x-5">
      <ScreenLink href={path('todo')} className={linkClass}>
        {t('contacts.todo', { count: followUpCount })}
      </ScreenLink>
      <ScreenLink href={path('inbox')} className={linkClass}>
        {t('inbox.title')}
      </ScreenLink>
      <ScreenLink href={path('duplicates')} className={linkClass}>
        {t('contacts.duplicates')}
      </ScreenLink>
      <ScreenLink href={path('insights')} className={linkClass}>
        {t('contacts.insights')}
      </ScreenLink>
      <ScreenLink href={path('addresses')} className={linkClass}>
        <MapPin aria-hidden size={18} strokeWidth={1.75} />
        {t('contacts.addresses')}
      </ScreenLink>
      <ScreenLink href={path('backup')} className={linkClass}>
        {t('contacts.backup')}
      </ScreenLink>
      <LockButton />
    </nav>
  );
}

const itemOf = (row: Row | undefined): ListItem | null => (row === undefined ? null : { kind: 'row', row });

/** Groups rows under headings, in the order of the first row of each group. */
function groupRows(rows: readonly Row[], headingOf: (row: Row) => string): ListItem[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const heading = headingOf(row);
    const group = groups.get(heading);
    if (group === undefined) groups.set(heading, [row]);
    else group.push(row);
  }
  return [...groups].flatMap(([heading, group]): ListItem[] => [
    { kind: 'heading', text: heading, count: group.length },
    ...group.map((row) => ({ kind: 'row', row }) as const),
  ]);
}
