import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '@/lib/print/card-options';
import { DESIGNS } from '@/lib/print/designs/design-names';
import { CONDITIONS, PRESET_IDS, PRESETS, type PresetId } from '@/lib/print/pdf/presets';
import { TRIMS } from '@/lib/print/sheets';
import { rasterise, textOf } from '../../scripts/commands/read-pdf';
import { findTool } from '../../scripts/find-tool.mjs';
import { pdfOf, prepared } from '../support/print';

const ICC = Uint8Array.from(readFileSync('public/profiles/FOGRA39L_coated.icc'));
const SINGLE = { kind: 'single', trim: TRIMS['85x55'] } as const;
const folder = mkdtempSync(join(tmpdir(), 'poignee-pdf-'));
afterAll(() => rmSync(folder, { recursive: true }));

const shopPdf = (preset: PresetId, overrides: Parameters<typeof prepared>[0] = {}, info = {}) =>
  pdfOf(prepared({ paper: SINGLE, preset, ...overrides }).pages, { preset, info, icc: ICC });

/** Returns the source of a PDF as Latin-1 text, and its streams, decompressed. */
function contentsOf(bytes: Uint8Array): { source: string; streams: string[] } {
  const source = Buffer.from(bytes).toString('latin1');
  const streams: string[] = [];
  for (const match of source.matchAll(/(<<(?:[^<>]|<<[^<>]*>>|<[^<>]*>)*>>)\s*stream\r?\n/g)) {
    const start = (match.index ?? 0) + match[0].length;
    const raw = Buffer.from(source.slice(start, source.indexOf('endstream', start)), 'latin1');
    streams.push(/FlateDecode/.test(match[1] ?? '') ? inflateSync(raw).toString('latin1') : raw.toString('latin1'));
  }
  return { source, streams };
}

const boxOf = (source: string, name: string) =>
  new RegExp(`/${name} \\[([^\\]]+)\\]`)
    .exec(source)?.[1]
    ?.trim()
    .split(/\s+/)
    .map((pt) => Math.round((Number(pt) * 25.4 * 1000) / 72) / 1000);

describe('a sheet for a home printer', () => {
  it('is at true size, disables scaling, sets the duplex mode and embeds only subset fonts', async () => {
    const { pages } = prepared({ options: { ...DEFAULT_OPTIONS, sides: 2 } });
    const bytes = await pdfOf(pages, { duplex: 'short' });
    const { widthPt, heightPt } = await rasterise(bytes, 20);
    expect([widthPt, heightPt]).toEqual([612, 792]);
    const { source } = contentsOf(bytes);
    for (const expectedEntry of ['/PrintScaling /None', '/Duplex /DuplexFlipShortEdge', '/PickTrayByPDFSize true'])
      expect(source).toContain(expectedEntry);
    expect(source).toMatch(/\/BaseFont \/[A-Z]{6}\+AtkinsonHyperlegibleNext/);
    // Atkinson in two weights, and Public Sans for numbers.
    expect(source.match(/\/FontFile2 /g)?.length).toBe(3);
    expect(source).not.toMatch(/Helvetica/);
  });

  it('requests one-sided printing without backs, so that no sheet is printed behind another', async () => {
    const { source } = contentsOf(await pdfOf(prepared({ copies: 25 }).pages, { duplex: 'long' }));
    expect(source).toContain('/Duplex /Simplex');
  });

  it('is at most 40 kB with ten cards, which share one form XObject', async () => {
    const bytes = await pdfOf(prepared({}).pages);
    expect(bytes.length).toBeLessThanOrEqual(40_000);
    expect(contentsOf(bytes).source.match(/\/Subtype \/Form/g)).toHaveLength(1);
  });

  it('keeps the text searchable, as typed', async () => {
    const words = (await textOf(await pdfOf(prepared({}).pages))).join(' ');
    for (const expectedText of ['Élodie Côté-Gagné', 'Boulangerie L’Été; Fils, inc.', 'elodie@boulangerie-lete.ca'])
      expect(words).toContain(expectedText);
  });

  it('escapes a hostile title, in the info dictionary and in the XMP', async () => {
    const title = `</rdf:li><script>&"' (x) \\ \u0000 ]]>`;
    const { source, streams } = contentsOf(await pdfOf(prepared({}).pages, { info: { title } }));
    const xmp = streams.find((stream) => stream.includes('<x:xmpmeta')) ?? '';
    expect(xmp).not.toContain('<script>');
    expect(xmp.match(/<rdf:li xml:lang="x-default">/g)).toHaveLength(1);
    expect(xmp).not.toContain('\u0000');
    expect(source).toMatch(/%%EOF\s*$/);
  });
});

