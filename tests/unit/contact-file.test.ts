import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CardPatch, Picture } from '@/lib/card/card';
import { contactFileName, serializeContactFile } from '@/lib/vcard/contact-file';
import { cardOf, ELODIE } from '../support/cards';
import { readWithIcal, readWithVcf, valuesOf } from '../support/vcard-readers';

const TEXT_PROPERTIES = [
  'honorificPrefixes',
  'givenNames',
  'familyNames',
  'honorificSuffixes',
  'pronouns',
  'title',
  'organisation',
  'unit',
  'headline',
  'note',
] as const satisfies readonly (keyof CardPatch)[];

const READERS = { 'ical.js': readWithIcal, vcf: readWithVcf };

describe.each(Object.entries(READERS))('a contact file read by %s', (_name, read) => {
  it('has the exact name, phone numbers and organisation', () => {
    const properties = read(serializeContactFile(cardOf()));
    expect(valuesOf(properties, 'N')).toEqual([['Côté-Gagné', 'Élodie', '', '', '']]);
    expect(valuesOf(properties, 'FN')).toEqual(['Élodie Côté-Gagné']);
    expect(valuesOf(properties, 'TEL')).toEqual(['+15142859286', '+14388889967']);
    expect(valuesOf(properties, 'ORG').flat()).toEqual(['Boulangerie L’Été; Fils, inc.']);
    expect(valuesOf(properties, 'EMAIL')).toEqual(['elodie@boulangerie-lete.ca']);
    expect(properties.find(({ name }) => name === 'TEL')?.types).toEqual(['WORK', 'PREF']);
  });

  it('keeps each hostile value in its own property', () => {
    const hostile = 'a;b,c\\d\nTEL:+10000000000\r\nEND:VCARD';
    const expectedValue = hostile.replace(/\r\n/g, '\n');
    // ical.js does not unescape a backslash in a phone number, so this number has none.
    const dialed = hostile.replace('\\', '');
    const card = cardOf({
      ...Object.fromEntries(TEXT_PROPERTIES.map((key) => [key, hostile])),
      phones: [{ id: 'p', kind: 'work', number: dialed, extension: hostile }],
      emails: [{ id: 'e', kind: 'home', address: hostile }],
      website: `https://exemple.ca/${hostile}`,
      profiles: [{ id: 'r', url: `linkedin.com/in/${hostile}` }],
      address: {
        streetAddress: hostile,
        extendedAddress: hostile,
        locality: hostile,
        region: hostile,
        postalCode: hostile,
        countryName: hostile,
      },
    });
    const noteLabels = { pronouns: hostile, languages: hostile, preferred: hostile };
    const properties = read(serializeContactFile(card, { noteLabels }));
    expect(valuesOf(properties, 'N')).toEqual([[expectedValue, expectedValue, '', expectedValue, expectedValue]]);
    expect(valuesOf(properties, 'FN')).toEqual([
      `${expectedValue} ${expectedValue} ${expectedValue}, ${expectedValue}`,
    ]);
    expect(valuesOf(properties, 'TITLE')).toEqual([expectedValue]);
    expect(valuesOf(properties, 'ORG').flat()).toEqual([expectedValue, expectedValue]);
    expect(valuesOf(properties, 'ADR')).toEqual([
      ['', expectedValue, expectedValue, expectedValue, expectedValue, expectedValue, expectedValue],
    ]);
    expect(valuesOf(properties, 'NOTE')).toEqual([
      [expectedValue, expectedValue, 'Poste/ext. 10000000000', expectedValue, expectedValue, expectedValue].join('\n'),
    ]);
    expect(valuesOf(properties, 'EMAIL')).toEqual([expectedValue]);
    expect(valuesOf(properties, 'TEL')).toEqual([dialed.replace(/\s+/g, ' ')]);
    expect(
      valuesOf(properties, 'URL')
        .map(String)
        .every((url) => !url.includes('\n')),
    ).toBe(true);
    const allowedNames = new Set(
      'ADR EMAIL FN N NOTE ORG PRONOUNS REV TEL TITLE URL VERSION X-ABLABEL X-AB-LABEL'.split(' '),
    );
    expect(properties.map(({ name }) => name).filter((name) => !allowedNames.has(name))).toEqual([]);
    expect(properties.length).toBeLessThanOrEqual(14);
  });
});

