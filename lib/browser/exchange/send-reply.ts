import { encodeBase64url } from '../../exchange/base64url';
import type { CardAddress, EventToken } from '../../exchange/card-address';
import type { MailboxKey } from '../../exchange/document';
import { sealReply } from '../../exchange/envelope';
import type { Reply } from '../../exchange/reply';
import type { SendReplyRequest } from '../../exchange/requests';
import { digestText } from '../../exchange/signature';

/** A reply sealed and ready to leave: nothing in it can be read on this device any more. */
export type SealedReply = { card: CardAddress; request: SendReplyRequest; receipt: string };

export type SendOutcome =
  | { ok: true }
  /** Nobody answered, or not now: it can leave later as it is. */
  | { ok: false; problem: 'network' }
  /** It will not be taken; where it is `reply.closed`, not today. */
  | { ok: false; problem: 'reply.closed' | 'reply.gone' | 'reply.changed' | 'reply.failed' };

/** 128 random bits, base64url. */
const randomName = () => encodeBase64url(crypto.getRandomValues(new Uint8Array(16)));

/** Throws `EnvelopeError` for what is too long. */
export async function sealForSending(
  reply: Reply,
  card: CardAddress,
  mailbox: MailboxKey,
  token: EventToken | null,
): Promise<SealedReply> {
  const id = randomName();
  const receipt = randomName();
  const envelope = await sealReply(JSON.stringify(reply), { card, replyId: id, mailbox });
  const receiptDigest = await digestText(new TextEncoder().encode(receipt));
  const request = { id, envelope: encodeBase64url(envelope), receipt: receiptDigest };
  return { card, receipt, request: token === null ? request : { ...request, token } };
}

/** Where its sender sees what became of it. */
export const receiptPath = ({ card, request, receipt }: SealedReply): string =>
  `/c/${card}/receipt?id=${request.id}&receipt=${receipt}`;

const post = (card: CardAddress, body: SendReplyRequest) =>
  fetch(`/api/cards/${card}/replies`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Sends, doing the work the server may ask for. The same reply again changes nothing there. */
export async function sendSealed(sealed: SealedReply, onWork: () => void = () => undefined): Promise<SendOutcome> {
  let answer: Response;
  try {
    answer = await post(sealed.card, sealed.request);
    if (answer.status === 428) {
      onWork();
      const { challenge } = (await answer.json()) as { challenge: Record<string, unknown> };
      const { doWork } = await import('./solve-proof-of-work');
      const solution = await doWork(challenge);
      answer = await post(sealed.card, { ...sealed.request, work: { challenge, solution } });
    }
  } catch {
    return { ok: false, problem: 'network' };
  }
  if (answer.ok) return { ok: true };
  if (answer.status === 410) return { ok: false, problem: 'reply.gone' };
  if (answer.status === 404) return { ok: false, problem: 'reply.closed' };
  if (answer.status === 403 || answer.status === 429 || answer.status >= 500) return { ok: false, problem: 'network' };
  const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
  if (code === 'reply.closed' || code === 'reply.changed') return { ok: false, problem: code };
  return { ok: false, problem: 'reply.failed' };
}

/** Replies sealed and not yet sent, in localStorage beside what `storage-keys.ts` names. */
export const UNSENT_REPLY = 'poignee.unsent-reply.';

/** Where one waits for a network: a key a reply. */
export const unsentKey = ({ card, request }: SealedReply): string => `${UNSENT_REPLY}${card}.${request.id}`;
