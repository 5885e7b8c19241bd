declare module 'pdfkit' {
  /** An indirect object: its dictionary, and its stream once something is written to it. */
  export type PdfReference = {
    data: Record<string, unknown>;
    compress: boolean;
    write(chunk: Uint8Array | string): void;
    end(): void;
  };
  /** An embedded font: its subset, and the width and text of each glyph code. */
  export type PdfFont = {
    readonly id: string;
    readonly subset: { includeGlyph(glyph: number): number };
    readonly widths: number[];
    readonly unicode: number[][];
    ref(): PdfReference;
  };
  type PageOptions = { size: [widthPt: number, heightPt: number]; margin: number };
  /** The page members that drawing uses; a form XObject can stand in for a page. */
  export type PdfPage = {
    readonly height: number;
    readonly dictionary?: PdfReference;
    readonly fonts: Record<string, unknown>;
    readonly xobjects: Record<string, unknown>;
    readonly ext_gstates: Record<string, unknown>;
    write(chunk: Uint8Array | string): void;
  };
  /** A sequence of marked content on a page (ISO 32000-1 §14.6). */
  export type PdfMarkedContent = { readonly refs: readonly { mcid: number }[] };
  export type PdfStructureElement = {
    readonly dictionary: PdfReference;
    add(child: PdfStructureElement): PdfStructureElement;
    end(): void;
  };
  /** The part of pdfkit 0.20 that lib/print/pdf uses. Lengths in points, origin at the top left. */
  export default class PDFDocument {
    constructor(options: {
      autoFirstPage: boolean;
      font: string;
      pdfVersion: string;
      lang: string;
      displayTitle: boolean;
      tagged?: boolean;
      info: Record<string, unknown>;
    });
    page: PdfPage;
    readonly _root: PdfReference;
    readonly _font: PdfFont;
    endMetadata: () => void;
    on(event: 'data', listener: (chunk: Uint8Array) => void): this;
    on(event: 'end', listener: () => void): this;
    on(event: 'error', listener: (error: unknown) => void): this;
    ref(data: Record<string, unknown>): PdfReference;
    registerFont(name: string, bytes: Uint8Array): this;
    font(name: string): this;
    fillColor(color: number[]): this;
    strokeColor(color: number[]): this;
    lineWidth(pt: number): this;
    rect(x: number, y: number, width: number, height: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): this;
    quadraticCurveTo(x1: number, y1: number, x: number, y: number): this;
    closePath(): this;
    clip(): this;
    fill(rule?: 'non-zero' | 'even-odd'): this;
    stroke(): this;
    save(): this;
    restore(): this;
    translate(x: number, y: number): this;
    transform(a: number, b: number, c: number, d: number, e: number, f: number): this;
    addContent(operators: string): this;
    addPage(options: PageOptions): this;
    /** Builds a structure element; with `children` it is complete and takes no more. `bbox` is in points from the top left. */
    struct(
      type: string,
      options?: { lang?: string; alt?: string; bbox?: [number, number, number, number] },
      children?: readonly (PdfStructureElement | PdfMarkedContent)[],
    ): PdfStructureElement;
    addStructure(root: PdfStructureElement): this;
    /** Opens a sequence of marked content, outside the structure tree. */
    markContent(tag: string): this;
    /** Opens a sequence of marked content that belongs to a structure element of the page. */
    markStructureContent(tag: string): PdfMarkedContent;
    endMarkedContent(): this;
    end(): void;
  }
}
