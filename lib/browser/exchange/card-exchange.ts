import type { Card } from '../../card/card';
import { type ContactId, newContact } from '../../card/contact';
import { type EventToken, readCardPath } from '../../exchange/card-address';
import { cardContentOf, type ShownDocument } from '../../exchange/document';
import { EnvelopeError } from '../../exchange/envelope';
import type { Reply } from '../../exchange/reply';
import { REPLY_LIMITS, replyProblem, withoutPictures } from '../../exchange/reply-form';
import { readSignedCard } from '../../exchange/signed-card';
import { serializeContactFile } from '../../vcard/contact-file';
import { bookStore } from '../book/book-store';
import { shortLinkVersion, writeShortLinks } from '../card/short-link-version';
import { newIdentifier } from '../platform/identifier';
import { database } from '../storage/database';
import { localEntries, readLocal, writeLocal } from '../storage/local-storage';
import { type SealedReply, sealForSending, sendSealed, UNSENT_REPLY, unsentKey } from './send-reply';
import { askServer, ExchangeError } from './server-api';

/** Somebody's published card, as their device signed it. */
export type TheirCard = { document: ShownDocument; token: EventToken | null };

/** The card a short link's end names; `null` when there is none to see. Throws `ExchangeError` when nobody answers. */
export async function lookUpCard(path: string): Promise<TheirCard | null> {
  const read = readCardPath(path);
  if (read === null) return null;
  try {
    const answer = await askServer({ method: 'GET', address: read.address });
    const signed = await readSignedCard(await answer.json(), read.address, location.host);
    return signed?.document.state === 'shown' ? { document: signed.document, token: read.token } : null;
  } catch (error) {
    if (error instanceof ExchangeError && (error.code === 'card.unknown' || error.code === 'card.deleted')) return null;
    throw error;
  }
}

export type ExchangeOutcome = { contact: ContactId; sent: 'sent' | 'later' | 'not_asked' };

/**
 * Keeps their card in the book, once however often it is asked, and sends them `own`, sealed. Without a network it stays
 * here, sealed, until there is one (`sendUnsent`).
 */
export async function exchangeCards(
  { document, token }: TheirCard,
  own: Card | null,
  { prospecting, wording }: { prospecting: boolean; wording: string },
): Promise<ExchangeOutcome> {
  const contact = await keepTheirs(document);
  if (own === null || document.mailbox === null) return { contact, sent: 'not_asked' };
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
  const sealed = await sealCard(own, reply, { document, token });
  const key = unsentKey(sealed);
  // What has to wait leaves by what runs beside every screen of who publishes or sends.
  if (shortLinkVersion() === '') writeShortLinks('{}');
  writeLocal(key, JSON.stringify(sealed));
  const outcome = await sendSealed(sealed);
  if (outcome.ok || outcome.problem !== 'network') writeLocal(key, null);
  if (outcome.ok) return { contact, sent: 'sent' };
  if (outcome.problem === 'network') return { contact, sent: 'later' };
  throw new ExchangeError(outcome.problem);

  async function keepTheirs(theirs: ShownDocument): Promise<ContactId> {
    const source = `card:${theirs.card}`;
    const [known] = await database.contacts.where('sources').equals(source).toArray();
    if (known !== undefined) return known.id;
    const { updatedAtMs: _, ...content } = cardContentOf(theirs);
    const nowMs = Date.now();
    const made = newContact(newIdentifier() as ContactId, nowMs, bookStore.meeting('link'), {
      ...content,
      sources: [source],
    });
    await database.contacts.put(made);
    await bookStore.reload();
    return made.id;
  }
}

/** With its note where that fits; without it else. Throws `reply.too_long`. */
async function sealCard(own: Card, reply: Reply, { document, token }: TheirCard): Promise<SealedReply> {
  for (const card of [own, { ...own, note: '' }]) {
    const whole = { ...reply, vcard: withoutPictures(serializeContactFile(card)) };
    if (replyProblem(whole) !== null || document.mailbox === null) continue;
    try {
      return await sealForSending(whole, document.card, document.mailbox, token);
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error;
    }
  }
  throw new ExchangeError('reply.too_long');
}

/** Sends what had to wait for a network. Quietly: what still cannot leave stays. */
export async function sendUnsent(): Promise<void> {
  for (const [key, text] of localEntries(UNSENT_REPLY)) {
    try {
      const outcome = await sendSealed(JSON.parse(text) as SealedReply);
      // A card put aside for a day will be shown again.
      const stays = !outcome.ok && (outcome.problem === 'network' || outcome.problem === 'reply.closed');
      if (!stays && readLocal(key) === text) writeLocal(key, null);
    } catch {
      writeLocal(key, null);
    }
  }
}
