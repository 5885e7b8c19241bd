import { encodeBase64url } from '../../exchange/base64url';
import type { CardAddress, EventToken } from '../../exchange/card-address';
import type { MailboxKey } from '../../exchange/document';
import { sealReply } from '../../exchange/envelope';
import type { Reply } from '../../exchange/reply';
import type { SendReplyRequest } from '../../exchange/requests';
import { digestText } from '../../exchange/signature';

/** A sealed reply, ready to be sent. This device cannot open it again. */
export type SealedReply = { card: CardAddress; request: SendReplyRequest; receipt: string };

export type SendOutcome =
  | { ok: true }
  /** No answer, or not now: the same reply can be sent later. */
  | { ok: false; problem: 'network' }
  /** Refused for good, except `reply.closed`: the page may open again. */
  | { ok: false; problem: 'reply.closed' | 'reply.gone' | 'reply.changed' | 'reply.failed' };

/** 128 random bits, base64url. */
const randomId = () => encodeBase64url(crypto.getRandomValues(new Uint8Array(16)));

/** @throws EnvelopeError if the reply is too long */
export async function sealForSending(
  reply: Reply,
  card: CardAddress,
  mailbox: MailboxKey,
  token: EventToken | null,
): Promise<SealedReply> {
  const id = randomId();
  const receipt = randomId();
  const envelope = await sealReply(JSON.stringify(reply), { card, replyId: id, mailbox });
  const receiptDigest = await digestText(new TextEncoder().encode(receipt));
  const request = { id, envelope: encodeBase64url(envelope), receipt: receiptDigest };
  return { card, receipt, request: token === null ? request : { ...request, token } };
}

/** The page on which the sender sees the state of a reply. */
export const receiptPath = ({ card, request, receipt }: SealedReply): string =>
  `/c/${card}/receipt?id=${request.id}&receipt=${receipt}`;

/** Without a limit, a request that hangs would keep the sender waiting and the reply stored. */
const TIMEOUT_MS = 30_000;

const post = (card: CardAddress, body: SendReplyRequest) =>
  fetch(`/api/cards/${card}/replies`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });

/** Sends the reply, with a proof of work if the server asks for one. Sending the same reply again changes nothing. */
export async function sendSealed(sealed: SealedReply, onWork?: () => void): Promise<SendOutcome> {
  let response: Response;
  try {
    response = await post(sealed.card, sealed.request);
    if (response.status === 428) {
      onWork?.();
      const { challenge } = (await response.json()) as { challenge: Record<string, unknown> };
      const { solveProofOfWork } = await import('./solve-proof-of-work');
      const solution = await solveProofOfWork(challenge);
      response = await post(sealed.card, { ...sealed.request, work: { challenge, solution } });
    }
  } catch {
    return { ok: false, problem: 'network' };
  }
  if (response.ok) return { ok: true };
  const { status } = response;
  if (status === 403 || status === 429 || status >= 500) return { ok: false, problem: 'network' };
  if (status === 410) return { ok: false, problem: 'reply.gone' };
  if (status === 404) return { ok: false, problem: 'reply.closed' };
  const { code } = (await response.json().catch(() => ({}))) as { code?: string };
  return { ok: false, problem: code === 'reply.closed' || code === 'reply.changed' ? code : 'reply.failed' };
}

/** Prefix of the localStorage keys, beside `storage-keys.ts`, of replies that are not sent yet. */
export const UNSENT_REPLY_PREFIX = 'poignee.unsent-reply.';

/** The localStorage key of a reply that is not sent yet. */
export const unsentKey = ({ card, request }: SealedReply): string => `${UNSENT_REPLY_PREFIX}${card}.${request.id}`;
