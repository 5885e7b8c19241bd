import { workerClient } from '../platform/worker-client';
import type { CalibrationJob, PdfJob, PdfResult, Preview, PreviewJob, SheetJob, SheetPreview } from './print-protocol';

/** Made by scripts/build/build-bundles.mjs out of print-worker.ts. */
const ask = workerClient('/print/worker.js', 'print.engine_failed');

/** The card's drawing and what would be wrong with it on paper. Rejects when the engine could not be loaded. */
export const renderPreview = (job: Omit<PreviewJob, 'kind'>) => ask({ kind: 'preview', ...job }) as Promise<Preview>;

/** The sheets as they will come out, drawn for the screen. */
export const renderSheets = (job: Omit<SheetJob, 'kind'>) => ask({ kind: 'sheet', ...job }) as Promise<SheetPreview>;

/** The PDF, or null and the reasons when preflight refuses. Rejects when the engine could not be loaded. */
export const makePdf = (job: Omit<PdfJob, 'kind'>) => ask({ kind: 'pdf', ...job }) as Promise<PdfResult>;

export const makeCalibrationSheet = (job: Omit<CalibrationJob, 'kind'>) =>
  ask({ kind: 'calibration', ...job }) as Promise<PdfResult>;
