import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_VERSION, offlineCode } from '@/lib/qr/offline-payload';
import { bitsOf, optimalSegments, type Segment } from '@/lib/qr/segments';
import { darkRuns } from '@/lib/qr/svg-path';
import { encodeSymbol } from '@/lib/qr/symbol';
import { cardOf, ELODIE } from '../support/cards';
import { decodeSymbol } from '../support/decode';
import { readWithIcal, valuesOf } from '../support/vcard-readers';

const asFile = (payload: string) => `${payload.replace(/\n/g, '\r\n')}\r\n`;

describe('encodeSymbol', () => {
  it('encodes any text so that an independent decoder reads it back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }), async (text) => {
        const symbol = encodeSymbol(text);
        fc.pre(symbol !== null && !text.includes('\0') && !/\p{Surrogate}/u.test(text));
        if (symbol !== null) expect((await decodeSymbol(symbol)).text).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  it('picks the smallest version, then the highest error correction level that fits', () => {
    // ISO/IEC 18004 table 7: version 1 holds 17 bytes at L, 14 at M, 11 at Q, 7 at H.
    const at = (length: number) => {
      const symbol = encodeSymbol('a'.repeat(length));
      return symbol && `${symbol.version}-${symbol.errorCorrectionLevel}`;
    };
    expect([at(7), at(11), at(14), at(17)]).toEqual(['1-H', '1-Q', '1-M', '1-L']);
    expect(at(18)).toBe('2-Q');
  });

  it('returns null if no version holds the text', () => {
    expect(encodeSymbol('a'.repeat(2953))).not.toBeNull();
    expect(encodeSymbol('a'.repeat(2954))).toBeNull();
  });

  it('declares UTF-8 (ECI) only for text beyond ASCII (ISO/IEC 18004 §7.4.2)', async () => {
    const eci = async (text: string) => {
      const symbol = encodeSymbol(text);
      return symbol !== null && (await decodeSymbol(symbol)).hasECI;
    };
    expect([await eci('Zoé'), await eci('Zoe')]).toEqual([true, false]);
  });

  it('draws every dark module exactly once', () => {
    const symbol = encodeSymbol('Poignée');
    if (symbol === null) throw new Error('no symbol');
    const drawn = new Uint8Array(symbol.modules.length);
    for (const { x, y, length } of darkRuns(symbol))
      for (let i = y * symbol.size + x; i < y * symbol.size + x + length; i += 1) drawn[i] = (drawn[i] ?? 0) + 1;
    expect(drawn).toEqual(symbol.modules);
  });
});

describe('optimalSegments', () => {
  /** Returns the fewest bits over all splits, by brute force; only practical for short texts. */
  function fewestBits(text: string, version: number): number {
    const modes = ['numeric', 'alphanumeric', 'byte'] as const;
    let best = Number.POSITIVE_INFINITY;
    const visit = (at: number, segments: Segment[]) => {
      if (at === text.length) {
        best = Math.min(best, bitsOf(segments, version));
        return;
      }
      for (const mode of modes) {
        const last = segments.at(-1);
        const character = text[at] ?? '';
        if (last?.mode === mode) visit(at + 1, [...segments.slice(0, -1), { mode, data: last.data + character }]);
        else visit(at + 1, [...segments, { mode, data: character }]);
      }
    };
    visit(0, []);
    return best;
  }

  it('uses the fewest bits of all splits, for each header size', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', '1', '2', ':'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(text, fc.constantFrom(1, 10, 27), (short, version) => {
        expect(bitsOf(optimalSegments(short, version), version)).toBe(fewestBits(short, version));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the whole text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
        expect(
          optimalSegments(text, 1)
            .map(({ data }) => data)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('keeps a long number in numeric mode inside a link', () => {
    const segments = optimalSegments(`HTTPS://POIGNEE.APP/O#${'7'.repeat(120)}`, 1);
    expect(segments.map(({ mode }) => mode)).toEqual(['alphanumeric', 'byte', 'numeric']);
  });
});

describe('offlineCode', () => {
  it('carries the name, both phone numbers and the organisation exactly', async () => {
    const code = offlineCode(cardOf(), MAX_VERSION.screen);
    if (code === null) throw new Error('no code');
    const properties = readWithIcal(asFile((await decodeSymbol(code.symbol)).text));
    expect(valuesOf(properties, 'FN')).toEqual(['Élodie Côté-Gagné']);
    expect(valuesOf(properties, 'N').flat().slice(0, 2)).toEqual(['Côté-Gagné', 'Élodie']);
    expect(valuesOf(properties, 'TEL')).toEqual(['+15142859286', '+14388889967']);
    expect(valuesOf(properties, 'ORG').flat()).toEqual(['Boulangerie L’Été; Fils, inc.']);
    expect(code.dropped).toEqual([]);
  });

  it('is UTF-8 with LF line endings, no byte order mark and no folding', () => {
    const payload = offlineCode(cardOf(), MAX_VERSION.screen)?.payload ?? '';
    expect(payload).toMatch(/^BEGIN:VCARD\nVERSION:3\.0\nN:/);
    expect(payload).not.toMatch(/\r|\n |\ufeff/);
    expect(payload.endsWith('END:VCARD')).toBe(true);
  });

  it('drops the website, then the unit, title and e-mail, before the name or the last number', () => {
    const long = cardOf({
      ...ELODIE,
      website: `https://exemple.ca/${'a'.repeat(80)}`,
      unit: 'b'.repeat(80),
      title: 'c'.repeat(80),
    });
    const code = offlineCode(long, MAX_VERSION.paper);
    expect(code?.dropped.slice(0, 3)).toEqual(['URL', 'UNIT', 'TITLE']);
    expect(code?.symbol.version).toBeLessThanOrEqual(MAX_VERSION.paper);
    expect(code?.payload).toContain('TEL;TYPE=WORK:+15142859286\n');
    expect(code?.payload).toContain('Côté-Gagné');
  });

  it('keeps a 300-character name and a number, whatever the size', () => {
    const code = offlineCode(cardOf({ ...ELODIE, familyNames: 'é'.repeat(300) }), MAX_VERSION.paper);
    expect(code?.payload).toContain('é'.repeat(300));
    expect(code?.payload).toContain('+15142859286');
  });

  it('requires a name or organisation, and a phone number or e-mail address', () => {
    expect(offlineCode(cardOf({ ...ELODIE, phones: [], emails: [] }), 10)).toBeNull();
    expect(offlineCode(cardOf({ phones: ELODIE.phones ?? [] }), 10)).toBeNull();
    expect(offlineCode(cardOf({ organisation: 'Boulangerie', phones: ELODIE.phones ?? [] }), 10)?.payload).toContain(
      'FN:Boulangerie',
    );
  });

  it('does not let a typed value create another property', async () => {
    const hostile = 'x\nTEL:+10000000000;,\\';
    const code = offlineCode(cardOf({ ...ELODIE, familyNames: hostile, organisation: hostile, title: hostile }), 40);
    const properties = readWithIcal(asFile(code?.payload ?? ''));
    expect(valuesOf(properties, 'TEL')).toHaveLength(2);
    expect(valuesOf(properties, 'TITLE')).toEqual([hostile]);
  });
});
