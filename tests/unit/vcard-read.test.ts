import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cardEntries } from '@/lib/vcard/json';
import { parseVcards, VcardReader } from '@/lib/vcard/read';
import { binaryOf, firstText, textOf } from '@/lib/vcard/values';
import { parameterValues, propertiesOf, typesOf, type Vcard } from '@/lib/vcard/vcard';
import { hasSharedCorpus, sharedFile, sharedJson } from '../support/shared-corpus';
import { judge, type OracleEntry } from '../support/vcard-oracle';

const VECTORS = new URL('../vectors/vcard/', import.meta.url);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const parse = (text: string) => parseVcards(bytesOf(text));
const vector = (name: string) => new Uint8Array(readFileSync(new URL(name, VECTORS)));

type Expected = Record<string, { name: string; cards: Record<string, unknown>[] }>;
const expected = JSON.parse(readFileSync(new URL('expected.json', VECTORS), 'utf8')) as Expected;

describe('each vector file', () => {
  it.each(Object.entries(expected))('%s', (file, { cards }) => {
    const read = parseVcards(vector(file)).cards.map((card) => new Map(cardEntries(card)));
    expect(read).toHaveLength(cards.length);
    cards.forEach((card, index) => {
      for (const [name, values] of Object.entries(card)) expect(read[index]?.get(name), name).toEqual(values);
    });
  });

  it('has expected contents for each of the 49 files', () => {
    const files = readdirSync(VECTORS).filter((name) => name.endsWith('.vcf'));
    expect(files.sort()).toEqual(Object.keys(expected).sort());
    expect(files).toHaveLength(49);
  });

  it.each(Object.keys(expected))('%s: reads the same in chunks of any size', (file) => {
    const bytes = vector(file);
    const whole = parseVcards(bytes);
    for (const size of [1, 2, 3, 7, 64]) {
      const cards: Vcard[] = [];
      const reader = new VcardReader((card) => cards.push(card));
      for (let start = 0; start < bytes.length; start += size) reader.push(bytes.subarray(start, start + size));
      reader.end();
      expect({ cards, problems: reader.problems }, `pieces of ${size}`).toEqual(whole);
    }
  });
});

describe.runIf(hasSharedCorpus)('files from real programs (shared corpus)', () => {
  it('returns at least 99 % of the values asserted by the source projects', () => {
    const oracle = sharedJson('oracle.json') as Record<string, OracleEntry>;
    const verdicts = Object.entries(oracle).map(([file, entry]) => judge(sharedFile(`corpus/${file}`), entry));
    const right = verdicts.reduce((sum, verdict) => sum + verdict.right, 0);
    const wrong = verdicts.flatMap((verdict) => verdict.wrong);
    console.log(`shared corpus: ${right} of ${right + wrong.length} asserted values read correctly`);
    expect(right / (right + wrong.length), wrong.join('\n')).toBeGreaterThanOrEqual(0.99);
  });
});

describe.runIf(hasSharedCorpus)('edge cases of the shared corpus', () => {
  it('are all read as expected', () => {
    const shared = sharedJson('edge/expected.json') as Expected;
    for (const [file, { cards }] of Object.entries(shared)) {
      const read = parseVcards(sharedFile(`edge/${file}`)).cards.map((card) => new Map(cardEntries(card)));
      expect(read, file).toHaveLength(cards.length);
      cards.forEach((card, index) => {
        for (const [name, values] of Object.entries(card))
          expect(read[index]?.get(name), `${file} ${name}`).toEqual(values);
      });
    }
  });
});

