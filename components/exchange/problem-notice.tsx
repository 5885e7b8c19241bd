'use client';

import type { ReactNode } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Notice } from '@/components/ui/notice';
import { ExchangeError } from '@/lib/browser/exchange/server-api';

const KNOWN_CODES = [
  'exchange.offline',
  'exchange.no_server',
  'exchange.no_slot',
  'exchange.other_words',
  'request.too_many',
  'card.deleted',
  'card.revoked',
  'card.registration_closed',
  'card.registration_full',
  'link.taken',
  'link.expired',
  'link.wrong',
  'link.has_identity',
  'device.too_many',
  'reply.too_long',
  'move.damaged',
  'push.unavailable',
  'push.unknown_service',
  'storage.full',
] as const;
export type ExchangeProblem = (typeof KNOWN_CODES)[number] | 'other';

/** Returns the problem shown on the screen for an error. */
export function problemOf(error: unknown): ExchangeProblem {
  const code = error instanceof ExchangeError ? error.code : '';
  return KNOWN_CODES.find((knownCode) => knownCode === code) ?? 'other';
}

export function ProblemNotice({ problem, actions }: { problem: ExchangeProblem; actions?: ReactNode }) {
  const t = useTranslations('exchange');
  return (
    <Notice tone="error" live="alert" actions={actions}>
      {t(`problem.${problem}`)}
    </Notice>
  );
}
