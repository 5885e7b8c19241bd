import { type ColumnTarget, foldTitle, targetOfCells, targetOfTitle } from '../book/csv-columns';
import { contactFromRow } from '../book/csv-read';
import type { ContactPatch } from '../card/contact';
import { emailProblem, isE164, readWebAddress } from '../card/problems';
import { splitName } from '../card/written-name';
import type { CardReading } from '../vcard/vcard-content';

/** The fields of a badge: a title for each value, '' when the badge gives none. */
type Field = { title: string; value: string };

/**
 * Reads an attendee's record, as the badges of events encode it: a JSON object, or one line of fields separated by
 * `::`, tabs, bars or semicolons, with or without titles. `null` when the text is neither, or names nobody.
 */
export function parseBadge(text: string, reading: CardReading): ContactPatch | null {
  const fields = /^[[{]/.test(text) ? jsonFields(text) : lineFields(text, reading);
  if (fields === null || fields.length < 2) return null;
  const titles = new Set(fields.map(({ title }) => foldTitle(title)));
  const targets = fields.map(
    ({ title, value }): ColumnTarget =>
      title === ''
        ? { to: 'text' }
        : (shortTarget(title, titles) ??
          targetOfTitle(title, titles, [value]) ??
          targetOfCells('', [value]) ?? { to: 'text' }),
  );
  const row = contactFromRow(
    { columns: fields.map(({ title }) => title), targets },
    fields.map(({ value }) => value),
    reading,
  );
  return row?.content ?? null;
}

/** `fn` and `ln` together are the given name and the family name. */
function shortTarget(title: string, titles: ReadonlySet<string>): ColumnTarget | null {
  const folded = foldTitle(title);
  if (!titles.has('fn') || !titles.has('ln')) return null;
  return folded === 'fn' ? { to: 'given' } : folded === 'ln' ? { to: 'family' } : null;
}

/** Flattens a JSON object: nested objects give their own names, `{"attendee": {"firstName": …}}`. */
function jsonFields(text: string): Field[] | null {
  try {
    const json: unknown = JSON.parse(text);
    const fields: Field[] = [];
    const visit = (title: string, value: unknown, depth: number) => {
      if (typeof value === 'string' || typeof value === 'number') fields.push({ title, value: String(value) });
      else if (Array.isArray(value)) for (const one of value.slice(0, 20)) visit(title, one, depth + 1);
      else if (isTyped(value))
        fields.push({
          title: `${value.type} ${title}`,
          value: value[VALUE_KEYS.find((key) => key in value) ?? ''] ?? '',
        });
      else if (typeof value === 'object' && value !== null && depth < 4)
        // `{"company": {"name": …}}`: a name is that of what it is in.
        for (const [name, one] of Object.entries(value))
          visit(
            name === 'name' && title !== '' && !/^(?:attendee|person|contact|user|participant)$/i.test(title)
              ? `${title} name`
              : name,
            one,
            depth + 1,
          );
    };
    visit('', json, 0);
    return fields.slice(0, 60);
  } catch {
    return null;
  }
}

const VALUE_KEYS = ['number', 'value', 'address', 'phone', 'email', 'url'];
/** `{"type": "mobile", "number": "418 555-0122"}` in a list of telephones. */
function isTyped(value: unknown): value is Record<string, string> & { type: string } {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length === 2 &&
    entries.every(([, one]) => typeof one === 'string') &&
    VALUE_KEYS.some((key) => key in value)
  );
}

const SEPARATORS = ['::', '\t', '|', '^', ';', '~', ','] as const;

function lineFields(text: string, reading: CardReading): Field[] | null {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  if (lines.length > 1) return titledLines(lines);
  const [line = ''] = lines;
  // `WIFI:S:…;` and other schemes are not rows.
  const isScheme = /^[a-z][a-z0-9+.-]*:(?!:)\S/i.test(line);
  for (const separator of SEPARATORS) {
    const parts = line.split(separator).map((part) => part.trim());
    if (parts.length < 3 && !(separator === '::' && parts.length === 2)) continue;
    // A sentence has spaces after its commas.
    if (separator === ',' && (parts.length < 4 || /,\s/.test(line))) continue;
    const titled = parts.map((part) => titledField(part));
    if (titled.every((field) => field !== null)) return titled;
    if (isScheme) return null;
    // `id::12345::name::Zoé Roy`: each value follows its title.
    const names = parts.filter((_, index) => index % 2 === 0);
    if (parts.length % 2 === 0 && names.every((name) => isTitle(name)))
      return names.map((title, index) => ({ title, value: parts[index * 2 + 1] ?? '' }));
    const fields = untitledFields(parts, reading);
    // A sentence may have semicolons: a row has an address, a number or an identifier too.
    const isRow =
      !/[;,]/.test(separator) || fields?.some(({ title }) => /^(?:email|phone|badge id)$/.test(title)) === true;
    return isRow ? fields : null;
  }
  return null;
}

/** `Name: Zoé Roy` on each line; a text with other lines is a signature. */
function titledLines(lines: readonly string[]): Field[] | null {
  const fields = lines.map(titledField);
  const titled = fields.filter((field) => field !== null);
  return titled.length >= 2 && titled.length === lines.length ? titled : null;
}

function titledField(text: string): Field | null {
  const [, title = '', value = ''] = /^([\p{L}][\p{L} _.-]{0,30}?)\s*[:=]\s*(\S.*)$/u.exec(text.trim()) ?? [];
  return title !== '' && isTitle(title) ? { title, value } : null;
}

const isTitle = (text: string) => {
  const target = targetOfTitle(text, new Set(), ['0']);
  return target !== null && !(target.to === 'nothing' && text.trim() === '');
};

/**
 * Tells the fields of a row without titles by their form, and the others by their order: the name, in one field or two,
 * then the organisation and the title.
 */
function untitledFields(parts: readonly string[], { readPhone }: CardReading): Field[] | null {
  const fields: Field[] = [];
  const texts: string[] = [];
  for (const [index, value] of parts.entries()) {
    if (value === '') continue;
    if (emailProblem(value) === null && value.includes('@')) fields.push({ title: 'email', value });
    else if (/^https?:|^www\./i.test(value) && readWebAddress(value) !== null) fields.push({ title: 'website', value });
    else if (index > 0 && isE164(readPhone(value).number)) fields.push({ title: 'phone', value });
    else if (!/\s/.test(value) && /\d/.test(value)) fields.push({ title: index === 0 ? 'badge id' : '', value });
    else texts.push(value);
  }
  if (!texts.some((text) => /\p{L}{2}/u.test(text))) return null;
  const [first = '', second = '', ...more] = texts;
  const isWhole = /\s/.test(first) || texts.length === 1;
  const name = isWhole ? splitName(first) : { givenNames: first, familyNames: second };
  const [organisation = '', title = '', ...rest] = isWhole ? [second, ...more].filter(Boolean) : more;
  return [
    { title: 'first name', value: name.givenNames },
    { title: 'last name', value: name.familyNames },
    { title: 'company', value: organisation },
    { title: 'job title', value: title },
    ...rest.map((value) => ({ title: '', value })),
    ...fields,
  ].filter(({ value }) => value !== '');
}
