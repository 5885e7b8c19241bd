'use client';

import { type LucideIcon, Mail, MessageSquare, Phone } from 'lucide-react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Icon } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { ScreenLink } from '@/components/ui/screen-link';
import { VirtualList } from '@/components/ui/virtual-list';
import type { ContactMethod } from '@/lib/book/contact-methods';
import { directHref } from '@/lib/book/contact-methods';
import type { Row } from '@/lib/book/row';
import type { ContactId } from '@/lib/card/contact';

export type ListItem = { kind: 'heading'; text: string; count: number } | { kind: 'row'; row: Row };

const ROW_PX = 76;
const HEADING_PX = 52;

export function ContactList({
  items,
  unopened,
  chosen,
  onToggle,
}: {
  items: readonly ListItem[];
  /** Contacts that are marked as new. */
  unopened: ReadonlySet<ContactId>;
  /** The selected contacts; `null` outside selection mode. */
  chosen: ReadonlySet<ContactId> | null;
  onToggle: (id: ContactId) => void;
}) {
  return (
    <VirtualList
      count={items.length}
      estimatedPx={(index) => (items[index]?.kind === 'heading' ? HEADING_PX : ROW_PX)}
      keyOf={(index) => keyOf(items[index]) ?? index}
    >
      {(index) => {
        const item = items[index];
        if (item === undefined) return null;
        if (item.kind === 'heading')
          return (
            <h2 className="flex items-baseline gap-2 pt-5 pb-1.5 font-semibold">
              {item.text} <span className="text-small font-normal text-muted">{item.count}</span>
            </h2>
          );
        const { row } = item;
        if (chosen === null) return <ContactRow row={row} isNew={unopened.has(row.id)} />;
        return <SelectableRow row={row} chosen={chosen.has(row.id)} onToggle={() => onToggle(row.id)} />;
      }}
    </VirtualList>
  );
}

const keyOf = (item: ListItem | undefined) =>
  item?.kind === 'heading' ? `heading ${item.text}` : (item?.row.id ?? null);

const REACH_ICONS: Record<Exclude<ContactMethod, '' | 'post'>, LucideIcon> = {
  phone: Phone,
  message: MessageSquare,
  email: Mail,
};

function ContactRow({ row, isNew }: { row: Row; isNew: boolean }) {
  const t = useTranslations('book');
  const { path } = useLanguage();
  const href = directHref(row.reach, row.reach === '' ? '' : (row.at[row.reach] ?? ''));
  const name = row.name || t('contacts.unnamed');
  return (
    <div className="flex min-h-17 items-center gap-2 border-b border-line py-1">
      <ScreenLink
        href={path('contact', row.id)}
        className="flex min-h-15 min-w-0 flex-1 flex-col justify-center text-ink no-underline"
      >
        <span className="flex items-center gap-2">
          <span className="truncate font-semibold">{name}</span>
          {isNew && (
            <span className="rounded-full bg-accent px-2 text-small font-semibold text-on-accent">
              {t('contacts.new')}
            </span>
          )}
        </span>
        <RowDetail row={row} />
      </ScreenLink>
      {row.reach !== '' && row.reach !== 'post' && href !== '' && (
        <a
          href={href}
          aria-label={t(`reach.act.${row.reach}`, { name })}
          title={t(`reach.act.${row.reach}`, { name })}
          className="inline-flex size-12 shrink-0 items-center justify-center rounded-surface text-accent hover:bg-accent-soft"
        >
          <Icon icon={REACH_ICONS[row.reach]} size={22} />
        </a>
      )}
    </div>
  );
}

function SelectableRow({ row, chosen, onToggle }: { row: Row; chosen: boolean; onToggle: () => void }) {
  const t = useTranslations('book');
  return (
    <label
      className={classNames(
        'flex min-h-17 cursor-pointer items-center gap-3 border-b border-line px-1 py-1',
        chosen && 'bg-accent-soft',
      )}
    >
      <input type="checkbox" checked={chosen} onChange={onToggle} className="size-6 shrink-0 accent-[var(--accent)]" />
      <span className="flex min-w-0 flex-col">
        <span className="truncate font-semibold">{row.name || t('contacts.unnamed')}</span>
        <RowDetail row={row} />
      </span>
    </label>
  );
}

/** The organisation and the name of the contact method. */
function RowDetail({ row }: { row: Row }) {
  const t = useTranslations('book');
  const reach = row.reach === '' ? '' : t(`reach.${row.reach}`);
  return (
    <span className="truncate text-small text-muted">{[row.organisation, reach].filter(Boolean).join(' · ')}</span>
  );
}
