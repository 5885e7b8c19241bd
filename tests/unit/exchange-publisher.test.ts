import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  isConfirmed,
  readPublication,
  readPublications,
  saveDesiredState,
} from '@/lib/browser/exchange/publication-store';
import {
  comparePublications,
  deletePublication,
  isUpToDate,
  publishCard,
  updatePublications,
} from '@/lib/browser/exchange/publisher';
import { fetchDocument } from '@/lib/browser/exchange/reconcile';
import { restoreFromPhrase } from '@/lib/browser/exchange/restore-from-phrase';
import type { Card, PictureId } from '@/lib/card/card';
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
  title: 'Boulangère',
  phones: [{ id: '1', kind: 'work' as const, number: '+15142859286', extension: '150' }],
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
  device = openDevice(server);
  entropy = await giveIdentity(device);
  card = await device.addCard(PERSON);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await server.close();
});

const publish = (one: TestDevice = device, change = {}) => publishCard(one, card, 'fr-CA', change);
const onServer = async (one: TestDevice = device) => {
  const [publication] = await readPublications(one);
  const stored = publication === undefined ? null : await fetchDocument(one, publication.address);
  return stored?.document ?? null;
};
const puts = () => server.log.filter((line) => /^PUT \/api\/cards\/\w+$/.test(line)).length;
const change = (patch: Partial<Card>) => device.cards.apply(card.id, patch);
const never = new Promise<void>(() => undefined);

/** A second device of the same owner, with the card. */
async function secondDevice(): Promise<TestDevice> {
  const second = openDevice(server);
  await restoreFromPhrase(second, entropy, { revoke: false });
  return second;
}
const cardOn = async (one: TestDevice) => {
  const [publication] = await readPublications(one);
  const stored = publication && (await one.database.cards.get(publication.cardId));
  if (stored === undefined) throw new Error('no card');
  return stored;
};

describe('publishing', () => {
  test('sends the card once, and nothing while the server is up to date', async () => {
    await publish();
    expect(await onServer()).toMatchObject({ rev: 1, state: 'shown', content: { title: 'Boulangère' } });
    await publish();
    expect(puts()).toBe(1);
    expect(await isUpToDate(device, card, 'fr-CA')).toBe(true);
  });

  test('sends an edited card at the next update, in the region it was published for', async () => {
    await publish();
    await change({ title: 'Chef' });
    const edited = await device.cards.latest(card);
    expect(await isUpToDate(device, edited, 'fr-CA')).toBe(false);
    await updatePublications(device, [edited], () => 'en-CA');
    expect(await onServer()).toMatchObject({ rev: 2, region: 'fr-CA', content: { title: 'Chef' } });
  });

  test('publishes the photo with its hash, and another device downloads it', async () => {
    const id = 'photo' as PictureId;
    const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new Array(60).fill(7)]);
    await device.database.pictures.put({
      id,
      schemaVersion: 1,
      createdAtMs: 0,
      mediaType: 'image/jpeg',
      bytes,
      widthPx: 8,
      heightPx: 8,
    });
    await change({ photoId: id });
    await publish();
    const second = await secondDevice();
    const { photoId } = await cardOn(second);
    expect((await second.database.pictures.get(photoId as PictureId))?.bytes).toEqual(bytes);
  });

  test('an answer that is lost is sent again with the same revision', async () => {
    server.fail(/^PUT/, 'lose');
    await expect(publish()).rejects.toMatchObject({ code: 'exchange.offline' });
    expect(await readPublication(device, card.id)).toMatchObject({ isPending: true, rev: 0 });
    await updatePublications(device, [card], () => 'fr-CA');
    expect(await readPublication(device, card.id)).toMatchObject({ isPending: false, rev: 1 });
    expect(await onServer()).toMatchObject({ rev: 1 });
  });

  test('eight cards fill the slots; a ninth is refused', async () => {
    for (let count = 0; count < 8; count += 1)
      await publishCard(device, await device.addCard({ ...PERSON, title: `${count}` }), 'fr-CA');
    await expect(publish()).rejects.toMatchObject({ code: 'exchange.no_slot' });
  });

  test('two first publications at once take different slots', async () => {
    const other = await device.addCard(PERSON);
    await Promise.all([publish(), publishCard(device, other, 'fr-CA')]);
    const addresses = (await readPublications(device)).map(({ address }) => address);
    expect(new Set(addresses).size).toBe(2);
  });

  test('a site without a server uses up no slot', async () => {
    const files = openDevice({ ...server, fetch: async () => new Response('<!doctype html>', { status: 404 }) });
    await giveIdentity(files);
    const local = await files.addCard(PERSON);
    await expect(publishCard(files, local, 'fr-CA')).rejects.toMatchObject({ code: 'exchange.no_server' });
    expect(await readPublications(files)).toEqual([]);
  });

  test('a deleted page is gone for good, and its slot is spent', async () => {
    const { address } = await publish();
    await deletePublication(device, card.id);
    expect(await readPublications(device)).toEqual([]);
    await expect(fetchDocument(device, address)).rejects.toMatchObject({ code: 'card.deleted' });
    expect((await publish()).address).not.toBe(address);
  });
});

