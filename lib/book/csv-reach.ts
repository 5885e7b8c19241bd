import { type Email, isTelephone, type Phone } from '../card/card';
import { extensionIn } from '../card/extension';
import { LIMITS } from '../card/limits';
import { emailProblem, isE164 } from '../card/problems';
import { singleLineText } from '../card/visible-text';
import { besideNumber, isMorePrecise, phoneKindOfWords, placeKindOfWords, wordsOfLabel } from '../vcard/labels';
import type { CardReading } from '../vcard/vcard-content';
import { type Cell, type Labels, mailboxesIn, numbersIn, placeBeside, type RowDoubt, type Text } from './csv-cells';

const clip = (text: string, length: number) => text.slice(0, length).trimEnd();
const clipLine = (text: string) => clip(singleLineText(text), LIMITS.line);

/** Writes an area code or a country code before the number of the next column; alone, it is kept as text. */
export function withCodes(cells: readonly Cell[]): Cell[] {
  const codes = cells.filter(({ target }) => target.to === 'areaCode' || target.to === 'countryCode');
  if (codes.length === 0) return [...cells];
  const used = new Set<Cell>();
  const joined = cells.map((cell) => {
    if (cell.target.to !== 'phone') return cell;
    const own = codes.filter(
      (code) =>
        code.at < cell.at && !cells.some(({ target, at }) => target.to === 'phone' && at > code.at && at < cell.at),
    );
    let { value } = cell;
    for (const code of own.toReversed()) {
      used.add(code);
      const digits = code.value.replace(/\D/g, '').replace(/^00/, '');
      const isWhole = value.startsWith('+') || (code.target.to === 'areaCode' && value.replace(/\D/g, '').length > 7);
      if (!isWhole) value = `${code.target.to === 'countryCode' ? '+' : ''}${digits} ${value}`;
    }
    return { ...cell, value };
  });
  return joined.flatMap((cell): Cell[] => {
    if (cell.target.to !== 'areaCode' && cell.target.to !== 'countryCode') return [cell];
    return used.has(cell) ? [] : [{ ...cell, target: { to: 'text' } }];
  });
}

type FoundPhone = { column: number; pair: string | undefined; phone: Phone };
type Reached = {
  phones: FoundPhone[];
  emails: Email[];
  /** The names beside addresses, `Zoé Roy <zoe@exemple.ca>`, and the title of their column. */
  displayNames: string[];
  displayTitle: string;
  others: Text[];
  doubts: RowDoubt[];
};

/** Reads the numbers and the addresses, each in any of their columns: people write one where the other is asked. */
export function reachOf(cells: readonly Cell[], labels: Labels, reading: CardReading): Reached {
  const reached: Reached = { phones: [], emails: [], displayNames: [], displayTitle: '', others: [], doubts: [] };
  for (const cell of cells) {
    const { value, target } = cell;
    if (target.to !== 'phone' && target.to !== 'email' && target.to !== 'reach') continue;
    const mailboxes = mailboxesIn(value);
    const isMail = mailboxes.length > 0 && !(target.to === 'phone' && /(?:\d[^\d@]{0,2}){7}/.test(value));
    if (target.to === 'reach') readReach(cell, reading, reached);
    else if (isMail) readMailboxes(cell, labels, reading, reached);
    else if (target.to === 'phone' || isE164(reading.readPhone(clip(value, LIMITS.line)).number))
      readNumbers(cell, labels, reading, reached);
    else if (value.includes('@') || !/\s/.test(value)) readMailboxes(cell, labels, reading, reached);
    else {
      reached.doubts.push({ code: 'csv.not_an_address', text: value });
      reached.others.push({ property: cell.title, value });
    }
  }
  return reached;
}

/** Reads a cell of numbers and addresses of any kind, and keeps its other words. */
function readReach({ title, value }: Cell, reading: CardReading, reached: Reached): void {
  const { phones, emails, rest } = takeReach(value, reading);
  reached.phones.push(...phones.map((phone) => ({ column: -1, pair: undefined, phone })));
  reached.emails.push(...emails);
  if (rest !== '') reached.others.push({ property: title, value: phones.length + emails.length > 0 ? rest : value });
}

