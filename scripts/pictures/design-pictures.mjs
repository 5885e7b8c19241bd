// Draws pictures of every design and product for docs/designs with the print engine. Run by hand after a change of
// appearance; the PNGs are committed. docs/designs/before holds the six designs that these replaced.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { tsImport } from 'tsx/esm/api';
import { ROOT } from '../run.mjs';

const engine = await tsImport('../commands/card-pdf-engine.ts', import.meta.url);
const OUT = `${ROOT}docs/designs/`;
const WIDTH = 420;
const GAP = 20;
const GROUND = '#D8D2C6';

const phone = (id, number, extension = '') => ({ id, kind: 'work', number, extension });
const THREE_FIELDS = {
  givenNames: 'Élodie',
  familyNames: 'Côté-Gagné',
  phones: [phone('p1', '+15142859286')],
  emails: [{ id: 'e1', kind: 'work', address: 'elodie@boulangerie-lete.ca' }],
};
const FULL = {
  ...THREE_FIELDS,
  title: 'Maître boulangère',
  organisation: 'Boulangerie L’Été',
  phones: [phone('p1', '+15142859286', '150'), phone('p2', '+14388889967')],
  website: 'https://boulangerie-lete.ca',
  headline: 'Du pain au levain, livré avant sept heures',
  address: {
    streetAddress: '1554, boulevard De Maisonneuve Ouest',
    extendedAddress: 'bureau 300',
    locality: 'Montréal',
    region: 'QC',
    postalCode: 'H3G 1M8',
    countryName: 'Canada',
  },
};
const CARDS = {
  'three fields': THREE_FIELDS,
  full: FULL,
  'long names': {
    ...FULL,
    givenNames: 'Marie-Christine Alexandra',
    familyNames: 'De la Sablonnière-Vandenberghe',
    title: 'Vice-présidente principale, affaires juridiques et secrétariat',
    organisation: 'Société québécoise de développement des infrastructures durables',
    emails: [
      { id: 'e1', kind: 'work', address: 'marie-christine.delasablonniere@infrastructures-durables.gouv.qc.ca' },
    ],
  },
  Arabic: {
    ...THREE_FIELDS,
    givenNames: 'ليلى',
    familyNames: 'الخطيب',
    title: 'مهندسة معمارية',
    organisation: 'مكتب الخطيب للهندسة',
    emails: [{ id: 'e1', kind: 'work', address: 'layla@alkhatib.example' }],
    address: {
      ...FULL.address,
      streetAddress: 'شارع الحمراء ١٢، الطابق ٣',
      extendedAddress: '',
      locality: 'بيروت',
      region: '',
      postalCode: '',
      countryName: '',
    },
  },
  'photo and logo': FULL,
};
const cardOf = (content) => engine.parseCardFile(JSON.stringify(content));

/** Placeholder photo and logo: plain shapes that depict nobody. */
const SHAPES = {
  photo: `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="#DCD3C3"/><stop offset="1" stop-color="#A8957A"/></linearGradient></defs><rect width="900" height="900" fill="url(#g)"/><circle cx="450" cy="350" r="165" fill="#7A6A57"/><path d="M110 900c0-215 150-310 340-310s340 95 340 310z" fill="#4F4A42"/></svg>`,
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 330 100" width="990" height="300"><path d="M10 90V10h24v58h34v22zM84 10h70v22H108v8h36v20h-36v8h46v22H84z" fill="#0B5B6B"/><circle cx="220" cy="50" r="40" fill="#C98A2B"/><path d="M262 90a40 40 0 0 1 58-36v36z" fill="#0B5B6B"/></svg>`,
};
const folder = mkdtempSync(join(tmpdir(), 'poignee-designs-'));
const pictures = {};
for (const [name, svg] of Object.entries(SHAPES)) {
  const path = join(folder, `${name}.svg`);
  writeFileSync(path, svg);
  pictures[name] = await engine.readPicture(path, name);
}
rmSync(folder, { recursive: true });
const NO_PICTURES = { photo: null, logo: null };

