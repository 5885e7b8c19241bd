'use client';

import { Delete } from 'lucide-react';
import { useTranslations } from '@/components/i18n/translations';
import { Icon } from '@/components/ui/button';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '0'] as const;
const KEY_CLASS =
  'flex min-h-16 items-center justify-center rounded-surface border border-control bg-surface text-title font-semibold select-none active:bg-accent-soft';

/** A number pad for one-handed use, with keys large enough for a thumb. */
export function NumberPad({ onKey, onErase }: { onKey: (key: string) => void; onErase: () => void }) {
  const t = useTranslations('book');
  return (
    <div className="grid grid-cols-3 gap-2">
      {KEYS.map((key) => (
        <button key={key} type="button" onClick={() => onKey(key)} className={KEY_CLASS}>
          {key}
        </button>
      ))}
      <button
        type="button"
        aria-label={t('guidedEntry.erase')}
        title={t('guidedEntry.erase')}
        onClick={onErase}
        className={KEY_CLASS}
      >
        <Icon icon={Delete} size={28} />
      </button>
    </div>
  );
}
