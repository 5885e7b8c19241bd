import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { inviteDevice, joinDevice } from '@/lib/browser/exchange/device-linking';
import { createIdentity, readIdentity, saveIdentity } from '@/lib/browser/exchange/identity';
import { parseKeyTransfer } from '@/lib/browser/exchange/key-transfer';
import { readPublications } from '@/lib/browser/exchange/publication-store';
import { deletePublication, publishCard } from '@/lib/browser/exchange/publisher';
import { fetchDocument } from '@/lib/browser/exchange/reconcile';
import { restoreFromPhrase } from '@/lib/browser/exchange/restore-from-phrase';
import {
  exportMigration,
  importMigration,
  parseServerAddress,
  redirectFolder,
  redirectTo,
} from '@/lib/browser/exchange/server-migration';
import type { Card, PictureId } from '@/lib/card/card';
import { encodeBase64url } from '@/lib/exchange/base64url';
import type { CardAddress } from '@/lib/exchange/card-address';
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
  phones: [{ id: '1', kind: 'work' as const, number: '+15142859286', extension: '' }],
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

const publish = (one = device, of = card) => publishCard(one, of, 'fr-CA');
const addPhoto = async (one: TestDevice, id = 'photo' as PictureId) => {
  const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new Array(60).fill(7)]);
  const size = { widthPx: 8, heightPx: 8 };
  await one.database.pictures.put({ id, schemaVersion: 1, createdAtMs: 0, mediaType: 'image/jpeg', bytes, ...size });
  await one.database.cards.update(card.id, { photoId: id });
  return bytes;
};

describe('identity', () => {
  test('a second tab’s phrase does not replace the first', async () => {
    const other = await createIdentity(crypto.getRandomValues(new Uint8Array(16)), 0);
    const stored = await saveIdentity(device, other);
    expect(stored.slots[0]?.address).not.toBe(other.slots[0]?.address);
  });
});

const newLinkNonce = () => encodeBase64url(crypto.getRandomValues(new Uint8Array(32)));
const otherDigits = (digits: string) => String((Number(digits) + 1) % 1_000_000).padStart(6, '0');