describe('damaged input', () => {
  const card = (name: string, end = 'END:VCARD\n') => `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\n${end}`;
  const names = (text: string) => parse(text).cards.map((one) => firstText(one, 'FN'));

  it('does not lose the neighbours of a damaged card', () => {
    expect(names(card('a') + card('b', '') + card('c'))).toEqual(['a', 'b', 'c']);
    expect(names(card('a', '') + card('b', '') + card('c', ''))).toEqual(['a', 'b', 'c']);
    expect(names(`${card('a')}FN:lost\nEND:VCARD\n${card('c')}`)).toEqual(['a', 'lost', 'c']);
    expect(names(`${card('a')}\u0000\u0001;;:::\n%%%\n${card('c')}`)).toEqual(['a', 'c']);
  });

  it('recovers the card boundaries after a card without an end', () => {
    expect(names(`${card('a', '')}${card('b')}VERSION:3.0\nFN:c\nEND:VCARD\n`)).toEqual(['a', 'b', 'c']);
    expect(names(`${card('a', '')}${card('b')}END:VCARD\n${card('d')}`)).toEqual(['a', 'b', 'd']);
    const { problems } = parse('BEGIN:VCARD\nN:p\nBEGIN:VCARD\nN:n\nEND:VCARD\nTEL:1\nEND:VCARD\n');
    expect(problems).toEqual([{ code: 'vcard.nested_card', line: 6, text: 'TEL:1' }]);
  });

  it('does not extend a value cut after a soft line break into the next card', () => {
    const cut = 'BEGIN:VCARD\nFN:a\nNOTE;ENCODING=QUOTED-PRINTABLE:abc=\n';
    expect(names(`${cut}END:VCARD\n${card('b')}`)).toEqual(['a', 'b']);
    expect(names(`${cut}${card('b')}`)).toEqual(['a', 'b']);
  });

  it('reads a long run of cards without an end, in order', () => {
    const many = Array.from({ length: 100 }, (_, index) => `n${index}`);
    expect(names(many.map((name) => card(name, '')).join(''))).toEqual(many);
    expect(names(card('first', '') + many.map((name) => card(name)).join(''))).toEqual(['first', ...many]);
  });

  it('reports each problem with its line number', () => {
    const { problems } = parse('BEGIN:VCARD\r\nFN:a\r\nno colon here\r\nNOTE;CHARSET=X-NONE;QUOTED-PRINTABLE:=E9\r\n');
    expect(problems).toEqual([
      { code: 'vcard.not_a_property', line: 3, text: 'no colon here' },
      { code: 'vcard.unknown_charset', line: 4, text: 'NOTE;CHARSET=X-NONE;QUOTED-PRINTABLE:=E9' },
      { code: 'vcard.missing_end', line: 1, text: 'BEGIN:VCARD' },
    ]);
  });

  it('reports at most 1,000 problems, and one more if there are others', () => {
    expect(parse('junk\n'.repeat(5000)).problems).toHaveLength(1001);
  });

  it('reads an empty file as no cards and no problems', () => {
    expect(parse('')).toEqual({ cards: [], problems: [] });
    expect(parse('\r\n\r\n')).toEqual({ cards: [], problems: [] });
    expect(parseVcards(Uint8Array.of(0xff, 0xfe))).toEqual({ cards: [], problems: [] });
  });
});

describe('encodings', () => {
  const utf16 = (text: string, littleEndian: boolean, hasByteOrderMark: boolean) => {
    const units = [...(hasByteOrderMark ? '\ufeff' : ''), ...text].join('');
    const view = new DataView(new ArrayBuffer(units.length * 2));
    for (let index = 0; index < units.length; index += 1)
      view.setUint16(index * 2, units.charCodeAt(index), littleEndian);
    return new Uint8Array(view.buffer);
  };
  const cardText = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoé Œuvré 😀\r\nEND:VCARD\r\n';

  it.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('reads UTF-16 (little-endian: %s, byte order mark: %s)', (littleEndian, hasByteOrderMark) => {
    const { cards } = parseVcards(utf16(cardText, littleEndian, hasByteOrderMark));
    expect(cards.map((card) => firstText(card, 'FN'))).toEqual(['Zoé Œuvré 😀']);
  });

  it('reads UTF-8 folded inside a character (RFC 6350 §3.2)', () => {
    const bytes = bytesOf('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoé\r\nNOTE:x\r\nEND:VCARD\r\n');
    const at = bytes.indexOf(0xc3) + 1;
    const folded = Uint8Array.from([...bytes.subarray(0, at), 0x0d, 0x0a, 0x20, ...bytes.subarray(at)]);
    const [card] = parseVcards(folded).cards;
    expect(card && firstText(card, 'FN')).toBe('Zoé');
  });

  it('reads undeclared Windows-1252 and UTF-8 in the same file', () => {
    const bytes = Uint8Array.from([
      ...bytesOf('BEGIN:VCARD\nVERSION:2.1\nFN:Zoé\nNOTE:'),
      0xe9,
      0x20,
      0x80,
      ...bytesOf('\nEND:VCARD\n'),
    ]);
    const [card] = parseVcards(bytes).cards;
    expect(card && [firstText(card, 'FN'), firstText(card, 'NOTE')]).toEqual(['Zoé', 'é €']);
  });

  it('decodes a value with its CHARSET even if all its bytes are ASCII', () => {
    const { cards } = parse('BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=ISO-2022-JP:\u001b$B0BF#\u001b(B\nEND:VCARD\n');
    expect(cards.map((card) => firstText(card, 'FN'))).toEqual(['安藤']);
  });
});

