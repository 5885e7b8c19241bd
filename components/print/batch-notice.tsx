'use client';

import { Layers } from 'lucide-react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Card } from '@/lib/card/card';
import { staleCodes, staleLines } from '@/lib/print/batch';
import { roleName } from './batch-text';
import { useCodesToday } from './use-codes-today';
import { useBatches } from './use-print-records';

/** Notice that printed batches are out of date: lists the changed properties and links to the batches. */
export function BatchNotice({ card }: { card: Card }) {
  const { path } = useLanguage();
  const t = useTranslations('print');
  const batches = useBatches(card.id) ?? [];
  const payloadsOf = useCodesToday(card);
  const roles = new Set(batches.flatMap((batch) => staleLines(batch, card).map(({ role }) => role)));
  if (payloadsOf !== null && batches.some((batch) => staleCodes(batch, payloadsOf).length > 0)) roles.add('code');
  if (roles.size === 0) return null;
  const details = [...roles]
    .map((role) => (role === 'code' ? t('look.code') : roleName(role, t)).toLocaleLowerCase())
    .join(', ');
  return (
    <Notice
      tone="warning"
      icon={Layers}
      live="status"
      actions={<ButtonLink href={path('batches', card.id)}>{t('batches.see')}</ButtonLink>}
    >
      {t('batches.notice', { details })}
    </Notice>
  );
}
