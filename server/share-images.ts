import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { type CardId, newCard } from '../lib/card/card';
import { cardContentOf, type ShownDocument } from '../lib/exchange/document';
import { DEFAULT_OPTIONS, withLook } from '../lib/print/card-options';
import { type FontContext, missingText, withFallbackFonts } from '../lib/print/fallback-fonts';
import { sliceFamilyFor } from '../lib/print/font-slices';
import { type FaceName, type FontBytes, type FontSet, openFonts } from '../lib/print/fonts';
import { layoutCard } from '../lib/print/layout-card';
import { renderSvg } from '../lib/print/render-svg';
import { BoundedCache } from './bounded-cache';
import { RequestProblem } from './http/problem';
import { PICTURE_HEADERS } from './pages/picture-headers';

/** Size that social networks expect (Open Graph), with the card on a paper background. */
const WIDTH_PX = 1200;
const HEIGHT_PX = 630;
const CARD_WIDTH_PX = 960;
const TRIM = { widthMm: 88.9, heightMm: 50.8 };
const PAPER = '#fbf8f3';

/** PNG files of about 20 KB each. */
const KEPT_MAX_BYTES = 2_000_000;
/** Sets of opened faces: one for most cards, others for names in other scripts. */
const OPENED_MAX = 8;
/** Each takes a few tenths of a second of CPU time; beyond this number, a client must retry. */
const WAITING_MAX = 8;

/**
 * Returns what the print engine needs to load faces; each file is read once. `folder` contains the build's
 * `print-*.woff` and its folder `slices`.
 */
function createFonts(folder: string): FontContext {
  const bytes: FontBytes = {};
  const opened = new BoundedCache<FontSet>(OPENED_MAX);
  const fileOf = (face: FaceName) =>
    new Uint8Array(
      readFileSync(join(folder, sliceFamilyFor(face) === null ? `print-${face}.woff` : `slices/${face}.woff`)),
    );
  return {
    async fontsWith(faces) {
      const names = [...new Set<FaceName>(['atkinson-regular', ...faces])];
      const key = names.toSorted().join(' ');
      const known = opened.get(key);
      if (known !== undefined) return known;
      const files: FontBytes = {};
      for (const face of names) files[face] = bytes[face] ??= fileOf(face);
      const fonts = openFonts(files);
      opened.set(key, fonts, 1);
      return fonts;
    },
    sliceIndex: async (family) => readFileSync(join(folder, `slices/${family}.txt`), 'utf8'),
  };
}

/**
 * Creates the renderer of share images: the card as a PNG, drawn by the print engine as it would be printed. Each
 * revision is drawn once, even for concurrent requests, and one image at a time. `draw` throws 503 when too many are
 * waiting.
 */
export function createShareImages(fontFolder: string) {
  const fontContext = createFonts(fontFolder);
  const images = new BoundedCache<Uint8Array<ArrayBuffer>>(KEPT_MAX_BYTES);
  const pending = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  let last: Promise<unknown> = Promise.resolve();

  return {
    kept: (etag: string) => images.get(etag),
    draw(document: ShownDocument, etag: string): Promise<Uint8Array<ArrayBuffer>> {
      const running = pending.get(etag);
      if (running !== undefined) return running;
      if (pending.size >= WAITING_MAX)
        return Promise.reject(new RequestProblem(503, 'server.busy', {}, { ...PICTURE_HEADERS, 'Retry-After': '10' }));
      const image = last
        .then(() => drawImage(document, fontContext))
        .then((bytes) => {
          images.set(etag, bytes, bytes.length);
          return bytes;
        })
        .finally(() => pending.delete(etag));
      last = image.catch(() => undefined);
      pending.set(etag, image);
      return image;
    },
  };
}

export type ShareImages = ReturnType<typeof createShareImages>;

async function drawImage(document: ShownDocument, fontContext: FontContext): Promise<Uint8Array<ArrayBuffer>> {
  const card = newCard(document.card as string as CardId, 0, cardContentOf(document));
  const options = { ...withLook(DEFAULT_OPTIONS, card), code: 'none', orientation: 'landscape' } as const;
  const pictures = { photo: null, logo: null };
  const { result, fonts } = await withFallbackFonts(
    fontContext,
    (faces) => layoutCard(card, options, TRIM, { fonts: faces, region: document.region, pictures, code: null }),
    ({ front: scene }) => missingText([scene]),
  );
  const { front } = result;
  const height = Math.round((CARD_WIDTH_PX * TRIM.heightMm) / TRIM.widthMm);
  const drawing = renderSvg(front, fonts).replace('<svg ', `<svg width="${CARD_WIDTH_PX}" height="${height}" `);
  const background = `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_WIDTH_PX}" height="${height}"><rect width="100%" height="100%" fill="#fff" stroke="#e4ded3" stroke-width="2"/></svg>`;
  const position = { left: Math.round((WIDTH_PX - CARD_WIDTH_PX) / 2), top: Math.round((HEIGHT_PX - height) / 2) };
  const png = await sharp({ create: { width: WIDTH_PX, height: HEIGHT_PX, channels: 3, background: PAPER } })
    .composite([
      { input: Buffer.from(background), ...position },
      { input: Buffer.from(drawing), ...position },
    ])
    .png({ palette: true })
    .toBuffer();
  return new Uint8Array(png);
}
