import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card, CardPatch } from '@/lib/card/card';
import { LIMITS } from '@/lib/card/limits';
import { cardProperties, serializeContactFile } from '@/lib/vcard/contact-file';
import { cardEntries } from '@/lib/vcard/json';
import { EXTENSION_PARAMETER } from '@/lib/vcard/own-parameters';
import { parseVcards } from '@/lib/vcard/read';
import { escapeComponents, escapeText } from '@/lib/vcard/text';
import { parameterValues, propertiesOf, typesOf, type Vcard } from '@/lib/vcard/vcard';
import { readVcard } from '@/lib/vcard/vcard-content';
import { serializeVcard, serializeVcards, type VcardVersion } from '@/lib/vcard/write';
import { serializeVcard21 } from '@/lib/vcard/write-21';
import { cardOf } from '../support/cards';
import { fuzzVcards } from '../support/vcard-fuzz';

const parse = (text: string) => parseVcards(new TextEncoder().encode(text)).cards;
const parseSingle = (text: string): Vcard => {
  const [card, ...others] = parse(text);
  if (card === undefined || others.length > 0) throw new Error(`${others.length + 1} cards in ${text}`);
  return card;
};
const VERSIONS: VcardVersion[] = ['3.0', '4.0'];

const anyText = fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => text.replace(/\p{Cc}|\p{Cs}/gu, ''));
const anyName = fc.stringMatching(/^X-[A-Z0-9-]{1,20}$/);
const anyParameter = fc.record({
  name: fc.stringMatching(/^X-[A-Z]{1,8}$/),
  values: fc.array(
    fc.oneof(
      anyText.map((text) => text.trim()),
      fc.constantFrom('a;b:c', 'a,b', '"', '^n', '\n'),
    ),
    { minLength: 1, maxLength: 3 },
  ),
});
const anyProperty = fc.oneof(
  fc.record({
    group: fc.constantFrom('', 'item1'),
    name: anyName,
    parameters: fc.array(anyParameter, { maxLength: 3 }),
    value: anyText,
  }),
  fc.record({
    group: fc.constant(''),
    name: fc.constantFrom('FN', 'NOTE', 'TITLE'),
    parameters: fc.constant([]),
    value: anyText.map(escapeText),
  }),
  fc.record({
    group: fc.constant(''),
    name: fc.constantFrom('N', 'ADR'),
    parameters: fc.constant([]),
    value: fc.array(anyText, { minLength: 1, maxLength: 7 }).map(escapeComponents),
  }),
);

describe.each(VERSIONS)('a card written in %s', (version) => {
  it('is read back exactly: names, groups, parameters, values, order', () => {
    const anyCard = fc.record({ version: fc.constant(version), properties: fc.array(anyProperty, { maxLength: 12 }) });
    fc.assert(
      fc.property(anyCard, ({ properties }) => {
        const formattedName = { group: '', name: 'FN', parameters: [], value: 'x' };
        const card = { version, properties: [formattedName, ...properties] };
        expect(parseSingle(serializeVcard(card, version))).toEqual(card);
      }),
      { numRuns: 500 },
    );
  });

  it('separates a value that ends in backslashes from a property whose colon is on a folded line', () => {
    for (const value of ['\\\\', 'a\\\\\\\\', `${'b'.repeat(71)}\\\\`]) {
      const properties = [
        { group: '', name: 'FN', parameters: [], value: 'x' },
        { group: '', name: 'NOTE', parameters: [], value },
        { group: '', name: 'X-A', parameters: [{ name: 'X-B', values: ['é'.repeat(60), 'c'] }], value: 'd' },
      ];
      expect(parseSingle(serializeVcard({ version, properties }, version)).properties).toEqual(properties);
    }
  });

  it('has no line over 75 octets, and CRLF after each (RFC 6350 §3.2)', () => {
    fc.assert(
      fc.property(fc.array(anyProperty, { minLength: 1, maxLength: 5 }), (properties) => {
        const lines = serializeVcard({ version, properties }, version).split('\r\n');
        expect(lines.pop()).toBe('');
        for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
      }),
    );
  });

  it('does not let any value start another property', () => {
    const hostile = 'a\r\nTEL:+1\nEND:VCARD\rBEGIN:VCARD\u0000\u2028';
    const properties = ['FN', 'X-A', `X\n${hostile}`].map((name) => ({
      group: hostile,
      name,
      parameters: [{ name: hostile, values: [hostile, `"${hostile}`] }],
      value: hostile,
    }));
    const card = parseSingle(serializeVcard({ version, properties }, version));
    expect(card.properties).toHaveLength(3);
    const delimiters = ['END', 'BEGIN', 'VERSION'].map((name) => ({ group: '', name, parameters: [], value: 'VCARD' }));
    expect(
      parseSingle(serializeVcard({ version, properties: delimiters }, version)).properties.map(({ name }) => name),
    ).toEqual(['X-END', 'X-BEGIN', 'X-VERSION', 'FN']);
    expect(propertiesOf(card, 'TEL')).toEqual([]);
  });
});

