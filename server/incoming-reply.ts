import { createHmac } from 'node:crypto';
import { LIMITS as CARD_LIMITS } from '../lib/card/limits';
import { decodeBase64url } from '../lib/exchange/base64url';
import type { CardPath, EventToken } from '../lib/exchange/card-address';
import { EnvelopeError, sealReply } from '../lib/exchange/envelope';
import type { Reply } from '../lib/exchange/reply';
import { REPLY_LIMITS, replyProblem, withoutPictures } from '../lib/exchange/reply-form';
import type { SendReplyRequest } from '../lib/exchange/requests';
import type { RegionProfile } from '../lib/i18n/locales';
import { type PublicProblem, publicPageMessages } from '../lib/i18n/messages/pages/public-page';
import { typeset } from '../lib/i18n/typography';
import type { ReplyDraft } from '../lib/page/public-page';
import type { StoredCard } from './cards';
import { sha256 } from './digest';
import { isTokenGood } from './event-tokens';
import { readFormTime } from './form-timestamp';
import type { ServerContext } from './http/context';
import { json, problem } from './http/problem';
import { clientOf } from './http/request';
import { askForWork, isWorkDone } from './proof-of-work';
import { type ReplyOutcome, receiptState, storeReply } from './replies';
import type { Services } from './services';

/** Checks whether the sender holds a token of an event in progress. */
const holdsToken = async ({ storage, now }: Services, card: StoredCard, token: EventToken | null): Promise<boolean> =>
  token !== null && (await isTokenGood(storage, card.address, token, now()));

/**
 * Checks whether a reply is accepted without a proof of work (docs/protocol.md, "Limits"). A valid `token` has its own
 * limits, so that neither a whole room behind one address nor a flood of the card delays those who hold it.
 */
function isAdmitted(
  { limits, config }: Services,
  c: ServerContext,
  card: StoredCard,
  token: EventToken | null,
): boolean {
  if (token !== null && limits.allowToken(card.address, token)) return true;
  // Check the network first: a network over its limit must not use up the card's limit.
  return limits.allow('reply', clientOf({ config }, c)) && limits.allowCard(card.address);
}

/** Handles `POST /api/cards/:card/replies`: stores a reply sealed in its sender's browser. */
export async function takeSealedReply(
  services: Services,
  c: ServerContext,
  card: StoredCard,
  request: SendReplyRequest,
): Promise<Response> {
  const envelope = decodeBase64url(request.envelope);
  if (envelope === null) return problem(400, 'request.malformed');
  const purpose = () => ({ card: card.address, reply: request.id, digest: sha256(envelope) });
  const nowMs = services.now();
  const token = request.token ?? null;
  const hasToken = await holdsToken(services, card, token);
  if (request.work !== undefined) {
    if (!(await isWorkDone(request.work, purpose(), services.secret))) return problem(400, 'reply.work_wrong');
    if (!services.limits.allow('workedReply', clientOf(services, c)))
      return problem(429, 'request.too_many', {}, { 'Retry-After': '600' });
  } else if (!isAdmitted(services, c, card, hasToken ? token : null))
    return problem(428, 'reply.work_needed', { challenge: await askForWork(purpose(), services.secret, nowMs) });
  const reply = { id: request.id, envelope, receipt: request.receipt };
  const outcome = await storeReply(services.storage, card, reply, nowMs, hasToken);
  if (outcome === 'stored') services.push.notify(card.address);
  return answerTo(outcome);
}

function answerTo(outcome: ReplyOutcome): Response {
  switch (outcome) {
    case 'stored':
      return json(201, { state: 'stored' });
    case 'already':
      return json(200, { state: 'stored' });
    case 'other':
      return problem(409, 'reply.other');
    case 'no_mailbox':
      return problem(409, 'reply.closed');
    case 'other_key':
      return problem(409, 'reply.changed');
    case 'malformed':
      return problem(400, 'request.malformed');
    case 'full':
      return problem(503, 'reply.mailbox_full', {}, { 'Retry-After': '3600' });
  }
}

export type FormOutcome =
  | { ok: true; id: string; receipt: string }
  | { ok: false; problem: PublicProblem; status: number; draft: ReplyDraft };

const textOf = (form: FormData, name: string, maxLength: number): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim().slice(0, maxLength) : '';
};