describe('content lines', () => {
  const parseLine = (line: string, version = '3.0') => {
    const card = parse(`BEGIN:VCARD\nVERSION:${version}\n${line}\nEND:VCARD\n`).cards[0];
    const property = card?.properties[0];
    if (card === undefined || property === undefined) throw new Error(`nothing read in ${line}`);
    return { card, property };
  };

  it('keeps the group and every parameter: quoted, listed, bare or empty', () => {
    const { property } = parseLine('item1.TEL;CELL;;TYPE="home,work",msg;X-A="b;c:d^n^\'";PREF=1:+1');
    expect(property.group).toBe('item1');
    expect(typesOf(property)).toEqual(['cell', 'home', 'work', 'msg']);
    expect(parameterValues(property, 'X-A')).toEqual(['b;c:d\n"']);
    expect(parameterValues(property, 'PREF')).toEqual(['1']);
  });

  it('reads a line with an unclosed quote', () => {
    expect(parseLine('TEL;TYPE="HOME:+1').property.value).toBe('+1');
  });

  it('keeps 2.1 backslashes that escape nothing, and removes those that do', () => {
    expect(textOf(parseLine('NOTE:C:\\dossier\\nouveau', '2.1').property, '2.1')).toBe('C:\\dossier\\nouveau');
    expect(textOf(parseLine('NOTE:un\\, deux\\; trois\\nquatre', '2.1').property, '2.1')).toBe(
      'un, deux; trois\nquatre',
    );
  });

  it('reads a nested card under AGENT without adding its properties to the parent', () => {
    const { card } = parseLine('AGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:agent\nEND:VCARD\nFN:parent', '2.1');
    expect(firstText(card, 'FN')).toBe('parent');
    expect(propertiesOf(card, 'AGENT')[0]?.nested?.map((agent) => firstText(agent, 'FN'))).toEqual(['agent']);
  });

  it('reads a nested card on the AGENT line itself', () => {
    const { card } = parseLine('AGENT:BEGIN:VCARD\nFN:agent\nEND:VCARD\nFN:parent\nTEL:1', '2.1');
    expect([firstText(card, 'FN'), propertiesOf(card, 'TEL').length]).toEqual(['parent', 1]);
    expect(propertiesOf(card, 'AGENT')[0]?.nested).toHaveLength(1);
  });

  it('ignores trailing spaces left by other programs (RFC 2045 §6.7)', () => {
    expect(textOf(parseLine('NOTE;QUOTED-PRINTABLE:abc= \ndef', '2.1').property, '2.1')).toBe('abcdef');
    expect(parseLine('NOTE;ENCODING=Q:=C3=A9', '2.1').property.value).toBe('é');
    const { card, property } = parseLine('PHOTO;ENCODING=BASE64:\n\nYWJj  \nYWJj\n', '2.1');
    expect(binaryOf(property, card.version)).toMatchObject({ bytes: new TextEncoder().encode('abcabc') });
  });

  it('reads a picture as bytes or as a URL', () => {
    const bytes = (line: string, version?: string) => {
      const { card, property } = parseLine(line, version);
      return binaryOf(property, card.version);
    };
    const abc = Uint8Array.of(97, 98, 99);
    expect(bytes('PHOTO;ENCODING=b;TYPE=PNG:YWJj')).toEqual({ bytes: abc, mediaType: 'image/png' });
    expect(bytes('PHOTO:data:image/webp;base64,YWJj', '4.0')).toEqual({ bytes: abc, mediaType: 'image/webp' });
    expect(bytes('PHOTO:data:image/svg+xml,a%62c', '4.0')).toEqual({ bytes: abc, mediaType: 'image/svg+xml' });
    expect(bytes('PHOTO;VALUE=URI:https://exemple.ca/a.png')).toEqual({ url: 'https://exemple.ca/a.png' });
  });

  it('does not let a property name reach an object’s prototype', () => {
    const { card } = parseLine('__proto__:y\nCONSTRUCTOR:x\nFN;__PROTO__=z:a');
    expect(cardEntries(card).map(([name]) => name)).toEqual(['VERSION', '__PROTO__', 'CONSTRUCTOR', 'FN']);
    expect(({} as Record<string, unknown>).y).toBeUndefined();
  });
});
