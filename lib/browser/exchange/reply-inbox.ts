import { dayOf } from '../../book/follow-up';
import { replySource } from '../../book/received-reply';
import { type BookEvent, type Contact, type ContactId, type ContactPatch, newContact } from '../../card/contact';
import { splitName } from '../../card/written-name';
import { decodeBase64url } from '../../exchange/base64url';
import { EnvelopeError, envelopeKey, openReply } from '../../exchange/envelope';
import { mailboxKeyPair } from '../../exchange/mailbox-keys';
import { type Reply, readReply } from '../../exchange/reply';
import type { WaitingReply } from '../../exchange/requests';
import type { RegionProfile } from '../../i18n/locales';
import { parsePhoneField, phoneReader } from '../../i18n/phone';
import type { CardReading } from '../../vcard/vcard-content';
import { storeReply } from '../book/reply-database';
import { newIdentifier } from '../platform/identifier';
import type { SlotRecord } from '../storage/records';
import type { ExchangeContext } from './context';
import { readIdentity, secretFor, signerFor, slotFor } from './identity';
import { readPublications } from './publication-store';

/** The outcome of one visit to the mailboxes. */
export type Received = {
  replies: { id: string; name: string }[];
  /** Replies sealed to a key that this device does not have. The recovery phrase restores it. */
  locked: number;
};

/** Translated text that goes into the contact of a reply: the source of the consent, and the promise to call back. */
export type InboxMessages = { source: string; callBack: string };

/**
 * Fetches the replies that wait for every published card, stores them for the owner to decide on, then acknowledges them. The
 * same reply twice is one.
 *
 * @throws ExchangeError if the server does not answer
 */
export function fetchReplies(
  context: ExchangeContext,
  region: RegionProfile,
  messages: InboxMessages,
): Promise<Received> {
  return context.withLock('poignee-inbox', async () => {
    const received: Received = { replies: [], locked: 0 };
    const identity = await readIdentity(context);
    if (identity === null) return received;
    let failure: unknown = null;
    for (const publication of await readPublications(context)) {
      const slot = slotFor(identity, publication.address);
      if (slot === undefined || publication.rev === 0 || publication.isRevoked) continue;
      // A mailbox that does not answer must not block the others.
      await emptyMailbox(context, slot, region, messages, received).catch((error: unknown) => {
        failure = error;
      });
    }
    if (failure !== null && received.replies.length === 0) throw failure;
    return received;
  });
}

/** Adds the contents of one mailbox to `received`, a page at a time. */
async function emptyMailbox(
  context: ExchangeContext,
  slot: SlotRecord,
  region: RegionProfile,
  messages: InboxMessages,
  received: Received,
): Promise<void> {
  const { address } = slot;
  const signer = signerFor(slot);
  for (let after = ''; ; ) {
    const path = `/replies${after === '' ? '' : `?after=${after}`}`;
    const response = await context.server.request({ method: 'GET', address, path, signer });
    const { replies } = (await response.json()) as { replies: WaitingReply[] };
    const ids: string[] = [];
    for (const waiting of replies) {
      const reply = await openWaitingReply(waiting, slot);
      if (reply === 'locked') {
        received.locked += 1;
        continue;
      }
      if (reply !== 'unreadable') {
        const contact = await contactOf(context, waiting, reply, region, messages);
        const { id, receivedAtMs } = waiting;
        const stored = { id, schemaVersion: 1, card: address, receivedAtMs, contact } as const;
        if (await storeReply(context.database, stored, context.now()))
          received.replies.push({ id, name: nameOf(contact) });
      }
      ids.push(waiting.id);
    }
    if (ids.length > 0) {
      const body = JSON.stringify({ ids });
      await context.server.request({ method: 'POST', address, path: '/acknowledgements', body, signer });
    }
    const last = replies.at(-1);
    if (last === undefined) return;
    after = `${last.receivedAtMs}.${last.id}`;
  }
}