describe('linking a device', () => {
  test('transfers cards, photos and keys once the digits of the new device are typed on the first', async () => {
    const bytes = await addPhoto(device);
    await publish();
    const invite = await inviteDevice(device);
    const second = openDevice(server);
    const join = await joinDevice(second, invite.invitation);
    const { approve } = await invite.answered;
    const digits = await join.digits;
    expect(digits).toMatch(/^\d{6}$/);
    expect(await approve(otherDigits(digits)), 'wrong digits').toBe(false);
    expect(await second.database.cards.count(), 'nothing before the approval').toBe(0);
    expect(await approve(`${digits.slice(0, 3)} ${digits.slice(3)}`)).toBe(true);
    expect(await join.finished).toBe(1);
    const [linked] = await second.database.cards.toArray();
    expect(linked).toMatchObject({ givenNames: 'Élodie' });
    expect((await second.database.pictures.get(linked?.photoId as PictureId))?.bytes).toEqual(bytes);
    await second.database.cards.update(card.id, { title: 'Chef' });
    await publishCard(second, linked as Card, 'fr-CA');
    const [publication] = await readPublications(second);
    const stored = publication && (await fetchDocument(second, publication.address));
    expect(stored?.document).toMatchObject({ rev: 2, content: { title: 'Chef' } });
  }, 20_000);

  test('is refused on a device that has keys, without a publication, and when another device answered', async () => {
    await expect(inviteDevice(device)).rejects.toMatchObject({ code: 'exchange.nothing_published' });
    await publish();
    const { invitation, answered, stop } = await inviteDevice(device);
    await expect(joinDevice(device, invitation)).rejects.toMatchObject({ code: 'link.has_identity' });
    const first = await joinDevice(openDevice(server), invitation);
    await expect(joinDevice(openDevice(server), invitation)).rejects.toMatchObject({ code: 'link.taken' });
    await answered;
    first.stop();
    stop();
    await expect(first.finished).rejects.toMatchObject({ code: 'link.stopped' });
    await expect(inviteDevice(openDevice(server))).rejects.toMatchObject({ code: 'exchange.no_identity' });
  }, 20_000);

  test('somebody who saw the code and answers first gets nothing: the digits of the real device are others', async () => {
    await publish();
    const invite = await inviteDevice(device);
    const { invitation } = invite;
    // The attacker holds back the real device's message, and sends their own.
    const attacker = await joinDevice(openDevice(server), invitation);
    const { approve } = await invite.answered;
    const real = { ...openDevice(server) };
    real.server = {
      ...real.server,
      request: (call) =>
        call.path?.endsWith('side=new')
          ? Promise.resolve(new Response(null, { status: 204 }))
          : device.server.request(call),
    };
    const victim = await joinDevice(real, invitation);
    const shown = await victim.digits;
    expect(shown).not.toBe(await attacker.digits);
    for (const _ of [1, 2]) expect(await approve(shown)).toBe(false);
    await expect(approve(shown)).rejects.toMatchObject({ code: 'link.wrong' });
    await expect(approve(await attacker.digits), 'no more attempts').rejects.toMatchObject({ code: 'link.wrong' });
    attacker.stop();
    victim.stop();
  }, 20_000);

  test('a server that reveals another nonce is noticed by the new device', async () => {
    await publish();
    const { invitation, stop } = await inviteDevice(device);
    const lied = openDevice(server);
    lied.server = {
      ...lied.server,
      request: async (call) =>
        call.path?.endsWith('side=reveal') ? Response.json({ message: newLinkNonce() }) : device.server.request(call),
    };
    const join = await joinDevice(lied, invitation);
    await expect(join.digits).rejects.toMatchObject({ code: 'link.wrong' });
    await expect(join.finished).rejects.toMatchObject({ code: 'link.wrong' });
    stop();
  }, 20_000);

  test('a transfer that was changed is no transfer', () => {
    expect(parseKeyTransfer('{')).toBeNull();
    expect(parseKeyTransfer('{"slots":[{}],"publications":[],"cards":[],"photos":{}}')).toBeNull();
  });
});

