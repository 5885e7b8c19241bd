import type { Finding } from '../../print/findings';
import type { PdfResult } from './print-protocol';

/** A finished PDF and what its codes must read as. */
export type ProofJob = { bytes: Uint8Array<ArrayBuffer>; codes: PdfResult['codes'] };
export type ProofRequest = { id: number; job: ProofJob };
export type ProofResponse = { id: number; ok: true; result: Finding[] } | { id: number; ok: false; message: string };
