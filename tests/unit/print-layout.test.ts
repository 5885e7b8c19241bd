import { describe, expect, it } from 'vitest';
import type { CardPatch } from '@/lib/card/card';
import type { CardOptions } from '@/lib/print/card-options';
import { DESIGNS } from '@/lib/print/designs/design-names';
import { refuses } from '@/lib/print/findings';
import { fitBlock } from '@/lib/print/fit-text';
import { preflight } from '@/lib/print/preflight';
import { quietBox } from '@/lib/print/printed-code';
import { renderSvg } from '@/lib/print/render-svg';
import { SAFE_MARGIN_MM } from '@/lib/print/scene';
import { parseTrim, TRIM_IDS, TRIMS } from '@/lib/print/sheets';
import { THRESHOLDS } from '@/lib/print/thresholds';
import { ELODIE } from '../support/cards';
import { FONTS } from '../support/fonts';
import { FULL, lay, NO_PICTURES, sidesOf, symbolOf, textsOf } from '../support/print';

const TARGET = { bleedMm: 3, printerDpi: 600, isPress: false, legibility: 'usual' } as const;
const FORMS: [string, Partial<CardOptions>][] = [
  ['landscape, one side', { sides: 1 }],
  ['landscape, two sides', { sides: 2 }],
  ['portrait, one side', { sides: 1, orientation: 'portrait' }],
  ['full ink', { ink: 'full' }],
  ['link code', { code: 'link' }],
];
const CARDS: [string, CardPatch][] = [
  ['a minimal card', { givenNames: 'Élodie', familyNames: 'Côté-Gagné', phones: ELODIE.phones ?? [] }],
  ['the product’s example', ELODIE],
  ['a full card', FULL],
  ['an organisation alone', { organisation: 'Chambre de commerce et d’industrie', emails: ELODIE.emails ?? [] }],
];

describe.each(DESIGNS)('%s', (design) => {
  describe.each(TRIM_IDS)('on %s', (id) => {
    it.each(FORMS)('%s: keeps text in the safe area, above the minimum size and clear of the code', (_form, form) => {
      for (const [name, content] of CARDS) {
        const laid = lay(content, { design, ...form }, TRIMS[id]);
        const errors = [...laid.findings, ...sidesOf(laid).flatMap((scene) => preflight(scene, TARGET))].filter(
          ({ severity }) => severity === 'error',
        );
        // A long name in large print does not fit a card 51 mm wide and is reported; nothing else may be wrong.
        if (design === 'large-print' && form.orientation === 'portrait')
          expect(errors.filter(({ code }) => code !== 'print.text_cut')).toEqual([]);
        else expect(errors, name).toEqual([]);
        if (errors.length > 0) continue;
        for (const scene of sidesOf(laid)) {
          for (const item of textsOf(scene)) {
            expect(item.xMm + item.widthMm, item.text).toBeLessThanOrEqual(scene.trim.widthMm - SAFE_MARGIN_MM);
            expect(item.fontSizePt).toBeGreaterThanOrEqual(
              design === 'large-print' ? THRESHOLDS.largePrintPt : THRESHOLDS.textWarningPt,
            );
          }
          expectNoOverlap(scene);
        }
      }
    });
  });
});

/** Checks that no two lines overlap and that none enters the code's quiet zone (ISO/IEC 18004 §9.1). */
function expectNoOverlap(scene: ReturnType<typeof sidesOf>[number]): void {
  const boxes = textsOf(scene).map((item) => ({
    text: item.text,
    top: item.baselineMm - item.fontSizePt * 0.25,
    bottom: item.baselineMm,
    left: item.xMm,
    right: item.xMm + item.widthMm,
  }));
  for (const [index, a] of boxes.entries())
    for (const b of boxes.slice(index + 1))
      expect(
        a.bottom <= b.top || b.bottom <= a.top || a.right <= b.left || b.right <= a.left,
        `${a.text} / ${b.text}`,
      ).toBe(true);
  const symbol = symbolOf(scene);
  if (symbol === undefined) return;
  const quiet = quietBox(symbol);
  for (const box of boxes)
    expect(
      box.right <= quiet.xMm + 0.01 ||
        box.left >= quiet.xMm + quiet.widthMm - 0.01 ||
        box.bottom <= quiet.yMm + 0.5 ||
        box.top >= quiet.yMm + quiet.heightMm - 0.01,
      `${box.text} and the code`,
    ).toBe(true);
  expect(quiet.xMm).toBeGreaterThanOrEqual(0);
  expect(quiet.yMm + quiet.heightMm).toBeLessThanOrEqual(scene.trim.heightMm);
}

