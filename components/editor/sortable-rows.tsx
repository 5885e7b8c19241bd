'use client';

import { useEffect, useRef, useState } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import type { SortableRowsProps } from './sortable-rows-props';

const loadDraggableRows = () => import('./draggable-rows');

/**
 * Rows in the owner's order. Dragging is loaded once there are two rows. Enabling it remounts the fields, so it waits
 * until none of them has the focus.
 */
export function SortableRows<Row extends { id: string }>(props: SortableRowsProps<Row>) {
  const { rows, label, children } = props;
  const container = useRef<HTMLDivElement>(null);
  const [isSortable, setSortable] = useState(false);
  const draggable = useLazyModule(loadDraggableRows, rows.length > 1);
  useEffect(() => {
    const element = container.current;
    if (draggable === null || element === null) return;
    if (!element.contains(document.activeElement)) setSortable(true);
    const onFocusOut = ({ relatedTarget }: FocusEvent) => {
      if (!element.contains(relatedTarget as Node | null)) setSortable(true);
    };
    element.addEventListener('focusout', onFocusOut);
    return () => element.removeEventListener('focusout', onFocusOut);
  }, [draggable]);
  if (isSortable && draggable !== null) return <draggable.DraggableRows {...props} />;
  return (
    <div ref={container}>
      <ul aria-label={label} className="flex flex-col gap-4">
        {rows.map((row, index) => (
          <li key={row.id} className="relative flex items-start gap-1">
            <div className="min-w-0 flex-1 rounded-surface bg-paper">{children(row, index)}</div>
          </li>
        ))}
      </ul>
    </div>
  );
}
