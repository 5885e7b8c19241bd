import { workerClient } from '../platform/worker-client';
import type { CalibrationJob, PdfJob, PdfResult, Preview, PreviewJob, SheetJob, SheetPreview } from './print-protocol';

/** Built from print-worker.ts by scripts/build/build-bundles.mjs. */
const runJob = workerClient('/print/worker.js', 'print.engine_failed');

/** Renders a card as SVG and returns its preflight findings. Rejects if the engine could not be loaded. */
export const renderPreview = (job: Omit<PreviewJob, 'kind'>) => runJob({ kind: 'preview', ...job }) as Promise<Preview>;

/** Renders the sheets as SVG, as they will be printed. */
export const renderSheets = (job: Omit<SheetJob, 'kind'>) => runJob({ kind: 'sheet', ...job }) as Promise<SheetPreview>;

/**
 * Makes the PDF; `bytes` is null and `findings` gives the reasons if preflight refuses. Rejects if the engine could not
 * be loaded.
 */
export const makePdf = (job: Omit<PdfJob, 'kind'>) => runJob({ kind: 'pdf', ...job }) as Promise<PdfResult>;

export const makeCalibrationSheet = (job: Omit<CalibrationJob, 'kind'>) =>
  runJob({ kind: 'calibration', ...job }) as Promise<PdfResult>;