/** A number that a spreadsheet has rounded, `4.18556E+09`: its last digits are lost. */
const ROUNDED = /^[+-]?\d+(?:[.,]\d+)?E\+?\d+$/i;

function readNumbers(
  { title, value, target, at: column }: Cell,
  labels: Labels,
  reading: CardReading,
  reached: Reached,
) {
  const [kind, pair, titleLabel] =
    target.to === 'phone' ? [target.kind, target.pair, target.label ?? ''] : (['other', undefined, ''] as const);
  const written = labels.get(pair ?? '') ?? '';
  // «Téléphone (poste)»: the extension is in brackets.
  const cell = /\b(?:poste|ext)/i.test(title) ? value.replace(/\((\d{1,6})\)\s*$/, 'poste $1') : value;
  for (const [at, { typed, words }] of numbersIn(cell, reading.readPhone).entries()) {
    const { number, extension } = reading.readPhone(clip(typed, LIMITS.line));
    const digits = number.match(/\d/g) ?? [];
    if (digits.length < 3 && !ROUNDED.test(typed)) {
      reached.doubts.push({ code: 'csv.unclear_number', text: typed });
      reached.others.push({ property: title, value: typed });
      continue;
    }
    // Two numbers that could not be told apart, or one that its words hide.
    const isDoubtful = !isE164(number) && digits.length > 10 && !/^(?:\+|0)[\d\s().-]+$/.test(number);
    if (ROUNDED.test(typed)) reached.doubts.push({ code: 'csv.not_a_number', text: typed });
    else if (isDoubtful) reached.doubts.push({ code: 'csv.unclear_number', text: typed });
    // Google joins several labels as it joins several values.
    const own = written.includes(':::') ? (written.split(':::')[at] ?? '').trim() : written;
    const beside = besideNumber(isE164(number) ? `${words} ${typed}` : words);
    const besideLabel = words !== '' && (beside.label !== '' || /\d/.test(words)) ? words : beside.label;
    const label = own || titleLabel || besideLabel;
    const phone: Phone = {
      id: reading.newId(),
      ...(own === ''
        ? { kind, ...(label !== '' && { label: clipLine(label) }) }
        : labelled(own, phoneKindOfWords, kind)),
      number: clip(number, LIMITS.line),
      extension: clip(extension, LIMITS.extension),
    };
    reached.phones.push({
      column,
      pair,
      phone: isMorePrecise(beside.kind, phone.kind) ? { ...phone, kind: beside.kind } : phone,
    });
    // Words beside a number that already has a label, or longer than one.
    const isCut = label.length > LIMITS.line || number.length > LIMITS.line;
    if ((besideLabel !== '' && besideLabel !== label) || isCut) reached.others.push({ property: title, value: cell });
  }
}

