import sharp from 'sharp';
import { createWorker, type Worker } from 'tesseract.js';
import { foldText } from '@/lib/card/fold-text';
import type { RegionProfile } from '@/lib/i18n/locales';
import { phoneReader, readPhone } from '@/lib/i18n/phone';
import type { CardOptions } from '@/lib/print/card-options';
import { renderSvg } from '@/lib/print/render-svg';
import {
  linesOf,
  type PaperProperty,
  type Proposal,
  proposeFields,
  READING_SIDE_PX,
  RECOGNISER_SETTINGS,
} from '@/lib/scan/paper-card';
import { type Corners, findCard, type Raster, straighten, wholePicture } from '@/lib/scan/straighten';
import { randomFrom } from '../bench/scanning/camera.mjs';
import { CONTACTS } from './contacts';
import { FONTS } from './fonts';
import { lay, NO_PICTURES, textsOf } from './print';
import { rasteriseSvg } from './raster';

const DESIGNS = ['classic', 'band', 'large-print'] as const satisfies readonly CardOptions['design'][];
/** Size in pixels to which a phone's photo of a card is reduced before processing. */
const PHOTO = { width: 1600, height: 1200 };

export type PaperPhoto = {
  name: string;
  region: RegionProfile;
  picture: Raster;
  corners: Corners;
  printed: Partial<Record<PaperProperty, string>>;
};

/** Simulates photo `index` of a card from our print engine; person, design, table, tilt, light and focus vary. */
export async function paperPhoto(index: number): Promise<PaperPhoto> {
  const random = randomFrom(7000 + index);
  const contact = CONTACTS[index % CONTACTS.length];
  const design = DESIGNS[index % DESIGNS.length] ?? 'classic';
  if (contact === undefined) throw new Error('no contact');
  const region = contact.address.countryName === 'France' ? 'fr-FR' : contact.languages[0] === 'en' ? 'en-CA' : 'fr-CA';
  const { front } = lay(contact, { design, code: random() < 0.5 ? 'none' : 'offline' }, undefined, {
    pictures: NO_PICTURES,
    region,
  });
  const card = await rasteriseSvg(renderSvg(front, FONTS), 1050, 600);
  const printed: PaperPhoto['printed'] = {};
  const joinTexts = (role: string, separator: string) => {
    const texts = textsOf(front)
      .filter((item) => item.role === role)
      .map(({ text }) => text);
    return texts.join(separator).trim();
  };
  const roles = { name: ' ', title: ' ', organisation: ' ', email: '', website: '', address: ', ' } as const;
  for (const [role, separator] of Object.entries(roles)) {
    const text = joinTexts(role, separator);
    if (text !== '') printed[role as PaperProperty] = text;
  }
  const phones = textsOf(front)
    .filter((item) => item.role === 'phone')
    .map(({ text }) => readPhone(text, region)?.number ?? text);
  if (phones[0] !== undefined) printed.phone = phones[0];
  const { picture, corners } = await photograph(card, random);
  return { name: `${index} ${design}`, region, picture, corners, printed };
}

/** Simulates a photo of the card: coloured table, tilt, uneven light, slight blur and noise. */
async function photograph(
  card: { data: Uint8ClampedArray | Uint8Array; width: number; height: number },
  random: () => number,
) {
  const { width, height } = PHOTO;
  const randomBetween = (from: number, to: number) => from + (to - from) * random();
  const table = [
    [92, 64, 44],
    [58, 62, 70],
    [30, 70, 88],
    [120, 96, 70],
    [40, 40, 42],
  ][Math.floor(random() * 5)] ?? [0, 0, 0];
  const cardWidthPx = width * randomBetween(0.66, 0.82);
  const cardHeightPx = (cardWidthPx * card.height) / card.width;
  const rotationRad = randomBetween(-0.12, 0.12);
  const randomOffset = () => randomBetween(-0.045, 0.045) * cardWidthPx;
  const [cx, cy] = [width / 2 + randomBetween(-40, 40), height / 2 + randomBetween(-40, 40)];
  const corner = (x: number, y: number) => ({
    x: cx + x * Math.cos(rotationRad) - y * Math.sin(rotationRad) + randomOffset(),
    y: cy + x * Math.sin(rotationRad) + y * Math.cos(rotationRad) + randomOffset(),
  });
  const corners: Corners = [
    corner(-cardWidthPx / 2, -cardHeightPx / 2),
    corner(cardWidthPx / 2, -cardHeightPx / 2),
    corner(cardWidthPx / 2, cardHeightPx / 2),
    corner(-cardWidthPx / 2, cardHeightPx / 2),
  ];
  const inverse = inverseOf(corners, card.width, card.height);
  const light = {
    angle: randomBetween(0, Math.PI * 2),
    fall: randomBetween(0.1, 0.35),
    glow: randomBetween(0.88, 1.02),
  };
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const cardPoint = inverse(x + 0.5, y + 0.5);
      const onCard =
        cardPoint.x >= 0 && cardPoint.y >= 0 && cardPoint.x < card.width - 1 && cardPoint.y < card.height - 1;
      const shade =
        light.glow -
        light.fall * (0.5 + ((x / width - 0.5) * Math.cos(light.angle) + (y / height - 0.5) * Math.sin(light.angle)));
      const grain = onCard ? 0 : 8 * Math.sin(x * 0.05 + 3 * Math.sin(y * 0.011));
      for (let channel = 0; channel < 3; channel += 1)
        data[(y * width + x) * 4 + channel] =
          ((onCard ? bilinear(card, cardPoint.x, cardPoint.y, channel) : (table[channel] ?? 0)) + grain) * shade;
      data[(y * width + x) * 4 + 3] = 255;
    }
  const blurred = await sharp(Buffer.from(data), { raw: { width, height, channels: 4 } })
    .blur(randomBetween(0.6, 1.3))
    .raw()
    .toBuffer();
  const noise = randomBetween(3, 8);
  const noisy = Uint8ClampedArray.from(blurred, (value, index) =>
    index % 4 === 3 ? 255 : value + (random() + random() + random() - 1.5) * noise,
  );
  return { picture: { data: noisy, width, height }, corners };
}