describe('conversion between versions', () => {
  const sourceText = [
    'BEGIN:VCARD',
    'VERSION:2.1',
    'N:Du\\;pont, fils;Zoé',
    'NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:un=0D=0Adeux; trois, quatre',
    'TEL;CELL;PREF:514 555-0199',
    'PHOTO;JPEG;ENCODING=BASE64:',
    ' YWJj',
    '',
    'X-INCONNU;A=b:reste; tel, quel',
    'END:VCARD',
    '',
  ].join('\r\n');

  it.each(VERSIONS)('keeps the contents from 2.1 to %s', (version) => {
    const before = new Map(cardEntries(parseSingle(sourceText)));
    const card = parseSingle(serializeVcard(parseSingle(sourceText), version));
    const after = new Map(cardEntries(card));
    expect(after.get('N')).toEqual([[['Du;pont, fils'], ['Zoé'], [], [], []]]);
    for (const name of ['NOTE', 'TEL', 'PHOTO', 'X-INCONNU']) expect(after.get(name), name).toEqual(before.get(name));
    const preferred = version === '3.0' ? { name: 'TYPE', values: ['CELL'] } : { name: 'PREF', values: ['1'] };
    expect(propertiesOf(card, 'TEL')[0]?.parameters).toContainEqual(preferred);
    expect(propertiesOf(card, 'NOTE')[0]?.parameters).toEqual([]);
  });

  it('converts a 4.0 phone number to a plain one, and keeps its extension in a parameter (RFC 3966 §5.3)', () => {
    const four = parseSingle(
      'BEGIN:VCARD\nVERSION:4.0\nTEL;VALUE=uri;PREF=1;TYPE=work:tel:+15145550199;ext=12\nEND:VCARD',
    );
    const [phone] = propertiesOf(parseSingle(serializeVcard(four, '3.0')), 'TEL');
    expect([phone?.value, phone && typesOf(phone)]).toEqual(['+15145550199', ['pref', 'work']]);
    expect(phone && parameterValues(phone, EXTENSION_PARAMETER)).toEqual(['12']);
  });

  it('does not escape URLs in either version (RFC 6350 §6.7.8)', () => {
    const card = cardOf({ website: 'https://exemple.ca/?a=1,2;b' });
    for (const version of VERSIONS)
      expect(serializeContactFile(card, {}, version)).toContain('URL;TYPE=WORK:https://exemple.ca/?a=1,2;b\r\n');
  });

  it('writes GEO in the format of each version', () => {
    const place = parseSingle('BEGIN:VCARD\nVERSION:3.0\nFN:a\nGEO:45.5;-73.6\nEND:VCARD');
    const four = serializeVcard(place, '4.0');
    expect(four).toContain('GEO:geo:45.5,-73.6\r\n');
    expect(serializeVcard(parseSingle(four), '3.0')).toContain('GEO:45.5;-73.6\r\n');
  });

  it('keeps SOUND and KEY values that are text', () => {
    const card = parseSingle(
      'BEGIN:VCARD\nVERSION:2.1\nFN:a\nSOUND;X-IRMC-N:ヤマダ;タロウ\nKEY;VALUE=text:my key\nEND:VCARD',
    );
    for (const version of VERSIONS) {
      const values = new Map(cardEntries(parseSingle(serializeVcard(card, version))));
      expect([values.get('SOUND'), values.get('KEY')]).toEqual([['ヤマダ;タロウ'], ['my key']]);
    }
  });

  it('derives the FN that both versions require from N if 2.1 had none', () => {
    const card = parseSingle('BEGIN:VCARD\nVERSION:2.1\nN:Roy;Zoé\nEND:VCARD');
    for (const version of VERSIONS) expect(serializeVcard(card, version)).toContain('FN:Zoé Roy\r\n');
  });

  it('keeps a nested card as text', () => {
    const parent = parseSingle('BEGIN:VCARD\nVERSION:2.1\nFN:p\nAGENT:\nBEGIN:VCARD\nFN:a; b\nEND:VCARD\nEND:VCARD');
    const three = parseSingle(serializeVcard(parent, '3.0'));
    const agent = new Map(cardEntries(three)).get('AGENT')?.[0];
    expect(typeof agent === 'string' && cardEntries(parseSingle(agent))).toContainEqual(['FN', ['a; b']]);
    expect(propertiesOf(parseSingle(serializeVcard(parent, '4.0')), 'X-AGENT')).toHaveLength(1);
  });
});