describe('layout', () => {
  it('prints modules of at least 0.40 mm, a whole number of dots at 300 dpi', () => {
    for (const content of [ELODIE, FULL]) {
      const { moduleMm = 0 } = symbolOf(lay(content).front) ?? {};
      expect(moduleMm).toBeGreaterThanOrEqual(THRESHOLDS.moduleWarningMm);
      const dots = moduleMm / (25.4 / 300);
      expect(Math.abs(dots - Math.round(dots))).toBeLessThan(0.001);
    }
  });

  it('drops the least useful line and reports it, rather than shrinking everything', () => {
    const { front, findings } = lay(crowded());
    expect(findings.map(({ code }) => code)).toContain('print.property_dropped');
    expect(textsOf(front).map(({ text }) => text)).toContain('514 285-9286, poste\u00a0150');
    expect(findings.find(({ code }) => code === 'print.property_dropped')?.element).toBe('headline');
  });

  it('keeps what the owner chose to keep, and drops something else', () => {
    const dropped = (kept: string[]) =>
      lay(crowded(), { kept })
        .findings.filter(({ code }) => code === 'print.property_dropped')
        .map(({ key }) => key);
    expect(dropped([])).toContain('headline');
    const droppedWhenKept = dropped(['headline']);
    expect(droppedWhenKept).not.toContain('headline');
    expect(droppedWhenKept.length).toBeGreaterThan(0);
  });

  it('drops the end of the owner’s order first', () => {
    const order = ['headline', 'address', 'website', 'email', 'title', 'organisation', 'pronouns', 'phone'];
    const dropped = lay(crowded(), { order }).findings.filter(({ code }) => code === 'print.property_dropped');
    expect(dropped[0]?.element).toBe('phone');
    expect(dropped.map(({ element }) => element)).not.toContain('headline');
  });

  it('prints the selected entries in the given order, by key or by role', () => {
    const texts = textsOf(lay(FULL, { leftOut: ['phone:p2', 'title'], order: ['email', 'phone'] }).front);
    expect(texts.some(({ key }) => key === 'phone:p2' || key === 'title')).toBe(false);
    const contactRoles = texts.filter(({ role }) => ['phone', 'email'].includes(role)).map(({ role }) => role);
    expect(contactRoles).toEqual(['email', 'phone']);
  });

  it('puts the code on the back of a two-sided card, larger', () => {
    const one = symbolOf(lay(ELODIE, { sides: 1 }).front)?.moduleMm ?? 0;
    const two = lay(ELODIE, { sides: 2 });
    expect(symbolOf(two.front)).toBeUndefined();
    expect(two.back && (symbolOf(two.back)?.moduleMm ?? 0)).toBeGreaterThan(one);
  });

  it('draws no code on either side if none is selected', () => {
    for (const design of DESIGNS)
      for (const scene of sidesOf(lay(ELODIE, { design, code: 'none', sides: 2 })))
        expect(symbolOf(scene)).toBeUndefined();
  });

  it('draws no picture and warns if the photo or logo is missing', () => {
    for (const design of ['portrait', 'columns'] as const) {
      const { front, findings } = lay(ELODIE, { design }, TRIMS['85x55'], { pictures: NO_PICTURES });
      expect(findings[0]).toMatchObject({ severity: 'warning', code: 'print.picture_missing' });
      expect(front.items.some(({ kind }) => kind === 'image')).toBe(false);
    }
  });
});

const allFindings = (laid: ReturnType<typeof lay>) => [
  ...laid.findings,
  ...sidesOf(laid).flatMap((scene) => preflight(scene, TARGET)),
];

describe('a line that is too long', () => {
  it('breaks the street of an address in two lines of about the same length', () => {
    const block = {
      role: 'address',
      key: 'address',
      text: '1554, boulevard De Maisonneuve Ouest\nMontréal (Québec)  H3G 1M8',
      style: { family: 'atkinson', weight: 'regular', ink: 'text', leading: 1.2 },
      sizesPt: { max: 9, min: 9 },
      maxLines: 4,
      rule: 'words',
    } as const;
    const { lines, cut } = fitBlock(FONTS, block, 50);
    expect(cut).toBe(false);
    expect(lines).toHaveLength(3);
    const [first = '', second = ''] = lines;
    expect(Math.min(first.length, second.length) / Math.max(first.length, second.length)).toBeGreaterThan(0.6);
    expect(lines[2]).toMatch(/^Montréal/);
  });
});

const crowded = (): CardPatch => ({
  ...FULL,
  phones: [...(ELODIE.phones ?? []), { id: 'p3', kind: 'home', number: '+15145550123', extension: '' }],
  emails: [...(ELODIE.emails ?? []), { id: 'e2', kind: 'home', address: 'e@exemple.ca' }],
});