function readMailboxes({ title, value, target }: Cell, labels: Labels, reading: CardReading, reached: Reached) {
  const [kind, pair, titleLabel] =
    target.to === 'email' ? [target.kind, target.pair, target.label ?? ''] : (['other', undefined, ''] as const);
  const written = labels.get(pair ?? '') ?? '';
  const mailboxes = mailboxesIn(value);
  for (const { address, words } of mailboxes.length > 0 ? mailboxes : [{ address: value, words: '' }]) {
    if (emailProblem(address) !== null) reached.doubts.push({ code: 'csv.not_an_address', text: address });
    const isName = /[<"]/.test(value) && words !== '' && !/^\(/.test(words);
    if (isName) {
      reached.displayNames.push(words);
      reached.displayTitle = title;
    }
    const beside = isName ? { kind: undefined, label: '' } : placeBeside(words);
    const label = titleLabel || beside.label;
    reached.emails.push({
      id: reading.newId(),
      ...(written === ''
        ? { kind: kind === 'other' ? (beside.kind ?? kind) : kind, ...(label !== '' && { label: clipLine(label) }) }
        : labelled(written, placeKindOfWords, kind)),
      address: clip(address, LIMITS.line),
    });
  }
}

/** Gives each extension to its number; returns those that no number takes. */
export function giveExtensions(cells: readonly Cell[], phones: FoundPhone[]): Text[] {
  return cells.flatMap(({ value, target, title, at }): Text[] => {
    if (target.to !== 'extension') return [];
    const extension = clip(extensionIn(value), LIMITS.extension);
    // It belongs to the office number just before its column, else to the first one: a mobile or a home has no extension.
    const free = phones.filter(
      ({ phone: { kind, extension: own } }) =>
        own === '' && isTelephone({ kind }) && kind !== 'cell' && kind !== 'home',
    );
    const chosen =
      target.pair === undefined
        ? (free.findLast((one) => one.column < at) ?? free[0])
        : phones.find(({ pair }) => pair === target.pair);
    // «45 ou 46», «1-45»: an extension is one number.
    const isWhole = extension.replace(/\D/g, '') === value.replace(/\D/g, '');
    if (chosen === undefined || chosen.phone.extension !== '' || extension === '' || !isWhole)
      return chosen?.phone.extension === extension && extension !== '' && isWhole ? [] : [{ property: title, value }];
    chosen.phone = { ...chosen.phone, extension };
    return [];
  });
}

/** Takes the numbers and the addresses out of a text of any kind; `rest` is what is left of it. */
export function takeReach(text: string, reading: CardReading): { phones: Phone[]; emails: Email[]; rest: string } {
  let rest = text;
  const emails = mailboxesIn(text).map(({ address }): Email => {
    rest = rest.replace(address, ' ');
    return { id: reading.newId(), kind: 'other', address: clip(address, LIMITS.line) };
  });
  const phones = numbersIn(rest, reading.readPhone).flatMap(({ typed, words }): Phone[] => {
    const { number, extension } = reading.readPhone(clip(typed, LIMITS.line));
    if (!isE164(number)) return [];
    const { kind, label } = besideNumber(`${words} ${typed}`);
    const written = /\p{L}{2}/u.test(typed) ? (NUMBER_PART.exec(typed)?.[0] ?? typed) : typed;
    rest = rest.replace(written, ' ');
    return [
      {
        id: reading.newId(),
        kind: kind ?? 'other',
        ...(kind !== undefined && label !== '' && { label: clipLine(label) }),
        number: clip(number, LIMITS.line),
        extension: clip(extension, LIMITS.extension),
      },
    ];
  });
  return {
    phones,
    emails,
    rest: trimMarks(rest.replace(/[<>"]|\(\s{0,9}\)/g, ' ').replace(/\s+/g, ' ')),
  };
}

/** Removes the marks and the spaces around a text. */
function trimMarks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && MARK.test(text[start] ?? '')) start += 1;
  while (end > start && MARK.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end);
}
const MARK = /[\s,;:–-]/;

/** From the first digit to the last: a name may come before a number in one cell. */
const NUMBER_PART = /\+?\(?\d.*\d\)?/u;

/** Words of a label column that only name a kind: they are not the person's own words. */
const PLAIN_LABEL =
  /^\*?\s*(?:work|home|mobile|main|other|work fax|home fax|pager|fax|obsolete|bureau|domicile|portable|autre|cellulaire|principal|télécopieur|télécopie|télécopieur à domicile|téléavertisseur|personnel|personnelle|personal|perso|travail|maison|mobile|professionnel|professionnelle|pro)$/i;

/** Tells the kind from a label, and keeps the label if it says more than the kind. */
export function labelled<Kind>(
  words: string,
  kindOf: (text: string) => Kind | undefined,
  kind: Kind,
): { kind: Kind; label?: string } {
  const label = wordsOfLabel(words.replace(/^\*\s*/, ''));
  const own = kindOf(label);
  return { kind: own ?? kind, ...(label !== '' && !PLAIN_LABEL.test(label) && { label: clipLine(label) }) };
}
