import { type Finding, finding } from '../../print/findings';
import { workerClient } from '../platform/worker-client';
import type { VerificationJob } from './verification-protocol';

/** Made by scripts/build/build-bundles.mjs out of proof-worker.ts. */
const ask = workerClient('/proof/worker.js', 'print.proof_failed');

/** Fifty sheets on a slow phone; beyond it nobody should wait for a worker that may never answer. */
const LIMIT_MS = 120_000;

/**
 * Draws the finished pages as a printer would and reads their codes back; what does not read is an error. Where this
 * browser cannot draw them, that is said: nothing is claimed to be proved that was not.
 */
export async function verifyPdf(job: VerificationJob): Promise<Finding[]> {
  if (job.codes.length === 0) return [];
  try {
    const limit = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('print.proof_timeout')), LIMIT_MS);
    });
    return (await Promise.race([ask({ ...job, bytes: job.bytes.slice() }), limit])) as Finding[];
  } catch {
    return [finding('warning', 'print.code_unproved', { role: 'code' }, 'edit')];
  }
}