describe('the owner’s decision', () => {
  test('is stored while another request of the same device holds the lock', async () => {
    await publish();
    await change({ title: 'Chef' });
    let release: () => void = () => undefined;
    server.fail(/^PUT/, {
      until: new Promise((resolve) => {
        release = resolve;
      }),
    });
    const first = publish();
    await vi.waitFor(() => expect(puts()).toBe(2));
    const second = publish(device, { isOpen: false });
    await vi.waitFor(async () =>
      expect((await readPublication(device, card.id))?.desiredState.isOpen, 'stored before the lock').toBe(false),
    );
    const waiting = await readPublication(device, card.id);
    expect(waiting && isConfirmed(waiting), 'the server does not have it yet').toBe(false);
    release();
    await Promise.all([first, second]);
    const sent = await readPublication(device, card.id);
    expect(sent && isConfirmed(sent)).toBe(true);
    expect(await onServer()).toMatchObject({ state: 'shown', mailbox: null, content: { title: 'Chef' } });
  });

  test('survives the page being left, and goes out at the next start', async () => {
    await publish();
    await change({ title: 'Chef' });
    server.fail(/^PUT/, { until: never });
    const left = openDevice(server, { timeoutMs: 50 });
    const tab = { ...device, server: left.server };
    void publishCard(tab, card, 'fr-CA').catch(() => undefined);
    await vi.waitFor(() => expect(puts()).toBe(2));
    void publishCard(tab, card, 'fr-CA', { state: 'hidden' }).catch(() => undefined);
    await vi.waitFor(async () => expect((await readPublication(device, card.id))?.desiredState.state).toBe('hidden'));
    // The next start: the first tab and its locks are gone.
    const restarted = openDevice(server);
    const started = { ...device, withLock: restarted.withLock };
    await updatePublications(started, [await device.cards.latest(card)], () => 'fr-CA');
    expect(await onServer()).toMatchObject({ state: 'hidden' });
  });

  test('to delete the page is finished by the next update', async () => {
    const { address } = await publish();
    server.fail(/^DELETE/, 'refuse');
    await expect(deletePublication(device, card.id)).rejects.toMatchObject({ code: 'exchange.offline' });
    expect(await onServer()).toMatchObject({ state: 'shown' });
    await updatePublications(device, [], () => 'fr-CA');
    await expect(fetchDocument(device, address)).rejects.toMatchObject({ code: 'card.deleted' });
  });

  test('made later cancels a deletion that has not reached the server', async () => {
    await publish();
    server.fail(/^DELETE/, 'refuse');
    await deletePublication(device, card.id).catch(() => undefined);
    await publish(device, { state: 'hidden' });
    await updatePublications(device, [card], () => 'fr-CA');
    expect(await onServer()).toMatchObject({ state: 'hidden' });
  });

  test.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'of several tabs at once: the last one stored is the server’s, order %i',
    async (seed) => {
      await publish();
      const decisions = [{ isOpen: false }, { state: 'hidden' }, { isOpen: true }, { state: 'shown' }] as const;
      await Promise.all(decisions.map((_, at) => publish(device, decisions[(at + seed) % decisions.length])));
      const stored = await readPublication(device, card.id);
      const document = await onServer();
      expect(document?.state).toBe(stored?.desiredState.state);
      expect(stored?.isPending).toBe(false);
      if (document?.state === 'shown') expect(document.mailbox !== null).toBe(stored?.desiredState.isOpen);
    },
  );

  test('is undone when the server refuses the document', async () => {
    await publish();
    const refusing = openDevice({
      ...server,
      fetch: async () =>
        new Response('{"code":"card.refused"}', { status: 400, headers: { 'content-type': 'application/json' } }),
    });
    const tab = { ...device, server: refusing.server };
    await expect(publish(tab, { state: 'hidden' })).rejects.toMatchObject({ code: 'card.refused' });
    expect(await readPublication(device, card.id)).toMatchObject({
      isPending: false,
      desiredState: { state: 'shown', isOpen: true },
    });
  });
});

