import { contactFromVcard } from '../../book/contact-vcard';
import { type BookEvent, type Contact, type ContactId, type ContactPatch, newContact } from '../../card/contact';
import { splitName } from '../../card/name';
import { decodeBase64url } from '../../exchange/base64url';
import type { CardAddress } from '../../exchange/card-address';
import { EnvelopeError, envelopeKey, openReply } from '../../exchange/envelope';
import { mailboxKeyPair } from '../../exchange/mailbox-keys';
import { type Reply, readReply } from '../../exchange/reply';
import type { WaitingReply } from '../../exchange/requests';
import type { RegionProfile } from '../../i18n/locales';
import { readPhone } from '../../i18n/phone';
import { parseVcards } from '../../vcard/read';
import { today } from '../platform/clock';
import { newIdentifier } from '../platform/identifier';
import { database } from '../storage/database';
import type { SlotRecord } from '../storage/records';
import { withLock } from '../storage/web-locks';
import { askerFor, readIdentity, secretFor, slotFor } from './identity';
import { readPublications } from './publisher';
import { askServer } from './server-api';

/** What a visit to the mailboxes brought. */
export type Received = {
  contacts: { id: ContactId; name: string }[];
  /** Replies sealed to a key this device does not have: the words bring it back. */
  locked: number;
};

/** The words the book's own sentences are in: where consent was given. */
export type InboxMessages = { source: string; callBack: string };

/**
 * Fetches what waits for every published card, puts it in the book, and only then tells the server that it is here. Twice the
 * same reply is one contact. Throws `ExchangeError` when the server does not answer.
 */
export function fetchReplies(
  region: RegionProfile,
  words: InboxMessages,
  nowMs: number = Date.now(),
): Promise<Received> {
  return withLock('poignee-inbox', async () => {
    const received: Received = { contacts: [], locked: 0 };
    const identity = await readIdentity();
    if (identity === null) return received;
    let failure: unknown = null;
    for (const publication of await readPublications()) {
      const slot = slotFor(identity, publication.address);
      if (slot === undefined || publication.rev === 0 || publication.isRevoked) continue;
      // One card's mailbox that does not answer keeps nobody from the others'.
      await empty(publication.address, slot).catch((error: unknown) => {
        failure = error;
      });
    }
    if (failure !== null && received.contacts.length === 0) throw failure;
    return received;

    async function empty(address: CardAddress, slot: SlotRecord): Promise<void> {
      const asker = askerFor(slot);
      for (let after = ''; ; ) {
        const path = `/replies${after === '' ? '' : `?after=${after}`}`;
        const answer = await askServer({ method: 'GET', address, path, asker });
        const { replies } = (await answer.json()) as { replies: WaitingReply[] };
        const done: string[] = [];
        for (const waiting of replies) {
          const opened = await open(waiting, slot);
          if (opened === 'locked') {
            received.locked += 1;
            continue;
          }
          if (opened !== 'unreadable') {
            const contact = await keep(waiting, opened, region, words, nowMs);
            if (contact !== null) received.contacts.push(contact);
          }
          done.push(waiting.id);
        }
        if (done.length > 0)
          await askServer({
            method: 'POST',
            address,
            path: '/acknowledgements',
            body: JSON.stringify({ ids: done }),
            asker,
          });
        const last = replies.at(-1);
        if (last === undefined) return;
        after = `${last.receivedAtMs}.${last.id}`;
      }
    }
  });
}

/** `unreadable`: changed on its way, or never a reply; nothing can be made of it. */
async function open({ id, envelope }: WaitingReply, slot: SlotRecord): Promise<Reply | 'locked' | 'unreadable'> {
  const bytes = decodeBase64url(envelope);
  const key = bytes === null ? null : envelopeKey(bytes);
  // A server keeps nothing else: what looks otherwise is its fault, and may be whole again another time.
  if (bytes === null || key === null) return 'locked';
  const secret = await secretFor(slot, key);
  if (secret === null) return 'locked';
  const keys = await mailboxKeyPair(secret);
  try {
    return readReply(await openReply(bytes, { card: slot.address, replyId: id, keys })) ?? 'unreadable';
  } catch (error) {
    // What this browser could not do today it may do tomorrow: it is not told to be destroyed.
    if (!(error instanceof EnvelopeError)) throw error;
    return 'unreadable';
  }
}