describe('large-print design', () => {
  it('prints the phone number whole, sets no text under 16 pt and drops what does not fit', () => {
    const { front, findings } = lay(FULL, { design: 'large-print' });
    const texts = textsOf(front);
    expect(texts.find(({ role }) => role === 'phone')?.text).toBe('514 285-9286, poste\u00a0150');
    expect(Math.min(...texts.map(({ fontSizePt }) => fontSizePt))).toBeGreaterThanOrEqual(16);
    expect(findings.some(({ code }) => code === 'print.property_dropped')).toBe(true);
    expect(symbolOf(front)).toBeUndefined();
  });

  it('continues on the back of a two-sided card, and then drops less', () => {
    const dropped = (sides: 1 | 2) =>
      lay(FULL, { design: 'large-print', sides }).findings.filter(({ code }) => code === 'print.property_dropped')
        .length;
    expect(dropped(2)).toBeLessThan(dropped(1));
    expect(textsOf(lay(FULL, { design: 'large-print', sides: 2 }).back ?? lay(FULL).front).length).toBeGreaterThan(0);
  });
});

describe('a bilingual card', () => {
  it('formats the phone number, extension and province in the language of each side', () => {
    const { front, back } = lay(FULL, {
      bilingual: true,
      kept: ['address'],
      other: { title: 'Master baker', organisation: '', headline: '' },
    });
    const textsIn = (scene: typeof front | null) => (scene === null ? [] : textsOf(scene).map(({ text }) => text));
    expect(textsIn(front)).toEqual(expect.arrayContaining(['514 285-9286, poste\u00a0150', 'Maître boulangère']));
    expect(textsIn(back)).toEqual(expect.arrayContaining(['514-285-9286, ext.\u00a0150', 'Master baker']));
    expect(textsIn(front).join(' ')).toContain('Montréal (Québec)');
    expect(textsIn(back).join(' ')).toContain('Montréal QC');
  });
});

describe('long words', () => {
  const withEmail = (address: string): CardPatch => ({ ...ELODIE, emails: [{ id: 'e', kind: 'work', address }] });

  it('breaks an e-mail address only at its own punctuation, and adds no hyphen', () => {
    const address = 'anne-sophie.de-la-durantaye@ressources-humaines.boulangerie-lete.ca';
    const lines = textsOf(lay(withEmail(address)).front).filter(({ role }) => role === 'email');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.map(({ text }) => text).join('')).toBe(address);
    for (const line of lines.slice(0, -1)) expect(line.text).toMatch(/[-.@]$|[^@]$/);
  });

  it('breaks a long organisation name between words', () => {
    const organisation = 'Association des propriétaires de boulangeries artisanales du Grand Montréal métropolitain';
    const lines = textsOf(lay({ ...ELODIE, organisation }).front).filter(({ role }) => role === 'organisation');
    expect(lines.map(({ text }) => text).join(' ')).toBe(organisation);
  });

  it('refuses a 300-character name', () => {
    const errors = (content: CardPatch, options: Partial<CardOptions> = {}) =>
      allFindings(lay(content, options)).filter(({ severity }) => severity === 'error');
    const codesOfErrors = (...args: Parameters<typeof errors>) => errors(...args).map(({ code }) => code);
    expect(codesOfErrors({ ...ELODIE, familyNames: 'Wolfeschlegelsteinhausen '.repeat(12) })).toContain(
      'print.text_cut',
    );
    expect(codesOfErrors({ ...ELODIE, familyNames: 'W'.repeat(300) }, { design: 'large-print' })).toContain(
      'print.text_cut',
    );
    expect(codesOfErrors({ ...ELODIE, givenNames: '', familyNames: 'W'.repeat(300) })).toContain('print.text_cut');
  });

  it('drops a line that no size makes fit, that one alone, and does not refuse the card', () => {
    for (const design of DESIGNS.filter((name) => name !== 'large-print')) {
      const findings = allFindings(lay(withEmail(`${'x'.repeat(108)}@exemple.ca`), { design }));
      expect(refuses(findings), design).toBe(false);
      const dropped = findings.filter(({ code }) => code === 'print.property_dropped').map(({ key }) => key);
      expect(dropped, design).toEqual(['email:e']);
    }
  });
});

describe('a name too long for any card', () => {
  it.each(DESIGNS.flatMap((design) => (['saving', 'full'] as const).map((ink) => [design, ink] as const)))(
    '%s, %s ink: is refused rather than cut',
    (design, ink) => {
      for (const sides of [1, 2] as const) {
        const laid = lay({ ...ELODIE, givenNames: '', familyNames: 'W'.repeat(60) }, { design, ink, sides });
        expect(refuses(allFindings(laid))).toBe(true);
      }
    },
  );
});

