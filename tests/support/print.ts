import sharp from 'sharp';
import type { CardPatch } from '@/lib/card/card';
import { type CardOptions, DEFAULT_OPTIONS } from '@/lib/print/card-options';
import type { Pictures } from '@/lib/print/designs/design';
import type { Page } from '@/lib/print/impose';
import { type LaidOutCard, layoutCard } from '@/lib/print/layout-card';
import { PRESETS, type PresetId } from '@/lib/print/pdf/presets';
import { renderPdf } from '@/lib/print/pdf/render-pdf';
import { type Codes, type PrintContext, type PrintOrder, prepare } from '@/lib/print/prepare';
import { codeSource } from '@/lib/print/printed-code';
import type { PrintPicture, Scene, SymbolItem, TextItem, Trim } from '@/lib/print/scene';
import { TRIMS } from '@/lib/print/sheets';
import { offlineCodeIn } from '@/lib/qr/offline-payload';
import { linkCodeIn } from '@/lib/share/link-code';
import { cardOf, ELODIE } from './cards';
import { FONTS } from './fonts';

export const ORIGIN = 'https://poignee.app';

export const FULL: CardPatch = {
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

/** Returns a picture without an encoded file, whose colours vary across it, so that any shift is visible. */
export function pictureOf(widthPx: number, heightPx: number, id = `${widthPx}x${heightPx}`): PrintPicture {
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y += 1)
    for (let x = 0; x < widthPx; x += 1)
      rgb.set([Math.floor((x * 160) / widthPx), Math.floor((y * 120) / heightPx), 90], (y * widthPx + x) * 3);
  return { id, widthPx, heightPx, rgb, dataUrl: '' };
}

async function addDataUrl(picture: PrintPicture): Promise<PrintPicture> {
  const { widthPx: width, heightPx: height, rgb } = picture;
  const png = await sharp(Buffer.from(rgb), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  return { ...picture, dataUrl: `data:image/png;base64,${png.toString('base64')}` };
}

const PICTURES: Pictures = {
  photo: await addDataUrl(pictureOf(600, 600)),
  logo: await addDataUrl(pictureOf(640, 200)),
};
export const NO_PICTURES: Pictures = { photo: null, logo: null };

const codesCache = new Map<CardPatch, Codes>();

const codesOf = (content: CardPatch): Codes => {
  const codes = codesCache.get(content) ?? makeCodes(content);
  codesCache.set(content, codes);
  return codes;
};

const makeCodes = (content: CardPatch): Codes => {
  const card = cardOf(content);
  return {
    offline: codeSource('offline', (room) => offlineCodeIn(card, room)),
    link: codeSource('link', (room) => linkCodeIn(card, ORIGIN, null, room)),
  };
};

/** Lays out a card as the app does, with every face and, by default, both pictures. */
export function lay(
  content: CardPatch,
  options: Partial<CardOptions> = {},
  trim: Trim = TRIMS['88.9x50.8'],
  { pictures = PICTURES, region = 'fr-CA' as PrintOrder['region'], bleedMm = 3 } = {},
): LaidOutCard {
  const cardOptions = { ...DEFAULT_OPTIONS, ...options };
  const code = cardOptions.code === 'none' ? null : codesOf(content)[cardOptions.code];
  return layoutCard(cardOf(content), cardOptions, trim, { fonts: FONTS, region, pictures, code, bleedMm });
}

export const sidesOf = ({ front, back }: LaidOutCard): Scene[] => (back === null ? [front] : [front, back]);
export const textsOf = (scene: Scene) => scene.items.filter((item): item is TextItem => item.kind === 'text');
export const symbolOf = (scene: Scene) => scene.items.find((item): item is SymbolItem => item.kind === 'symbol');

export const ORDER: PrintOrder = {
  product: 'card',
  cards: [cardOf(ELODIE)],
  options: DEFAULT_OPTIONS,
  paper: { kind: 'sheet', sheet: 'letter-10' },
  preset: 'home',
  start: 1,
  copies: null,
  duplex: 'none',
  outlines: false,
  printer: null,
  printerDpi: 600,
  region: 'fr-CA',
  slip: { event: '', batch: '', names: [] },
  tabs: false,
  corrections: [],
};

export const meansOf = (content: CardPatch = ELODIE, overrides: Partial<PrintContext> = {}): PrintContext => ({
  fonts: FONTS,
  picturesOf: () => PICTURES,
  codesOf: () => codesOf(content),
  slipCode: null,
  ...overrides,
});

/** Prepares an order for one card with the given content. */
export const prepared = (
  overrides: Partial<PrintOrder>,
  content: CardPatch = ELODIE,
  context: Partial<PrintContext> = {},
) => prepare({ ...ORDER, cards: [cardOf(content)], ...overrides }, meansOf(content, context));

const INFO = {
  title: 'Carte',
  author: 'Élodie',
  language: 'fr-CA',
  createdAt: new Date(Date.UTC(2026, 10, 23, 8)),
  documentId: '00112233445566778899aabbccddeeff',
};

export const pdfOf = (
  pages: readonly Page[],
  {
    preset = 'home' as PresetId,
    duplex = 'none' as PrintOrder['duplex'],
    info = {},
    icc = undefined as Uint8Array | undefined,
  } = {},
) => renderPdf(pages, FONTS, { info: { ...INFO, ...info }, preset: PRESETS[preset], duplex, ...(icc && { icc }) });
