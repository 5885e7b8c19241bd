import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import type { CardPatch } from '@/lib/card/card';
import { DEFAULT_OPTIONS } from '@/lib/print/card-options';
import { DESIGNS } from '@/lib/print/designs/design-names';
import type { Page } from '@/lib/print/impose';
import { paperFor } from '@/lib/print/paper';
import { calibrationPages } from '@/lib/print/products/calibration-sheet';
import { PRODUCTS } from '@/lib/print/products/product';
import { PAPERS } from '@/lib/print/sheet-templates';
import { TRIMS } from '@/lib/print/sheets';
import { rasterise } from '../../scripts/commands/read-pdf';
import { ELODIE } from '../support/cards';
import { FONTS } from '../support/fonts';
import { checkPdfUa, type StructureElement } from '../support/pdf-ua';
import { FULL, ORDER, pdfOf, prepared, textsOf } from '../support/print';

const ICC = Uint8Array.from(readFileSync('public/profiles/FOGRA39L_coated.icc'));
const SLIP = { event: '5 à 7', batch: 'K7Q2', names: [] };

const elementsOf = (element: StructureElement | null): StructureElement[] =>
  element === null ? [] : [element, ...element.children.flatMap(elementsOf)];

/** Checks a file and returns its sections. */
function sectionsOf(bytes: Uint8Array): StructureElement[] {
  const { problems, document } = checkPdfUa(bytes);
  expect(problems).toEqual([]);
  return document?.children ?? [];
}

/** The lines of the pages' scenes that a reader must hear. */
const printedTexts = (pages: readonly Page[]) =>
  [...new Set(pages.flatMap(({ placed }) => placed.map(({ scene }) => scene)))]
    .flatMap(textsOf)
    .filter(({ role }) => !['mark', 'separator', 'scale'].includes(role))
    .map(({ text }) => text);

