import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { type CardId, newCard } from '../card/card';
import { cardContentOf, type ShownDocument } from '../exchange/document';
import { DEFAULT_OPTIONS } from '../print/card-options';
import { type FaceName, type FontBytes, facesFor, openFonts } from '../print/fonts';
import { layoutCard } from '../print/layout-card';
import { renderSvg } from '../print/render-svg';

/** What networks ask for (Open Graph): the card on paper. */
const WIDTH_PX = 1200;
const HEIGHT_PX = 630;
const CARD_WIDTH_PX = 960;
const TRIM = { widthMm: 88.9, heightMm: 50.8 };
const PAPER = '#fbf8f3';

const KEPT_MAX = 64;
const kept = new Map<string, Uint8Array<ArrayBuffer>>();

/** The card as it would be printed, drawn by the print engine itself, as a PNG. Drawn once a version of the card. */
export async function shareImage(
  document: ShownDocument,
  etag: string,
  root: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const known = kept.get(etag);
  if (known !== undefined) return known;
  const card = newCard(document.card as string as CardId, 0, cardContentOf(document));
  const fontFile = (name: FaceName) => new Uint8Array(readFileSync(join(root, 'public/fonts', `print-${name}.woff`)));
  const bytes: FontBytes = { regular: fontFile('regular'), semibold: fontFile('semibold') };
  for (const face of facesFor(JSON.stringify(card))) bytes[face] = fontFile(face);
  const fonts = openFonts(bytes);
  const { front } = layoutCard(card, { ...DEFAULT_OPTIONS, code: 'none' }, TRIM, {
    fonts,
    profile: document.region,
    pictures: { photo: null, logo: null },
    code: null,
  });
  const height = Math.round((CARD_WIDTH_PX * TRIM.heightMm) / TRIM.widthMm);
  const drawing = renderSvg(front, fonts).replace('<svg ', `<svg width="${CARD_WIDTH_PX}" height="${height}" `);
  const shadow = `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_WIDTH_PX}" height="${height}"><rect width="100%" height="100%" fill="#fff" stroke="#e4ded3" stroke-width="2"/></svg>`;
  const at = { left: Math.round((WIDTH_PX - CARD_WIDTH_PX) / 2), top: Math.round((HEIGHT_PX - height) / 2) };
  const png = await sharp({ create: { width: WIDTH_PX, height: HEIGHT_PX, channels: 3, background: PAPER } })
    .composite([
      { input: Buffer.from(shadow), ...at },
      { input: Buffer.from(drawing), ...at },
    ])
    .png({ palette: true })
    .toBuffer();
  const image = new Uint8Array(png);
  kept.set(etag, image);
  if (kept.size > KEPT_MAX) {
    const oldest = kept.keys().next().value;
    if (oldest !== undefined) kept.delete(oldest);
  }
  return image;
}
