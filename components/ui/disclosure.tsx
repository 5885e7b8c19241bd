import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './button';

/** A collapsible section for options most people never need; `summary` is shown while it is closed. */
export function Disclosure({ legend, summary, children }: { legend: string; summary?: string; children: ReactNode }) {
  return (
    <details className="group rounded-surface border border-line bg-surface">
      <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between gap-3 px-4 py-2 [&::-webkit-details-marker]:hidden">
        <span>
          <span className="font-semibold">{legend}</span>
          {summary !== undefined && <span className="block text-small text-muted group-open:hidden">{summary}</span>}
        </span>
        <span className="transition-transform group-open:rotate-180">
          <Icon icon={ChevronDown} />
        </span>
      </summary>
      <div className="flex flex-col gap-5 px-4 pt-1 pb-4">{children}</div>
    </details>
  );
}
