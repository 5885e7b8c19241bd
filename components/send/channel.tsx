import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/button';

/** One way to send a card: its description, then its actions. */
export function Channel({
  icon,
  title,
  detail,
  more,
  children,
}: {
  icon: LucideIcon;
  title: string;
  detail: string;
  more?: string;
  children: ReactNode;
}) {
  return (
    <section className="flex flex-col gap-4 rounded-surface border border-line bg-surface p-4">
      <div className="flex gap-3">
        <span className="mt-1 text-accent">
          <Icon icon={icon} size={24} />
        </span>
        <div>
          <h2 className="font-semibold">{title}</h2>
          <p className="text-small text-muted">{detail}</p>
          {more !== undefined && <p className="mt-1 text-small break-all">{more}</p>}
        </div>
      </div>
      {children}
    </section>
  );
}
