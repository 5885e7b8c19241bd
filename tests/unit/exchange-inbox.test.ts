import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  acceptReplies,
  markOpened,
  readBlocked,
  refuseReplies,
  unblock,
  undoDecision,
  unopenedContacts,
} from '@/lib/browser/book/reply-database';
import { shortLinkVersion } from '@/lib/browser/card/short-link-version';
import { exchangeCards, lookUpCard, sendUnsentReplies } from '@/lib/browser/exchange/card-exchange';
import {
  canHaveEventToken,
  endEventToken,
  isEventTokenActive,
  sendEndedTokens,
  startEventToken,
} from '@/lib/browser/exchange/event-token';
import { publishCard } from '@/lib/browser/exchange/publisher';
import { fetchDocument } from '@/lib/browser/exchange/reconcile';
import { fetchReplies } from '@/lib/browser/exchange/reply-inbox';
import { restoreFromPhrase } from '@/lib/browser/exchange/restore-from-phrase';
import { sealForSending, sendSealed } from '@/lib/browser/exchange/send-reply';
import { readVisits } from '@/lib/browser/exchange/visits';
import type { Card } from '@/lib/card/card';
import { type ContactId, newEvent } from '@/lib/card/contact';
import type { Reply } from '@/lib/exchange/reply';
import {
  giveIdentity,
  type MemoryServer,
  openDevice,
  openMemoryServer,
  type TestDevice,
} from '../support/exchange-devices';
import { fakeLocalStorage } from '../support/local-storage';

const PERSON = {
  givenNames: 'Élodie',
  familyNames: 'Côté-Gagné',
  phones: [{ id: '1', kind: 'work' as const, number: '+15142859286', extension: '150' }],
};
const MESSAGES = { source: 'Ma page', callBack: 'Rappeler' };
const REPLY: Reply = {
  v: 1,
  name: 'Marc Tremblay',
  phone: '514 555-0142',
  email: 'marc@exemple.ca',
  organisation: 'Exemple inc.',
  note: 'Bonjour',
  callBack: true,
  consent: { wording: 'J’accepte', prospecting: false },
  vcard: '',
  sealedBy: 'browser',
};

let server: MemoryServer;
let device: TestDevice;
let entropy: Uint8Array<ArrayBuffer>;
let card: Card;
beforeEach(async () => {
  vi.stubGlobal('window', {
    localStorage: fakeLocalStorage().storage,
    sessionStorage: fakeLocalStorage().storage,
    dispatchEvent: () => true,
  });
  server = await openMemoryServer();
  // A reply is sent by the page itself, which knows no context.
  const browserFetch = fetch;
  vi.stubGlobal('fetch', (path: string | URL, init: RequestInit = {}) =>
    String(path).startsWith('/') ? server.fetch(String(path), init) : browserFetch(path, init),
  );
  device = openDevice(server);
  entropy = await giveIdentity(device);
  card = await device.addCard(PERSON);
  await publishCard(device, card, 'fr-CA');
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await server.close();
});

const receive = (one: TestDevice = device) => fetchReplies(one, 'fr-CA', MESSAGES);
const contactsOf = async (one: TestDevice = device) =>
  (await one.database.replies.toArray()).map(({ contact }) => contact);
const addressOf = async () => (await device.database.publications.toArray())[0]?.address as never;

async function leave(reply: Partial<Reply> = {}, token: never | null = null) {
  const document = (await fetchDocument(device, await addressOf()))?.document;
  if (document?.state !== 'shown' || document.mailbox === null) throw new Error('no mailbox');
  const sealed = await sealForSending({ ...REPLY, ...reply }, document.card, document.mailbox, token);
  return { sealed, outcome: await sendSealed(sealed) };
}