const order = (over) => ({
  product: 'card',
  options: engine.DEFAULT_OPTIONS,
  paper: { kind: 'single', trim: engine.TRIMS['88.9x50.8'] },
  preset: 'shop-x1a',
  start: 1,
  copies: 1,
  duplex: 'none',
  outlines: false,
  printer: null,
  printerDpi: 600,
  region: 'fr-CA',
  slip: { event: '', batch: '', names: [] },
  tabs: false,
  corrections: [],
  ...over,
});

/** Draws each side of a card, or each page of another product, as a PNG. */
async function drawOrder(one, ownPictures, drawsPages = false) {
  const { findings, prepared, fonts } = await engine.makeCardPdf(one, {
    origin: 'https://poignee.app',
    pictures: ownPictures,
    now: new Date(0),
    documentId: '0'.repeat(32),
    verify: false,
  });
  if (prepared.cards.length === 0) throw new Error(JSON.stringify(findings));
  const sides = prepared.cards.flatMap(({ front, back }) => (back === null ? [front] : [front, back]));
  const drawings = drawsPages
    ? prepared.pages.map((page) => [engine.renderPageSvg(page, fonts), page.mediaBox])
    : sides.map((scene) => [engine.renderSvg(scene, fonts), scene.trim]);
  return Promise.all(
    drawings.map(([svg, { widthMm, heightMm }]) => {
      const scale = WIDTH / Math.max(widthMm, heightMm);
      const sized = svg.replace('<svg ', `<svg width="${widthMm * scale}" height="${heightMm * scale}" `);
      return sharp(Buffer.from(sized)).flatten({ background: '#ffffff' }).png().toBuffer({ resolveWithObject: true });
    }),
  );
}

/** Writes a contact sheet: rows of pictures on a plain background. */
async function writeContactSheet(rows, file) {
  const heights = rows.map((row) => Math.max(...row.map(({ info }) => info.height)));
  const width = Math.max(...rows.map((row) => row.reduce((sum, { info }) => sum + info.width + GAP, GAP)));
  const height = heights.reduce((sum, rowHeight) => sum + rowHeight + GAP, GAP);
  const placed = [];
  let top = GAP;
  for (const [index, row] of rows.entries()) {
    let left = GAP;
    for (const { data, info } of row) {
      placed.push({ input: data, left, top });
      left += info.width + GAP;
    }
    top += heights[index] + GAP;
  }
  await sharp({ create: { width, height, channels: 3, background: GROUND } })
    .composite(placed)
    .png({ palette: true, colours: 96 })
    .toFile(OUT + file);
}

mkdirSync(OUT, { recursive: true });
const overview = [];
for (const design of engine.DESIGNS) {
  const options = { ...engine.DEFAULT_OPTIONS, design, sides: 2 };
  const rows = [];
  for (const [name, content] of Object.entries(CARDS)) {
    const ownPictures = name === 'photo and logo' ? pictures : NO_PICTURES;
    rows.push(await drawOrder(order({ cards: [cardOf(content)], options }), ownPictures));
    if (name === 'full') overview.push(rows.at(-1));
  }
  await writeContactSheet(rows, `${design}.png`);
}
const pairs = overview.flatMap((row, index) => (index % 2 === 0 ? [[...row, ...(overview[index + 1] ?? [])]] : []));
await writeContactSheet(pairs, 'all.png');

const products = [];
const texts = { licence: '', services: ['Pains au levain', 'Viennoiseries', 'Gâteaux sur commande'], urgent: '' };
for (const [product, over] of [
  ['poster', {}],
  ['poster', { tabs: true }],
  ['tent', {}],
  ['badge', { slip: { event: '5 à 7 de la Chambre', batch: '', names: [] } }],
  ['guide', {}],
  ['leaflet', { options: { ...engine.DEFAULT_OPTIONS, texts } }],
  ['reply-slip', { slip: { event: '5 à 7 de la Chambre', batch: 'K7Q2', names: [] } }],
  ['back', { options: { ...engine.DEFAULT_OPTIONS, design: 'band' } }],
]) {
  const paper = engine.paperFor(product, { kind: 'sheet', sheet: 'letter-10' }, 'fr-CA');
  const one = order({ product, cards: [cardOf(FULL)], paper, preset: 'home', copies: null, ...over });
  products.push(...(await drawOrder(one, { photo: null, logo: pictures.logo }, true)));
}
await writeContactSheet([products.slice(0, 5), products.slice(5)], 'products.png');
