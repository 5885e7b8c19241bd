import { readdirSync, readFileSync } from 'node:fs';
import { splitExtension } from '@/lib/card/extension';
import { joinBytes } from '@/lib/vcard/bytes';
import { cardEntries } from '@/lib/vcard/json';
import { EXTENSION_PARAMETER } from '@/lib/vcard/own-parameters';
import { parseVcards } from '@/lib/vcard/read';
import { phoneOf } from '@/lib/vcard/values';
import { parameterValues, propertiesOf, type Vcard } from '@/lib/vcard/vcard';
import { serializeVcards } from '@/lib/vcard/write';
import { randomFrom } from '../bench/scanning/camera.mjs';

const VECTORS = new URL('tests/vectors/vcard/', `file://${process.cwd()}/`);
const TOKENS =
  'BEGIN:VCARD|END:VCARD|VERSION:3.0|VERSION:2.1|VERSION:4.0|\r\n|\n|\r|\r\r\n|\n |=\n|=0D=0A=|;|:|"|\\|\\n|,|__proto__:x|' +
  'CONSTRUCTOR;__PROTO__=1:x|AGENT:\n|PHOTO;ENCODING=b:|;CHARSET=UTF-16;QUOTED-PRINTABLE:|;ENCODING=BASE64:|data:,%|' +
  '\u0000|\ufeff|\ud83d\ude00|^n|item1.|N:;;;;;;;;|TEL;VALUE=uri:tel:+1;ext=2';

/** Properties whose value means the same in every version. */
const COMPARED_PROPERTIES =
  'N NICKNAME ORG TITLE ROLE EMAIL NOTE ADR URL CATEGORIES GENDER LANG PRONOUNS UID IMPP RELATED MAILER SORT-STRING'.split(
    ' ',
  );

export type FuzzReport = { cases: number; cards: number; slowestMs: number; failures: string[] };

/**
 * Damages the project's own vectors at random, `cases` times. The reader must neither throw nor change a prototype, and
 * every property of every card it reads must survive a round trip through the writer in both versions.
 */
export function fuzzVcards(cases: number, seed: number): FuzzReport {
  const prototypeBefore = Reflect.ownKeys(Object.prototype).length;
  const report: FuzzReport = { cases, cards: 0, slowestMs: 0, failures: [] };
  let index = -1;
  for (const bytes of damagedVectors(cases, seed)) {
    index += 1;
    const start = performance.now();
    try {
      const { cards } = parseVcards(bytes);
      report.cards += cards.length;
      const propertyCounts = JSON.stringify(
        cards.map((card) => cardEntries(card).map(([name, values]) => [name, values.length])),
      );
      for (const version of ['3.0', '4.0'] as const) {
        const reread = parseVcards(new TextEncoder().encode(serializeVcards(cards, version)));
        const counts = (card: (typeof cards)[number]) =>
          card.properties.filter(({ name }) => name.toUpperCase() !== 'FN').length;
        if (JSON.stringify(reread.cards.map(counts)) !== JSON.stringify(cards.map(counts)))
          throw new Error(`a property was lost writing ${version}: ${propertyCounts}`);
        if (serializeValues(reread.cards) !== serializeValues(cards))
          throw new Error(`a value changed writing ${version}: ${propertyCounts}`);
        if (reread.problems.length > 0)
          throw new Error(`our own ${version} file has ${JSON.stringify(reread.problems)}`);
      }
    } catch (error) {
      report.failures.push(`case ${index}: ${String(error)} in ${JSON.stringify(new TextDecoder().decode(bytes))}`);
    }
    report.slowestMs = Math.max(report.slowestMs, performance.now() - start);
  }
  if (Reflect.ownKeys(Object.prototype).length !== prototypeBefore)
    report.failures.push('Object.prototype was changed');
  return report;
}

/** Yields the project's own vectors, damaged at random one to six times. */
export function* damagedVectors(cases: number, seed: number): Generator<Uint8Array> {
  const random = randomFrom(seed);
  const randomBelow = (count: number) => Math.floor(random() * count);
  const files = readdirSync(VECTORS)
    .filter((name) => name.endsWith('.vcf'))
    .sort()
    .map((name) => new Uint8Array(readFileSync(new URL(name, VECTORS))));
  const tokens = TOKENS.split('|').map((token) => new TextEncoder().encode(token));
  for (let index = 0; index < cases; index += 1) {
    let bytes: Uint8Array = files[randomBelow(files.length)] ?? new Uint8Array();
    for (let times = 1 + randomBelow(6); times > 0; times -= 1) bytes = mutate(bytes, files, tokens, randomBelow);
    yield bytes;
  }
}

/** Returns the compared values as JSON, without control characters, which no version may contain (RFC 6350 §3.3). */
const serializeValues = (cards: readonly Vcard[]) =>
  JSON.stringify(
    cards.map((card) => [COMPARED_PROPERTIES.map((name) => new Map(cardEntries(card)).get(name)), numbersOf(card)]),
    (_, value: unknown) => (typeof value === 'string' ? value.replace(/(?![\n\t])\p{Cc}/gu, '') : value),
  ).replaceAll('[""]', '[]');

/** 4.0 writes an extension in the number's URI, 3.0 in a parameter. */
const numbersOf = (card: Vcard) =>
  propertiesOf(card, 'TEL').map((property) => {
    const { number, extension } = splitExtension(phoneOf(property, card.version));
    return [number, extension || (parameterValues(property, EXTENSION_PARAMETER)[0] ?? '')];
  });

type Below = (count: number) => number;

function mutate(bytes: Uint8Array, files: Uint8Array[], tokens: Uint8Array[], randomBelow: Below): Uint8Array {
  const offset = randomBelow(bytes.length + 1);
  const end = offset + randomBelow(Math.min(40, bytes.length - offset + 1));
  const [head, cut, tail] = [bytes.subarray(0, offset), bytes.subarray(offset, end), bytes.subarray(end)];
  const other = files[randomBelow(files.length)] ?? bytes;
  switch (randomBelow(6)) {
    case 0:
      return joinBytes([head, tail]);
    case 1:
      return joinBytes([head, cut, cut, tail]);
    case 2:
      return joinBytes([head, tokens[randomBelow(tokens.length)] ?? cut, bytes.subarray(offset)]);
    case 3:
      return joinBytes([head, Uint8Array.of(randomBelow(256)), bytes.subarray(Math.min(offset + 1, bytes.length))]);
    case 4:
      return joinBytes([head, other.subarray(randomBelow(other.length))]);
    default:
      return bytes.subarray(0, offset);
  }
}
