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

/** Lines of text, and a code with its finder patterns. */
const OUTLINE =
  'M5 5.2h44v5H5zM5 13h26v2.6H5zM5 33.6h33v3.2H5zM5 39.6h38v2.6H5zM63.9 25.8h20v20h-20zM66.4 28.3h5v5h-5zm10 0h5v5h-5zm-10 10h5v5h-5z';

/** The outline of an empty card, drawn as if pressed into the paper without ink. */
export function LetterpressOutline() {
  return (
    <svg viewBox="0 0 88.9 50.8" aria-hidden="true" focusable="false" className="absolute inset-0 size-full">
      <path d={OUTLINE} fill="none" stroke="var(--card-press)" strokeWidth=".35" strokeLinejoin="round" />
    </svg>
  );
}
