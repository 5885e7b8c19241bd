import { type CardAddress, isCardAddress } from '../../lib/exchange/card-address';
import { readProof } from '../../lib/exchange/request-proof';
import { authorize, readCard, type StoredCard } from '../cards';
import type { Services } from '../services';
import { type ServerContext, targetOf } from './context';
import { RequestProblem } from './problem';
import { hostOf } from './request';

/** Parses a card address in a path, which must be spelled exactly as in the protocol. Throws 404. */
export function parseAddress(cardId: string | undefined): CardAddress {
  if (cardId === undefined || !isCardAddress(cardId)) throw new RequestProblem(404, 'card.unknown');
  return cardId;
}

/** Reads a card. Throws 404, or 410 for a deleted card. */
export async function requireCard({ storage, documents }: Services, address: CardAddress): Promise<StoredCard> {
  const stored = await readCard(storage, address, documents);
  if (stored.state === 'there') return stored.card;
  throw stored.state === 'deleted' ? new RequestProblem(410, 'card.deleted') : new RequestProblem(404, 'card.unknown');
}

/**
 * Authenticates the owner by the proof of docs/protocol.md §3.7. Returns the card and the requesting device. Throws
 * 401, 403, 404 or 410.
 */
export async function requireOwner(
  services: Services,
  c: ServerContext,
  address: CardAddress,
  body: string,
): Promise<{ card: StoredCard; device: string }> {
  const request = { host: hostOf(services, c), method: c.req.method, path: targetOf(c), body };
  const nowMs = services.now();
  const proof = await readProof(c.req.header('authorization') ?? null, address, request, nowMs);
  if (!proof.ok) {
    const details = proof.problem === 'request.clock' ? { nowMs } : {};
    throw new RequestProblem(401, proof.problem, details, { 'WWW-Authenticate': 'Poignee' });
  }
  const card = await requireCard(services, address);
  const authorization = authorize(card, proof.credential);
  if (authorization !== 'yes') throw new RequestProblem(403, `card.${authorization}`);
  return { card, device: proof.device };
}
