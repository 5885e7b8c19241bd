import * as z from 'zod/mini';
import { decodeBase64url, encodeBase64url } from './base64url';
import type { CardAddress } from './card-address';
import { type Credential, credentialSchema, deviceOf, isCredentialValid, signatureSchema } from './credential';
import { digestText, sign, verify } from './signature';

/** The scheme of the Authorization header (RFC 9110 §11.4) that carries an owner's proof. */
const PROOF_SCHEME = 'Poignee';
/** How far a device's clock may differ from the server's, after correction by the server's response. */
const PROOF_WINDOW_MS = 5 * 60 * 1000;

const proofSchema = z.object({ credential: credentialSchema, atMs: z.int(), signature: signatureSchema });

/** The request a proof is for: server, method, path and body. */
export type ProvenRequest = { host: string; method: string; path: string; body: string };

const proofText = async ({ host, method, path, body }: ProvenRequest, atMs: number) =>
  `${host}\n${method}\n${path}\n${atMs}\n${await digestText(new TextEncoder().encode(body))}`;

/** Returns the Authorization header that proves a request of an owner's device. */
export async function proveRequest(
  request: ProvenRequest,
  { credential, key, atMs }: { credential: Credential; key: CryptoKey; atMs: number },
): Promise<string> {
  const signature = await sign(key, 'request', await proofText(request, atMs));
  const proof = JSON.stringify({ credential, atMs, signature });
  return `${PROOF_SCHEME} ${encodeBase64url(new TextEncoder().encode(proof))}`;
}

export type ProofReading =
  | { ok: true; credential: Credential; device: string }
  | { ok: false; problem: 'request.unproven' | 'request.clock' };

/**
 * Checks that the header is a proof by a device of this card, for this request, at this time. Does not check that the
 * credential's owner owns the card.
 */
export async function readProof(
  header: string | null,
  card: CardAddress,
  request: ProvenRequest,
  nowMs: number,
): Promise<ProofReading> {
  const unproven = { ok: false, problem: 'request.unproven' } as const;
  const [, encoded] = new RegExp(`^${PROOF_SCHEME} ([\\w-]{1,6000})$`).exec(header ?? '') ?? [];
  const bytes = encoded === undefined ? null : decodeBase64url(encoded);
  if (bytes === null) return unproven;
  let parsed: ReturnType<typeof proofSchema.safeParse>;
  try {
    parsed = proofSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return unproven;
  }
  if (!parsed.success) return unproven;
  const { credential, atMs, signature } = parsed.data;
  const device = deviceOf(credential);
  const isSigned = await verify(device, 'request', await proofText(request, atMs), signature);
  if (!isSigned || !(await isCredentialValid(credential, card))) return unproven;
  if (Math.abs(nowMs - atMs) > PROOF_WINDOW_MS) return { ok: false, problem: 'request.clock' };
  return { ok: true, credential, device };
}
