import { cardEntries, type JsonValue } from '@/lib/vcard/json';
import { parseVcards } from '@/lib/vcard/read';
import { propertiesOf, typesOf, type Vcard } from '@/lib/vcard/vcard';

/** Contents of a file's first cards, as asserted by the project it comes from or by two readers that agree. */
export type OracleEntry = { level?: 'contact' | 'property'; cards: Record<string, unknown>[] };

export type Verdict = { right: number; wrong: string[] };

/** Counts the asserted values that this project's reader returns for `bytes`, and describes the others. */
export function judge(bytes: Uint8Array, oracle: OracleEntry): Verdict {
  const { cards } = parseVcards(bytes);
  const verdict: Verdict = { right: 0, wrong: [] };
  oracle.cards.forEach((asserted, index) => {
    const card = cards[index] ?? { version: '', properties: [] };
    for (const [name, expected] of Object.entries(asserted)) {
      if (expected === null) continue;
      const got = valuesNamed(card, name);
      const contains = oracle.level === 'contact' || name === 'X';
      const containsAll = contains
        ? (expected as unknown[]).every((value) => got.some((one) => isSame(one, value)))
        : null;
      if (containsAll ?? isSameList(got, expected)) verdict.right += Math.max(1, weightOf(expected));
      else verdict.wrong.push(`card ${index + 1} ${name}: ${JSON.stringify(got)} for ${JSON.stringify(expected)}`);
    }
  });
  return verdict;
}

const weightOf = (expected: unknown) => (Array.isArray(expected) ? expected.length : 1);

function valuesNamed(card: Vcard, name: string): unknown[] {
  const entries = new Map<string, JsonValue[]>(cardEntries(card));
  if (name === 'DISPLAY') return [...(entries.get('FN') ?? []), ...(entries.get('N') ?? []).map(displayText)];
  if (name === 'TELdigits') return (entries.get('TEL') ?? []).map((value) => String(value).replace(/\D/g, ''));
  if (name === 'version') return [card.version === '' ? '2.1' : card.version];
  if (name === 'X') return card.properties.filter((property) => /^x-/i.test(property.name));
  if (name === 'types')
    return ['ADR', 'EMAIL', 'TEL'].map((kind) => [kind, propertiesOf(card, kind).map(typesOf)] as const);
  return entries.get(name) ?? [];
}

const displayText = (value: JsonValue) => (Array.isArray(value) ? value.flat().join(' ') : String(value));

function isSameList(got: unknown[], expected: unknown): boolean {
  if (!Array.isArray(expected)) return typeof expected === 'string' ? got[0] === expected : hasTypes(got, expected);
  return got.length === expected.length && expected.every((value, index) => isSame(got[index], value));
}

/** Compares types given as `{EMAIL: [["internet", "pref"]], TEL: […]}`; an empty list asserts nothing. */
function hasTypes(got: unknown[], expected: unknown): boolean {
  return Object.entries(expected as Record<string, string[][]>).every(([kind, lists]) => {
    const [, own = []] = (got as [string, string[][]][]).find(([name]) => name === kind) ?? [];
    return lists.every((list, index) => list.every((type) => own[index]?.includes(type)));
  });
}

/** Compares two values, ignoring line endings and `tel:` prefixes, on which the sources disagree. */
function isSame(got: unknown, expected: unknown): boolean {
  if (typeof expected === 'string' && typeof got === 'string') return normalise(got) === normalise(expected);
  if (Array.isArray(expected)) {
    return Array.isArray(got) && got.length === expected.length && expected.every((one, i) => isSame(got[i], one));
  }
  if (expected !== null && typeof expected === 'object') return isSameObject(got, expected as Record<string, unknown>);
  return got === expected;
}

function isSameObject(got: unknown, expected: Record<string, unknown>): boolean {
  const own = got as Record<string, unknown>;
  if ('len' in expected || 'url' in expected) {
    return expected.url ? own.url === expected.url : own.len === expected.len;
  }
  return String(own.name).toUpperCase() === String(expected.name).toUpperCase() && own.value === expected.value;
}

const normalise = (text: string) => text.replace(/\r\n/g, '\n').replace(/^tel:/, '');
