import { type Finding, finding } from '../../print/findings';
import { workerClient } from '../platform/worker-client';
import type { VerificationJob } from './verification-protocol';

/** Built from verification-worker.ts by scripts/build/build-bundles.mjs. */
const runJob = workerClient('/proof/worker.js', 'print.proof_failed');

/** Enough for fifty sheets on a slow phone. After that the worker is assumed to have hung. */
const LIMIT_MS = 120_000;

/**
 * Renders the finished pages at 300 dpi and reads their codes back; a code that does not read is an error. If this
 * browser cannot run the verification, returns a warning that the codes are unverified.
 */
export async function verifyPdf(job: VerificationJob): Promise<Finding[]> {
  if (job.codes.length === 0) return [];
  try {
    const limit = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('print.proof_timeout')), LIMIT_MS);
    });
    return (await Promise.race([runJob({ ...job, bytes: job.bytes.slice() }), limit])) as Finding[];
  } catch {
    return [finding('warning', 'print.code_unproved', { role: 'code' }, 'edit')];
  }
}
