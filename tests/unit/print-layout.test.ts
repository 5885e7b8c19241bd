import { describe, expect, it } from 'vitest';
import type { CardPatch } from '@/lib/card/card';
import { DESIGNS, type Design } from '@/lib/print/designs';
import { layoutCard } from '@/lib/print/layout-card';
import { PAPER_BOUNDS, preflight } from '@/lib/print/preflight';
import { renderSvg } from '@/lib/print/render-svg';
import { SAFE_MARGIN_MM, type Scene, type TextItem } from '@/lib/print/scene';
import { SHEETS, SHOP_TRIMS } from '@/lib/print/sheets';
import { cardOf, ELODIE } from '../support/cards';
import { FONTS } from '../support/fonts';

const FULL: CardPatch = {
  ...ELODIE,
  honorificPrefixes: 'Mme',
  honorificSuffixes: 'Ph. D.',
  pronouns: 'elle',
  unit: 'Atelier du Mile-End',
  website: 'https://www.boulangerie-lete.ca/',
  headline: 'Du pain au levain, livré avant sept heures',
  address: {
    streetAddress: '1554, boulevard De Maisonneuve Ouest',
    extendedAddress: '',
    locality: 'Montréal',
    region: 'QC',
    postalCode: 'H3G 1M8',
    countryName: '',
  },
};
const TRIMS = [SHEETS['letter-10'].trim, SHEETS['a4-10-85x54'].trim, SHOP_TRIMS['85x55']];
const LETTER_TRIM = SHEETS['letter-10'].trim;
const lay = (content: CardPatch, design: Design = 'classic', trim = LETTER_TRIM) =>
  layoutCard(cardOf(content), design, trim, { fonts: FONTS, profile: 'fr-CA' });
const textsOf = (scene: Scene) => scene.items.filter((item): item is TextItem => item.kind === 'text');
const symbolOf = (scene: Scene) => scene.items.find((item) => item.kind === 'symbol');

describe.each(DESIGNS.flatMap((design) => TRIMS.map((trim) => [design, trim] as const)))('%s on %o', (design, trim) => {
  it.each([
    ['a first card', { givenNames: 'Élodie', familyNames: 'Côté-Gagné', phones: ELODIE.phones ?? [] }],
    ['the product’s example', ELODIE],
    ['a full card', FULL],
    [
      'a card with only an organisation',
      { organisation: 'Chambre de commerce et d’industrie', emails: ELODIE.emails ?? [] },
    ],
  ] as [string, CardPatch][])('keeps %s within the safe area and above the smallest size', (_name, content) => {
    const { scene, findings } = lay(content, design, trim);
    expect([...findings, ...preflight(scene)].filter(({ severity }) => severity === 'error')).toEqual([]);
    for (const item of textsOf(scene)) {
      expect(item.xMm + item.widthMm).toBeLessThanOrEqual(trim.widthMm - SAFE_MARGIN_MM);
      expect(item.fontSizePt).toBeGreaterThanOrEqual(design === 'large-print' ? 16 : PAPER_BOUNDS.textWarningPt);
    }
  });

  it('never lets two lines touch, nor a line enter the code’s quiet zone of 4 modules (ISO/IEC 18004 §9.1)', () => {
    const { scene } = lay(FULL, design, trim);
    const boxes = textsOf(scene).map((item) => ({
      text: item.text,
      top: item.baselineMm - item.fontSizePt * 0.25,
      bottom: item.baselineMm,
      left: item.xMm,
      right: item.xMm + item.widthMm,
    }));
    for (const [index, a] of boxes.entries())
      for (const b of boxes.slice(index + 1))
        expect(a.bottom <= b.top || b.bottom <= a.top, `${a.text} / ${b.text}`).toBe(true);
    const symbol = symbolOf(scene);
    if (symbol?.kind !== 'symbol') return;
    const quiet = 4 * symbol.moduleMm;
    for (const box of boxes)
      expect(box.right <= symbol.xMm - quiet + 0.01 || box.bottom <= symbol.yMm - quiet + 0.5, box.text).toBe(true);
    expect(symbol.xMm + symbol.size * symbol.moduleMm + quiet).toBeLessThanOrEqual(trim.widthMm);
    expect(symbol.yMm + symbol.size * symbol.moduleMm + quiet).toBeLessThanOrEqual(trim.heightMm);
  });
});