describe('the owner’s card as a contact file', () => {
  const line = anyText.map((text) => text.trim());
  const word = fc.stringMatching(/^[a-z]{3,12}$/);
  const anyCard: fc.Arbitrary<CardPatch> = fc.record({
    honorificPrefixes: line,
    givenNames: line,
    familyNames: line.map((text) => text || 'Roy'),
    honorificSuffixes: line,
    pronouns: line,
    title: line,
    organisation: line.map((text) => text || 'Atelier'),
    unit: line,
    phones: fc.array(
      fc.record({
        id: fc.constant('id'),
        kind: fc.constantFrom('work', 'cell', 'home'),
        number: fc.stringMatching(/^\+1514555[0-9]{4}$/),
        extension: fc.stringMatching(/^[0-9]{0,5}$/),
      }),
      { maxLength: 4 },
    ),
    emails: fc.array(
      fc.record({ id: fc.constant('id'), kind: fc.constantFrom('work', 'home'), address: fc.emailAddress() }),
      { maxLength: 4 },
    ),
    website: word.map((name) => `https://${name}.ca`),
    profiles: fc.array(
      word.map((name) => ({ id: 'id', url: `https://linkedin.com/in/${name}` })),
      { maxLength: 3 },
    ),
    address: fc.record({
      streetAddress: line,
      extendedAddress: line,
      locality: line,
      region: line,
      postalCode: line,
      countryName: line,
    }),
    headline: line,
    note: fc.array(line, { maxLength: 4 }).map((lines) => lines.filter(Boolean).join('\n')),
    languages: fc.uniqueArray(fc.constantFrom('fr', 'en', 'es', 'ar', 'pt-BR'), { maxLength: 3 }),
    preferredContact: fc.constantFrom('', 'phone', 'email', 'message'),
  });
  const reading = { newId: () => 'id', readPhone: (typed: string) => ({ number: typed, extension: '' }) };
  const noteLabels = { pronouns: 'Pronoms : elle', languages: 'Langues : français', preferred: '' };
  const readBack = (card: Card, version: VcardVersion) => {
    const file = serializeContactFile(card, { noteLabels }, version);
    const { content } = readVcard(parseSingle(file), reading, LIMITS);
    const { kind: _, ...address } = content.address;
    return { ...content, address };
  };

  it('reads back equal from 4.0', () => {
    fc.assert(
      fc.property(anyCard, (content) => {
        expect(readBack(cardOf(content), '4.0')).toMatchObject(content);
      }),
      { numRuns: 300 },
    );
  });

  it('reads back equal from 3.0, whose single NOTE repeats other properties', () => {
    fc.assert(
      fc.property(anyCard, (content) => {
        expect(readBack(cardOf(content), '3.0')).toMatchObject(content);
      }),
      { numRuns: 300 },
    );
  });

  it('writes pronouns twice in 3.0: as PRONOUNS (RFC 9554), and in NOTE for all readers', () => {
    const card = cardOf({ pronouns: 'elle', note: '' });
    const words = { pronouns: 'Pronoms : elle', languages: '', preferred: '' };
    const entries = new Map(cardEntries(parseSingle(serializeContactFile(card, { noteLabels: words }))));
    expect(entries.get('PRONOUNS')).toEqual(['elle']);
    expect(entries.get('NOTE')).toEqual([expect.stringContaining('Pronoms : elle')]);
  });
});

describe('damaged files', () => {
  it('never stop the reader, and lose nothing between reading and writing (20,000 mutations)', () => {
    const { failures } = fuzzVcards(20_000, 20261122);
    expect(failures).toEqual([]);
  });

  it('with several cards are written as several cards', () => {
    const cards = parse('BEGIN:VCARD\nFN:a\nEND:VCARD\nBEGIN:VCARD\nFN:b\nEND:VCARD');
    expect(parse(serializeVcards(cards, '3.0'))).toHaveLength(2);
  });
});

describe('the file for Outlook on Windows', () => {
  const outlookFile = (content: CardPatch) => serializeVcard21(cardProperties(cardOf(content), {}, '3.0'));
  const reading = { newId: () => 'id', readPhone: (typed: string) => ({ number: typed, extension: '' }) };

  it('is ASCII, and names the charset of what is not', () => {
    const file = outlookFile({
      givenNames: 'Zoé',
      familyNames: 'L’Été; fils',
      organisation: '王 inc.',
      note: 'Un\nDeux = 2',
    });
    expect(file).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(file.split('\r\n').every((line) => line.length <= 76)).toBe(true);
    expect(file.replace(/=\r\n/g, '')).toContain(
      'N;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:L=92=C9t=E9\\; fils;Zo=E9;;;',
    );
    expect(file).toContain('ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:');
  });

  it('reads back equal', () => {
    const content: CardPatch = {
      givenNames: 'Zoé',
      familyNames: 'L’Été; fils, inc.',
      organisation: 'Boulangerie “d’Anjou”, 王',
      unit: 'Ventes; achats',
      title: 'Directrice — œuvre',
      phones: [{ id: 'id', kind: 'workFax', number: '+15145550111', extension: '' }],
      emails: [{ id: 'id', kind: 'home', address: 'zoe@exemple.ca' }],
      website: 'https://exemple.ca/a=b',
      note: `${'Une longue note, avec un = et des accents éèà. '.repeat(6).trim()}\n\nFin`,
    };
    const { content: read } = readVcard(parseSingle(outlookFile(content)), reading, LIMITS);
    expect(read).toMatchObject(content);
  });
});
