'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

const OVERSCAN = 8;

/** A long list that scrolls with the window: only rows near the viewport are in the DOM. Rows are measured because text may be enlarged. */
export function VirtualList({
  count,
  label,
  estimatedPx,
  keyOf,
  children,
}: {
  count: number;
  label?: string;
  /** The height of a row before it is measured, in CSS pixels. */
  estimatedPx: (index: number) => number;
  keyOf: (index: number) => string | number;
  children: (index: number) => ReactNode;
}) {
  const list = useRef<HTMLUListElement>(null);
  const [topPx, setTopPx] = useState(0);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: estimatedPx,
    getItemKey: keyOf,
    overscan: OVERSCAN,
    scrollMargin: topPx,
  });
  useLayoutEffect(() => {
    // The content above the list may have changed height along with the count.
    void count;
    setTopPx((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, [count]);
  return (
    <ul ref={list} aria-label={label} className="relative" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => (
        <li
          key={key}
          ref={virtualizer.measureElement}
          data-index={index}
          aria-setsize={count}
          aria-posinset={index + 1}
          className="absolute inset-x-0 top-0"
          style={{ transform: `translateY(${start - topPx}px)` }}
        >
          {children(index)}
        </li>
      ))}
    </ul>
  );
}
