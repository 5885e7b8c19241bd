'use client';

import { useId } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { bestChannel, byChannel, byEvent, type Funnel, total } from '@/lib/book/insights';
import { useBook } from './use-book';

type Line = Funnel & { key: string; label: string };

/** Shows which channels and events work for the owner's contacts. Computed on the device; nothing is sent. */
export function InsightsScreen() {
  const t = useTranslations('book');
  const { rows, events, status } = useBook();
  if (status !== 'ready') return <p className="text-muted">{t('contacts.loading')}</p>;
  if (rows.length === 0) return <p className="text-large">{t('insights.none')}</p>;
  const totals = total(rows);
  const channels = byChannel(rows);
  const best = bestChannel(channels);
  const names = new Map(events.map(({ id, name }) => [id, name]));
  const channelLines = channels.map(
    (funnel): Line => ({ ...funnel, key: funnel.channel, label: t(`channel.${funnel.channel}`) }),
  );
  const eventLines = byEvent(
    rows,
    events.map(({ id }) => id),
  ).map(
    (funnel): Line => ({
      ...funnel,
      key: funnel.eventId ?? 'none',
      label: funnel.eventId === null ? t('insights.elsewhere') : (names.get(funnel.eventId) ?? t('insights.elsewhere')),
    }),
  );
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <p className="text-large">
        {t('insights.all', { met: totals.met, followedUp: totals.followedUp, clients: totals.clients })}
      </p>
      {best !== null && (
        <p>{t('insights.best', { channel: t(`channel.${best.channel}`), clients: best.clients, met: best.met })}</p>
      )}
      <Chart title={t('insights.byChannel')} lines={channelLines} />
      <Chart title={t('insights.byEvent')} lines={eventLines} />
      <p className="text-small text-muted">{t('insights.private')}</p>
    </div>
  );
}

const PARTS = ['met', 'followedUp', 'clients'] as const;
/** Length and position distinguish the parts as well as shade does. */
const SHADES: Record<(typeof PARTS)[number], string> = {
  met: 'var(--line)',
  followedUp: 'color-mix(in srgb, var(--accent) 45%, var(--paper))',
  clients: 'var(--accent)',
};

/** Nested bars: contacts met, followed up, and become clients. The table holds the same data. */
function Chart({ title, lines }: { title: string; lines: readonly Line[] }) {
  const t = useTranslations('book');
  const id = useId();
  const maxMet = Math.max(1, ...lines.map(({ met }) => met));
  return (
    <section className="flex flex-col gap-3" aria-labelledby={id}>
      <h2 id={id} className="text-large font-semibold">
        {title}
      </h2>
      <ul aria-hidden className="flex flex-wrap gap-x-5 text-small text-muted">
        {PARTS.map((part) => (
          <li key={part} className="flex items-center gap-1.5">
            <span className="size-3 border border-control" style={{ background: SHADES[part] }} />
            {t(`insights.${part}`)}
          </li>
        ))}
      </ul>
      <div aria-hidden className="flex flex-col gap-3">
        {lines.map((line) => (
          <div key={line.key}>
            <p className="truncate text-small">{line.label}</p>
            <div className="relative h-6">
              {PARTS.map((part) => (
                <div
                  key={part}
                  className="absolute inset-y-0 left-0 rounded-card"
                  style={{ width: `${(line[part] / maxMet) * 100}%`, background: SHADES[part] }}
                />
              ))}
            </div>
          </div>
        ))}
      </div>
      <details>
        <summary className="flex min-h-12 cursor-pointer items-center text-accent underline">
          {t('insights.table')}
        </summary>
        <table className="w-full text-left tabular-nums">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className="py-2 font-semibold">
                {t('insights.what')}
              </th>
              {PARTS.map((part) => (
                <th key={part} scope="col" className="py-2 text-right font-semibold">
                  {t(`insights.${part}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key} className="border-b border-line">
                <th scope="row" className="py-2 font-normal break-words">
                  {line.label}
                </th>
                {PARTS.map((part) => (
                  <td key={part} className="py-2 text-right">
                    {line[part]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
