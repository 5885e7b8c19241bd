import type { ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names';
import type { Trim } from '@/lib/print/scene';

export type Paper = { trim: Trim; shape: string; uprightShape: string };

/**
 * The usual card sizes. The page's Content Security Policy blocks style attributes, so the aspect ratio is a class.
 */
export const PAPERS = {
  america: { trim: { widthMm: 88.9, heightMm: 50.8 }, shape: 'aspect-[88.9/50.8]', uprightShape: 'aspect-[50.8/88.9]' },
  europe: { trim: { widthMm: 85, heightMm: 54 }, shape: 'aspect-[85/54]', uprightShape: 'aspect-[54/85]' },
} as const satisfies Record<string, Paper>;

/** The paper a card is drawn on: white in every theme, with the only shadow of the design. */
export function CardPaper({
  paper,
  isUpright = false,
  children,
}: {
  paper: Paper;
  isUpright?: boolean;
  children?: ReactNode;
}) {
  return (
    <div
      className={classNames(
        'relative overflow-hidden rounded-card bg-card shadow-card',
        isUpright ? `mx-auto w-3/5 ${paper.uprightShape}` : `w-full ${paper.shape}`,
      )}
    >
      {children}
    </div>
  );
}

/** The outline of an empty card, drawn as if pressed into the paper without ink. */
export function LetterpressOutline() {
  const press = { fill: 'none', stroke: 'var(--card-press)', strokeWidth: 0.35, rx: 0.8 };
  return (
    <svg viewBox="0 0 88.9 50.8" aria-hidden="true" focusable="false" className="absolute inset-0 size-full">
      <rect x="5" y="5.2" width="44" height="5" {...press} />
      <rect x="5" y="13" width="26" height="2.6" {...press} />
      <rect x="5" y="33.6" width="33" height="3.2" {...press} />
      <rect x="5" y="39.6" width="38" height="2.6" {...press} />
      <rect x="63.9" y="25.8" width="20" height="20" {...press} />
      <path d="M66.4 28.3h5v5h-5zM76.4 28.3h5v5h-5zM66.4 38.3h5v5h-5z" {...press} />
    </svg>
  );
}
