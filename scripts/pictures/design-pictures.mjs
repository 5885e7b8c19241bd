// Draws pictures of every design and product for docs/designs with the print engine. Run by hand after a change of
// appearance; the PNGs are committed.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { tsImport } from 'tsx/esm/api';
import { ROOT } from '../run.mjs';

const engine = await tsImport('../commands/card-pdf-engine.ts', import.meta.url);
const OUT = `${ROOT}docs/designs/`;
const WIDTH = 640;
const GAP = 24;
const GROUND = '#E4DED3';

const card = engine.parseCardFile(
  JSON.stringify({
    givenNames: 'Élodie',
    familyNames: 'Côté-Gagné',
    title: 'Maître boulangère',
    organisation: 'Boulangerie L’Été',
    phones: [
      { id: 'p1', kind: 'work', number: '+15142859286', extension: '150' },
      { id: 'p2', kind: 'cell', number: '+14388889967', extension: '' },
    ],
    emails: [{ id: 'e1', kind: 'work', address: 'elodie@boulangerie-lete.ca' }],
    website: 'https://boulangerie-lete.ca',
  }),
);

/** Placeholder photo and logo: plain shapes that depict nobody. */
const SHAPES = {
  photo: `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="640"><rect width="640" height="640" fill="#C9BFAE"/><circle cx="320" cy="250" r="120" fill="#8C7B66"/><path d="M80 640c0-150 110-220 240-220s240 70 240 220z" fill="#5C584F"/></svg>`,
  logo: `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><path d="M60 240V60h60v130h90v50zM260 60h180v50h-60v130h-60V110h-60z" fill="#0B5B6B"/><circle cx="600" cy="150" r="90" fill="#0B5B6B"/></svg>`,
};
const folder = mkdtempSync(join(tmpdir(), 'poignee-designs-'));
const pictures = {};
for (const [name, svg] of Object.entries(SHAPES)) {
  const path = join(folder, `${name}.png`);
  await sharp(Buffer.from(svg)).png().toFile(path);
  pictures[name] = await engine.readPicture(path, name);
}
rmSync(folder, { recursive: true });

const options = (overrides) => ({ ...engine.DEFAULT_OPTIONS, ...overrides });
const order = (over) => ({
  product: 'card',
  cards: [card],
  options: engine.DEFAULT_OPTIONS,
  paper: { kind: 'single', trim: engine.TRIMS['88.9x50.8'] },
  preset: 'shop-x1a-0',
  start: 1,
  copies: 1,
  duplex: 'none',
  outlines: false,
  printer: null,
  printerDpi: 600,
  region: 'fr-CA',
  slip: { event: '5 à 7 de la Chambre', batch: 'K7Q2', names: [] },
  corrections: [],
  ...over,
});

/** Draws each page of an order as a PNG. */
async function drawOrder(order) {
  const { bytes, findings, prepared, fonts } = await engine.makeCardPdf(order, {
    origin: 'https://poignee.app',
    pictures,
    now: new Date(0),
    documentId: '0'.repeat(32),
    verify: true,
  });
  if (bytes === null) throw new Error(JSON.stringify(findings));
  return Promise.all(
    prepared.pages.map((page) =>
      sharp(Buffer.from(engine.renderPageSvg(page, fonts)), { density: 72 })
        .resize({
          width: Math.round((WIDTH * page.mediaBox.widthMm) / Math.max(page.mediaBox.widthMm, page.mediaBox.heightMm)),
        })
        .flatten({ background: '#ffffff' })
        .png()
        .toBuffer({ resolveWithObject: true }),
    ),
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
    .png({ palette: true, colours: 64 })
    .toFile(OUT + file);
}

mkdirSync(OUT, { recursive: true });
const fronts = [];
for (const design of engine.DESIGNS) {
  const rows = [];
  for (const ink of ['saving', 'full']) {
    const landscape = await drawOrder(order({ options: options({ design, ink, sides: 2 }) }));
    const portrait = await drawOrder(
      order({ options: options({ design, ink, sides: 1, orientation: 'portrait', leftOut: ['website'] }) }),
    );
    rows.push([...landscape, ...(portrait[0] ? [portrait[0]] : [])]);
  }
  await writeContactSheet(rows, `${design}.png`);
  const [one] = await drawOrder(order({ options: options({ design, sides: design === 'bilingual' ? null : 1 }) }));
  fronts.push(one);
}
await writeContactSheet([fronts.slice(0, 2), fronts.slice(2, 4), fronts.slice(4)], 'all.png');
const plain = (trim) => ({ kind: 'plain', paper: 'Letter', trim });
const products = [];
for (const [product, paper] of [
  ['reply-slip', { kind: 'single', trim: engine.TRIMS['88.9x50.8'] }],
  ['badge', { kind: 'single', trim: { widthMm: 86, heightMm: 60 } }],
  ['tent', plain(engine.TRIMS['88.9x50.8'])],
  ['poster', { kind: 'single', trim: { widthMm: 139.7, heightMm: 215.9 } }],
])
  products.push(...(await drawOrder(order({ product, paper }))));
await writeContactSheet([products.slice(0, 2), products.slice(2)], 'products.png');
