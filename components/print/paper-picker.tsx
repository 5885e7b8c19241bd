'use client';

import { Ruler } from 'lucide-react';
import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { type Translations, useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { type Choice, ChoiceGroup } from '@/components/ui/choice-group';
import { TextField } from '@/components/ui/text-field';
import type { RegionProfile } from '@/lib/i18n/locales';
import { type Paper, paperNameOf, trimOn, WHOLE_PAGE } from '@/lib/print/paper';
import type { Product } from '@/lib/print/products/product';
import type { Trim } from '@/lib/print/scene';
import { type PaperName, SHEET_TEMPLATES, type SheetBlock } from '@/lib/print/sheet-templates';
import { findSheets, type SheetMatch, TRIMS } from '@/lib/print/sheets';
import { MeasuredSheetForm, savedSheets } from './measured-sheet-form';

/** Best-known part numbers of common sheets; others are named by their first one. */
const BEST_KNOWN: Readonly<Record<string, string>> = {
  'a4-10-85x54': 'Avery C32011',
  'a4-8-85x54': 'Avery C32015',
  'a4-10-90x52': 'Avery L7414',
  'a4-10-90x50.8': 'Avery L7413',
  'a4-10-87x50.8': 'Avery J8414',
  'a4-10-91x55': 'A-one 51002',
};

function bestKnown(id: string): string | null {
  const { makers = {} } = SHEET_TEMPLATES.find((template) => template.id === id) ?? {};
  const [first] = Object.entries(makers);
  if (first === undefined) return null;
  const [maker, parts] = first;
  return BEST_KNOWN[id] ?? `${maker} ${parts.split(parts.includes('|') ? ' | ' : ' ')[0]}`;
}

export function sheetName(id: string, t: Translations['print']): string {
  const part = bestKnown(id);
  return part === null ? t('paper.plain.A4') : t('paper.sheets', { part });
}

function choiceOf(paper: Paper): string {
  if (paper.kind === 'sheet') return `sheet ${paper.sheet}`;
  if (paper.kind === 'measured') return `measured ${paper.sheet.name}`;
  return paper.kind === 'plain' ? `plain ${paper.paper}` : 'shop';
}

/** Papers of copy shops and large printers. */
const LARGE_PAPERS: readonly PaperName[] = ['Tabloid', 'A3', 'SRA3'];

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
  const [measuring, setMeasuring] = useState(false);
  const trim = trimOn(paper) ?? usualTrim(region);
  const papers = papersFor(region);
  const measured = savedSheets();

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
  // A larger paper already chosen stays in the list.
  if (paper.kind === 'plain' && !papers.includes(paper.paper)) papers.push(paper.paper);
  const choices: Choice<string>[] = [
    ...sheetIds.map((id) => sheetChoice(id, t, locale)),
    ...measured.map((sheet) => ({
      value: `measured ${sheet.name}`,
      label: sheet.name,
      detail: measuresOf(sheet, t, locale),
    })),
    ...papers.map((name) => ({
      value: `plain ${name}`,
      label: t(`paper.plain.${name}`),
      detail: t('paper.plain.detail'),
    })),
    ...(product === 'card' || product === 'back'
      ? [{ value: 'shop', label: t('paper.shop'), detail: t('paper.shop.detail') }]
      : []),
    { value: 'other', label: t('paper.other'), detail: t('paper.search.hint') },
  ];
  const choose = (value: string) => {
    setSearching(value === 'other');
    setMeasuring(false);
    const [kind = '', ...words] = value.split(' ');
    const id = words.join(' ');
    if (kind === 'sheet') onChange({ kind, sheet: id });
    const own = measured.find(({ name }) => name === id);
    if (kind === 'measured' && own !== undefined) onChange({ kind, sheet: own });
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
      {searching && !measuring && (
        <>
          <SheetSearch onFound={(sheet) => choose(`sheet ${sheet}`)} />
          <div className="flex flex-wrap gap-2 pl-4">
            {LARGE_PAPERS.map((name) => (
              <Button key={name} emphasis="quiet" onClick={() => choose(`plain ${name}`)}>
                {t(`paper.plain.${name}`)}
              </Button>
            ))}
            <Button emphasis="quiet" icon={Ruler} onClick={() => setMeasuring(true)}>
              {t('paper.measure')}
            </Button>
          </div>
        </>
      )}
      {searching && measuring && (
        <div className="pl-4">
          <MeasuredSheetForm
            onSaved={(sheet) => {
              setSearching(false);
              setMeasuring(false);
              onChange({ kind: 'measured', sheet });
            }}
          />
        </div>
      )}
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

function measuresOf(
  sheet: SheetBlock & { trim: Trim; blocks?: readonly SheetBlock[] },
  t: Translations['print'],
  locale: string,
): string {
  const { trim } = sheet;
  const count = [sheet, ...(sheet.blocks ?? [])].reduce((sum, { columns, rows }) => sum + columns * rows, 0);
  // The American card size is given in inches.
  if (trim.widthMm === TRIMS['88.9x50.8'].widthMm && trim.heightMm === TRIMS['88.9x50.8'].heightMm)
    return t('paper.countInches', { count });
  const mm = (value: number) => value.toLocaleString(locale);
  return t('paper.count', { count, width: mm(trim.widthMm), height: mm(trim.heightMm) });
}

const TRUST_NOTES = { consistent: 'paper.consistent', single: 'paper.single', disputed: 'paper.disputed' } as const;

/** Says how far the measurements of a sheet template can be trusted, and that a card is folded. */
function TrustNote({ id }: { id: string }) {
  const t = useTranslations('print');
  const template = SHEET_TEMPLATES.find((candidate) => candidate.id === id);
  if (template === undefined) return null;
  const { trust, fold } = template;
  return (
    <>
      {trust !== 'agreed' && (
        <p className={trust === 'consistent' ? 'text-small text-muted' : 'text-small text-warning'}>
          {t(TRUST_NOTES[trust])}
        </p>
      )}
      {fold !== null && <p className="text-small text-muted">{t('paper.folded')}</p>}
    </>
  );
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
