'use client';

import { useTranslations } from '@/components/i18n/translations';
import { sheetOf } from '@/lib/print/paper';
import type { PrintOrder } from '@/lib/print/prepare';

/** Printing instructions, in order. */
export function PrintAdvice({ order, twoSided }: { order: PrintOrder; twoSided: boolean }) {
  const t = useTranslations('print');
  const sheet = sheetOf(order.paper);
  const turn = { none: 'advice.turn', long: 'advice.duplexLong', short: 'advice.duplexShort' } as const;
  const cut =
    order.product === 'tent' || order.product === 'leaflet'
      ? 'advice.fold'
      : sheet?.isPlain
        ? 'advice.cut'
        : 'advice.hold';
  return (
    <section>
      <h2 className="font-semibold">{t('advice.title')}</h2>
      <ol className="mt-1 list-decimal pl-6 text-muted">
        {order.paper.kind === 'single' ? (
          <li>{t('advice.shop')}</li>
        ) : (
          <>
            <li>{t('advice.scale')}</li>
            {twoSided && <li>{t(turn[order.duplex])}</li>}
            <li>{t('advice.test')}</li>
            <li>{t(cut)}</li>
          </>
        )}
      </ol>
    </section>
  );
}
