import type { Card } from '../../card/card';
import { type ContactId, newContact } from '../../card/contact';
import { type EventToken, readCardPath } from '../../exchange/card-address';
import { cardContentOf, type ShownDocument } from '../../exchange/document';
import { EnvelopeError } from '../../exchange/envelope';
import type { Reply } from '../../exchange/reply';
import { REPLY_LIMITS, replyProblem, withoutPictures } from '../../exchange/reply-form';
import { serializeContactFile } from '../../vcard/contact-file';
import { shortLinkVersion, writeShortLinks } from '../card/short-link-version';
import { newIdentifier } from '../platform/identifier';
import { refuseIfErased } from '../storage/erasure-epoch';
import { localEntries, readLocal, writeLocal } from '../storage/local-storage';
import { indexedSource } from '../storage/lock/sealing';
import type { ExchangeContext } from './context';
import { fetchDocument } from './reconcile';
import { type SealedReply, sealForSending, sendSealed, UNSENT_REPLY_PREFIX, unsentKey } from './send-reply';
import { ExchangeError } from './server-api';

/** A published card whose signature was checked, and the event token of the link that led to it. */
export type TheirCard = { document: ShownDocument; token: EventToken | null };

/** The card at a short link's path; `null` if no card is visible there, or none its owner signed. @throws ExchangeError */
export async function lookUpCard(context: ExchangeContext, path: string): Promise<TheirCard | null> {
  const link = readCardPath(path);
  if (link === null) return null;
  try {
    const stored = await fetchDocument(context, link.address);
    return stored?.document.state === 'shown' ? { document: stored.document, token: link.token } : null;
  } catch (error) {
    const hasNoCard =
      error instanceof ExchangeError && (error.code === 'card.deleted' || error.code === 'exchange.not_signed');
    if (hasNoCard) return null;
    throw error;
  }
}

export type ExchangeOutcome = { contact: ContactId; sent: 'sent' | 'later' | 'not_asked' };

/**
 * Stores their card as a contact, once however often it is called, and sends them `own`, sealed. Without a network the sealed
 * reply is stored and sent later (`sendUnsentReplies`).
 */
export async function exchangeCards(
  context: ExchangeContext,
  theirCard: TheirCard,
  own: Card | null,
  { prospecting, wording }: { prospecting: boolean; wording: string },
): Promise<ExchangeOutcome> {
  const contact = await storeTheirCard(context, theirCard.document);
  if (own === null || theirCard.document.mailbox === null) return { contact, sent: 'not_asked' };
  const reply: Reply = {
    v: 1,
    name: '',
    phone: '',
    email: '',
    organisation: '',
    note: '',
    callBack: false,
    consent: { wording: wording.slice(0, REPLY_LIMITS.wording), prospecting },
    vcard: '',
    sealedBy: 'browser',
  };
  const sealed = await sealCard(own, reply, theirCard);
  const key = unsentKey(sealed);
  // Background tasks run only on devices that have published or sent something.
  if (shortLinkVersion() === '') writeShortLinks('{}');
  writeLocal(key, JSON.stringify(sealed));
  const outcome = await sendSealed(sealed);
  if (outcome.ok || outcome.problem !== 'network') writeLocal(key, null);
  if (outcome.ok) return { contact, sent: 'sent' };
  if (outcome.problem === 'network') return { contact, sent: 'later' };
  throw new ExchangeError(outcome.problem);
}

async function storeTheirCard(
  { database, contacts, now }: ExchangeContext,
  document: ShownDocument,
): Promise<ContactId> {
  const source = `card:${document.card}`;
  const { updatedAtMs: _, ...content } = cardContentOf(document);
  const contact = newContact(newIdentifier() as ContactId, now(), contacts.meeting(), {
    ...content,
    sources: [source],
  });
  const stored = await database.transaction('rw', database.contacts, database.meta, async () => {
    await refuseIfErased(database);
    const [existing] = await database.contacts.where('sources').equals(indexedSource(source)).toArray();
    if (existing === undefined) await database.contacts.put(contact);
    return existing ?? contact;
  });
  if (stored === contact) await contacts.reload();
  return stored.id;
}

/** Seals the card with its note if that fits, otherwise without it. @throws ExchangeError `reply.too_long` */
async function sealCard(own: Card, reply: Reply, { document, token }: TheirCard): Promise<SealedReply> {
  for (const card of [own, { ...own, note: '' }]) {
    const full = { ...reply, vcard: withoutPictures(serializeContactFile(card)) };
    if (replyProblem(full) !== null || document.mailbox === null) continue;
    try {
      return await sealForSending(full, document.card, document.mailbox, token);
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error;
    }
  }
  throw new ExchangeError('reply.too_long');
}

/** Sends the replies that had no network. Those that still cannot be sent stay stored. */
export async function sendUnsentReplies(): Promise<void> {
  for (const [key, text] of localEntries(UNSENT_REPLY_PREFIX)) {
    try {
      const outcome = await sendSealed(JSON.parse(text) as SealedReply);
      // A hidden page may become visible again.
      const staysStored = !outcome.ok && (outcome.problem === 'network' || outcome.problem === 'reply.closed');
      if (!staysStored && readLocal(key) === text) writeLocal(key, null);
    } catch {
      writeLocal(key, null);
    }
  }
}