describe('a file for a home printer is tagged (PDF/UA-1)', () => {
  it.each(DESIGNS)('%s: a section in the language of each side, with every printed text', async (design) => {
    const { pages } = prepared({ options: { ...DEFAULT_OPTIONS, design, sides: 2, bilingual: true } }, FULL);
    const sections = sectionsOf(await pdfOf(pages));
    expect(sections.map(({ lang }) => lang)).toEqual(['fr-CA', 'en-CA']);
    const elements = sections.flatMap(elementsOf);
    const read = elements.map(({ text }) => text).join('\n');
    for (const text of printedTexts(pages)) expect(read).toContain(text);
    for (const section of sections) expect(section.children.filter(({ type }) => type === 'H1')).toHaveLength(1);
    const figures = elements.filter(({ type }) => type === 'Figure');
    const placed = pages.flatMap((page) => page.placed.slice(0, 1)).flatMap(({ scene }) => scene.items);
    expect(figures).toHaveLength(placed.filter(({ kind }) => kind === 'symbol' || kind === 'image').length);
  });

  it.each([...PRODUCTS, 'correction'] as const)('%s', async (product) => {
    const paper = product === 'correction' ? ORDER.paper : paperFor(product, ORDER.paper, 'fr-CA');
    const corrections = [{ key: 'phone:a', role: 'phone', text: '514 555-1234' }];
    const { pages } = prepared({ product, paper, slip: SLIP, tabs: true, corrections }, FULL);
    const sections = sectionsOf(await pdfOf(pages));
    const read = sections.flatMap(elementsOf).map(({ text }) => text);
    for (const text of printedTexts(pages)) expect(read.join('\n')).toContain(text);
  });

  it('numbers the steps of a guide as a list', async () => {
    const { pages } = prepared({ product: 'guide', paper: paperFor('guide', ORDER.paper, 'fr-CA') }, FULL);
    const [section] = sectionsOf(await pdfOf(pages));
    const list = section?.children.find(({ type }) => type === 'L');
    expect(list?.children.map(({ children }) => children.map(({ type }) => type))).toEqual(
      Array.from({ length: 3 }, () => ['Lbl', 'LBody']),
    );
    expect(list?.children.map(({ children }) => children[0]?.text)).toEqual(['1', '2', '3']);
  });

  it('tags a side once, however many copies are on the sheet, and keeps the reading order', async () => {
    const { pages } = prepared({ copies: 25 }, FULL);
    const sections = sectionsOf(await pdfOf(pages));
    expect(sections).toHaveLength(1);
    const types = sections[0]?.children.map(({ type }) => type) ?? [];
    expect(types[0]).toBe('H1');
    expect(types.at(-1)).toBe('Figure');
    // Lines of one entry do not run together.
    const texts = sections[0]?.children.map(({ text }) => text).join('\n');
    expect(texts).toMatch(/^1554, boulevard De Maisonneuve Ouest Montréal \(Québec\)\s+H3G\s1M8$/m);
    expect(sections[0]?.children.at(-1)?.alt).toMatch(/^Code QR .*: Mme Élodie Côté-Gagné/);
  });

  it('gives texts in reading order, whatever their direction, and lines of one entry as one text', async () => {
    const arabic: CardPatch = {
      ...ELODIE,
      givenNames: 'فاطمة',
      familyNames: 'الزهراء',
      organisation: 'مكتب 2026',
      address: {
        streetAddress: '12، شارع محمد الخامس',
        extendedAddress: '',
        locality: 'الرباط',
        region: '',
        postalCode: '10000',
        countryName: '',
      },
    };
    const { pages } = prepared({}, arabic);
    const [section] = sectionsOf(await pdfOf(pages));
    const texts = (section?.children ?? []).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['فاطمة الزهراء', 'مكتب 2026']));
    expect(texts.some((text) => text.includes('شارع محمد الخامس'))).toBe(true);
  });

  it('gives a code its place on the page, in a turned and corrected card', async () => {
    const side = { dxMm: 1.2, dyMm: -0.7, scaleX: 1.004, scaleY: 0.997, rotationDeg: 0.1 };
    const printer = { id: 'p', schemaVersion: 1 as const, name: '', tray: '', front: side, back: side };
    const options = { ...DEFAULT_OPTIONS, orientation: 'portrait' as const };
    const { pages } = prepared({ options, copies: 1, start: 4, printer });
    expect(pages[0]?.placed[0]?.rotation).not.toBe(0);
    const bytes = await pdfOf(pages);
    sectionsOf(bytes);
    const source = Buffer.from(bytes).toString('latin1');
    const [left = 0, bottom = 0, right = 0, top = 0] =
      /\/S \/Figure[^>]*?\/BBox \[([^\]]+)\]/s.exec(source)?.[1]?.trim().split(/\s+/).map(Number) ?? [];
    const dpi = 300;
    const { data, width, height } = await rasterise(bytes, dpi);
    const toPx = (pt: number) => Math.round((pt * dpi) / 72);
    const isDark = (x: number, y: number) => (data[(y * width + x) * 4] ?? 255) < 100;
    // The corner module of each finder pattern is dark, and what is just outside is the quiet zone.
    const [x0, x1, y0, y1] = [toPx(left), toPx(right), height - toPx(top), height - toPx(bottom)];
    expect([isDark(x0 + 3, y0 + 3), isDark(x1 - 4, y0 + 3), isDark(x0 + 3, y1 - 4)].filter(Boolean)).toHaveLength(3);
    for (const offset of [-4, 4 + x1 - x0]) expect(isDark(x0 + offset, y0 + 3)).toBe(false);
  });

  it('tags the calibration sheet', async () => {
    const hints = { region: 'en-CA' as const, lines: ['Adjustment', 'At 100%'] };
    const [first] = sectionsOf(await pdfOf(calibrationPages(PAPERS.Letter, FONTS, 'long', hints)));
    expect(first?.lang).toBe('en-CA');
    expect(first?.children.map(({ type, text }) => [type, text])).toEqual(
      expect.arrayContaining([
        ['H1', 'Adjustment'],
        ['P', 'At 100%'],
      ]),
    );
  });

  it('is read with the same structure by another reader', async () => {
    const bytes = await pdfOf(prepared({}, FULL).pages);
    const [section] = sectionsOf(bytes);
    const document = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
    type Node = { role?: string; alt?: string; children?: Node[] };
    const tree = (await (await document.getPage(1)).getStructTree()) as Node;
    const roles = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(roles)];
    const nodes = roles(tree).filter(({ role }) => role !== undefined && role !== 'Root');
    expect(nodes.map(({ role }) => role)).toEqual([
      'Document',
      'Sect',
      ...(section?.children ?? []).map(({ type }) => type),
    ]);
    expect(nodes.filter(({ role }) => role === 'Figure').map(({ alt }) => alt)).toEqual(
      section?.children.filter(({ type }) => type === 'Figure').map(({ alt }) => alt),
    );
  });
});

