'use client';

import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import type { Corners, Point } from '@/lib/scan/straighten';

const CORNER_LABELS = ['corner.topLeft', 'corner.topRight', 'corner.bottomRight', 'corner.bottomLeft'] as const;
const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The card's four corners on the photo, moved by finger, mouse or arrow keys. */
export function CornerPicker({
  url,
  size,
  corners,
  onChange,
}: {
  url: string;
  size: { width: number; height: number };
  corners: Corners;
  onChange: (corners: Corners) => void;
}) {
  const t = useTranslations('book');
  const box = useRef<HTMLDivElement>(null);
  const move = (cornerIndex: number, point: Point) => {
    const clamped = { x: Math.min(size.width, Math.max(0, point.x)), y: Math.min(size.height, Math.max(0, point.y)) };
    const [one, two, three, four] = corners.map((corner, index) => (index === cornerIndex ? clamped : corner));
    if (one && two && three && four) onChange([one, two, three, four]);
  };
  const drag = (cornerIndex: number) => (event: PointerEvent<HTMLButtonElement>) => {
    const frame = box.current?.getBoundingClientRect();
    if (frame === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    move(cornerIndex, {
      x: ((event.clientX - frame.left) / frame.width) * size.width,
      y: ((event.clientY - frame.top) / frame.height) * size.height,
    });
  };
  const nudge = (cornerIndex: number) => (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    const corner = corners[cornerIndex];
    if (arrow === undefined || corner === undefined) return;
    event.preventDefault();
    const step = (event.shiftKey ? 0.03 : 0.005) * Math.max(size.width, size.height);
    move(cornerIndex, { x: corner.x + arrow.x * step, y: corner.y + arrow.y * step });
  };
  return (
    <div ref={box} className="relative touch-none select-none">
      <img src={url} alt={t('paper.photo')} className="block w-full rounded-surface" />
      <svg
        aria-hidden
        viewBox={`0 0 ${size.width} ${size.height}`}
        className="pointer-events-none absolute inset-0 size-full"
      >
        <polygon
          points={corners.map(({ x, y }) => `${x},${y}`).join(' ')}
          fill="none"
          stroke="var(--accent)"
          strokeWidth={Math.max(size.width, size.height) / 160}
        />
      </svg>
      {corners.map(({ x, y }, cornerIndex) => (
        <button
          key={CORNER_LABELS[cornerIndex]}
          type="button"
          aria-label={t(CORNER_LABELS[cornerIndex] ?? 'corner.topLeft')}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={drag(cornerIndex)}
          onKeyDown={nudge(cornerIndex)}
          className="absolute size-12 -translate-x-1/2 -translate-y-1/2 cursor-move rounded-full border-3 border-accent bg-surface/60"
          style={{ left: `${(x / size.width) * 100}%`, top: `${(y / size.height) * 100}%` }}
        />
      ))}
    </div>
  );
}
