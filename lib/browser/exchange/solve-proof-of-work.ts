import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

/** Solves the server's challenge. WebCrypto hashes on its own threads, so the page stays responsive. Rejects after 90 s. */
export async function solveProofOfWork(challenge: Record<string, unknown>): Promise<Record<string, unknown>> {
  const solution = await solveChallenge({ challenge: challenge as unknown as Challenge, deriveKey });
  if (solution === null) throw new Error('reply.work_not_done');
  return { ...solution };
}
