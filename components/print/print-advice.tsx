'use client';

import { sheetOf } from '@/lib/print/paper';
import type { PrintOrder } from '@/lib/print/prepare';
import { usePrintWords } from './print-words';

/** What to do at the printer, in its order. */
export function PrintAdvice({ order, twoSided }: { order: PrintOrder; twoSided: boolean }) {
  const p = usePrintWords();
  const sheet = sheetOf(order.paper);
  const turn = { none: 'advice.turn', long: 'advice.duplexLong', short: 'advice.duplexShort' } as const;
  const cut = order.product === 'tent' ? 'advice.fold' : sheet?.isPlain ? 'advice.cut' : 'advice.hold';
  return (
    <section>
      <h2 className="font-semibold">{p('advice.title')}</h2>
      <ol className="mt-1 list-decimal pl-6 text-muted">
        {order.paper.kind === 'single' ? (
          <li>{p('advice.shop')}</li>
        ) : (
          <>
            <li>{p('advice.scale')}</li>
            {twoSided && <li>{p(turn[order.duplex])}</li>}
            <li>{p('advice.test')}</li>
            <li>{p(cut)}</li>
          </>
        )}
      </ol>
    </section>
  );
}