describe('a larger card', () => {
  it('has larger text and a larger code', () => {
    const [usual, large] = [lay(ELODIE).front, lay(ELODIE, {}, TRIMS['105x74']).front];
    const sizeOf = (scene: typeof usual) => textsOf(scene).find(({ role }) => role === 'phone')?.fontSizePt ?? 0;
    expect(sizeOf(large)).toBeGreaterThan(sizeOf(usual));
    expect(symbolOf(large)?.moduleMm).toBeGreaterThan(symbolOf(usual)?.moduleMm ?? 1);
  });
});

describe('hostile and odd cards', () => {
  const many = Array.from({ length: 12 }, (_, index) => ({
    id: `p${index}`,
    kind: 'work' as const,
    number: `+1514555${String(index).padStart(4, '0')}`,
    extension: '',
  }));
  const odd: [string, CardPatch][] = [
    [
      'an e-mail of 120 characters',
      { ...ELODIE, emails: [{ id: 'e', kind: 'work', address: `${'tres.long.'.repeat(10)}nom@exemple-domaine.ca` }] },
    ],
    ['twelve phone numbers', { ...ELODIE, phones: many }],
    ['no phone number', { ...ELODIE, phones: [] }],
    ['only a name', { givenNames: 'Zoé' }],
    ['Vietnamese', { ...ELODIE, givenNames: 'Nguyễn', familyNames: 'Thị Hằng' }],
    ['Arabic', { ...ELODIE, givenNames: 'محمد', familyNames: 'العلي' }],
    ['Hebrew in a Latin line', { ...ELODIE, familyNames: 'כהן (Cohen)' }],
    ['Inuktitut', { ...ELODIE, givenNames: 'ᐊᓇᓪᑎ', familyNames: 'ᐃᓄᒃ' }],
  ];
  it.each(odd)('%s: is laid out with every character and without overlap', (_name, content) => {
    for (const design of DESIGNS) {
      const laid = lay(content, { design });
      for (const scene of sidesOf(laid)) {
        expect(
          textsOf(scene)
            .map(({ missing }) => missing)
            .join(''),
        ).toBe('');
        if (!refuses(allFindings(laid))) expectNoOverlap(scene);
      }
      const lineCount =
        textsOf(laid.front).length + laid.findings.length + (laid.back === null ? 0 : textsOf(laid.back).length);
      expect(lineCount).toBeGreaterThan(0);
    }
  });

  it.each([
    ['Chinese', '王小明'],
    ['Tibetan', 'བསྟན་འཛིན'],
  ])('refuses %s, which no face covers, rather than printing boxes', (_name, familyNames) => {
    const errors = sidesOf(lay({ ...ELODIE, familyNames })).flatMap((scene) => preflight(scene, TARGET));
    expect(errors.find(({ severity }) => severity === 'error')?.code).toBe('print.missing_glyph');
  });

  it('refuses a card without a name', () => {
    expect(lay({ phones: ELODIE.phones ?? [] }).findings).toMatchObject([
      { severity: 'error', code: 'print.name_missing' },
    ]);
  });

  it('warns about what the printed code leaves out', () => {
    const { findings } = lay({ ...ELODIE, website: `https://exemple.ca/${'a'.repeat(120)}` });
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: 'warning', code: 'print.code_dropped', detail: 'URL', remedy: 'link_code' }),
    );
  });
});

describe('sizes', () => {
  it('parses a size as people write it, and rejects an impossible one', () => {
    expect(parseTrim('88.9x50.8')).toEqual({ widthMm: 88.9, heightMm: 50.8 });
    expect(parseTrim(' 90 × 52,5 mm')).toEqual({ widthMm: 90, heightMm: 52.5 });
    for (const text of ['', '90', '9x5', '900x500', '90x-52', 'axb']) expect(parseTrim(text), text).toBeNull();
  });
});

describe('renderSvg', () => {
  it('draws text as outlines, without any card text in the markup', () => {
    const hostile = { ...ELODIE, givenNames: '<script>alert(1)</script>' };
    const svg = renderSvg(lay(hostile).front, FONTS);
    expect(svg).not.toMatch(/script|alert|<text/);
    expect(svg).toContain('viewBox="0 0 88.9 50.8"');
  });

  it('escapes the text it sets in a system font', () => {
    const svg = renderSvg(lay({ ...ELODIE, givenNames: '🥐<img src=x onerror=alert(1)>' }).front, FONTS);
    expect(svg).toContain('<text');
    expect(svg).not.toContain('<img');
  });
});
