import PDFDocument, { type PdfPage, type PdfReference } from 'pdfkit';
import type { FaceName, FontSet } from '../fonts';
import type { Page, PlacedScene } from '../impose';
import type { Box, Ink, Scene } from '../scene';
import type { Duplex } from '../sheets';
import { mmToPt } from '../units';
import { type Canvas, colourOf, drawItems } from './draw-scene';
import { infoDictionary, type PdfInfo, xmpPacket } from './metadata';
import { CONDITIONS, type Preset } from './presets';
import { openPressColour } from './press-colour';
import { NO_TAGS, openTags, type Tags } from './tags';

/** `icc` is the printing condition's profile, required for a press: colours are converted through it. */
type PdfRequest = { info: PdfInfo; preset: Preset; duplex: Duplex; icc?: Uint8Array; inkSpreadMm?: number };

/** ISO 32000-1 table 150. */
const DUPLEX = { none: 'Simplex', long: 'DuplexFlipLongEdge', short: 'DuplexFlipShortEdge' } as const;
/** PDF/X-1a:2003 is a PDF 1.4, older than the structure types of PDF/UA-1. */
const isTagged = ({ standard }: Preset): boolean => standard !== 'x1a';
const VERSIONS = { none: '1.7', x1a: '1.4', x4: '1.6' } as const;

/** Pages to draw together, with the fonts that their text needs. */
export type PageBatch = { pages: readonly Page[]; fonts: FontSet };

/**
 * Renders pages as a PDF at actual size: fonts embedded and subset, codes as filled rectangles, trim and bleed boxes
 * set, the viewer asked not to scale. For a print shop: PDF/X-1a:2003 (ISO 15930-4) or PDF/X-4 (ISO 15930-7),
 * DeviceCMYK only, black overprinting, with an output intent. Files other than X-1a are tagged (PDF/UA-1, ISO 14289-1).
 * The copies of a scene are stored in the file once.
 *
 * @throws `print.icc_missing` when the preset is for a press and no profile is given.
 */
export function renderPdf(
  pages: readonly Page[],
  fonts: FontSet,
  request: PdfRequest,
): Promise<Uint8Array<ArrayBuffer>> {
  return renderBatches([{ pages, fonts }], request);
}

/** Renders pages as they come: what a batch has drawn is let go before the next one. @throws as `renderPdf`. */
export async function renderBatches(
  batches: Iterable<PageBatch> | AsyncIterable<PageBatch>,
  { info, preset, duplex, icc, inkSpreadMm = 0 }: PdfRequest,
): Promise<Uint8Array<ArrayBuffer>> {
  const isPress = preset.standard !== 'none';
  if (isPress && icc === undefined) throw new Error('print.icc_missing');
  const press = isPress && icc !== undefined ? openPressColour(icc) : null;
  const document = new PDFDocument({
    autoFirstPage: false,
    font: '',
    pdfVersion: VERSIONS[preset.standard],
    lang: info.language,
    displayTitle: true,
    tagged: isTagged(preset),
    info: { ...infoDictionary(info, preset), Trapped: new PdfName('False') },
  });
  const finished = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk) => chunks.push(Uint8Array.from(chunk)));
    document.on('end', () => resolve(concatenate(chunks)));
    document.on('error', reject);
  });
  const tags = isTagged(preset) ? openTags(document) : NO_TAGS;
  const registered = new Set<FaceName>();
  const shared = { document, preset, press, inkSpreadMm, overprint: overprintOf(document, preset) };
  let formCount = 0;
  let hasBacks = false;
  // The copies of a scene may be in several batches.
  const drawn = new WeakSet<Scene>();
  // Pictures that several batches place are stored once.
  const pictures: Canvas['pictures'] = new Map();
  for await (const { pages, fonts } of batches) {
    for (const [face, file] of Object.entries(fonts.bytes) as [FaceName, Uint8Array][]) {
      if (registered.has(face)) continue;
      registered.add(face);
      document.registerFont(face, file);
    }
    const canvas: Canvas = { ...shared, fonts, pictures };
    const forms = new Map<Scene, Form>();
    const uses = countUses(pages);
    const formOf = ({ scene, bleedMm }: PlacedScene): Form => {
      const known = forms.get(scene);
      if (known !== undefined) return known;
      formCount += 1;
      const form = makeForm(canvas, scene, bleedMm, formCount);
      forms.set(scene, form);
      return form;
    };
    for (const page of pages) {
      hasBacks ||= page.side === 'back';
      addPage(document, page, preset);
      if (page.correction !== null) document.transform(...matrixInPoints(page.correction));
      for (const placed of page.placed) {
        const { scene } = placed;
        const isFirst = !drawn.has(scene);
        drawn.add(scene);
        placeScene(canvas, placed, () => {
          // A form may be read only once if it holds structure (ISO 14289-1 §7.20): the first copy is drawn on the page.
          if (isFirst && (isTagged(preset) || uses.get(scene) === 1)) return tags.drawTagged(canvas, placed, page);
          const form = formOf(placed);
          document.page.xobjects[form.name] = form.reference;
          tags.drawArtifact(() => document.addContent(`/${form.name} Do`));
        });
      }
      strokeSegments(canvas, page, tags);
    }
  }
  tags.end();
  // With single-sided pages, duplex printing would put the next sheet on the back.
  viewerPreferences(document, hasBacks ? duplex : 'none');
  outputIntent(document, preset, icc);
  document.endMetadata = () => {
    const reference = document.ref({ Type: 'Metadata', Subtype: 'XML' });
    reference.compress = false;
    reference.write(new TextEncoder().encode(xmpPacket(info, preset)));
    reference.end();
    document._root.data.Metadata = reference;
  };
  document.end();
  return finished;
}

