import { shortLinkVersion } from '@/lib/browser/card/short-link-version';
import { newIdentifier } from '@/lib/browser/platform/identifier';
import { makePdf } from '@/lib/browser/print/print-client';
import type { PdfResult } from '@/lib/browser/print/print-protocol';
import { verifyPdf } from '@/lib/browser/print/verification-client';
import type { Card } from '@/lib/card/card';
import { type Batch, isSamePrinting } from '@/lib/print/batch';
import type { Pictures } from '@/lib/print/designs/design';
import { type Finding, refuses } from '@/lib/print/findings';
import type { Paper } from '@/lib/print/paper';
import type { PrintOrder } from '@/lib/print/prepare';

export type PdfFile = { file: File | null; findings: Finding[]; made: PdfResult; proved: boolean };

/** Returns a random document identifier of 32 hexadecimal digits. */
export const documentId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Makes the PDF and verifies it by reading its codes back from the finished pages; `file` is `null` if a finding
 * refuses it. `onProof` is called when drawing is done and verification begins.
 */
export async function makePdfFile(
  order: PrintOrder,
  pictures: Pictures,
  names: { title: string; fileName: string },
  onProof: () => void,
): Promise<PdfFile> {
  const context = { pictures, origin: window.location.origin, published: shortLinkVersion() };
  const made = await makePdf({ order, context, title: names.title, documentId: documentId() });
  if (made.bytes === null) return { file: null, findings: made.findings, made, proved: false };
  onProof();
  const proofFindings = await verifyPdf({ bytes: made.bytes, codes: made.codes });
  const findings = [...made.findings, ...proofFindings];
  if (refuses(proofFindings)) return { file: null, findings, made, proved: false };
  const file = new File([made.bytes], names.fileName, { type: 'application/pdf' });
  return { file, findings, made, proved: made.codes.length > 0 && proofFindings.length === 0 };
}

/** How a batch records what it was printed on: at most 40 characters. */
function paperLabel(paper: Paper): string {
  if (paper.kind === 'sheet') return paper.sheet;
  if (paper.kind === 'measured') return `measured ${paper.sheet.name}`.slice(0, 40);
  return paper.kind === 'plain' ? `plain ${paper.paper}` : 'shop';
}

/** The same sheet prepared again within this time is another attempt at the same batch. */
const SAME_BATCH_MS = 60 * 60 * 1000;

/** Stores the batch and returns its number; `null` if this browser cannot store it. */
export async function noteBatch(
  card: Card,
  order: PrintOrder,
  made: PdfResult,
  number: string,
): Promise<string | null> {
  const { paper } = order;
  const batch: Batch = {
    id: newIdentifier(),
    schemaVersion: 1,
    cardId: card.id,
    number,
    madeAtMs: Date.now(),
    product: order.product,
    design: order.options.design,
    paper: paperLabel(paper),
    count: made.count,
    profile: order.region,
    lines: made.lines,
    codes: made.printedCodes,
  };
  try {
    const database = await import('@/lib/browser/print/print-records');
    const last = await database.lastBatch(card.id);
    const isSameBatch =
      last !== null &&
      order.product !== 'reply-slip' &&
      Math.abs(batch.madeAtMs - last.madeAtMs) < SAME_BATCH_MS &&
      isSamePrinting(last, batch);
    const savedBatch = isSameBatch ? { ...batch, id: last.id, number: last.number } : batch;
    await database.putBatch(savedBatch);
    return savedBatch.number;
  } catch {
    return null;
  }
}
