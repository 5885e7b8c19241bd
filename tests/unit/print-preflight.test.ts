import { describe, expect, it } from 'vitest';
import type { Finding, FindingCode } from '@/lib/print/findings';
import { FINDING_CODES } from '@/lib/print/findings';
import { DEFAULT_ACCENT } from '@/lib/print/inks';
import { type PrintTarget, preflight } from '@/lib/print/preflight';
import type { ImageItem, PrintPicture, RectItem, Scene, SceneItem, SymbolItem, TextItem } from '@/lib/print/scene';
import { ptToMm } from '@/lib/print/units';
import { verifyCodes } from '@/lib/print/verify-codes';
import { ELODIE } from '../support/cards';
import { FULL, lay, pictureOf, prepared } from '../support/print';

const TARGET: PrintTarget = { bleedMm: 3, printerDpi: 600, isPress: false, legibility: 'usual' };

/** Builds a text item with the x-height (0.496 em) and cap height (0.668 em) of Atkinson Hyperlegible Next. */
const text = (overrides: Partial<TextItem> = {}): TextItem => {
  const fontSizePt = overrides.fontSizePt ?? 9;
  return {
    kind: 'text',
    role: 'title',
    key: 'title',
    text: 'Boulangère',
    xMm: 10,
    baselineMm: 20,
    fontSizePt,
    widthMm: 20,
    xHeightMm: ptToMm(fontSizePt) * 0.496,
    capHeightMm: ptToMm(fontSizePt) * 0.668,
    cutFrom: '',
    leadingMm: null,
    ink: 'text',
    direction: 'ltr',
    segments: [],
    missing: '',
    ...overrides,
  };
};
const symbol = (overrides: Partial<SymbolItem> = {}): SymbolItem => ({
  kind: 'symbol',
  xMm: 50,
  yMm: 20,
  moduleMm: 0.5,
  size: 37,
  modules: new Uint8Array(37 * 37),
  payload: 'x',
  code: 'offline',
  dropped: [],
  ...overrides,
});
const rect = (overrides: Partial<RectItem> = {}): RectItem => ({
  kind: 'rect',
  ink: 'accent',
  xMm: 30,
  yMm: 8,
  widthMm: 10,
  heightMm: 5,
  ...overrides,
});
const image = (overrides: Partial<ImageItem> = {}): ImageItem => ({
  kind: 'image',
  role: 'photo',
  picture: pictureOf(400, 400),
  xMm: 60,
  yMm: 6,
  widthMm: 20,
  heightMm: 20,
  ...overrides,
});

const check = (items: SceneItem[], target: Partial<PrintTarget> = {}, accent: string = DEFAULT_ACCENT): Finding[] => {
  const trim = { widthMm: 88.9, heightMm: 50.8 };
  const scene: Scene = { trim, items, accent, tint: '', region: 'fr-CA', owner: '' };
  return preflight(scene, { ...TARGET, ...target });
};
const whiteDrawing: PrintPicture = {
  ...pictureOf(400, 400),
  shapes: [{ commands: [['M', 0, 0], ['L', 400, 0], ['L', 0, 400], ['Z']], rgb: [255, 255, 255], evenOdd: false }],
};
type Case = { trips: () => Finding[]; severity: 'error' | 'warning'; passes: () => Finding[] };

