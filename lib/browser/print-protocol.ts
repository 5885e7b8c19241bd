import type { Card } from '../card/card';
import type { RegionProfile } from '../i18n/locales';
import type { Design } from '../print/designs';
import type { Finding } from '../print/findings';
import type { Trim } from '../print/scene';
import type { SheetId, ShopTrim } from '../print/sheets';

/** What comes out of the printer: a sheet of cards, or one card for a shop. */
export type Paper = { kind: 'sheet'; sheet: SheetId; marks: boolean } | { kind: 'single'; trim: ShopTrim };

export type PreviewJob = { kind: 'preview'; card: Card; design: Design; trim: Trim; profile: RegionProfile };
export type PdfJob = { kind: 'pdf'; card: Card; design: Design; paper: Paper; profile: RegionProfile; title: string };
export type PrintJob = PreviewJob | PdfJob;

export type Preview = { svg: string; findings: Finding[] };
/** `bytes` is null when preflight refuses: `findings` then has the errors. */
export type PdfResult = { bytes: Uint8Array<ArrayBuffer> | null; findings: Finding[] };

export type PrintRequest = { id: number; job: PrintJob };
export type PrintResponse =
  | { id: number; ok: true; result: Preview | PdfResult }
  | { id: number; ok: false; message: string };