/** `unreadable`: damaged, or not a reply. It is acknowledged so that the server deletes it. */
async function openWaitingReply(
  { id, envelope }: WaitingReply,
  slot: SlotRecord,
): Promise<Reply | 'locked' | 'unreadable'> {
  const bytes = decodeBase64url(envelope);
  const key = bytes === null ? null : envelopeKey(bytes);
  // The server stores envelopes only. Anything else is the server's fault and may be repaired there: it is not acknowledged.
  if (bytes === null || key === null) return 'locked';
  const secret = await secretFor(slot, key);
  if (secret === null) return 'locked';
  const keys = await mailboxKeyPair(secret);
  try {
    return readReply(await openReply(bytes, { card: slot.address, replyId: id, keys })) ?? 'unreadable';
  } catch (error) {
    // A failure of this browser may not repeat: the reply stays on the server.
    if (!(error instanceof EnvelopeError)) throw error;
    return 'unreadable';
  }
}

const nameOf = ({ givenNames, familyNames, organisation }: Contact) =>
  [givenNames, familyNames].filter(Boolean).join(' ') || organisation;

async function contactOf(
  { database, now }: ExchangeContext,
  waiting: WaitingReply,
  reply: Reply,
  region: RegionProfile,
  messages: InboxMessages,
): Promise<Contact> {
  const events = await database.evenings.toArray();
  return contactFromReply(waiting, reply, eventAt(events, waiting.receivedAtMs), region, messages, now());
}

/** The event under way at that instant. */
function eventAt(events: readonly BookEvent[], atMs: number): string | null {
  const found = events.find(
    ({ startedAtMs, endedAtMs }) => startedAtMs <= atMs && atMs <= (endedAtMs ?? Number.POSITIVE_INFINITY),
  );
  return found?.id ?? null;
}

/** Reads the card of a reply. What reads vCards is fetched with the first reply that has one. */
async function contentOfVcard(vcard: string, reading: CardReading): Promise<ContactPatch> {
  const [{ contactFromVcard }, { parseVcards }] = await Promise.all([
    import('../../book/contact-vcard'),
    import('../../vcard/read'),
  ]);
  const [card] = parseVcards(new TextEncoder().encode(vcard)).cards;
  return card === undefined ? {} : contactFromVcard(card, reading).content;
}

/** Converts a reply to a contact met through the link, at `eventId`. */
async function contactFromReply(
  { id, receivedAtMs }: WaitingReply,
  reply: Reply,
  eventId: string | null,
  region: RegionProfile,
  messages: InboxMessages,
  nowMs: number,
): Promise<Contact> {
  const reading = {
    newId: newIdentifier,
    readPhone: phoneReader(region),
  };
  const found = reply.vcard === '' ? {} : await contentOfVcard(reply.vcard, reading);
  const phone = parsePhoneField(reply.phone, region);
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
              number: phone.number,
              extension: phone.extension,
            },
          ]),
      ...(found.phones ?? []).filter(({ number }) => number !== phone.number),
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
    // The box is not ticked in advance (CASL s. 10). Without it the person asked for an answer, and for nothing else.
    basis: reply.consent.prospecting ? ('express' as const) : ('implied' as const),
    form: 'written' as const,
    source: messages.source,
    wording: reply.consent.wording,
    atMs: receivedAtMs,
    withdrawnAtMs: null,
  }));
  const today = dayOf(nowMs, new Date(nowMs).getTimezoneOffset());
  return newContact(
    newIdentifier() as ContactId,
    nowMs,
    { channel: 'link', atMs: receivedAtMs, eventId, batch: '' },
    {
      ...found,
      ...typed,
      consents,
      sources: [...(found.sources ?? []), replySource(id)],
      ...(reply.callBack && { followUp: { day: today, way: 'phone' as const, promise: messages.callBack } }),
    },
  );
}
