declare module 'pdfkit' {
  type PdfDictionary = { data: Record<string, unknown> };
  type PageOptions = { size: [widthPt: number, heightPt: number]; margin: number };
  /** The part of pdfkit 0.20 that render-pdf draws with. Lengths in points, origin at the top left. */
  export default class PDFDocument {
    constructor(options: {
      autoFirstPage: boolean;
      font: string;
      pdfVersion: string;
      lang: string;
      displayTitle: boolean;
      info: Record<string, string | Date>;
    });
    readonly page: { dictionary: PdfDictionary };
    readonly _root: PdfDictionary;
    on(event: 'data', listener: (chunk: Uint8Array) => void): this;
    on(event: 'end', listener: () => void): this;
    on(event: 'error', listener: (error: unknown) => void): this;
    registerFont(name: string, bytes: Uint8Array): this;
    font(name: string): this;
    fontSize(pt: number): this;
    fillColor(color: [number, number, number, number]): this;
    strokeColor(color: [number, number, number, number]): this;
    lineWidth(pt: number): this;
    text(
      text: string,
      x: number,
      y: number,
      options: { lineBreak: boolean; baseline: string; features: string[] },
    ): this;
    rect(x: number, y: number, width: number, height: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    fill(): this;
    stroke(): this;
    save(): this;
    restore(): this;
    translate(x: number, y: number): this;
    addPage(options: PageOptions): this;
    end(): void;
  }
}
