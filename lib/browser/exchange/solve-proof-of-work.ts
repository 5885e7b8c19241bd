import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

/** Finds what the server asked for; the browser hashes beside the page, which stays free. Rejects after a minute and a half. */
export async function doWork(challenge: Record<string, unknown>): Promise<Record<string, unknown>> {
  const solution = await solveChallenge({ challenge: challenge as unknown as Challenge, deriveKey });
  if (solution === null) throw new Error('reply.work_not_done');
  return { ...solution };
}