describe('a request without an answer', () => {
  test('ends after its time limit, and does not block the next one', async () => {
    const slow = openDevice(server, { timeoutMs: 50 });
    await giveIdentity(slow);
    const local = await slow.addCard(PERSON);
    server.fail(/^PUT/, { until: never });
    await expect(publishCard(slow, local, 'fr-CA')).rejects.toMatchObject({ code: 'exchange.offline' });
    await expect(publishCard(slow, local, 'fr-CA')).resolves.toMatchObject({ rev: 1 });
  });
});

describe('two devices', () => {
  test('each keeps what the other changed', async () => {
    await publish();
    const second = await secondDevice();
    await change({ title: 'Chef' });
    await publish();
    const theirs = await cardOn(second);
    await second.cards.apply(theirs.id, { organisation: 'L’Été' });
    await publishCard(second, await cardOn(second), 'fr-CA');
    expect(await cardOn(second)).toMatchObject({ title: 'Chef', organisation: 'L’Été' });
    await comparePublications(device, [await device.cards.latest(card)], () => 'fr-CA');
    expect(await device.cards.latest(card)).toMatchObject({ title: 'Chef', organisation: 'L’Été' });
    expect(await onServer()).toMatchObject({ content: { title: 'Chef', organisation: 'L’Été' } });
  });

  test('one device’s decision reaches the other, unless that one decided too', async () => {
    await publish();
    const second = await secondDevice();
    await publish(device, { isOpen: false });
    await comparePublications(second, [await cardOn(second)], () => 'fr-CA');
    expect((await readPublications(second))[0]?.desiredState.isOpen).toBe(false);
    // Both decide before either has heard of the other.
    await publish(device, { state: 'hidden' });
    const theirs = await cardOn(second);
    await publishCard(second, theirs, 'fr-CA', { isOpen: true });
    expect(await onServer()).toMatchObject({ state: 'hidden' });
    expect((await readPublications(second))[0]?.desiredState).toMatchObject({ state: 'hidden', isOpen: true });
  });

  test('publishing at the same time, both end with the same document', async () => {
    await publish();
    const second = await secondDevice();
    const theirs = await cardOn(second);
    await Promise.all([
      change({ title: 'Chef' }).then(() => publish()),
      second.cards.apply(theirs.id, { note: 'Fermé le lundi' }).then(() => publishCard(second, theirs, 'fr-CA')),
    ]);
    await comparePublications(device, [await device.cards.latest(card)], () => 'fr-CA');
    await comparePublications(second, [await cardOn(second)], () => 'fr-CA');
    expect(await device.cards.latest(card)).toMatchObject({ title: 'Chef', note: 'Fermé le lundi' });
    expect(await cardOn(second)).toMatchObject({ title: 'Chef', note: 'Fermé le lundi' });
  });

  test('a revoked device learns of it and publishes no more', async () => {
    await publish();
    const second = openDevice(server);
    await restoreFromPhrase(second, entropy, { revoke: true });
    await comparePublications(device, [card], () => 'fr-CA');
    expect(await readPublication(device, card.id)).toMatchObject({ isRevoked: true });
    await expect(publish()).rejects.toMatchObject({ code: 'card.revoked' });
    await updatePublications(second, [await cardOn(second)], () => 'fr-CA');
    expect(await onServer(second)).toMatchObject({ state: 'shown' });
  });
});

describe('a server restored from an earlier backup', () => {
  test('is given the later card again', async () => {
    await publish();
    await change({ title: 'Chef' });
    await publish();
    // The server lost everything.
    const emptied = await openMemoryServer();
    const moved = openDevice(emptied);
    const after = { ...device, server: moved.server };
    await comparePublications(after, [await device.cards.latest(card)], () => 'fr-CA');
    expect(await onServer(after)).toMatchObject({ content: { title: 'Chef' } });
    await emptied.close();
  });
});

test('a new mailbox key is published after ninety days, and a clock set back does not create one', async () => {
  let nowMs = Date.now();
  const clock = () => nowMs;
  const timed = openDevice(server, { now: clock });
  await giveIdentity(timed);
  const local = await timed.addCard(PERSON);
  await publishCard(timed, local, 'fr-CA');
  const epoch = async () => {
    const document = await onServer(timed);
    return document?.state === 'shown' ? document.mailbox?.epoch : null;
  };
  nowMs -= 200 * 86_400_000;
  await updatePublications(timed, [local], () => 'fr-CA');
  expect(await epoch()).toBe(0);
  nowMs += 291 * 86_400_000;
  await updatePublications(timed, [local], () => 'fr-CA');
  expect(await epoch()).toBe(1);
});

test('the state that is stored first reserves the slot, even without a network', async () => {
  const publication = await saveDesiredState(device, card.id, { isOpen: false });
  expect(publication).toMatchObject({ rev: 0, desiredState: { state: 'shown', isOpen: false } });
  expect(server.log).toEqual([]);
});