const sourceOf = (replyId: string) => `reply:${replyId}`;

/** On the disk, once: `null` when this reply is in the book already. */
async function keep(
  waiting: WaitingReply,
  reply: Reply,
  region: RegionProfile,
  words: InboxMessages,
  nowMs: number,
): Promise<{ id: ContactId; name: string } | null> {
  const events = await database.evenings.toArray();
  const contact = contactFromReply(waiting, reply, eventAt(events, waiting.receivedAtMs), region, words, nowMs);
  const isNew = await database.transaction('rw', database.contacts, async () => {
    if ((await database.contacts.where('sources').equals(sourceOf(waiting.id)).count()) > 0) return false;
    await database.contacts.put(contact);
    return true;
  });
  const name = [contact.givenNames, contact.familyNames].filter(Boolean).join(' ') || contact.organisation;
  return isNew ? { id: contact.id, name } : null;
}

/** The event that was going on when they left their details. */
function eventAt(events: readonly BookEvent[], atMs: number): string | null {
  const found = events.find(
    ({ startedAtMs, endedAtMs }) => startedAtMs <= atMs && atMs <= (endedAtMs ?? Number.POSITIVE_INFINITY),
  );
  return found?.id ?? null;
}

/** A reply as somebody met: by the link, at the event that was going on. */
export function contactFromReply(
  { id, receivedAtMs }: WaitingReply,
  reply: Reply,
  eventId: string | null,
  region: RegionProfile,
  words: InboxMessages,
  nowMs: number,
): Contact {
  const reading = {
    newId: newIdentifier,
    readNumber: (typed: string) => readPhone(typed, region)?.number ?? '',
  };
  const [card] = reply.vcard === '' ? [] : parseVcards(new TextEncoder().encode(reply.vcard)).cards;
  const found: ContactPatch = card === undefined ? {} : contactFromVcard(card, reading).content;
  const phone = readPhone(reply.phone, region);
  const typed: ContactPatch = {
    ...(reply.name !== '' && splitName(reply.name)),
    ...(reply.organisation !== '' && { organisation: reply.organisation }),
    ...(reply.note !== '' && { note: [reply.note, found.note ?? ''].filter(Boolean).join('\n') }),
    phones: [
      ...(reply.phone === ''
        ? []
        : [
            {
              id: newIdentifier(),
              kind: 'cell' as const,
              number: phone?.number ?? reply.phone,
              extension: phone?.extension ?? '',
            },
          ]),
      ...(found.phones ?? []).filter(({ number }) => number !== phone?.number),
    ],
    emails: [
      ...(reply.email === '' ? [] : [{ id: newIdentifier(), kind: 'work' as const, address: reply.email }]),
      ...(found.emails ?? []).filter(({ address }) => address.toLowerCase() !== reply.email.toLowerCase()),
    ],
  };
  const addresses = [
    ...(typed.phones ?? []).map(({ number }) => number),
    ...(typed.emails ?? []).map(({ address }) => address),
  ];
  const consents = addresses.map((address) => ({
    address,
    // The box comes unticked (CASL s. 10): without it they asked to be called back, and for nothing else.
    basis: reply.consent.prospecting ? ('express' as const) : ('implied' as const),
    form: 'written' as const,
    source: words.source,
    wording: reply.consent.wording,
    atMs: receivedAtMs,
    withdrawnAtMs: null,
  }));
  return newContact(
    newIdentifier() as ContactId,
    nowMs,
    { channel: 'link', atMs: receivedAtMs, eventId, batch: '' },
    {
      ...found,
      ...typed,
      consents,
      sources: [...(found.sources ?? []), sourceOf(id)],
      ...(reply.callBack && { followUp: { day: today(), way: 'phone' as const, promise: words.callBack } }),
    },
  );
}
