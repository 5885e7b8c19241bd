import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLine } from '@/lib/vcard/fold';
import { escapeComponents, escapeText, singleLine } from '@/lib/vcard/text';
import { unescapeComponents } from '../support/vcard-readers';

const octetLength = (text: string) => new TextEncoder().encode(text).length;

describe('foldLine', () => {
  it('leaves a line of 75 octets whole and folds one of 76 (RFC 6350 §3.2)', () => {
    expect(foldLine('a'.repeat(75))).toBe('a'.repeat(75));
    expect(foldLine('a'.repeat(76))).toBe(`${'a'.repeat(75)}\r\n a`);
  });

  it('never makes a physical line longer than 75 octets, never splits a character, and unfolds to the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const line = text.replace(/[\r\n]/g, '').replace(/\p{Surrogate}/gu, '');
        const folded = foldLine(line);
        for (const physical of folded.split('\r\n')) {
          expect(octetLength(physical)).toBeLessThanOrEqual(75);
          expect(new TextDecoder('utf-8', { fatal: true }).decode(new TextEncoder().encode(physical))).toBe(physical);
        }
        expect(folded.replace(/\r\n /g, '')).toBe(line);
      }),
    );
  });
});

describe('escapeText', () => {
  it('escapes backslash, semicolon, comma and line breaks (RFC 2426 §4)', () => {
    expect(escapeText('a\\b;c,d\ne\r\nf')).toBe('a\\\\b\\;c\\,d\\ne\\nf');
  });

  it('escapes any text reversibly, without line breaks and without control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
        const expected = text
          .replace(/\r\n|\r/g, '\n')
          .replace(/(?![\t\n])\p{Cc}/gu, '')
          .replace(/\p{Surrogate}/gu, '\ufffd');
        const escaped = escapeText(text);
        expect(escaped).not.toMatch(/[\r\n]/);
        expect(unescapeComponents(escaped)).toBe(expected);
      }),
    );
  });

  it('does not confuse a semicolon inside a component with a separator', () => {
    expect(escapeComponents(['L’Été; Fils, inc.', 'Atelier'])).toBe('L’Été\\; Fils\\, inc.;Atelier');
    expect(unescapeComponents(escapeComponents(['a;b', '', 'c\\', 'd']))).toEqual(['a;b', '', 'c\\', 'd']);
  });
});

describe('singleLine', () => {
  it('removes line breaks, so that a value cannot start another property', () => {
    expect(singleLine('https://a.ca\r\nTEL:+15550000000')).toBe('https://a.ca TEL:+15550000000');
  });
});