/** For each rule, inputs that trip it and inputs that pass. */
const RULES: Partial<Record<FindingCode, Case[]>> = {
  'print.text_too_small': [
    {
      trips: () => check([text({ fontSizePt: 4.9 })]),
      severity: 'error',
      passes: () => check([text({ fontSizePt: 7 })]),
    },
  ],
  'print.text_small': [
    {
      trips: () => check([text({ fontSizePt: 6.5 })]),
      severity: 'warning',
      passes: () => check([text({ fontSizePt: 7 })]),
    },
  ],
  'print.x_height_small': [
    {
      trips: () => check([text({ xHeightMm: 0.89 })]),
      severity: 'error',
      passes: () => check([text({ xHeightMm: 1.2 })]),
    },
    {
      trips: () => check([text({ xHeightMm: 1.1 })]),
      severity: 'warning',
      passes: () => check([text({ xHeightMm: 1.16 })]),
    },
  ],
  'print.reversed_small': [
    {
      trips: () =>
        check([rect({ xMm: 5, yMm: 15, widthMm: 40, heightMm: 10 }), text({ ink: 'paper', fontSizePt: 7.5 })]),
      severity: 'warning',
      passes: () =>
        check([rect({ xMm: 5, yMm: 15, widthMm: 40, heightMm: 10 }), text({ ink: 'paper', fontSizePt: 9 })]),
    },
  ],
  'print.below_clear_print': [
    {
      trips: () => check([text({ fontSizePt: 11 })], { legibility: 'clear' }),
      severity: 'warning',
      passes: () => check([text({ fontSizePt: 12 })], { legibility: 'clear' }),
    },
  ],
  'print.below_large_print': [
    {
      trips: () => check([text({ fontSizePt: 15 })], { legibility: 'large' }),
      severity: 'warning',
      passes: () => check([text({ fontSizePt: 16 })], { legibility: 'large' }),
    },
  ],
  'print.leading_tight': [
    {
      trips: () => check([text({ leadingMm: ptToMm(8.5) })]),
      severity: 'error',
      passes: () => check([text({ leadingMm: ptToMm(11) })]),
    },
    {
      trips: () => check([text({ leadingMm: ptToMm(9.5) })]),
      severity: 'warning',
      passes: () => check([text({ leadingMm: ptToMm(10) })]),
    },
  ],
  'print.low_contrast': [
    {
      trips: () => check([text({ ink: 'accent' })], {}, '#e0c020'),
      severity: 'error',
      passes: () => check([text({ ink: 'accent' })]),
    },
    {
      trips: () => check([text({ ink: 'accent' })], {}, '#8a8a20'),
      severity: 'warning',
      passes: () => check([text({ ink: 'text' })], {}, '#8a8a20'),
    },
    // White text needs a background: on bare paper it is invisible.
    {
      trips: () => check([text({ ink: 'paper' })]),
      severity: 'error',
      passes: () => check([rect({ xMm: 5, yMm: 15, widthMm: 40, heightMm: 10 }), text({ ink: 'paper' })]),
    },
  ],
  'print.emoji': [
    {
      trips: () => check([text({ missing: '🥐' })]),
      severity: 'error',
      passes: () => check([text({ missing: '王' })]),
    },
  ],
  'print.missing_glyph': [
    { trips: () => check([text({ missing: '𓀀' })]), severity: 'error', passes: () => check([text()]) },
  ],
  'print.outside_safe_area': [
    { trips: () => check([text({ xMm: 3.5 })]), severity: 'error', passes: () => check([text({ xMm: 4 })]) },
    { trips: () => check([text({ xMm: 66 })]), severity: 'error', passes: () => check([text({ xMm: 64.9 })]) },
    {
      trips: () => check([text({ baselineMm: 46.5 })]),
      severity: 'error',
      passes: () => check([text({ baselineMm: 46.1 })]),
    },
  ],
  'print.bleed_missing': [
    { trips: () => check([rect({ xMm: 0 })]), severity: 'error', passes: () => check([rect({ xMm: -3 })]) },
    {
      trips: () => check([rect({ xMm: -5 })], { bleedMm: 0 }),
      severity: 'warning',
      passes: () => check([rect({ xMm: 2 })], { bleedMm: 0 }),
    },
    {
      trips: () => check([image({ xMm: 88.9 - 20 })]),
      severity: 'error',
      passes: () => check([image({ xMm: 88.9 - 17 })]),
    },
  ],
  'print.picture_coarse': [
    { trips: () => check([image({ picture: pictureOf(1, 1) })]), severity: 'error', passes: () => check([image()]) },
    {
      trips: () => check([image({ picture: pictureOf(160, 160) })]),
      severity: 'warning',
      passes: () => check([image({ picture: pictureOf(200, 200) })]),
    },
  ],
  'print.logo_light': [
    {
      trips: () => check([image({ role: 'logo', isReversed: true, picture: whiteDrawing })]),
      severity: 'warning',
      // On the accent it keeps its own white.
      passes: () => check([image({ role: 'logo', ground: 'accent', picture: whiteDrawing })]),
    },
  ],
  'print.qr_too_small': [
    {
      trips: () => check([symbol({ moduleMm: 0.32 })]),
      severity: 'error',
      passes: () => check([symbol({ moduleMm: 0.4 })]),
    },
  ],
  'print.qr_small': [
    {
      trips: () => check([symbol({ moduleMm: 0.36 })]),
      severity: 'warning',
      passes: () => check([symbol({ moduleMm: 0.4 })]),
    },
  ],
  'print.qr_coarse': [
    {
      trips: () => check([symbol({ moduleMm: 0.5 })], { printerDpi: 150 }),
      severity: 'warning',
      passes: () => check([symbol({ moduleMm: 0.5 })], { printerDpi: 300 }),
    },
  ],
  'print.qr_quiet_zone': [
    {
      trips: () => check([symbol(), text({ xMm: 29, widthMm: 19.5, baselineMm: 25 })]),
      severity: 'error',
      passes: () => check([symbol(), text({ xMm: 20, widthMm: 20 })]),
    },
    {
      trips: () => check([symbol(), rect({ xMm: 40, yMm: 30 })]),
      severity: 'error',
      passes: () => check([symbol(), rect({ xMm: 20, yMm: 30 })]),
    },
  ],
  'print.qr_near_edge': [
    {
      trips: () => check([symbol({ xMm: 88.9 - 37 * 0.5 - 2.9 })]),
      severity: 'error',
      passes: () => check([symbol({ xMm: 88.9 - 37 * 0.5 - 3 })]),
    },
  ],
  'print.name_missing': [
    {
      trips: () => lay({ phones: ELODIE.phones ?? [] }).findings,
      severity: 'error',
      passes: () => lay(ELODIE).findings,
    },
  ],
  'print.phone_incomplete': [
    {
      trips: () => lay({ ...ELODIE, phones: [{ id: 'p', kind: 'cell', number: '555-0122', extension: '' }] }).findings,
      severity: 'warning',
      passes: () => lay(ELODIE).findings,
    },
  ],
  'print.code_dropped': [
    {
      trips: () => lay({ ...ELODIE, website: `https://exemple.ca/${'a'.repeat(120)}` }).findings,
      severity: 'warning',
      passes: () => lay(ELODIE).findings,
    },
  ],
  'print.code_missing': [
    { trips: () => lay({ givenNames: 'Zoé' }).findings, severity: 'warning', passes: () => lay(ELODIE).findings },
  ],
  'print.text_cut': [
    {
      trips: () => prepared({}, { ...ELODIE, familyNames: 'W'.repeat(200) }).findings,
      severity: 'error',
      passes: () => prepared({}).findings,
    },
  ],
  'print.property_dropped': [
    {
      trips: () => lay({ ...FULL, phones: tenPhones() }, { sides: 1, orientation: 'portrait' }).findings,
      severity: 'warning',
      passes: () => lay(ELODIE).findings,
    },
  ],
  'print.picture_missing': [
    {
      trips: () => lay(ELODIE, { design: 'portrait' }, undefined, { pictures: { photo: null, logo: null } }).findings,
      severity: 'warning',
      passes: () => lay(ELODIE, { design: 'portrait' }).findings,
    },
  ],
  'print.paper_too_small': [
    {
      trips: () =>
        prepared({ paper: { kind: 'plain', paper: 'Letter', trim: { widthMm: 260, heightMm: 200 } } }).findings,
      severity: 'error',
      passes: () =>
        prepared({ paper: { kind: 'plain', paper: 'Letter', trim: { widthMm: 200, heightMm: 100 } } }).findings,
    },
  ],
  'print.untranslated': [
    {
      trips: () => lay(ELODIE, { bilingual: true }).findings,
      severity: 'warning',
      passes: () =>
        lay(ELODIE, { bilingual: true, other: { title: 'Baker', organisation: '', headline: '' } }).findings,
    },
  ],
  'print.too_many_cards': [
    {
      trips: () => prepared({ copies: 501 }).findings,
      severity: 'error',
      passes: () => prepared({ copies: 500 }).findings,
    },
  ],
};

