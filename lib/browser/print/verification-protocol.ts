import type { Finding } from '../../print/findings';
import type { PdfResult } from './print-protocol';

/** A finished PDF and what the codes of each page must decode to. */
export type VerificationJob = { bytes: Uint8Array<ArrayBuffer>; codes: PdfResult['codes'] };
export type VerificationRequest = { id: number; job: VerificationJob };
export type VerificationResponse =
  | { id: number; ok: true; result: Finding[] }
  | { id: number; ok: false; message: string };
