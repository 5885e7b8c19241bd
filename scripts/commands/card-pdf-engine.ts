// The part of the app that scripts/commands/card-pdf.mjs and the benchmarks run: the same print engine, with files and
// pictures read by Node.
import { readFileSync } from 'node:fs';
import { fullNameOf } from '@/lib/card/card';
import { sidesOf } from '@/lib/print/card-options';
import type { Pictures } from '@/lib/print/designs/design';
import { type Finding, finding, refuses } from '@/lib/print/findings';
import { type SliceFamily, sliceFamilyFor } from '@/lib/print/font-slices';
import { type FaceName, type FontBytes, type FontSet, fontSets } from '@/lib/print/fonts';
import { imposeSheet, type Page, type PrintedCard } from '@/lib/print/impose';
import { inkSpreadOf, makePdf, type PdfContext, prepareWithFonts } from '@/lib/print/make-pdf';
import { sheetOf, WHOLE_PAGE } from '@/lib/print/paper';
import { PRESETS } from '@/lib/print/pdf/presets';
import { type PageBatch, renderBatches } from '@/lib/print/pdf/render-pdf';
import { looksAlike, pictureFromRgba } from '@/lib/print/pictures';
import type { Prepared, PrintOrder } from '@/lib/print/prepare';
import { codeSource } from '@/lib/print/printed-code';
import type { PrintPicture } from '@/lib/print/scene';
import { cardPositions } from '@/lib/print/sheets';
import { readSvgShapes, svgOfShapes } from '@/lib/print/svg-shapes';
import { codesOn, type ExpectedCode, VERIFICATION_DPI, verifyCodes } from '@/lib/print/verify-codes';
import { linkCodeIn } from '@/lib/share/link-code';
import { ROOT } from '../run.mjs';
import type { Person, PersonProblem, PictureSource } from './card-people';

export { parseCardFile } from '@/lib/card/card-file';
export { parseColour } from '@/lib/card/colour';
export { isRegionProfile } from '@/lib/i18n/locales';
export { DEFAULT_OPTIONS } from '@/lib/print/card-options';
export { DESIGN_DEFAULTS, DESIGNS, FORMER_DESIGNS } from '@/lib/print/designs/design-names';
export { ACCENTS } from '@/lib/print/inks';
export { paperFor, sheetOf, trimOn, WHOLE_PAGE } from '@/lib/print/paper';
export { CONDITIONS, PRESETS } from '@/lib/print/pdf/presets';
export { PRODUCTS } from '@/lib/print/products/product';
export { renderPageSvg, renderSvg } from '@/lib/print/render-svg';
export { PAPERS, SHEET_TEMPLATES, UNVERIFIED_PARTS } from '@/lib/print/sheet-templates';
export { cardPositions, findSheets, parseTrim, plainSheet, sheetById, TRIMS } from '@/lib/print/sheets';
export { readPeople } from './card-people';

const fontPath = (name: FaceName) =>
  sliceFamilyFor(name) === null ? `public/fonts/print-${name}.woff` : `public/fonts/slices/${name}.woff`;
const fontFile = (name: FaceName) => Uint8Array.from(readFileSync(ROOT + fontPath(name)));
const fontBytes: FontBytes = { 'atkinson-regular': fontFile('atkinson-regular') };
const openSet = fontSets();

async function fontsWith(faces: readonly FaceName[]): Promise<FontSet> {
  for (const face of faces) fontBytes[face] ??= fontFile(face);
  return openSet(fontBytes, faces);
}

const sliceIndex = async (family: SliceFamily) => readFileSync(`${ROOT}public/fonts/slices/${family}.txt`, 'utf8');

/** The longest side of a decoded picture: 300 ppi on the largest card. */
const MAX_PICTURE_PX = 1280;

