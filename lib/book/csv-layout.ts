import { foldText } from '../card/fold-text';
import { isOrganisationName } from '../card/organisation-words';
import { phoneKindOfWords, placeKindOfWords } from '../vcard/labels';
import type { ColumnTarget } from './csv-columns';

/** A column, its target and a few of its cells, in the order of the table. */
export type SampledColumn = { title: string; target: ColumnTarget; sample: readonly string[] };

const filled = (sample: readonly string[]) => sample.map((cell) => cell.trim()).filter(Boolean);
const mostAre = (sample: readonly string[], test: (cell: string) => boolean) => {
  const cells = filled(sample);
  return cells.length > 0 && cells.filter(test).length * 2 > cells.length;
};

/**
 * Decides what a column holds from its neighbours: the town after a home street is the home's, «Type 2» is the label of
 * «Téléphone 2», and «Ext. bureau» belongs to «Téléphone bureau».
 */
export function arrangeColumns(columns: readonly SampledColumn[]): ColumnTarget[] {
  const arranged = columns.map((column) => ({ ...column }));
  nameColumns(arranged);
  labelColumns(arranged);
  extensionColumns(arranged);
  addressColumns(arranged);
  return arranged.map(({ target }) => target);
}

const NAMES = new Set<ColumnTarget['to']>(['name', 'given', 'family', 'nameLastFirst']);

/** Tells the company from its contact, and a name from its cells when no column has a title for it. */
function nameColumns(columns: SampledColumn[]): void {
  const names = columns.filter(({ target }) => target.to === 'name');
  const hasOrganisation = columns.some(({ target }) => target.to === 'organisation');
  // Beside a contact, one company in three is enough: «Salon Zoé» has no word of one.
  const company = names.find(({ sample }) => {
    const cells = filled(sample);
    return cells.filter(isOrganisationName).length * 3 >= Math.max(cells.length, 1);
  });
  const person = [...names, ...columns.filter(({ target }) => target.to === 'text')].find(
    ({ title, sample }) =>
      /^(?:contact|personne|person|responsable|representant|nom du contact|ressource)\b/.test(foldText(title)) &&
      mostAre(sample, isPersonName),
  );
  if (company !== undefined && person !== undefined && company !== person && !hasOrganisation) {
    company.target = { to: 'organisation' };
    person.target = { to: 'name' };
  }
  if (columns.some(({ target }) => NAMES.has(target.to))) return;
  const reaches = columns.some(({ target }) => target.to === 'phone' || target.to === 'email');
  const untitled = columns.find(
    ({ title, target, sample }) =>
      target.to === 'text' && foldText(title) === '' && filled(sample).length > 0 && filled(sample).every(isPersonName),
  );
  if (reaches && untitled !== undefined) untitled.target = { to: 'name' };
}

/** Two to five words that begin with a capital and have no digit. */
const isPersonName = (cell: string) =>
  cell.length < 80 &&
  /^\p{Lu}[\p{L}\p{M}’'.-]*(?:,?\s+(?:de|du|des|la|le|van|von|d[’'])?\s*\p{L}[\p{L}\p{M}’'.-]*){1,4}$/u.test(
    cell.trim(),
  ) &&
  !isOrganisationName(cell);

/** A column of kinds after a number or an address: «Type 1», "Kind", «Type de téléphone». */
function labelColumns(columns: SampledColumn[]): void {
  for (const [at, column] of columns.entries()) {
    if (column.target.to !== 'text' || column.target.pair !== undefined) continue;
    const titled = /^(?:type|sorte|kind|genre|etiquette|label|libelle)(?: (?:de |of )?\p{L}+)?(?: (\d+))?$/u.exec(
      foldText(column.title),
    );
    if (titled === null) continue;
    const [, index] = titled;
    // «Type» alone may be a customer's: professional or private.
    const isPlain = foldText(column.title).split(' ').length === 1;
    const isKind = (cell: string) =>
      (phoneKindOfWords(cell) ?? placeKindOfWords(cell)) !== undefined && !(isPlain && CUSTOMER.test(foldText(cell)));
    if (!mostAre(column.sample, isKind)) continue;
    const numbered = columns.find(
      (other) => index !== undefined && isNumbered(other, index) && pairable(other.target) !== null,
    );
    const value = numbered ?? columns.slice(0, at).findLast((other) => pairable(other.target) !== null);
    if (value === undefined || pairable(value.target) !== '') continue;
    column.target = { to: 'label', pair: pairWith(value, columns) };
  }
}

const CUSTOMER = /^(?:professionn|personn|residen|perso|pro|prive|business|personal)/;
const isNumbered = ({ title }: SampledColumn, index: string) => foldText(title).endsWith(` ${index}`);

/** The pair of a number or an address, '' when it has none; `null` for another column. */
const pairable = (target: ColumnTarget): string | null =>
  target.to === 'phone' || target.to === 'email' ? (target.pair ?? '') : null;

/** Joins a number to the column of its label or of its extension. */
function pairWith(column: SampledColumn, columns: readonly SampledColumn[]): string {
  const pair = pairable(column.target) || `column ${columns.indexOf(column)}`;
  if (column.target.to === 'phone' || column.target.to === 'email') column.target = { ...column.target, pair };
  return pair;
}

/** «Ext. 2» belongs to «Téléphone 2», and «Poste bureau» to «Tél. bureau»; any other to the office number before it. */
function extensionColumns(columns: SampledColumn[]): void {
  for (const column of columns) {
    if (column.target.to !== 'extension' || column.target.pair !== undefined) continue;
    const words = foldText(column.title);
    const [, index] = / (\d+)$/.exec(words) ?? [];
    const place = placeKindOfWords(words.split(' ').slice(1).join(' ')) ?? placeKindOfWords(words);
    const owner = columns.find(
      (other) =>
        other.target.to === 'phone' &&
        (index !== undefined ? isNumbered(other, index) : place !== undefined && other.target.kind === place),
    );
    if (owner !== undefined) column.target = { to: 'extension', pair: pairWith(owner, columns) };
  }
}

/** A town, a province or a postal code without a place belongs to the address whose street comes before it. */
function addressColumns(columns: SampledColumn[]): void {
  const isPlain = ({ target }: SampledColumn) => target.to === 'address' && target.of === '';
  if (
    columns.some(
      (column) => isPlain(column) && column.target.to === 'address' && column.target.part === 'streetAddress',
    )
  )
    return;
  let current = null as (ColumnTarget & { to: 'address' }) | null;
  let parts = new Set<string>();
  for (const column of columns) {
    if (column.target.to !== 'address') continue;
    if (column.target.of !== '') {
      if (column.target.part === 'streetAddress') {
        if (column.target.of !== current?.of) parts = new Set();
        current = column.target;
      }
      if (column.target.of === current?.of) parts.add(column.target.part);
    } else if (current !== null && !parts.has(column.target.part)) {
      parts.add(column.target.part);
      column.target = { ...current, part: column.target.part };
    }
  }
}
