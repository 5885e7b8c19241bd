'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { IconButton } from '@/components/ui/button';
import type { Card } from '@/lib/card/card';
import { moveItem } from '@/lib/card/order';
import { cardLines } from '@/lib/print/card-lines';
import type { CardOptionsProps } from './look-options';

/** Selects the card's entries to print and their order. */
export function EntriesPicker({ card, options, onChange }: CardOptionsProps & { card: Card }) {
  const t = useTranslations('print');
  const { region } = useLanguage();
  const rank = (key: string) => {
    const position = options.order.indexOf(key);
    return position < 0 ? options.order.length : position;
  };
  const entries = cardLines(card, region).toSorted((a, b) => rank(a.key) - rank(b.key));
  const isLeftOut = (key: string, role: string) => options.leftOut.includes(key) || options.leftOut.includes(role);
  const move = (from: number, to: number) => onChange({ order: moveItem(entries, from, to).map(({ key }) => key) });
  const toggle = (key: string, isPrinted: boolean) =>
    onChange({
      leftOut: isPrinted ? options.leftOut.filter((leftOutKey) => leftOutKey !== key) : [...options.leftOut, key],
      kept: options.kept.filter((keptKey) => keptKey !== key),
    });
  return (
    <div>
      <p className="mb-1 text-small text-muted">{t('entries.detail')}</p>
      <ul className="flex flex-col">
        {entries.map(({ key, role, text }, index) => (
          <li key={key} className="flex items-center gap-1 border-b border-line last:border-0">
            <label className="flex min-h-12 min-w-0 flex-1 cursor-pointer items-center gap-3 py-1">
              <input
                type="checkbox"
                checked={!isLeftOut(key, role)}
                onChange={({ target }) => toggle(key, target.checked)}
                className="size-5 shrink-0 accent-[var(--accent)]"
              />
              <span className="min-w-0 [overflow-wrap:anywhere]">{text.replace(/\n/g, ', ')}</span>
            </label>
            <IconButton
              icon={ArrowUp}
              label={t('entries.up', { name: text })}
              disabled={index === 0}
              onClick={() => move(index, index - 1)}
            />
            <IconButton
              icon={ArrowDown}
              label={t('entries.down', { name: text })}
              disabled={index === entries.length - 1}
              onClick={() => move(index, index + 1)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