describe('Classique', () => {
  it('prints modules of at least 0.40 mm, for cheap cameras', () => {
    const symbol = symbolOf(lay(FULL).scene);
    expect(symbol?.kind === 'symbol' && symbol.moduleMm).toBeGreaterThanOrEqual(PAPER_BOUNDS.moduleWarningMm);
  });

  it('leaves out the least useful line and says which, rather than shrink everything', () => {
    const crowded = {
      ...FULL,
      phones: [...(ELODIE.phones ?? []), { id: 'p3', kind: 'home' as const, number: '+15145550123', extension: '' }],
      emails: [...(ELODIE.emails ?? []), { id: 'e2', kind: 'home' as const, address: 'e@exemple.ca' }],
    };
    const { scene, findings } = lay(crowded);
    expect(findings.map(({ code }) => code)).toContain('print.property_dropped');
    expect(textsOf(scene).map(({ text }) => text)).toContain('514 285-9286, poste\u00a0150');
    expect(findings.find(({ code }) => code === 'print.property_dropped')?.role).toBe('headline');
  });
});

describe('Grands caractères', () => {
  it('puts the number second, larger than anything, and leaves out what does not fit at 16 pt', () => {
    const { scene, findings } = lay(FULL, 'large-print');
    const texts = textsOf(scene);
    expect(texts.find(({ role }) => role === 'phone')?.text).toBe('514 285-9286, poste\u00a0150');
    expect(Math.min(...texts.map(({ fontSizePt }) => fontSizePt))).toBeGreaterThanOrEqual(16);
    expect(findings.some(({ code }) => code === 'print.property_dropped')).toBe(true);
    expect(symbolOf(scene)).toBeUndefined();
  });
});

describe('what is refused before the paper is spent', () => {
  const codes = (content: CardPatch, design: Design = 'classic') => {
    const { scene, findings } = lay(content, design);
    return [...findings, ...preflight(scene)].filter(({ severity }) => severity === 'error').map(({ code }) => code);
  };

  it('a name of 300 characters', () => {
    expect(codes({ ...ELODIE, familyNames: 'Wolfeschlegelsteinhausen '.repeat(12) })).toContain('print.text_cut');
    expect(codes({ ...ELODIE, familyNames: 'W'.repeat(300) }, 'large-print')).toContain('print.text_cut');
  });

  it('emoji and scripts that no font of ours has', () => {
    expect(codes({ ...ELODIE, givenNames: 'Élodie 🥐' })).toEqual(['print.missing_glyph']);
    expect(codes({ ...ELODIE, givenNames: 'محمد', familyNames: 'العلي' })).toEqual(['print.missing_glyph']);
    expect(codes({ ...ELODIE, familyNames: '王' })).toEqual(['print.missing_glyph']);
  });

  it('but not Greek, Cyrillic or Vietnamese, which the fallback has', () => {
    for (const name of ['Ελευθερία', 'Наталія', 'Nguyễn Thị Hằng'])
      expect(codes({ ...ELODIE, givenNames: name })).toEqual([]);
    const run = textsOf(lay({ ...ELODIE, givenNames: 'Ελένη' }).scene)[0];
    expect(run?.segments.map(({ face }) => face)).toEqual(['fallback-semibold', 'semibold']);
  });
});

describe('what is never left out in silence', () => {
  it('a card without a name is refused', () => {
    expect(lay({ phones: ELODIE.phones ?? [] }).findings).toMatchObject([
      { severity: 'error', code: 'print.name_missing' },
    ]);
  });

  it('the only way to reach the person, in large print: an e-mail too long is an error, not a property left out', () => {
    const address = `${'tres-long-'.repeat(12)}@exemple.ca`;
    const { findings } = lay({ ...ELODIE, phones: [], emails: [{ id: 'e', kind: 'work', address }] }, 'large-print');
    expect(findings).toContainEqual({ severity: 'error', code: 'print.text_cut', role: 'email', detail: address });
  });

  it('what the printed code leaves out is said', () => {
    const { findings } = lay({ ...ELODIE, website: `https://exemple.ca/${'a'.repeat(120)}` });
    expect(findings).toContainEqual({ severity: 'warning', code: 'print.code_dropped', role: 'code', detail: 'URL' });
  });
});

describe('renderSvg', () => {
  it('draws letters as outlines, and puts no word of the card into the markup', () => {
    const hostile = { ...ELODIE, givenNames: '<script>alert(1)</script>' };
    const svg = renderSvg(lay(hostile).scene, FONTS);
    expect(svg).not.toMatch(/script|alert|<text/);
    expect(svg).toContain('viewBox="0 0 88.9 50.8"');
  });

  it('escapes what it sets in the device’s own font', () => {
    const svg = renderSvg(lay({ ...ELODIE, givenNames: '🥐<img src=x onerror=alert(1)>' }).scene, FONTS);
    expect(svg).toContain('<text');
    expect(svg).not.toContain('<img');
  });
});
