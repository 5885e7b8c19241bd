'use client';

import { useEffect, useState } from 'react';
import { LazyMessages, useTranslations } from '@/components/i18n/translations';
import { browserContext } from '@/lib/browser/exchange/browser-context';
import { readVisits, type VisitRow } from '@/lib/browser/exchange/visits';
import { type ExchangeProblem, ProblemNotice, problemOf } from './problem-notice';

/** Visits of the short link; renders nothing without a short link. */
export function VisitsSection() {
  const [rows, setRows] = useState<VisitRow[] | null>(null);
  const [problem, setProblem] = useState<ExchangeProblem | null>(null);
  useEffect(() => {
    let current = true;
    readVisits(browserContext).then(
      (visitRows) => current && setRows(visitRows),
      (error: unknown) => current && setProblem(problemOf(error)),
    );
    return () => {
      current = false;
    };
  }, []);
  if (rows === null && problem === null) return null;
  return (
    <LazyMessages catalogue="exchange">
      <Visits rows={rows ?? []} problem={problem} />
    </LazyMessages>
  );
}

function Visits({ rows, problem }: { rows: VisitRow[]; problem: ExchangeProblem | null }) {
  const t = useTranslations('exchange');
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-large font-semibold">{t('visits.title')}</h2>
      <p className="text-muted">{t('visits.lead')}</p>
      {problem !== null && <ProblemNotice problem={problem} />}
      {problem === null && rows.length === 0 && <p>{t('visits.none')}</p>}
      {rows.length > 0 && (
        <table className="w-full border-collapse">
          <thead>
            <tr className="text-left text-small text-muted">
              <th scope="col" className="py-2 font-semibold">
                {t('visits.way')}
              </th>
              <th scope="col" className="py-2 text-right font-semibold">
                {t('visits.month')}
              </th>
              <th scope="col" className="py-2 text-right font-semibold">
                {t('visits.all')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ channel, month, all }) => (
              <tr key={channel} className="border-t border-line">
                <th scope="row" className="py-2 text-left font-normal">
                  {t(`visits.channel.${channel}`)}
                </th>
                <td className="py-2 text-right tabular-nums">{month}</td>
                <td className="py-2 text-right tabular-nums">{all}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
