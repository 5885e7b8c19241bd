'use client';

import { useMemo } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import type { Card } from '@/lib/card/card';
import { symbolPath } from '@/lib/qr/svg-path';
import { loadCodes, useLazyModule } from './use-lazy-module';

/**
 * The offline code («Sans Internet») with its quiet zone, once the card has a name and one way to reach the person.
 */
export function CodeFigure({ card }: { card: Card | null }) {
  const t = useTranslations('app');
  const codes = useLazyModule(loadCodes, card !== null);
  const code = useMemo(
    () => (card === null || codes === null ? null : codes.offlineCode(card, codes.MAX_VERSION.screen)),
    [card, codes],
  );
  if (code === null) return null;
  const { size } = code.symbol;
  return (
    <figure className="flex items-center gap-4">
      <svg
        role="img"
        aria-label={t('code.offline.label')}
        viewBox={`-4 -4 ${size + 8} ${size + 8}`}
        className="size-32 shrink-0 lg:size-44 rounded-card bg-card shadow-card"
      >
        <path d={symbolPath(code.symbol)} fill="#000000" shapeRendering="crispEdges" />
      </svg>
      <figcaption className="text-small text-muted">
        <strong className="block text-body font-semibold text-ink">{t('code.offline.title')}</strong>
        {t('code.offline.detail')}
      </figcaption>
    </figure>
  );
}