describe('the recovery phrase', () => {
  test('restores cards and photos on an empty device, and the deleted one’s slot stays spent', async () => {
    const bytes = await addPhoto(device);
    await publish();
    const other = await device.addCard({ ...PERSON, familyNames: 'Roy' });
    await publish(device, other);
    await deletePublication(device, other.id);
    const restored = openDevice(server);
    expect(await restoreFromPhrase(restored, entropy, { revoke: false })).toEqual({ cards: 1, published: 1 });
    const [found] = await restored.database.cards.toArray();
    expect(found).toMatchObject({ familyNames: 'Côté-Gagné' });
    expect((await restored.database.pictures.get(found?.photoId as PictureId))?.bytes).toEqual(bytes);
    expect((await readIdentity(restored))?.slots.map(({ isSpent }) => isSpent).slice(0, 3)).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('changes nothing where it published nothing, and refuses another phrase', async () => {
    const empty = openDevice(server);
    const other = crypto.getRandomValues(new Uint8Array(16));
    expect(await restoreFromPhrase(empty, other, { revoke: true })).toEqual({ cards: 0, published: 0 });
    expect(await readIdentity(empty)).toBeNull();
    await publish();
    await expect(restoreFromPhrase(device, other, { revoke: false })).rejects.toMatchObject({
      code: 'exchange.other_words',
    });
  });

  test('restored twice on the same device keeps one copy of each card', async () => {
    await publish();
    const restored = openDevice(server);
    await restoreFromPhrase(restored, entropy, { revoke: false });
    await restoreFromPhrase(restored, entropy, { revoke: true });
    expect(await restored.database.cards.count()).toBe(1);
    expect((await readIdentity(restored))?.slots[0]?.credential.generation).toBe(1);
  });

  test('stores nothing when the photo cannot be downloaded', async () => {
    await addPhoto(device);
    await publish();
    const restored = openDevice(server);
    server.fail(/photo/, 'refuse');
    await expect(restoreFromPhrase(restored, entropy, { revoke: false })).rejects.toMatchObject({
      code: 'exchange.offline',
    });
    expect([await restored.database.cards.count(), await readIdentity(restored)]).toEqual([0, null]);
    await restoreFromPhrase(restored, entropy, { revoke: false });
    expect(await restored.database.cards.count()).toBe(1);
  });
});

describe('migration to another server', () => {
  let other: MemoryServer;
  beforeEach(async () => {
    other = await openMemoryServer('ailleurs.test');
  });
  afterEach(() => other.close());

  test('publishes the same addresses there, with photos, and redirects here', async () => {
    const bytes = await addPhoto(device);
    const { address } = await publish();
    const file = await exportMigration(device);
    const there = openDevice(other);
    expect(await importMigration(there, file, 'fr-CA')).toEqual({ from: server.origin, cards: 1 });
    const stored = await fetchDocument(there, address);
    expect(stored?.document).toMatchObject({ state: 'shown', host: 'ailleurs.test' });
    const [moved] = await there.database.cards.toArray();
    expect((await there.database.pictures.get(moved?.photoId as PictureId))?.bytes).toEqual(bytes);
    expect(await redirectTo(device, 'https://ailleurs.test', 'fr-CA')).toBe(1);
    expect((await fetchDocument(device, address))?.document).toMatchObject({
      state: 'moved',
      to: `https://ailleurs.test/${address}`,
    });
  });

  test('an interrupted import continues with the same file', async () => {
    const { address } = await publish();
    const file = await exportMigration(device);
    const there = openDevice(other);
    other.fail(/^PUT/, 'refuse');
    await expect(importMigration(there, file, 'fr-CA')).rejects.toMatchObject({ code: 'exchange.offline' });
    await importMigration(there, file, 'fr-CA');
    await importMigration(there, file, 'fr-CA');
    expect((await fetchDocument(there, address))?.document).toMatchObject({ state: 'shown', rev: 1 });
  });

  test('a damaged file, or a device with other keys, is refused and changes nothing', async () => {
    await publish();
    const file = await exportMigration(device);
    for (const damaged of ['', '{}', file.slice(0, -2), file.replace(/"handover":"\{/, '"handover":"[')])
      await expect(importMigration(openDevice(other), damaged, 'fr-CA')).rejects.toMatchObject({
        code: 'move.damaged',
      });
    const owned = openDevice(other);
    await giveIdentity(owned);
    await expect(importMigration(owned, file, 'fr-CA')).rejects.toMatchObject({ code: 'link.has_identity' });
    await expect(exportMigration(openDevice(server))).rejects.toMatchObject({ code: 'exchange.no_identity' });
  });

  test('a hidden page is neither published there nor redirected here', async () => {
    await publishCard(device, card, 'fr-CA');
    await publishCard(device, card, 'fr-CA', { state: 'hidden' });
    expect(await importMigration(openDevice(other), await exportMigration(device), 'fr-CA')).toMatchObject({
      cards: 0,
    });
    expect(await redirectTo(device, 'https://ailleurs.test', 'fr-CA')).toBe(0);
  });

  test('the redirect folder has a page for each form of the address', () => {
    const names = Object.keys(unzipSync(redirectFolder('ABCDEFGHJKMN' as CardAddress, 'https://ailleurs.test')));
    expect(names).toContain('ABCDEFGHJKMN/index.html');
    expect(names).toContain('abcdefghjkmn/index.html');
    expect(new Set(names).size).toBe(names.length);
  });

  test.each([
    ['ailleurs.test', 'https://ailleurs.test'],
    [' HTTPS://Ailleurs.test/x ', 'https://ailleurs.test'],
    ['http://ailleurs.test', null],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['https://moi@ailleurs.test', null],
    ['https://poignee.test', null],
    ['', null],
  ])('reads the server address %s', (typed, origin) => {
    expect(parseServerAddress(typed, 'https://poignee.test')).toBe(origin);
  });
});