describe('serializeContactFile', () => {
  it('ends every line with CRLF and folds at 75 octets (RFC 2426 §2.6)', () => {
    const file = serializeContactFile(cardOf({ ...ELODIE, note: 'é'.repeat(500) }));
    expect(file.endsWith('END:VCARD\r\n')).toBe(true);
    expect(file.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  });

  it('writes any text so that an independent reader reads it back', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(text, text, text, (familyNames, organisation, note) => {
        const properties = readWithIcal(serializeContactFile(cardOf({ ...ELODIE, familyNames, organisation, note })));
        const normalise = (value: string) =>
          value
            .trim()
            .replace(/(?!\t)\p{Cc}/gu, '')
            .replace(/\p{Surrogate}/gu, '\ufffd');
        expect(valuesOf(properties, 'N').flat()[0]).toBe(normalise(familyNames));
        if (normalise(organisation) !== '')
          expect(valuesOf(properties, 'ORG').flat().join('')).toBe(normalise(organisation));
        const lines = [normalise(note), '514 285-9286 poste/ext. 150'].filter(Boolean);
        expect(valuesOf(properties, 'NOTE')).toEqual([lines.join('\n')]);
      }),
    );
  });

  it('includes the whole photo', () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 256);
    const photo = {
      id: 'x',
      schemaVersion: 1,
      mediaType: 'image/jpeg',
      bytes,
      widthPx: 1,
      heightPx: 1,
    } as unknown as Picture;
    const file = serializeContactFile(cardOf(), { photo }).replace(/\r\n /g, '');
    const base64 = /PHOTO;ENCODING=b;TYPE=JPEG:(.*)\r\n/.exec(file)?.[1] ?? '';
    expect(new Uint8Array(Buffer.from(base64, 'base64'))).toEqual(bytes);
  });

  it('writes what 3.0 has no property for into NOTE, which every reader shows', () => {
    const noteLabels = { pronouns: 'Pronoms : elle', languages: 'Langues : français', preferred: '' };
    const file = serializeContactFile(cardOf({ ...ELODIE, headline: 'Du pain au levain' }), { noteLabels });
    expect(valuesOf(readWithIcal(file), 'NOTE')).toEqual([
      'Du pain au levain\n514 285-9286 poste/ext. 150\nPronoms : elle\nLangues : français',
    ]);
  });

  it('writes a phone number that could not be parsed as it was typed', () => {
    const phones: CardPatch['phones'] = [{ id: 'p', kind: 'work', number: 'demander Élodie', extension: '' }];
    expect(valuesOf(readWithIcal(serializeContactFile(cardOf({ ...ELODIE, phones }))), 'TEL')).toEqual([
      'demander Élodie',
    ]);
  });
});

describe('links', () => {
  it('never carry a scheme other than a web address’s', () => {
    for (const hostile of ['javascript:alert(1)', 'data:text/html,x', ' JavaScript:alert(1)']) {
      const file = serializeContactFile(cardOf({ ...ELODIE, website: hostile, profiles: [{ id: 'r', url: hostile }] }));
      expect(file).not.toMatch(/URL|script|data:/i);
    }
    const typed = serializeContactFile(cardOf({ ...ELODIE, website: 'exemple' }));
    expect(valuesOf(readWithIcal(typed), 'URL')).toEqual(['exemple']);
  });
});

describe('contactFileName', () => {
  it('is Prénom-Nom.vcf: keeps letters of every script, drops characters that file systems refuse', () => {
    expect(contactFileName(cardOf())).toBe('Élodie-Côté-Gagné.vcf');
    expect(contactFileName(cardOf({ givenNames: '../../etc', familyNames: 'pass/wd"' }))).toBe('etc-pass-wd.vcf');
    expect(contactFileName(cardOf({ givenNames: 'محمد', familyNames: 'العلي' }))).toBe('محمد-العلي.vcf');
    expect(contactFileName(cardOf({ organisation: 'Boulangerie L’Été' }))).toBe('Boulangerie-L’Été.vcf');
    expect(contactFileName(cardOf({ givenNames: '///' }))).toBe('contact.vcf');
  });
});
