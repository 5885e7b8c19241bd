'use client';

import { Pencil, TriangleAlert } from 'lucide-react';
import { propertyNames } from '@/components/card/property-names';
import { useLanguage } from '@/components/i18n/language-provider';
import { type Translations, useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Locale } from '@/lib/i18n/locales';
import type { CardOptions } from '@/lib/print/card-options';
import { type Finding, type FindingCode, type Remedy, refuses } from '@/lib/print/findings';
import { DEFAULT_ACCENT } from '@/lib/print/inks';
import type { PrintSettings } from './use-print-settings';

const MAX_SHOWN = 5;

/** List of findings as sentences, each with a button that applies its remedy. */
export function FindingList({
  findings,
  cardId,
  settings,
}: {
  findings: readonly Finding[];
  cardId: string;
  settings: PrintSettings;
}) {
  const { path, locale } = useLanguage();
  const t = useTranslations('print');
  if (findings.length === 0) return null;
  const isRefused = refuses(findings);
  const ordered = findings.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  const sentences = new Map<string, Finding>();
  for (const finding of ordered) {
    const sentence = describeFinding(finding, t, locale);
    if (!sentences.has(sentence)) sentences.set(sentence, finding);
  }
  const shown = [...sentences].slice(0, MAX_SHOWN);
  return (
    <Notice tone={isRefused ? 'error' : 'warning'} icon={TriangleAlert} live={isRefused ? 'alert' : 'status'}>
      {isRefused && <p className="mb-2 font-semibold">{t('finding.refused')}</p>}
      <ul className="flex flex-col gap-3">
        {shown.map(([sentence, finding]) => {
          const patch = remedyPatch(finding, settings);
          return (
            <li key={sentence} className="flex flex-col items-start gap-1.5">
              <span>{sentence}</span>
              {finding.remedy === 'none' ? null : patch === null ? (
                <ButtonLink href={path('edit', cardId)} icon={Pencil}>
                  {t('remedy.edit')}
                </ButtonLink>
              ) : (
                <Button onClick={() => settings.change(patch.change)}>
                  {t(`remedy.${patch.remedy}`, { name: shortenText(finding.detail) })}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {sentences.size > shown.length && (
        <p className="mt-2 text-small">{t('finding.more', { count: sentences.size - shown.length })}</p>
      )}
    </Notice>
  );
}

function shortenText(text: string): string {
  const line = text.replace(/\n/g, ', ');
  return line.length > 34 ? `${line.slice(0, 32).trimEnd()}…` : line;
}

type Change = Parameters<PrintSettings['change']>[0];
type RemedyAction = { remedy: Exclude<Remedy, 'none'>; change: Change };

/**
 * Returns the change that applies the remedy; `null` if only the card itself can be edited, or if the change is already
 * made.
 */
function remedyPatch({ remedy, key }: Finding, { options, paper }: PrintSettings): RemedyAction | null {
  const optionAction = (patch: Partial<CardOptions>): RemedyAction | null => {
    const changes = Object.entries(patch).some(([name, value]) => options[name as keyof CardOptions] !== value);
    return changes && remedy !== 'none' ? { remedy, change: { options: patch } } : null;
  };
  const leaveOut = (): RemedyAction => ({
    remedy: 'leave_out',
    change: {
      options: { leftOut: [...options.leftOut, key], kept: options.kept.filter((keptKey) => keptKey !== key) },
    },
  });
  switch (remedy) {
    case 'edit':
    case 'none':
      return null;
    case 'leave_out':
      return leaveOut();
    case 'keep':
      // Already kept and there is still no room: leave it out instead.
      return options.kept.includes(key) ? leaveOut() : optionAction({ kept: [...options.kept, key] });
    case 'large_print':
      return optionAction({ design: 'large-print' });
    case 'link_code':
      return optionAction({ code: 'link' });
    case 'no_code':
      return optionAction({ code: 'none' });
    case 'save_ink':
      return optionAction({ ink: 'saving' });
    case 'default_accent':
      return optionAction({ accent: DEFAULT_ACCENT });
    case 'two_sides':
      return optionAction({ sides: 2 });
    case 'classic':
      return optionAction({ design: 'classic' });
    case 'more_bleed':
      return paper.preset === 'shop-x1a' ? null : { remedy, change: { paper: { preset: 'shop-x1a' } } };
    case 'usual_size':
      return { remedy, change: { paper: { paper: null } } };
  }
}

type Reason = FindingCode extends `print.${infer Name}` ? Name : never;

function describeFinding({ code, detail, element }: Finding, t: Translations['print'], locale: Locale): string {
  if (code === 'print.picture_missing') return t(`finding.picture_missing.${element === 'logo' ? 'logo' : 'photo'}`);
  if (code === 'print.code_dropped') return t('finding.code_dropped', { detail: propertyNames(detail.split(' '), t) });
  const reason = code.slice('print.'.length) as Exclude<Reason, 'picture_missing' | 'code_dropped'>;
  const isFigure = detail !== '' && FIGURES.has(code);
  return t(`finding.${reason}`, { detail: isFigure ? Number(detail).toLocaleString(locale) : shortenText(detail) });
}

/** Findings whose detail is a number. */
const FIGURES: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'print.low_contrast',
  'print.colour_shift',
  'print.picture_coarse',
  'print.qr_too_small',
  'print.qr_small',
  'print.qr_coarse',
  'print.qr_near_edge',
  'print.too_many_cards',
]);
