'use client';

import { Pencil, TriangleAlert } from 'lucide-react';
import { propertyWords } from '@/components/card/property-words';
import { useLanguage } from '@/components/i18n/language-provider';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Locale } from '@/lib/i18n/locales';
import type { MessageKey } from '@/lib/i18n/messages/catalogue';
import type { Translate } from '@/lib/i18n/translate';
import type { Finding, FindingCode } from '@/lib/print/findings';

const SENTENCES = {
  'print.name_missing': 'finding.nameMissing',
  'print.code_dropped': 'finding.codeDropped',
  'print.missing_glyph': 'finding.missingGlyph',
  'print.text_cut': 'finding.textCut',
  'print.text_too_small': 'finding.textTooSmall',
  'print.text_small': 'finding.textSmall',
  'print.outside_safe_area': 'finding.outside',
  'print.qr_too_small': 'finding.codeTooSmall',
  'print.qr_small': 'finding.codeSmall',
  'print.property_dropped': 'finding.dropped',
} as const satisfies Record<FindingCode, MessageKey>;

/** What would be wrong on paper, as sentences with what can be done about it. */
export function FindingList({ findings, cardId }: { findings: readonly Finding[]; cardId: string }) {
  const { t, path, locale } = useLanguage();
  if (findings.length === 0) return null;
  const refused = findings.some(({ severity }) => severity === 'error');
  const sentences = [...new Set(findings.map((finding) => sentenceOf(finding, t, locale)))];
  return (
    <Notice
      tone={refused ? 'error' : 'warning'}
      icon={TriangleAlert}
      live={refused ? 'alert' : 'status'}
      actions={
        <ButtonLink href={path('edit', cardId)} icon={Pencil}>
          {t('action.edit')}
        </ButtonLink>
      }
    >
      {refused && <p className="font-semibold">{t('finding.refused')}</p>}
      <ul className="flex flex-col gap-1">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}

function sentenceOf({ code, detail }: Finding, t: Translate, locale: Locale): string {
  if (code === 'print.name_missing') return t(SENTENCES[code]);
  if (code === 'print.code_dropped') return t(SENTENCES[code], { detail: propertyWords(detail.split(' '), t) });
  const isLength = code === 'print.qr_small' || code === 'print.qr_too_small';
  return t(SENTENCES[code], { detail: isLength ? Number(detail).toLocaleString(locale) : detail });
}