/** Values of the form, trimmed and cut to the maximum length but not validated. */
const draftOf = (form: FormData): ReplyDraft => ({
  name: textOf(form, 'name', CARD_LIMITS.line),
  phone: textOf(form, 'phone', CARD_LIMITS.line),
  email: textOf(form, 'email', CARD_LIMITS.line),
  organisation: textOf(form, 'organisation', CARD_LIMITS.line),
  note: textOf(form, 'note', REPLY_LIMITS.note),
  callBack: form.get('callBack') !== null,
  prospecting: form.get('prospecting') !== null,
});

/** Accepts the form of a browser without scripts. The reply is sealed here, in memory, before anything is stored. */
export async function takeForm(
  services: Services,
  c: ServerContext,
  { card, path }: { card: StoredCard; path: CardPath },
  form: FormData,
  region: RegionProfile,
  name: string,
): Promise<FormOutcome> {
  const draft = draftOf(form);
  const refuse = (code: PublicProblem, status: number): FormOutcome => ({ ok: false, problem: code, status, draft });
  // Honeypot field: bots always fill it. If the browser's autofill did, the returned form has it empty.
  if (textOf(form, 'confirmation', 1) !== '') return refuse('reply.soon', 400);
  const sealedTime = textOf(form, 't', 60);
  const time = readFormTime(card.address, sealedTime, services.secret, services.now());
  if (time !== 'right') return refuse(time === 'too_soon' ? 'reply.soon' : 'reply.again', 400);
  const mailbox = card.document.state === 'shown' ? card.document.mailbox : null;
  if (mailbox === null) return refuse('reply.closed', 409);
  const file = form.get('card');
  const vcard = file instanceof File && file.size > 0 ? await contactText(file) : '';
  if (vcard === null) return refuse('reply.not_a_card', 400);
  const reply: Reply = {
    v: 1,
    ...{ name: draft.name, phone: draft.phone, email: draft.email, organisation: draft.organisation, note: draft.note },
    callBack: draft.callBack,
    consent: {
      wording: consentWording(region, name, draft.prospecting),
      prospecting: draft.prospecting,
    },
    vcard,
    sealedBy: 'server',
  };
  const problemCode = replyProblem(reply);
  if (problemCode !== null) return refuse(problemCode, 400);
  const hasToken = await holdsToken(services, card, path.token);
  if (!isAdmitted(services, c, card, hasToken ? path.token : null)) return refuse('reply.later', 429);
  const text = JSON.stringify(reply);
  // Derived from the form, so that the same form sent twice is one reply with one receipt.
  const derive = (label: string) =>
    createHmac('sha256', services.secret)
      .update(`${label}\n${card.address}\n${sealedTime}\n${text}`)
      .digest('base64url')
      .slice(0, 22);
  const id = derive('reply');
  const receipt = derive('receipt');
  let envelope: Uint8Array<ArrayBuffer>;
  try {
    envelope = await sealReply(text, { card: card.address, replyId: id, mailbox });
  } catch (error) {
    if (error instanceof EnvelopeError && error.code === 'envelope.too_large') return refuse('reply.too_long', 413);
    throw error;
  }
  const sealed = { id, envelope, receipt: sha256(receipt) };
  const outcome = await storeReply(services.storage, card, sealed, services.now(), hasToken);
  if (outcome === 'stored') services.push.notify(card.address);
  // Sealing is randomized, so a second submission is `other`; its identifier shows that it is the same reply.
  if (outcome === 'stored') return { ok: true, id, receipt };
  if (outcome === 'already' || outcome === 'other') {
    const state = await receiptState(services.storage, card.address, id, sealed.receipt);
    // Withdrawn, then sent again: it must be a new reply, so the form needs a new form time.
    return state === 'waiting' || state === 'read' ? { ok: true, id, receipt } : refuse('reply.again', 400);
  }
  return outcome === 'full' ? refuse('reply.failed', 503) : refuse('reply.changed', 409);
}

/** Consent wording shown above the button, with that of the checkbox if it was ticked. */
function consentWording(region: RegionProfile, name: string, prospecting: boolean): string {
  const { form } = publicPageMessages(region);
  const wording = prospecting ? `${form.consentServer} ${form.prospecting}` : form.consentServer;
  return typeset(wording, region)
    .replace('{name}', () => name)
    .slice(0, REPLY_LIMITS.wording);
}

/** Returns a contact file as text without its photo; `null` if it is not a contact file. */
async function contactText(file: File): Promise<string | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder('utf-8').decode(bytes).replace(/^\ufeff/, '');
  if (!/^\s*BEGIN:VCARD/i.test(text)) return null;
  return withoutPictures(text);
}
