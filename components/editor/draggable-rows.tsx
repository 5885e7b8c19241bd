'use client';

import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { GripVertical } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Icon } from '@/components/ui/button';
import { moveItem } from '@/lib/card/order';
import type { SortableRowsProps } from './sortable-rows-props';

/** Rows that are reordered by dragging their handle or with the keyboard. Every step is announced. */
export function DraggableRows<Row extends { id: string }>({
  rows,
  label,
  nameOf,
  onOrder,
  children,
}: SortableRowsProps<Row>) {
  const t = useTranslations('app');
  const describedBy = useId();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const indexOf = (id: string | number | undefined) => rows.findIndex((row) => row.id === id);
  const nameAt = (id: string | number) => {
    const index = indexOf(id);
    const row = rows[index];
    return row === undefined ? '' : nameOf(row, index);
  };
  // Picking up a row also reports it as over itself: only changes of position are announced.
  const lastOver = useRef<string | number | undefined>(undefined);
  const describePosition = (id: string | number | undefined) => ({ position: indexOf(id) + 1, count: rows.length });
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over !== null && active.id !== over.id) onOrder(moveItem(rows, indexOf(active.id), indexOf(over.id)));
  };
  return (
    <DndContext
      id={describedBy}
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{
        screenReaderInstructions: { draggable: t('order.instructions') },
        announcements: {
          onDragStart: ({ active }) => {
            lastOver.current = active.id;
            return t('order.taken', { name: nameAt(active.id), ...describePosition(active.id) });
          },
          onDragOver: ({ active, over }) => {
            if (over === null || over.id === lastOver.current) return undefined;
            lastOver.current = over.id;
            return t('order.over', { name: nameAt(active.id), ...describePosition(over.id) });
          },
          onDragEnd: ({ active, over }) =>
            t('order.placed', { name: nameAt(active.id), ...describePosition(over?.id) }),
          onDragCancel: ({ active }) => t('order.cancelled', { name: nameAt(active.id) }),
        },
      }}
    >
      <SortableContext items={rows.map((row) => row.id)} strategy={verticalListSortingStrategy}>
        <ul aria-label={label} className="flex flex-col gap-4">
          {rows.map((row, index) => (
            <SortableRow key={row.id} id={row.id} name={nameOf(row, index)} sortable={rows.length > 1}>
              {children(row, index)}
            </SortableRow>
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

function SortableRow({
  id,
  name,
  sortable,
  children,
}: {
  id: string;
  name: string;
  sortable: boolean;
  children: ReactNode;
}) {
  const t = useTranslations('app');
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({
    id,
    attributes: { roleDescription: t('order.role') },
    transition: prefersReducedMotion() ? null : { duration: 160, easing: 'ease' },
  });
  const style = {
    transform: transform === null ? undefined : `translate3d(0, ${transform.y}px, 0)`,
    transition: transition ?? undefined,
    zIndex: isDragging ? 20 : undefined,
  };
  return (
    <li ref={setNodeRef} style={style} className="relative flex items-start gap-1">
      {sortable && (
        <button
          type="button"
          ref={setActivatorNodeRef}
          {...attributes}
          {...listeners}
          aria-label={t('order.handle', { name })}
          title={t('order.handle', { name })}
          className="mt-6 -ml-3 inline-flex h-12 w-10 shrink-0 cursor-grab touch-none items-center justify-center rounded-surface text-muted hover:bg-accent-soft"
        >
          <Icon icon={GripVertical} />
        </button>
      )}
      <div className="min-w-0 flex-1 rounded-surface bg-paper">{children}</div>
    </li>
  );
}

const prefersReducedMotion = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
