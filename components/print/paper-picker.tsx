'use client';

import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { type Translations, useTranslations } from '@/components/i18n/translations';
import { type Choice, ChoiceGroup } from '@/components/ui/choice-group';
import { TextField } from '@/components/ui/text-field';
import type { RegionProfile } from '@/lib/i18n/locales';
import { type Paper, paperNameOf, WHOLE_PAGE } from '@/lib/print/paper';
import type { Product } from '@/lib/print/products/product';
import { type PaperName, SHEET_TEMPLATES, type SheetTemplate } from '@/lib/print/sheet-templates';
import { findSheets, type SheetMatch, TRIMS } from '@/lib/print/sheets';

/** Name of each sheet template: its best-known manufacturer's part number. */
const BEST_KNOWN: Record<string, string> = {
  'letter-10': 'Avery 5371',
  'letter-8-gap': 'Avery 8373',
  'letter-10-gap': 'Southworth BC554',
  'a4-10-85x54': 'Avery C32011',
  'a4-8-85x54': 'Avery C32015',
  'a4-10-90x52': 'Avery L7414',
  'a4-10-90x50.8': 'Avery L7413',
  'a4-10-90x54': 'Avery L7417',
  'a4-10-87x50.8': 'Avery J8414',
  'a4-10-85x55': 'Sigel LP800',
  'a4-10-91x55': 'A-one 51002',
};

export const sheetName = (id: string, t: Translations['print']): string =>
  BEST_KNOWN[id] === undefined ? t('paper.plain.A4') : t('paper.sheets', { part: BEST_KNOWN[id] });

const choiceOf = (paper: Paper): string =>
  paper.kind === 'sheet' ? `sheet ${paper.sheet}` : paper.kind === 'plain' ? `plain ${paper.paper}` : 'shop';

/** Paper sold in the owner's region comes first. */
const papersFor = (region: RegionProfile): PaperName[] => (region === 'fr-FR' ? ['A4', 'Letter'] : ['Letter', 'A4']);
const sheetsFor = (region: RegionProfile) => (region === 'fr-FR' ? ['a4-10-85x54'] : ['letter-10']);

/** Picker of the paper: a sheet template by its part number, plain paper, or a print shop. */
export function PaperPicker({
  product,
  paper,
  onChange,
}: {
  product: Product;
  paper: Paper;
  onChange: (paper: Paper) => void;
}) {
  const t = useTranslations('print');
  const { region, locale } = useLanguage();
  const [searching, setSearching] = useState(false);
  const trim = paper.kind === 'sheet' ? usualTrim(region) : paper.trim;
  const papers = papersFor(region);

  if (product === 'badge' || product === 'guide' || WHOLE_PAGE.includes(product))
    return (
      <ChoiceGroup
        legend={t('paper.legend')}
        value={paperNameOf(paper, region)}
        onChange={(name) => onChange({ kind: 'plain', paper: name, trim })}
        choices={papers.map((name) => ({ value: name, label: t(`paper.plain.${name}`) }))}
      />
    );

  const sheetIds = sheetsFor(region);
  if (paper.kind === 'sheet' && !sheetIds.includes(paper.sheet)) sheetIds.push(paper.sheet);
  const choices: Choice<string>[] = [
    ...sheetIds.map((id) => sheetChoice(id, t, locale)),
    ...papers.map((name) => ({
      value: `plain ${name}`,
      label: t(`paper.plain.${name}`),
      detail: t('paper.plain.detail'),
    })),
    ...(product === 'card' ? [{ value: 'shop', label: t('paper.shop'), detail: t('paper.shop.detail') }] : []),
    { value: 'other', label: t('paper.other'), detail: t('paper.search.hint') },
  ];
  const choose = (value: string) => {
    setSearching(value === 'other');
    const [kind, id = ''] = value.split(' ');
    if (kind === 'sheet') onChange({ kind, sheet: id });
    if (kind === 'plain') onChange({ kind, paper: id as PaperName, trim });
    if (kind === 'shop') onChange({ kind: 'single', trim });
  };
  return (
    <div className="flex flex-col gap-3">
      <ChoiceGroup
        legend={t('paper.legend')}
        value={searching ? 'other' : choiceOf(paper)}
        onChange={choose}
        choices={choices}
      />
      {searching && <SheetSearch onFound={(sheet) => choose(`sheet ${sheet}`)} />}
      {!searching && paper.kind === 'sheet' && <TrustNote id={paper.sheet} />}
    </div>
  );
}

export const usualTrim = (region: RegionProfile) => TRIMS[region === 'fr-FR' ? '85x55' : '88.9x50.8'];

function sheetChoice(id: string, t: Translations['print'], locale: string): Choice<string> {
  const template = SHEET_TEMPLATES.find((candidate) => candidate.id === id);
  return {
    value: `sheet ${id}`,
    label: sheetName(id, t),
    ...(template && { detail: measuresOf(template, t, locale) }),
  };
}

function measuresOf({ columns, rows, trim }: SheetTemplate, t: Translations['print'], locale: string): string {
  const count = columns * rows;
  // The American card size is given in inches.
  if (trim.widthMm === TRIMS['88.9x50.8'].widthMm && trim.heightMm === TRIMS['88.9x50.8'].heightMm)
    return t('paper.countInches', { count });
  const mm = (value: number) => value.toLocaleString(locale);
  return t('paper.count', { count, width: mm(trim.widthMm), height: mm(trim.heightMm) });
}

/** Warns when the measurements of a sheet template are not fully trusted. */
function TrustNote({ id }: { id: string }) {
  const t = useTranslations('print');
  const trust = SHEET_TEMPLATES.find((template) => template.id === id)?.trust;
  if (trust === undefined || trust === 'agreed') return null;
  return <p className="text-small text-warning">{t(trust === 'disputed' ? 'paper.disputed' : 'paper.single')}</p>;
}

function SheetSearch({ onFound }: { onFound: (sheet: string) => void }) {
  const t = useTranslations('print');
  const { locale } = useLanguage();
  const [query, setQuery] = useState('');
  const matches = findSheets(query);
  return (
    <div className="flex flex-col gap-2 pl-4">
      <TextField
        label={t('paper.search')}
        hint={t('paper.search.hint')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        autoComplete="off"
        maxLength={40}
        enterKeyHint="search"
      />
      <div role="status">
        <ul className="flex flex-col gap-2">
          {matches.map((match) => (
            <li key={match.template.id}>
              <button
                type="button"
                onClick={() => onFound(match.template.id)}
                className="min-h-12 w-full rounded-surface border border-control bg-surface px-3.5 py-2 text-left hover:border-accent"
              >
                {t('paper.sheets', { part: match.part })}
                <span className="block text-small text-muted">{measuresOf(match.template, t, locale)}</span>
                <MatchNote match={match} />
              </button>
            </li>
          ))}
        </ul>
        {matches.length === 0 && query.trim().length >= 3 && <p className="text-small">{t('paper.search.none')}</p>}
      </div>
    </div>
  );
}

function MatchNote({ match: { template, verified } }: { match: SheetMatch }) {
  const t = useTranslations('print');
  const note = template.trust === 'disputed' ? 'paper.disputed' : verified ? null : 'paper.unverified';
  if (note !== null) return <span className="block text-small text-warning">{t(note)}</span>;
  return template.trust === 'single' ? (
    <span className="block text-small text-warning">{t('paper.single')}</span>
  ) : null;
}