/** Decodes a picture into pixels. Scripts, links and metadata of the file are ignored; an SVG logo stays a drawing. */
export async function readPicture(source: PictureSource, id: string): Promise<PrintPicture> {
  const { default: sharp } = await import('sharp');
  const bytes = typeof source === 'string' ? readFileSync(source) : Buffer.from(source);
  const image = sharp(bytes, { limitInputPixels: 200_000_000 })
    .rotate()
    .resize(MAX_PICTURE_PX, MAX_PICTURE_PX, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha();
  const { data, info } = await image.clone().raw().toBuffer({ resolveWithObject: true });
  const pixels = pictureFromRgba(Uint8Array.from(data), info.width, info.height);
  // A photo is held as a JPEG; what is transparent or drawn is not.
  const isPhoto = pixels.alpha === undefined && !isSvg(bytes);
  const file = isPhoto
    ? await image.clone().removeAlpha().jpeg({ quality: 90, mozjpeg: false, progressive: false }).toBuffer()
    : await image.clone().png().toBuffer();
  const shapes = isSvg(bytes) ? await shapesOf(bytes.toString('utf8'), { data, ...info }) : null;
  return {
    id,
    ...pixels,
    dataUrl: `data:image/${isPhoto ? 'jpeg' : 'png'};base64,${file.toString('base64')}`,
    ...(isPhoto ? { jpeg: Uint8Array.from(file) } : {}),
    ...(shapes === null ? {} : { shapes }),
  };
}

/** The shapes of a drawing; `null` when they do not look like it. */
async function shapesOf(svg: string, { data, width, height }: { data: Buffer; width: number; height: number }) {
  const size = { widthPx: width, heightPx: height };
  const shapes = readSvgShapes(svg, size);
  if (shapes === null) return null;
  const { default: sharp } = await import('sharp');
  const drawn = sharp(Buffer.from(svgOfShapes(shapes, size)))
    .resize(width, height, { fit: 'fill' })
    .toColourspace('srgb');
  return looksAlike(data, await drawn.ensureAlpha().raw().toBuffer()) ? shapes : null;
}

const isSvg = (bytes: Uint8Array): boolean => /<svg[\s>]/i.test(Buffer.from(bytes.subarray(0, 2000)).toString('utf8'));

export type CommandContext = {
  origin: string;
  pictures: Pictures;
  now: Date;
  documentId: string;
  /** Whether to read the codes back from the finished pages. */
  verify: boolean;
};

export type MadePdf = { bytes: Uint8Array | null; findings: Finding[]; prepared: Prepared; fonts: FontSet };

const profile = () => Uint8Array.from(readFileSync(`${ROOT}public/profiles/FOGRA39L_coated.icc`));
let loadedProfile: Uint8Array | null = null;

const pdfContext = (origin: string, pictures: Pictures): PdfContext => ({
  fontsWith,
  sliceIndex,
  picturesOf: () => pictures,
  origin,
  linkCodeOf: async (card) => codeSource('link', (room) => linkCodeIn(card, origin, null, room)),
  async icc() {
    loadedProfile ??= profile();
    return loadedProfile;
  },
});

/** Makes the PDF with the app's engine and reads its codes back. `bytes` is null if preflight or an unreadable code refuses. */
export async function makeCardPdf(order: PrintOrder, context: CommandContext): Promise<MadePdf> {
  const { bytes, prepared, fonts, codes } = await makePdf(order, pdfContext(context.origin, context.pictures), {
    title: order.cards.map(fullNameOf).join(', '),
    createdAt: context.now,
    documentId: context.documentId,
  });
  if (bytes === null || !context.verify) return { bytes, findings: prepared.findings, prepared, fonts };
  const unread = await unreadCodes(bytes, codes);
  return { bytes: unread.length === 0 ? bytes : null, findings: [...prepared.findings, ...unread], prepared, fonts };
}

type PageCodes = { page: number; pageWidthMm: number; codes: ExpectedCode[] };

/** Reads the codes of every page back, one page at a time. */
async function unreadCodes(bytes: Uint8Array, pages: readonly PageCodes[]): Promise<Finding[]> {
  // Loaded last: an order that is refused needs no PDF reader.
  const { openRaster, readCodes } = await import('./read-pdf');
  const document = await openRaster(bytes);
  const unread: Finding[] = [];
  for (const { page, pageWidthMm, codes } of pages) {
    const raster = await document.rasterise(VERIFICATION_DPI, page);
    unread.push(...(await verifyCodes(codes, raster, pageWidthMm, readCodes)));
  }
  await document.close();
  return unread;
}

/** Somebody's findings: an error leaves them out of the pages. */
export type PersonReport = { source: string; name: string; findings: Finding[] };

export type PeoplePdf = {
  bytes: Uint8Array | null;
  reports: PersonReport[];
  problems: PersonProblem[];
  findings: Finding[];
  people: number;
  pages: number;
};

export type PeopleContext = Omit<CommandContext, 'pictures'> & {
  /** Refuses the whole run if somebody cannot be printed. */
  strict: boolean;
  /** Rows that could not be read. */
  problems: readonly PersonProblem[];
  /** Pictures of people who have none of their own. */
  defaults: PictureFiles;
};

/** Pages of one run of the command. */
const MAX_PAGES = 5000;
/** Sheets drawn together: the pictures of the people on them are in memory at once. */
const SHEETS_A_BATCH = 2;

/**
 * Makes one PDF for many people, a few sheets at a time, so that memory does not grow with their number. Somebody whose
 * card cannot be printed is reported and left out; `strict` refuses the whole run instead.
 */
export async function makePeoplePdf(
  order: PrintOrder,
  people: readonly Person[],
  { strict, problems, ...context }: PeopleContext,
): Promise<PeoplePdf> {
  const sheet = isWholePage(order.product) ? null : sheetOf(order.paper);
  const places = sheet === null ? 1 : cardPositions(sheet).length;
  const first = sheet === null ? 0 : Math.min(Math.max(1, order.start), places) - 1;
  const usualCopies = order.copies ?? Math.max(1, Math.floor((places - first) / Math.max(1, people.length)));
  const copiesOf = (person: Person) =>
    sheet === null ? Math.min(1, person.copies ?? 1) : (person.copies ?? usualCopies);
  const pieces = people.reduce((sum, person) => sum + copiesOf(person), 0);
  const result: PeoplePdf = { bytes: null, reports: [], problems: [...problems], findings: [], people: 0, pages: 0 };
  if (Math.ceil(pieces / places) * sidesOf(order.options) > MAX_PAGES) {
    result.findings.push(
      finding('error', 'print.too_many_cards', { role: 'sheet', detail: String(MAX_PAGES) }, 'edit'),
    );
    return result;
  }

  /** Lays one person out; `null` when they cannot be printed. Reported on the first pass only. */
  async function layOut(person: Person, reports: boolean): Promise<{ prepared: Prepared; fonts: FontSet } | null> {
    let pictures: Pictures;
    try {
      pictures = await picturesOf(person, context.defaults);
    } catch (error) {
      if (reports)
        result.problems.push({
          source: person.source,
          name: fullNameOf(person.card),
          problem: (error as Error).message,
        });
      return null;
    }
    const alone = { ...order, cards: [person.card], copies: 1, start: 1 };
    const made = await prepareWithFonts(alone, pdfContext(context.origin, pictures));
    const { findings } = made.prepared;
    if (reports && findings.length > 0)
      result.reports.push({ source: person.source, name: fullNameOf(person.card), findings });
    return refuses(findings) ? null : made;
  }

  const codes: PageCodes[] = [];
  function* counted(pages: readonly Page[]): Generator<Page> {
    for (const page of pages) {
      result.pages += 1;
      const expected = codesOn(page);
      if (expected.length > 0) codes.push({ page: result.pages, pageWidthMm: page.mediaBox.widthMm, codes: expected });
      yield page;
    }
  }

  // Paper turned by hand has all its fronts first: people are laid out once for each side.
  const passes =
    order.duplex === 'none' && sheet !== null && sheet.fold === null ? (['front', 'back'] as const) : [null];
  async function* batches(): AsyncGenerator<PageBatch> {
    for (const [index, side] of passes.entries()) {
      let waiting: PrintedCard[] = [];
      let isFirst = true;
      const isShown = (page: Page) =>
        (side === null || page.side === side) && (order.product !== 'back' || page.side === 'back');
      const flush = function* () {
        if (waiting.length === 0 || sheet === null) return;
        const { duplex, outlines, printer } = order;
        const start = isFirst ? order.start : 1;
        const pages = imposeSheet(waiting, sheet, { start, duplex, outlines, printer, marks: sheet.isPlain });
        waiting = [];
        isFirst = false;
        // The people of a batch may have slices of several families.
        yield {
          pages: [...counted(pages.filter(isShown))],
          fonts: openSet(fontBytes, Object.keys(fontBytes) as FaceName[]),
        };
      };
      for (const person of people) {
        const copies = copiesOf(person);
        if (copies === 0) continue;
        const made = await layOut(person, index === 0);
        if (made === null) continue;
        if (index === 0) result.people += 1;
        if (sheet === null) {
          yield { pages: [...counted(made.prepared.pages)], fonts: made.fonts };
          continue;
        }
        for (const card of made.prepared.cards)
          for (let copy = 0; copy < copies; copy += 1) {
            waiting.push(card);
            const room = places * SHEETS_A_BATCH - (isFirst ? first : 0);
            if (waiting.length >= room) yield* flush();
          }
      }
      yield* flush();
    }
  }

  const preset = PRESETS[order.preset];
  const [only] = people;
  const name = only === undefined ? '' : fullNameOf(only.card);
  const title = people.length === 1 ? name : titleOfPeople(people.length, order.region);
  const info = {
    title,
    author: people.length === 1 ? name : '',
    language: order.region,
    createdAt: context.now,
    documentId: context.documentId,
  };
  const icc = preset.standard === 'none' ? {} : { icc: await pdfContext('', NO_PICTURES).icc() };
  const request = { info, preset, duplex: order.duplex, inkSpreadMm: inkSpreadOf(order), ...icc };
  const bytes = await renderBatches(batches(), request);
  const isBad = result.problems.length > 0 || result.reports.some(({ findings }) => refuses(findings));
  // One person's findings are those of the run.
  if (people.length === 1) result.findings.push(...result.reports.flatMap(({ findings }) => findings));
  if (result.pages === 0 || (strict && isBad)) return result;
  if (context.verify) result.findings.push(...(await unreadCodes(bytes, codes)));
  result.bytes = refuses(result.findings) ? null : bytes;
  return result;
}

/** What a reader shows in its window. */
const titleOfPeople = (count: number, region: PrintOrder['region']): string =>
  region.startsWith('fr') ? `Impression pour ${count} personnes` : `Print run for ${count} people`;

const NO_PICTURES: Pictures = { photo: null, logo: null };
const isWholePage = (product: PrintOrder['product']): boolean => WHOLE_PAGE.some((one) => one === product);

export type PictureFiles = { photo: PictureSource | null; logo: PictureSource | null };

/** Pictures that several people share, such as a logo, are decoded once. */
const decoded = new Map<string, PrintPicture>();
const MAX_DECODED = 8;

async function picturesOf({ photo, logo }: PictureFiles, defaults: PictureFiles): Promise<Pictures> {
  return {
    photo: await pictureOf(photo ?? defaults.photo, 'photo'),
    logo: await pictureOf(logo ?? defaults.logo, 'logo'),
  };
}

async function pictureOf(source: PictureSource | null, name: string): Promise<PrintPicture | null> {
  if (source === null) return null;
  const key = typeof source === 'string' ? `${name} ${source}` : null;
  const known = key === null ? undefined : decoded.get(key);
  if (known !== undefined) return known;
  try {
    pictureCount += 1;
    // A file that several people share is stored in the document once.
    const picture = await readPicture(source, key ?? `${name} ${pictureCount}`);
    if (key !== null && decoded.size < MAX_DECODED) decoded.set(key, picture);
    return picture;
  } catch (error) {
    throw new Error(
      `${name}: ${typeof source === 'string' ? source : 'its picture'} cannot be read (${(error as Error).message})`,
    );
  }
}
let pictureCount = 0;
