import { type Challenge, createChallenge, type Solution, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';

/** How long a phone has to solve a challenge. */
const EXPIRES_MS = 20 * 60 * 1000;
/**
 * 256 tries of 2,000 rounds on average: seconds on an old phone, negligible for one reply, expensive for a thousand.
 */
const KEY_PREFIX = '00';
const COST = 2000;

/** What a proof is bound to: one reply, so that it can be used only once. */
export type WorkPurpose = { card: string; reply: string; digest: string };

export const askForWork = (purpose: WorkPurpose, secret: string, nowMs: number): Promise<Challenge> =>
  createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: COST,
    keyPrefix: KEY_PREFIX,
    deriveKey,
    hmacSignatureSecret: secret,
    expiresAt: Math.ceil((nowMs + EXPIRES_MS) / 1000),
    data: purpose,
  });

/** Verifies that the challenge was issued by this server, for this reply, and that it is solved. */
export async function isWorkDone(
  work: { challenge: unknown; solution: unknown },
  purpose: WorkPurpose,
  secret: string,
): Promise<boolean> {
  try {
    const challenge = work.challenge as Challenge;
    const { data } = challenge.parameters;
    if (data?.card !== purpose.card || data.reply !== purpose.reply || data.digest !== purpose.digest) return false;
    const { verified } = await verifySolution({
      challenge,
      solution: work.solution as Solution,
      deriveKey,
      hmacSignatureSecret: secret,
    });
    return verified;
  } catch {
    return false;
  }
}
