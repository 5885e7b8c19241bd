'use client';

import { Plus } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { Icon } from '@/components/ui/button';

/** Optional property of a card: shown as a chip while it is neither filled nor opened. */
export type OptionalField = { key: string; label: string; filled: boolean; field: ReactNode };

/** Section of the editor: the permanent fields, the filled optional fields, and chips for the rest. */
export function Section({
  title,
  children,
  optional = [],
}: {
  title: string;
  children?: ReactNode;
  optional?: OptionalField[];
}) {
  const headingId = useId();
  const [openedKeys, setOpenedKeys] = useState<ReadonlySet<string>>(
    () => new Set(optional.filter((o) => o.filled).map((o) => o.key)),
  );
  const keyToFocus = useRef<string | null>(null);
  const isShown = (field: OptionalField) => field.filled || openedKeys.has(field.key);
  const chips = optional.filter((field) => !isShown(field));
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-4">
      <h2 id={headingId} className="text-large font-semibold">
        {title}
      </h2>
      {children}
      {optional.filter(isShown).map((field) => (
        <div
          key={field.key}
          ref={(element) => {
            if (element === null || keyToFocus.current !== field.key) return;
            keyToFocus.current = null;
            focusFirstControl(element);
          }}
        >
          {field.field}
        </div>
      ))}
      {chips.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {chips.map((field) => (
            <button
              key={field.key}
              type="button"
              onClick={() => {
                keyToFocus.current = field.key;
                setOpenedKeys((keys) => new Set(keys).add(field.key));
              }}
              className="inline-flex min-h-12 items-center gap-1.5 rounded-full border border-control bg-surface px-4 text-small text-ink hover:border-accent"
            >
              <Icon icon={Plus} size={16} />
              {field.label}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}

/**
 * Focuses the field's first control as soon as the field is mounted, not a frame later: the scrolling must not move the
 * target of the next tap. A field whose script is still loading gets the focus once it appears, unless another element
 * has it by then.
 */
function focusFirstControl(field: HTMLElement): void {
  const findControl = () => field.querySelector<HTMLElement>('input:not([tabindex="-1"]), textarea, select, button');
  const control = findControl();
  if (control !== null) {
    control.focus();
    return;
  }
  const observer = new MutationObserver(() => {
    const lateControl = findControl();
    if (lateControl === null) return;
    observer.disconnect();
    if (document.activeElement === document.body) lateControl.focus({ preventScroll: true });
  });
  observer.observe(field, { childList: true, subtree: true });
}