const SHOP_PRESETS = PRESET_IDS.filter((id) => id !== 'home');

describe.each(SHOP_PRESETS)('%s', (id) => {
  const preset = PRESETS[id];
  let source = '';
  let streams: string[] = [];
  beforeAll(async () => {
    ({ source, streams } = contentsOf(
      await shopPdf(id, { options: { ...DEFAULT_OPTIONS, design: 'portrait', ink: 'full' } }),
    ));
  });

  it('nests its boxes: trim in bleed in media, with the preset’s bleed (ISO 32000-1 §14.11.2)', () => {
    const [media, bleed, trim] = ['MediaBox', 'BleedBox', 'TrimBox'].map((name) => boxOf(source, name) ?? []);
    for (const [outer, inner] of [
      [media, bleed],
      [bleed, trim],
    ] as const) {
      for (const side of [0, 1]) expect(outer?.[side]).toBeLessThanOrEqual((inner?.[side] ?? 0) + 0.001);
      for (const side of [2, 3]) expect(outer?.[side]).toBeGreaterThanOrEqual((inner?.[side] ?? 0) - 0.001);
    }
    expect((trim?.[0] ?? 0) - (bleed?.[0] ?? 0)).toBeCloseTo(preset.bleedMm, 2);
    expect((trim?.[2] ?? 0) - (trim?.[0] ?? 0)).toBeCloseTo(85, 2);
    expect((trim?.[3] ?? 0) - (trim?.[1] ?? 0)).toBeCloseTo(55, 2);
    expect((media?.[0] ?? 0) < (bleed?.[0] ?? 0)).toBe(preset.marks);
  });

  it('uses only DeviceCMYK, overprints black and has no transparency (ISO 15930-4 §6.5, §6.11)', () => {
    const pageContent = streams.filter((stream) => / (re|Do|Tj|TJ)\b/.test(stream)).join('\n');
    expect(pageContent).toMatch(/\/DeviceCMYK cs/);
    expect(pageContent).toMatch(/0 0 0 1 scn/);
    expect(`${source}${pageContent}`).not.toMatch(/DeviceRGB|CalRGB|ICCBased|\bSMask\b|\/ca |\/CA |\/Group\b|\/BM /);
    expect(pageContent).not.toMatch(/^[\d.]+ [\d.]+ [\d.]+ (rg|RG)$/m);
    expect(source).toContain('/OP true');
    expect(source).toContain('/OPM 1');
    expect(source).toMatch(/\/Subtype \/Image[^>]*\/ColorSpace \/DeviceCMYK/);
  });

  it('declares its standard, dates, trapping and output condition, in the info dictionary and in the XMP', () => {
    const xmp = Buffer.from(streams.find((stream) => stream.includes('<x:xmpmeta')) ?? '', 'latin1').toString('utf8');
    expect(source).toMatch(preset.standard === 'x1a' ? /^%PDF-1\.4/ : /^%PDF-1\.6/);
    expect(source.includes('(PDF/X-1a:2003)')).toBe(preset.standard === 'x1a');
    expect(xmp.includes('<pdfxid:GTS_PDFXVersion>PDF/X-4<')).toBe(preset.standard === 'x4');
    const info = (name: string) => new RegExp(`/${name} (\\d+) 0 R`).exec(source)?.[1] ?? '';
    const valueIn = (name: string) => new RegExp(`\\n${info(name)} 0 obj\\n([^\\n]*)`).exec(source)?.[1];
    expect(valueIn('Trapped')).toBe('/False');
    expect(valueIn('CreationDate')).toBe('(D:20261123080000Z)');
    expect(valueIn('ModDate')).toBe('(D:20261123080000Z)');
    expect(valueIn('Title')).toContain('Carte');
    for (const expectedText of [
      '<pdf:Trapped>False<',
      '<xmp:CreateDate>2026-11-23T08:00:00Z<',
      '>Carte</rdf:li>',
      'uuid:00112233-4455',
    ])
      expect(xmp).toContain(expectedText);
    expect(source).toMatch(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/);
    const condition = CONDITIONS[preset.condition];
    expect(source).toMatch(/\/S \/GTS_PDFX/);
    expect(source).toContain(`/OutputConditionIdentifier (${condition.identifier})`);
    expect(source).toContain('/RegistryName (http://www.color.org)');
    expect(source.includes('/DestOutputProfile')).toBe(preset.embedIcc);
    if (preset.embedIcc) expect(streams.some((stream) => stream.slice(36, 40) === 'acsp')).toBe(true);
  });

  it('embeds and subsets every font, or has none if its text is outlined', () => {
    const fonts = source.match(/\/BaseFont \/[^\s/]+/g) ?? [];
    expect(fonts.length > 0).toBe(!preset.outlined);
    for (const font of fonts) expect(font).toMatch(/\/BaseFont \/[A-Z]{6}\+/);
    const descriptors = source.match(/\/Type \/FontDescriptor/g) ?? [];
    expect(source.match(/\/FontFile2 /g) ?? []).toHaveLength(descriptors.length);
  });
});