describe('the inbox', () => {
  test('stores a reply for the owner to decide on, with its consent and its follow-up, then acknowledges it', async () => {
    await leave();
    const { replies, locked } = await receive();
    expect([replies.map(({ name }) => name), locked]).toEqual([['Marc Tremblay'], 0]);
    expect(await contactsOf()).toMatchObject([
      {
        givenNames: 'Marc',
        familyNames: 'Tremblay',
        note: 'Bonjour',
        phones: [{ number: '+15145550142' }],
        emails: [{ address: 'marc@exemple.ca' }],
        meetings: [{ channel: 'link', eventId: null }],
        followUp: { way: 'phone', promise: 'Rappeler' },
        consents: [
          { address: '+15145550142', basis: 'implied', form: 'written', source: 'Ma page', wording: 'J’accepte' },
          { address: 'marc@exemple.ca', basis: 'implied' },
        ],
      },
    ]);
    expect((await receive()).replies).toEqual([]);
  });

  test('stores the same reply once, whatever is lost between the two', async () => {
    const { sealed } = await leave();
    expect(await sendSealed(sealed)).toEqual({ ok: true });
    server.fail(/acknowledgements/, 'lose');
    await receive().catch(() => undefined);
    await Promise.all([receive(), receive()]);
    await receive();
    expect(await contactsOf()).toHaveLength(1);
  });

  test('acknowledges nothing that is not on the disk', async () => {
    await leave();
    const put = vi
      .spyOn(device.database.replies, 'put')
      .mockImplementationOnce((() => Promise.reject(new DOMException('full', 'QuotaExceededError'))) as never);
    await expect(receive()).rejects.toMatchObject({ name: 'QuotaExceededError' });
    put.mockRestore();
    expect((await receive()).replies).toHaveLength(1);
  });

  test('links a reply to the event under way when it was left', async () => {
    const nowMs = Date.now();
    await device.database.evenings.put({
      ...newEvent('past', nowMs - 7_200_000, { name: 'Hier', place: '', host: '', day: '2026-11-28' }),
      endedAtMs: nowMs - 3_600_000,
    });
    await device.database.evenings.put(
      newEvent('current', nowMs - 60_000, { name: '5 à 7', place: '', host: '', day: '2026-11-29' }),
    );
    await leave();
    await receive();
    expect((await contactsOf())[0]?.meetings).toMatchObject([{ eventId: 'current' }]);
  });

  test('counts what is sealed to a key it does not have, and leaves it on the server', async () => {
    const second = openDevice(server);
    await restoreFromPhrase(second, entropy, { revoke: true });
    const [theirs] = await second.database.cards.toArray();
    await publishCard(second, theirs as Card, 'fr-CA');
    await leave();
    const stale = { ...device, database: second.database };
    const secrets = (await second.database.identity.get('own'))?.slots[0]?.secrets;
    expect(secrets?.length).toBeGreaterThan(1);
    await second.database.identity
      .where('id')
      .equals('own')
      .modify((identity) => {
        for (const slot of identity.slots) slot.secrets = slot.secrets.slice(0, 1);
      });
    expect(await receive(stale)).toMatchObject({ replies: [], locked: 1 });
    expect(await receive(stale)).toMatchObject({ replies: [], locked: 1 });
  });

  test('a reply of the former mailbox key is opened after the ninety days', async () => {
    await leave({ name: 'Avant' });
    const later = { ...device, now: () => Date.now() + 91 * 86_400_000 };
    await publishCard(later, card, 'fr-CA').catch(() => undefined);
    await device.database.identity.toArray();
    expect((await receive()).replies.map(({ name }) => name)).toEqual(['Avant']);
  });

  test('a reply reaches every device that the server knows', async () => {
    const second = openDevice(server);
    await restoreFromPhrase(second, entropy, { revoke: false });
    await receive();
    await receive(second);
    await leave();
    await receive(second);
    await receive();
    expect([(await contactsOf()).length, (await contactsOf(second)).length]).toEqual([1, 1]);
  });
});