/** A name object where pdfkit would write a string: pdfkit serialises values of unknown types with `toString`. */
class PdfName {
  readonly [Symbol.toStringTag] = 'Name';
  constructor(private readonly name: string) {}
  toString() {
    return `/${this.name}`;
  }
}

function overprintOf(document: PDFDocument, { standard }: Preset): Canvas['overprint'] {
  if (standard === 'none') return null;
  const state = (on: boolean) => {
    const reference = document.ref({ Type: 'ExtGState', OP: on, op: on, OPM: 1 });
    reference.end();
    return reference;
  };
  return { on: state(true), off: state(false) };
}

function addPage(document: PDFDocument, page: Page, { standard }: Preset): void {
  const { widthMm, heightMm } = page.mediaBox;
  document.addPage({ size: [mmToPt(widthMm), mmToPt(heightMm)], margin: 0 });
  const dictionary = document.page.dictionary?.data ?? {};
  dictionary.BleedBox = boxArray(page.bleedBox, heightMm);
  dictionary.TrimBox = boxArray(page.trimBox, heightMm);
  // UserUnit was introduced in PDF 1.6, and PDF/X-1a:2003 is older.
  if (standard === 'x1a') delete dictionary.UserUnit;
}

type Form = { name: string; reference: PdfReference };

function countUses(pages: readonly Page[]): Map<Scene, number> {
  const uses = new Map<Scene, number>();
  for (const { scene } of pages.flatMap(({ placed }) => placed)) uses.set(scene, (uses.get(scene) ?? 0) + 1);
  return uses;
}

/** Draws a scene rotated about the centre of its box and clipped at the bleed. */
function placeScene({ document }: Canvas, { scene, box, rotation, bleedMm }: PlacedScene, draw: () => void): void {
  const radians = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.round(Math.cos(radians)), Math.round(Math.sin(radians))];
  document
    .save()
    .transform(cos, sin, -sin, cos, mmToPt(box.xMm + box.widthMm / 2), mmToPt(box.yMm + box.heightMm / 2))
    .translate(mmToPt(-scene.trim.widthMm / 2), mmToPt(-scene.trim.heightMm / 2));
  const edge = mmToPt(bleedMm);
  const [width, height] = [mmToPt(scene.trim.widthMm), mmToPt(scene.trim.heightMm)];
  document.rect(-edge, -edge, width + 2 * edge, height + 2 * edge).clip();
  draw();
  document.restore();
}