it('rejects a preset for a press if no ICC profile is given', async () => {
  await expect(pdfOf(prepared({ paper: SINGLE }).pages, { preset: 'shop-x4' })).rejects.toThrow('print.icc_missing');
});

describe('third-party tools', () => {
  const qpdf = findTool('qpdf');
  const ghostscript = findTool('gs');
  const writePdf = async (name: string, bytes: Uint8Array) => {
    const path = join(folder, `${name}.pdf`);
    writeFileSync(path, bytes);
    return path;
  };
  const cases: [string, () => Promise<Uint8Array>][] = [
    ...SHOP_PRESETS.map((id): [string, () => Promise<Uint8Array>] => [id, () => shopPdf(id)]),
    ...DESIGNS.map((design): [string, () => Promise<Uint8Array>] => [
      design,
      () =>
        pdfOf(prepared({ options: { ...DEFAULT_OPTIONS, design, sides: 2, ink: 'full' } }).pages, { duplex: 'long' }),
    ]),
    ['sheet-x1a', () => pdfOf(prepared({ preset: 'shop-x1a' }).pages, { preset: 'shop-x1a', icc: ICC })],
  ];

  it.runIf(qpdf).each(cases)('%s passes qpdf --check', async (name, make) => {
    const { status, stdout, stderr } = spawnSync('qpdf', ['--check', await writePdf(name, await make())], {
      encoding: 'utf8',
    });
    expect(`${stdout}${stderr}`).toContain('No syntax or stream encoding errors');
    expect(status).toBe(0);
  });

  it.runIf(ghostscript).each(cases)('%s passes Ghostscript without any message', async (name, make) => {
    const path = await writePdf(name, await make());
    const { status, stdout, stderr } = spawnSync(
      'gs',
      ['-q', '-dNOPAUSE', '-dBATCH', '-dPDFSTOPONERROR', '-sDEVICE=nullpage', path],
      {
        encoding: 'utf8',
      },
    );
    expect(`${stdout}${stderr}`).toBe('');
    expect(status).toBe(0);
  });
});