function bilinear(
  { data, width }: { data: ArrayLike<number>; width: number },
  x: number,
  y: number,
  channel: number,
): number {
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - x0, y - y0];
  const at = (column: number, row: number) => data[(row * width + column) * 4 + channel] ?? 255;
  return (
    (at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx) * (1 - fy) +
    (at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx) * fy
  );
}

/** Returns the map from photo to card pixels: the homography's eight equations, solved by Gauss–Jordan elimination. */
function inverseOf(
  corners: Corners,
  width: number,
  height: number,
): (x: number, y: number) => { x: number; y: number } {
  const flat = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const;
  const rows = corners.flatMap(({ x, y }, index) => {
    const [u, v] = flat[index] ?? [0, 0];
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  for (let pivot = 0; pivot < 8; pivot += 1) {
    const best = rows
      .slice(pivot)
      .reduce(
        (top, row, index) => (Math.abs(row[pivot] ?? 0) > Math.abs(rows[top]?.[pivot] ?? 0) ? index + pivot : top),
        pivot,
      );
    const [a, b] = [rows[pivot] ?? [], rows[best] ?? []];
    [rows[pivot], rows[best]] = [b, a];
    const lead = rows[pivot] ?? [];
    for (const [index, row] of rows.entries()) {
      if (index === pivot) continue;
      const factor = (row[pivot] ?? 0) / (lead[pivot] ?? 1);
      for (let column = pivot; column < 9; column += 1) row[column] = (row[column] ?? 0) - factor * (lead[column] ?? 0);
    }
  }
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = rows.map(
    (row, index) => (row[8] ?? 0) / (row[index] ?? 1),
  );
  return (x, y) => {
    const w = g * x + h * y + 1;
    return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
  };
}

/** Starts the recogniser that the app serves, outside a browser, with the same data and settings. */
export async function startRecogniser(): Promise<Worker> {
  const { cpSync, mkdtempSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const folder = mkdtempSync(join(tmpdir(), 'poignee-ocr-'));
  for (const language of ['fra', 'eng'])
    cpSync(
      `node_modules/@tesseract.js-data/${language}/4.0.0_best_int/${language}.traineddata.gz`,
      join(folder, `${language}.traineddata.gz`),
    );
  const worker = await createWorker(['fra', 'eng'], 1, { langPath: folder, cacheMethod: 'none', gzip: true });
  await worker.setParameters(RECOGNISER_SETTINGS as never);
  return worker;
}

export type PaperReading = {
  found: boolean;
  cornerErrorPx: number;
  proposals: Proposal[];
  right: PaperProperty[];
  wrong: PaperProperty[];
  milliseconds: number;
};

/** Runs the whole pipeline (corners, straightening, OCR, rules) and tells which properties were read correctly. */
export async function readPaper(
  worker: Worker,
  { region, picture, corners, printed }: PaperPhoto,
): Promise<PaperReading> {
  const startedAtMs = performance.now();
  const found = findCard(picture);
  const straight = straighten(picture, found ?? wholePicture(picture), READING_SIDE_PX);
  const png = await sharp(Buffer.from(straight.data), {
    raw: { width: straight.width, height: straight.height, channels: 4 },
  })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const { data } = await worker.recognize(png, {}, { blocks: true, text: false });
  const lines = linesOf(data.blocks);
  const proposals = proposeFields(lines, phoneReader(region));
  const milliseconds = performance.now() - startedAtMs;
  const right: PaperProperty[] = [];
  const wrong: PaperProperty[] = [];
  for (const [property, expected] of Object.entries(printed) as [PaperProperty, string][]) {
    const values = proposals
      .filter((proposal) => proposal.property === property || (property === 'phone' && proposal.property === 'cell'))
      .map(({ value }) => value);
    (values.some((value) => isSame(property, value, expected)) ? right : wrong).push(property);
  }
  const error =
    found === null
      ? Number.POSITIVE_INFINITY
      : Math.max(
          ...found.map(({ x, y }, index) => Math.hypot(x - (corners[index]?.x ?? 0), y - (corners[index]?.y ?? 0))),
        );
  return { found: found !== null, cornerErrorPx: error, proposals, right, wrong, milliseconds };
}

/** Compares letters, digits and `@` without accents, case, spaces and punctuation; phone numbers must be identical. */
function isSame(property: PaperProperty, value: string, expected: string): boolean {
  if (property === 'phone') return value === expected;
  const normalise = (text: string) => foldText(text).replace(/[^\p{L}\p{N}@]/gu, '');
  return normalise(value) === normalise(expected);
}