describe('a decision on a reply', () => {
  const decided = async () => ({
    contacts: (await device.database.contacts.toArray()).map(({ givenNames }) => givenNames),
    waiting: (await device.database.replies.toArray()).map(({ contact }) => contact.givenNames),
  });
  const idsOf = async () => (await device.database.replies.toArray()).map(({ id }) => id);

  test('nothing is in the contacts before it', async () => {
    await leave();
    await receive();
    expect(await decided()).toEqual({ contacts: [], waiting: ['Marc'] });
  });

  test('to accept moves it to the contacts, marked until it is opened; twice is once', async () => {
    await leave();
    await receive();
    const ids = await idsOf();
    const [one, other] = await Promise.all([1, 2].map(() => acceptReplies(device.database, ids, Date.now())));
    expect([one?.replies.length, other?.replies.length].sort()).toEqual([0, 1]);
    expect(await decided()).toEqual({ contacts: ['Marc'], waiting: [] });
    const [contact] = await device.database.contacts.toArray();
    expect([...(await unopenedContacts(device.database))]).toEqual([contact?.id]);
    await markOpened(device.database, contact?.id as ContactId);
    expect(await unopenedContacts(device.database)).toEqual(new Set());
  });

  test('to refuse deletes it, and the same reply never returns', async () => {
    await leave();
    server.fail(/acknowledgements/, 'refuse');
    await receive().catch(() => undefined);
    await refuseReplies(device.database, await idsOf(), false, Date.now());
    expect((await receive()).replies).toEqual([]);
    expect(await decided()).toEqual({ contacts: [], waiting: [] });
  });

  test('to block refuses later replies from the same number or e-mail address, and no others', async () => {
    await leave();
    await receive();
    const { addresses } = await refuseReplies(device.database, await idsOf(), true, Date.now());
    expect(addresses).toEqual(['+15145550142', 'marc@exemple.ca']);
    await leave({ name: 'Autre nom', phone: '', email: 'MARC@exemple.ca' });
    await leave({ name: 'Zoé', phone: '', email: 'zoe@exemple.ca' });
    expect((await receive()).replies.map(({ name }) => name)).toEqual(['Zoé']);
    await unblock(device.database, ['marc@exemple.ca']);
    await leave({ name: 'Débloqué', phone: '', email: 'marc@exemple.ca' });
    expect((await receive()).replies.map(({ name }) => name)).toEqual(['Débloqué']);
  });

  test.each(['accepted', 'refused', 'blocked'] as const)('%s can be undone', async (kind) => {
    await leave();
    await receive();
    const { database } = device;
    const ids = await idsOf();
    const outcome =
      kind === 'accepted'
        ? await acceptReplies(database, ids, Date.now())
        : await refuseReplies(database, ids, kind === 'blocked', Date.now());
    await undoDecision(database, outcome);
    expect(await decided()).toEqual({ contacts: [], waiting: ['Marc'] });
    expect([
      (await readBlocked(database)).length,
      await database.unopened.count(),
      await database.decisions.count(),
    ]).toEqual([0, 0, 0]);
  });

  test('undoing keeps a contact that was edited since', async () => {
    await leave();
    await receive();
    const outcome = await acceptReplies(device.database, await idsOf(), Date.now());
    await device.database.contacts.toCollection().modify((contact) => {
      contact.remarks = 'Grand chien';
      contact.rev += 1;
    });
    await undoDecision(device.database, outcome);
    expect(await decided()).toEqual({ contacts: ['Marc'], waiting: [] });
  });
});

describe('two people who exchange cards', () => {
  test('each gets the other’s card, once', async () => {
    const guest = openDevice(server);
    const own = await guest.addCard({ ...PERSON, givenNames: 'Maya', familyNames: 'Okafor' });
    const found = await lookUpCard(guest, `${await addressOf()}`);
    if (found === null) throw new Error('no card');
    const consent = { prospecting: false, wording: 'Oui' };
    expect(await exchangeCards(guest, found, own, consent)).toMatchObject({ sent: 'sent' });
    expect(await exchangeCards(guest, found, null, consent)).toMatchObject({ sent: 'not_asked' });
    expect(await guest.database.contacts.toArray()).toMatchObject([
      { givenNames: 'Élodie', sources: [expect.stringMatching(/^card:/)] },
    ]);
    await receive();
    expect(await contactsOf()).toMatchObject([{ givenNames: 'Maya', familyNames: 'Okafor' }]);
  });

  test('without a network the sealed reply is stored, and sent later', async () => {
    const guest = openDevice(server);
    const own = await guest.addCard({ ...PERSON, givenNames: 'Maya' });
    const found = await lookUpCard(guest, `${await addressOf()}`);
    if (found === null) throw new Error('no card');
    server.fail(/^POST .*replies/, 'refuse');
    expect(await exchangeCards(guest, found, own, { prospecting: false, wording: '' })).toMatchObject({
      sent: 'later',
    });
    expect((await receive()).replies).toEqual([]);
    await sendUnsentReplies();
    expect((await receive()).replies).toHaveLength(1);
  });

  test('a hidden, a removed and an unknown card are no card', async () => {
    await publishCard(device, card, 'fr-CA', { state: 'hidden' });
    expect(await lookUpCard(device, `${await addressOf()}`)).toBeNull();
    expect(await lookUpCard(device, 'AAAAAAAAAAAA')).toBeNull();
    expect(await lookUpCard(device, 'not an address')).toBeNull();
  });
});

describe('an event’s token', () => {
  test('is in the codes until it is ended, and the server is told even if it did not answer', async () => {
    expect(canHaveEventToken(shortLinkVersion())).toBe(true);
    await startEventToken(device);
    expect(isEventTokenActive(shortLinkVersion())).toBe(true);
    server.fail(/tokens/, 'refuse');
    await endEventToken(device);
    expect(isEventTokenActive(shortLinkVersion())).toBe(false);
    const before = server.log.filter((line) => line.includes('/tokens')).length;
    await sendEndedTokens(device);
    await sendEndedTokens(device);
    expect(server.log.filter((line) => line.includes('/tokens')).length).toBe(before + 1);
  });
});

test('visits are added up by channel', async () => {
  expect(await readVisits(device)).toEqual([]);
  expect(await readVisits(openDevice(server))).toBeNull();
});
