import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './button';
import { classNames } from './class-names';

type Tone = 'calm' | 'good' | 'warning' | 'error';

const TONES: Record<Tone, string> = {
  calm: 'border-line text-accent',
  good: 'border-good text-good',
  warning: 'border-warning text-warning',
  error: 'border-error text-error',
};

/** A message that needs attention, with the available actions. */
export function Notice({
  tone = 'calm',
  icon,
  children,
  actions,
  live,
}: {
  tone?: Tone;
  icon?: LucideIcon;
  children: ReactNode;
  actions?: ReactNode;
  live?: 'status' | 'alert';
}) {
  return (
    <div role={live} className={classNames('flex flex-col gap-3 rounded-surface border bg-surface p-4', TONES[tone])}>
      <div className="flex gap-3">
        {icon && (
          <span className="mt-0.5">
            <Icon icon={icon} />
          </span>
        )}
        <div className="text-ink">{children}</div>
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