/** Stores a scene as a form XObject (ISO 32000-1 §8.10), drawn with the page's downward y axis. */
function makeForm(canvas: Canvas, scene: Scene, bleedMm: number, number: number): Form {
  const { document } = canvas;
  const [width, height] = [mmToPt(scene.trim.widthMm), mmToPt(scene.trim.heightMm)];
  const edge = mmToPt(bleedMm);
  const resources = { Font: {}, XObject: {}, ExtGState: {} };
  const reference = document.ref({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [-edge, -edge, width + edge, height + edge],
    Resources: resources,
  });
  const page = document.page;
  const standIn: PdfPage = {
    height,
    fonts: resources.Font,
    xobjects: resources.XObject,
    ext_gstates: resources.ExtGState,
    write: (chunk) => reference.write(chunk),
  };
  document.page = standIn;
  drawItems(canvas, scene, scene.items);
  document.page = page;
  reference.end();
  return { name: `Card${number}`, reference };
}

const NO_PALETTE = { accent: '', tint: '' };

/** Draws crop marks and outlines: hairlines for cutting, and for checking a test print against the sheet. */
function strokeSegments(canvas: Canvas, page: Page, tags: Tags): void {
  if (page.cropMarks.length + page.outlines.length > 0) tags.drawArtifact(() => drawSegments(canvas, page));
}

function drawSegments(canvas: Canvas, { cropMarks, outlines }: Page): void {
  const { document } = canvas;
  const colour = (ink: Ink) => colourOf(canvas, ink, NO_PALETTE);
  if (cropMarks.length > 0) {
    document.lineWidth(0.25).strokeColor(colour('text'));
    for (const { x1Mm, y1Mm, x2Mm, y2Mm } of cropMarks)
      document.moveTo(mmToPt(x1Mm), mmToPt(y1Mm)).lineTo(mmToPt(x2Mm), mmToPt(y2Mm));
    document.stroke();
  }
  if (outlines.length === 0) return;
  document.lineWidth(0.25).strokeColor(colour('rule'));
  for (const { xMm, yMm, widthMm, heightMm } of outlines)
    document.rect(mmToPt(xMm), mmToPt(yMm), mmToPt(widthMm), mmToPt(heightMm));
  document.stroke();
}

function matrixInPoints([a, b, c, d, e, f]: NonNullable<Page['correction']>): NonNullable<Page['correction']> {
  return [a, b, c, d, mmToPt(e), mmToPt(f)];
}

/** PDF boxes are measured from the bottom left. */
function boxArray({ xMm, yMm, widthMm, heightMm }: Box, pageHeightMm: number): number[] {
  return [xMm, pageHeightMm - yMm - heightMm, xMm + widthMm, pageHeightMm - yMm].map(
    (mm) => Math.round(mmToPt(mm) * 1000) / 1000,
  );
}

/** Sets the defaults of the print dialogue (ISO 32000-1 §12.2): actual size, tray by paper size, duplex mode. */
function viewerPreferences(document: PDFDocument, duplex: Duplex): void {
  const existing = document._root.data.ViewerPreferences;
  const preferences = { DisplayDocTitle: true, PrintScaling: 'None', PickTrayByPDFSize: true, Duplex: DUPLEX[duplex] };
  // pdfkit ends this dictionary itself.
  if (isDictionary(existing)) Object.assign(existing.data, preferences);
  else document._root.data.ViewerPreferences = preferences;
}

/** Declares the printing condition of the colours by its registered name (ISO 32000-1 §14.11.5). */
function outputIntent(document: PDFDocument, { condition, embedIcc }: Preset, icc: Uint8Array | undefined): void {
  if (condition === null) return;
  const { identifier, description } = CONDITIONS[condition];
  const text = (words: string) => new String(words);
  const intent: Record<string, unknown> = {
    Type: 'OutputIntent',
    S: 'GTS_PDFX',
    OutputCondition: text(description),
    OutputConditionIdentifier: text(identifier),
    RegistryName: text('http://www.color.org'),
    Info: text(description),
  };
  if (embedIcc && icc !== undefined) {
    const profile = document.ref({ N: 4, Alternate: 'DeviceCMYK' });
    profile.write(icc);
    profile.end();
    intent.DestOutputProfile = profile;
  }
  document._root.data.OutputIntents = [intent];
}

function isDictionary(value: unknown): value is { data: Record<string, unknown> } {
  return typeof value === 'object' && value !== null && 'data' in value;
}

function concatenate(chunks: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