const tenPhones = () =>
  Array.from({ length: 10 }, (_, index) => ({
    id: `p${index}`,
    kind: 'work' as const,
    number: `+1514555010${index}`,
    extension: '',
  }));

describe.each(Object.entries(RULES))('%s', (code, cases) => {
  it.each(cases)(
    'is reported for a failing input ($severity) and not for a passing one',
    ({ trips, severity, passes }) => {
      expect(trips()).toContainEqual(expect.objectContaining({ code, severity }));
      expect(passes().filter((finding) => finding.code === code)).toEqual([]);
    },
  );
});

describe('verification of the finished page', () => {
  const raster = { data: new Uint8ClampedArray(100 * 100 * 4).fill(255), width: 100, height: 100 };
  const expected = [{ payload: 'la carte', box: { xMm: 10, yMm: 10, widthMm: 20, heightMm: 20 } }];

  it('reports an error for a code that is unreadable or reads as another', async () => {
    expect(await verifyCodes(expected, raster, 100, async () => [])).toMatchObject([
      { severity: 'error', code: 'print.code_unreadable' },
    ]);
    expect(await verifyCodes(expected, raster, 100, async () => ['une autre'])).toHaveLength(1);
    expect(await verifyCodes(expected, raster, 100, async () => ['la carte'])).toEqual([]);
  });
});

it('every finding code has a rule tested here, or comes from verification or from the press profile', () => {
  const verificationCodes = ['print.colour_shift', 'print.code_unreadable', 'print.code_unproved'];
  expect(FINDING_CODES.filter((code) => !(code in RULES))).toEqual(verificationCodes);
});