describe('a file for a press', () => {
  const single = { paper: { kind: 'single', trim: TRIMS['85x55'] } as const };

  it.each(DESIGNS)('%s: is tagged in PDF/X-4, also where pictures bleed', async (design) => {
    const options = { ...DEFAULT_OPTIONS, design, sides: 2 as const };
    const { pages } = prepared({ ...single, preset: 'shop-x4', options }, FULL);
    expect(sectionsOf(await pdfOf(pages, { preset: 'shop-x4', icc: ICC }))).toHaveLength(2);
  });

  it('has no structure in PDF/X-1a, which is a PDF 1.4', async () => {
    const { pages } = prepared({ ...single, preset: 'shop-x1a' }, FULL);
    const source = Buffer.from(await pdfOf(pages, { preset: 'shop-x1a', icc: ICC })).toString('latin1');
    for (const entry of ['/StructTreeRoot', '/MarkInfo', '/Tabs', 'pdfuaid']) expect(source).not.toContain(entry);
  });
});

describe('the structural checker', () => {
  it.each([
    ['/Marked true', '/Marked null'],
    ['/DisplayDocTitle true', '/DisplayDocTitle null'],
    ['<pdfuaid:part>1', '<pdfuaid:part>2'],
    ['/S /Sect', '/S /Foot'],
    ['/S /H1', '/S /H2'],
    ['/S /Document', '/S /Sect    '],
    ['/Alt', '/Xlt'],
    ['/BBox [', '/Xbox ['],
    ['/ToUnicode', '/XoUnicode'],
    ['/FontFile2', '/FontFile9'],
    ['/CIDToGIDMap', '/XIDToGIDMap'],
    ['/StructParents 0', '/StructParents 7'],
    ['/Lang (fr-CA)\n/P', '/Lang (zz_00)\n/P'],
    ['/K [2]', '/K [9]'],
    ['/K [2]', '/K [3]'],
    ['/Type /StructTreeRoot', '/Type /StructTreeBoot'],
  ])('reports %s replaced by %s', async (from, to) => {
    const source = Buffer.from(await pdfOf(prepared({ copies: 1 }, FULL).pages)).toString('latin1');
    const at = source.lastIndexOf(from);
    expect(at).toBeGreaterThan(0);
    const changed = source.slice(0, at) + to + source.slice(at + from.length);
    expect(checkPdfUa(Buffer.from(changed, 'latin1')).problems).not.toEqual([]);
  });

  /** A page with the given drawing, tagged by hand. */
  async function drawn(draw: (document: PDFDocument) => void): Promise<string[]> {
    const chunks: Uint8Array[] = [];
    const options = { autoFirstPage: false, font: '', pdfVersion: '1.7', lang: 'fr-CA', displayTitle: true, info: {} };
    const document = new PDFDocument({ ...options, tagged: true });
    document.on('data', (chunk) => chunks.push(chunk));
    const ended = new Promise<void>((resolve) => document.on('end', resolve));
    document.addPage({ size: [200, 200], margin: 0 });
    const root = document.struct('Document');
    document.addStructure(root);
    const content = document.markStructureContent('P');
    document.rect(0, 0, 10, 10).fill();
    document.endMarkedContent();
    root.add(document.struct('Sect', { lang: 'fr-CA' }, [document.struct('P', {}, [content])]));
    draw(document);
    document.endMetadata = () => undefined;
    document.end();
    await ended;
    return checkPdfUa(Buffer.concat(chunks)).problems.filter((problem) => !/claim|metadata/.test(problem));
  }

  it('reports content that is neither tagged nor an artifact, or both', async () => {
    expect(await drawn(() => undefined)).toEqual([]);
    expect(await drawn((document) => document.rect(0, 0, 5, 5).fill())).toEqual([
      '7.1: page 1: f is neither tagged nor an artifact',
    ]);
    expect(await drawn((document) => document.addContent('/Artifact BMC /P <</MCID 5>> BDC EMC EMC'))).toContain(
      '7.1: page 1: tagged content in an artifact',
    );
    expect(await drawn((document) => document.addContent('/Artifact BMC'))).toEqual([
      '7.1: page 1: marked content does not end',
    ]);
  });
});
