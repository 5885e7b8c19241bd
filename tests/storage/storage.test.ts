import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newEventToken } from '@/lib/exchange/card-address';
import { revocationText } from '@/lib/exchange/credential';
import { digestText, sign } from '@/lib/exchange/signature';
import { BoundedCache } from '@/server/bounded-cache';
import {
  type DocumentCache,
  deleteCard,
  publishCard,
  putPhoto,
  readCard,
  readPhoto,
  revokeDevices,
  type StoredCard,
} from '@/server/cards';
import { type LinkSide, putLinkMessage, readLinkMessage } from '@/server/device-links';
import { isTokenGood, putEventToken } from '@/server/event-tokens';
import {
  acknowledgeReplies,
  END_DAYS,
  GRACE_DAYS,
  receiptState,
  storeReply,
  sweepAll,
  sweepReplies,
  waitingReplies,
  withdrawReply,
} from '@/server/replies';
import type { Storage } from '@/server/storage/port';
import { createVisits } from '@/server/visits';
import {
  credentialFor,
  newDevice,
  newOwner,
  sealedReply,
  shownDocument,
  signed,
  type TestOwner,
} from '../support/exchange-owner';
import { type Engine, startEngine } from './engines';

const DAY_MS = 86_400_000;
const NOW = 1_800_000_000_000;
const HERE = { host: 'poignee.test', nowMs: NOW };
const FIRST = { receivedAtMs: 0, id: '' };

for (const name of ['sqlite', 'postgres'] as const)
  describe(name, () => {
    let engine: Engine;
    let storage: Storage;
    const documents: DocumentCache = new BoundedCache(1_000_000);
    beforeAll(async () => {
      engine = await startEngine(name);
      storage = engine.open();
      expect(await storage.migrate()).toEqual([1, 2, 3]);
    }, 120_000);
    afterAll(async () => {
      await storage?.close();
      await engine?.stop();
    });

    test('a statement after close is refused, and the process goes on', async () => {
      const closed = engine.open();
      await closed.check();
      await closed.close();
      const insert = 'INSERT INTO visits (card, day, channel, count) VALUES (?, ?, ?, ?)';
      for (const late of [
        closed.write(insert, ['A', '2026-01-01', 'screen', 1]),
        closed.read('SELECT 1', []),
        closed.readOne('SELECT 1', []),
        closed.check(),
        closed.size(),
      ])
        await expect(late).rejects.toMatchObject({ code: expect.stringMatching(/^storage\./) });
    });

    async function publishNewCard(): Promise<{ owner: TestOwner; card: StoredCard }> {
      const owner = await newOwner();
      await publishCard(storage, owner.address, await signed(owner, await shownDocument(owner, 1)), null, HERE);
      return { owner, card: await cardOf(owner) };
    }
    async function cardOf(owner: TestOwner): Promise<StoredCard> {
      const stored = await readCard(storage, owner.address, documents);
      if (stored.state !== 'there') throw new Error(stored.state);
      return stored.card;
    }

    test('migrates once, and reports that it is ready', async () => {
      expect(await storage.migrate()).toEqual([]);
      await expect(storage.check()).resolves.toBeUndefined();
      const [first, second] = [engine.open(), engine.open()];
      await Promise.all([first.migrate(), second.migrate()]);
      await Promise.all([first.close(), second.close()]);
    });

    test('creates a card once; the same document changes nothing, a stale one gets the current tag', async () => {
      const owner = await newOwner();
      const put = async (rev: number, ifMatch: string | null, title?: string) =>
        publishCard(storage, owner.address, await signed(owner, await shownDocument(owner, rev, title)), ifMatch, HERE);
      const created = await put(1, null);
      expect(created.status).toBe('created');
      const etag = 'etag' in created ? created.etag : null;
      expect(await put(1, null)).toEqual({ status: 'unchanged', etag });
      expect(await put(1, null, 'Autre')).toEqual({ status: 'stale', etag });
      expect(await put(2, '"wrong"')).toEqual({ status: 'stale', etag });
      expect(await put(3, etag)).toEqual({ status: 'stale', etag });
      const updated = await put(2, etag, 'Directrice');
      expect(updated.status).toBe('updated');
      expect(await put(2, etag, 'Directrice')).toMatchObject({ status: 'unchanged' });
      expect((await cardOf(owner)).rev).toBe(2);
    });

    test('refuses another key, a forged signature and another card’s document', async () => {
      const { owner } = await publishNewCard();
      const thief = await newOwner();
      const thiefAsOwner = { ...thief, address: owner.address, slot: { ...thief.slot, address: owner.address } };
      const impostor = { ...thiefAsOwner, credential: await credentialFor(thiefAsOwner.slot, thief.device.text, 0) };
      const request = await signed(impostor, { ...(await shownDocument(impostor, 2)), card: owner.address });
      expect(await publishCard(storage, owner.address, request, null, HERE)).toEqual({ status: 'other_owner' });
      const good = await signed(owner, await shownDocument(owner, 2));
      for (const tampered of [
        { ...good, document: good.document.replace('Boulangère', 'Voleuse') },
        { ...good, signature: request.signature },
        { ...good, credential: request.credential },
      ])
        expect((await publishCard(storage, owner.address, tampered, (await cardOf(owner)).etag, HERE)).status).toMatch(
          /^(?:refused|other_owner)$/,
        );
      expect((await publishCard(storage, thief.address, good, null, HERE)).status).toBe('refused');
      // A document signed for one server is not valid on another.
      const otherServer = { host: 'ailleurs.test', nowMs: NOW };
      expect((await publishCard(storage, owner.address, good, (await cardOf(owner)).etag, otherServer)).status).toBe(
        'refused',
      );
    });

    test('binds an address to its owner’s key, and refuses a card that moves to itself', async () => {
      const [owner, thief] = [await newOwner(), await newOwner()];
      const squatter = { ...thief, address: owner.address, slot: { ...thief.slot, address: owner.address } };
      const impostor = { ...squatter, credential: await credentialFor(squatter.slot, thief.device.text, 0) };
      const request = await signed(impostor, { ...(await shownDocument(impostor, 1)), card: owner.address });
      expect(await publishCard(storage, owner.address, request, null, HERE)).toEqual({ status: 'refused' });
      expect((await readCard(storage, owner.address, documents)).state).toBe('none');
      const { owner: mover, card } = await publishNewCard();
      const to = `https://poignee.test/${mover.address}`;
      const loop = await signed(mover, { v: 1, card: mover.address, host: 'poignee.test', rev: 2, state: 'moved', to });
      expect(await publishCard(storage, mover.address, loop, card.etag, HERE)).toEqual({ status: 'refused' });
    });

    test('deletes a photo removed from its card', async () => {
      const { owner, card } = await publishNewCard();
      const bytes = new Uint8Array([0xff, 0xd8, 0xff, 1, 2, 3]);
      const hash = await digestText(bytes);
      const photo = { hash, mediaType: 'image/jpeg' } as const;
      const withPhoto = await signed(owner, { ...(await shownDocument(owner, 2)), photo });
      await publishCard(storage, owner.address, withPhoto, card.etag, HERE);
      expect(await putPhoto(storage, owner.address, hash, { bytes, mediaType: 'image/jpeg' }, documents, NOW)).toBe(
        'stored',
      );
      expect(await readPhoto(storage, owner.address, hash)).not.toBeNull();
      await publishCard(
        storage,
        owner.address,
        await signed(owner, await shownDocument(owner, 3)),
        (await cardOf(owner)).etag,
        HERE,
      );
      expect(await readPhoto(storage, owner.address, hash)).toBeNull();
    });

    test('accepts only replies sealed to the current key or the two before it, of the current generation', async () => {
      const { owner, card } = await publishNewCard();
      const { document } = card;
      if (document.state !== 'shown' || document.mailbox === null) throw new Error('closed');
      const storeSealedTo = async (generation: number, epoch: number) => {
        const { request, envelope } = await sealedReply({ ...owner, mailbox: { ...owner.mailbox, generation, epoch } });
        const mailbox = { ...document.mailbox, generation: 3, epoch: 5 } as NonNullable<typeof document.mailbox>;
        const rotated = { ...card, document: { ...document, mailbox } };
        return storeReply(storage, rotated, { id: request.id, envelope, receipt: request.receipt }, NOW);
      };
      expect([await storeSealedTo(3, 5), await storeSealedTo(3, 4), await storeSealedTo(3, 3)]).toEqual([
        'stored',
        'stored',
        'stored',
      ]);
      for (const [generation, epoch] of [
        [3, 2],
        [3, 6],
        [2, 5],
        [4, 0],
        [0, 65_535],
      ] as const)
        expect(await storeSealedTo(generation, epoch), `${generation} ${epoch}`).toBe('other_key');
    });

    test('replies that one device has fetched do not fill the mailbox while another device is away', async () => {
      const { owner, card } = await publishNewCard();
      const { envelope } = await sealedReply(owner);
      const store = (id: string, hasToken = false) =>
        storeReply(storage, card, { id, envelope, receipt: 'x' }, NOW, hasToken);
      const idOf = (index: number) => `r${String(index).padStart(21, '0')}`;
      await waitingReplies(storage, card, 'asleep', FIRST, NOW);
      for (let index = 0; index < 760; index += 40)
        await Promise.all(Array.from({ length: 40 }, (_, at) => store(idOf(index + at))));
      expect(await store(idOf(760))).toBe('full');
      // A stored reply sent again is recognised even when the mailbox is full.
      expect(await store(idOf(7))).toBe('already');
      // The rest of the thousand is reserved for replies with an event token.
      for (let index = 760; index < 1000; index += 40)
        await Promise.all(Array.from({ length: 40 }, (_, at) => store(idOf(index + at), true)));
      expect(await store(idOf(1000), true)).toBe('full');
      await acknowledgeReplies(storage, card, 'one', [idOf(0), idOf(1)], NOW);
      expect(await store(idOf(1000), true)).toBe('stored');
      expect(await store(idOf(1001))).toBe('full');
    }, 60_000);

    test('accepts exactly one of 32 concurrent changes for each revision', async () => {
      const { owner } = await publishNewCard();
      for (let rev = 2; rev <= 4; rev += 1) {
        const { etag } = await cardOf(owner);
        const outcomes = await Promise.all(
          Array.from({ length: 32 }, async (_, index) =>
            publishCard(
              storage,
              owner.address,
              await signed(owner, await shownDocument(owner, rev, `Titre ${index}`)),
              etag,
              HERE,
            ),
          ),
        );
        expect(outcomes.filter(({ status }) => status === 'updated')).toHaveLength(1);
        expect(outcomes.filter(({ status }) => status === 'stale')).toHaveLength(31);
        expect((await cardOf(owner)).rev).toBe(rev);
      }
    });

    test('a deleted card leaves a permanent tombstone, and neither its content nor its replies', async () => {
      const { owner, card } = await publishNewCard();
      const { request, envelope } = await sealedReply(owner);
      await storeReply(storage, card, { id: request.id, envelope, receipt: request.receipt }, NOW);
      await deleteCard(storage, owner.address, NOW);
      expect(await readCard(storage, owner.address, documents)).toEqual({ state: 'deleted' });
      const again = await signed(owner, await shownDocument(owner, 1));
      expect(await publishCard(storage, owner.address, again, null, HERE)).toEqual({ status: 'deleted' });
      expect(await storage.read('SELECT reply_id FROM reply WHERE card_id = ?', [owner.address])).toEqual([]);
      expect(await storage.read('SELECT document FROM card WHERE card_id = ?', [owner.address])).toEqual([
        { document: '' },
      ]);
    });

    test('the owner key revokes every device: the next generation publishes, the last one cannot', async () => {
      const { owner } = await publishNewCard();
      const device = await newDevice();
      const next = { ...owner, device, credential: await credentialFor(owner.slot, device.text, 1) };
      const signature = await sign(owner.slot.ownerKey, 'revoke', revocationText('poignee.test', owner.address, 1));
      const forged = await sign(owner.device.key, 'revoke', revocationText('poignee.test', owner.address, 1));
      const revoke = (by: string) =>
        revokeDevices(storage, owner.address, 'poignee.test', { credential: next.credential, signature: by });
      expect(await revoke(forged)).toBe('refused');
      expect(await revoke(signature)).toBe('done');
      expect(await revoke(signature)).toBe('done');
      const { etag } = await cardOf(owner);
      const revokedRequest = await signed(owner, await shownDocument(owner, 2));
      expect(await publishCard(storage, owner.address, revokedRequest, etag, HERE)).toEqual({ status: 'revoked' });
      const fresh = await signed(next, await shownDocument(next, 2));
      expect((await publishCard(storage, owner.address, fresh, etag, HERE)).status).toBe('updated');
    });

    test('stores a photo that matches its hash and type, at most 64 KiB, and deletes the previous one', async () => {
      const { owner } = await publishNewCard();
      const photo = (fill: number, length = 500) => {
        const bytes = new Uint8Array(length).fill(fill);
        bytes.set([0xff, 0xd8, 0xff]);
        return bytes;
      };
      const put = async (bytes: Uint8Array<ArrayBuffer>, mediaType = 'image/jpeg', hash?: string) =>
        putPhoto(storage, owner.address, hash ?? (await digestText(bytes)), { bytes, mediaType }, documents, NOW);
      expect(await put(photo(1))).toBe('stored');
      expect(await readPhoto(storage, owner.address, await digestText(photo(1)))).toEqual({
        bytes: photo(1),
        mediaType: 'image/jpeg',
      });
      expect(await put(photo(2), 'image/jpeg', await digestText(photo(1)))).toBe('refused');
      expect(await put(photo(2), 'image/png')).toBe('refused');
      expect(await put(new Uint8Array(200).fill(60), 'image/jpeg')).toBe('refused');
      expect(await put(photo(2, 64 * 1024 + 1))).toBe('refused');
      expect(await put(photo(3))).toBe('stored');
      expect(await readPhoto(storage, owner.address, await digestText(photo(1)))).toBeNull();
    });

    test('stores a reply once, refuses other bytes under its identifier, and delivers it to each device', async () => {
      const { owner, card } = await publishNewCard();
      const { request, envelope } = await sealedReply(owner);
      const reply = { id: request.id, envelope, receipt: request.receipt };
      expect(await waitingReplies(storage, card, 'second', FIRST, NOW)).toEqual([]);
      expect(await storeReply(storage, card, reply, NOW)).toBe('stored');
      expect(await storeReply(storage, card, reply, NOW)).toBe('already');
      const other = await sealedReply(owner);
      expect(await storeReply(storage, card, { ...reply, envelope: other.envelope }, NOW)).toBe('other');
      expect(
        await storeReply(storage, card, { ...reply, id: other.request.id, envelope: new Uint8Array(9) }, NOW),
      ).toBe('malformed');
      const [waiting] = await waitingReplies(storage, card, 'first', FIRST, NOW);
      expect(waiting).toMatchObject({ id: request.id, envelope: request.envelope, receivedAtMs: NOW });
      await acknowledgeReplies(storage, card, 'first', [request.id, 'unknown-unknown-unknown'.slice(0, 22)], NOW);
      expect(await waitingReplies(storage, card, 'first', FIRST, NOW)).toEqual([]);
      expect(await waitingReplies(storage, card, 'second', FIRST, NOW)).toHaveLength(1);
      await acknowledgeReplies(storage, card, 'second', [request.id], NOW);
      const remaining = await storage.read('SELECT envelope, state FROM reply WHERE card_id = ?', [owner.address]);
      expect(remaining).toEqual([{ envelope: null, state: 'read' }]);
      // Sent again after it was read, it is not stored again.
      expect(await storeReply(storage, card, reply, NOW)).toBe('already');
      expect(await waitingReplies(storage, card, 'third', FIRST, NOW)).toEqual([]);
    });

    test('returns 120 replies page by page, in order, without duplicates', async () => {
      const { owner, card } = await publishNewCard();
      for (let index = 0; index < 120; index += 1) {
        const { request, envelope } = await sealedReply(owner);
        await storeReply(storage, card, { id: request.id, envelope, receipt: request.receipt }, NOW + (index % 7));
      }
      const receivedIds: string[] = [];
      for (let after = FIRST; ; ) {
        const page = await waitingReplies(storage, card, 'd', after, NOW);
        receivedIds.push(...page.map(({ id }) => id));
        const last = page.at(-1);
        if (last === undefined) break;
        after = { receivedAtMs: last.receivedAtMs, id: last.id };
      }
      expect(receivedIds).toHaveLength(120);
      expect(new Set(receivedIds).size).toBe(120);
    });

    test('a reply can be withdrawn until it is read, only with its receipt', async () => {
      const { owner, card } = await publishNewCard();
      const { request, envelope } = await sealedReply(owner);
      await storeReply(storage, card, { id: request.id, envelope, receipt: request.receipt }, NOW);
      expect(await receiptState(storage, owner.address, request.id, 'another')).toBeNull();
      expect(await withdrawReply(storage, owner.address, request.id, 'another')).toBeNull();
      expect(await withdrawReply(storage, owner.address, request.id, request.receipt)).toBe('withdrawn');
      expect(await waitingReplies(storage, card, 'd', FIRST, NOW)).toEqual([]);
      const second = await sealedReply(owner);
      await storeReply(
        storage,
        card,
        { id: second.request.id, envelope: second.envelope, receipt: second.request.receipt },
        NOW,
      );
      await acknowledgeReplies(storage, card, 'd', [second.request.id], NOW);
      expect(await withdrawReply(storage, owner.address, second.request.id, second.request.receipt)).toBe('read');
    });

    test('deletes a reply after ninety days if nobody fetched it, after seven if a device did', async () => {
      const { owner, card } = await publishNewCard();
      const store = async (atMs: number) => {
        const { request, envelope } = await sealedReply(owner);
        const untouchedCard = { ...card, updatedAtMs: 0 };
        await storeReply(storage, untouchedCard, { id: request.id, envelope, receipt: request.receipt }, atMs);
        return request;
      };
      await waitingReplies(storage, card, 'never-again', FIRST, NOW);
      const [old, fetched, young] = [
        await store(NOW - (END_DAYS + 1) * DAY_MS),
        await store(NOW - 20 * DAY_MS),
        await store(NOW - 20 * DAY_MS),
      ];
      await acknowledgeReplies(storage, card, 'one', [fetched.id], NOW - (GRACE_DAYS + 1) * DAY_MS);
      await sweepReplies(storage, NOW);
      const rows = await storage.read('SELECT reply_id, state FROM reply WHERE card_id = ? AND envelope IS NOT NULL', [
        owner.address,
      ]);
      expect(rows).toEqual([{ reply_id: young.id, state: 'waiting' }]);
      expect(await receiptState(storage, owner.address, old.id, old.receipt)).toBe('expired');
      // A clock set back a year deletes nothing.
      await sweepReplies(storage, NOW - 365 * DAY_MS);
      expect(await waitingReplies(storage, card, 'two', FIRST, NOW)).toHaveLength(1);
    });

    test('counts visits by day and channel', async () => {
      const { owner } = await publishNewCard();
      const visits = createVisits(
        storage,
        () => NOW,
        () => undefined,
      );
      visits.count(owner.address, 'paper');
      visits.count(owner.address, 'paper');
      visits.count(owner.address, null);
      await visits.flush();
      visits.count(owner.address, 'paper');
      const day = new Date(NOW).toISOString().slice(0, 10);
      expect(await visits.read(owner.address)).toEqual([
        { day, channel: 'none', visits: 1 },
        { day, channel: 'paper', visits: 3 },
      ]);
    });

    test('an event token works until it expires or its owner ends it; the sweep deletes expired ones', async () => {
      const { owner } = await publishNewCard();
      const token = newEventToken(new Uint8Array([1, 2, 3, 4, 5]));
      const isGood = (nowMs: number) => isTokenGood(storage, owner.address, token, nowMs);
      await putEventToken(storage, owner.address, token, NOW + 1000);
      expect(await isGood(NOW)).toBe(true);
      expect(await isGood(NOW + 2000)).toBe(false);
      await putEventToken(storage, owner.address, token, NOW);
      expect(await isGood(NOW)).toBe(false);
      await sweepAll(storage, NOW + 1);
      expect(await storage.read('SELECT until FROM event_token WHERE card_id = ?', [owner.address])).toEqual([]);
    });

    test('accepts a device link message once and forgets it after its expiry', async () => {
      const { owner } = await publishNewCard();
      const putMessage = (link: string, side: LinkSide, message: string) =>
        putLinkMessage(storage, owner.address, link, side, message, NOW);
      const put = (message: string) => putMessage('link', 'new', message);
      // A stranger cannot fill an owner's links: only the owner's devices open one, at most five at a time.
      expect(await put('first')).toBe('unknown');
      for (const link of ['link', 'b', 'c', 'd', 'e']) expect(await putMessage(link, 'open', 'open')).toBe('stored');
      expect(await putMessage('f', 'open', 'open')).toBe('too_many');
      expect(await putMessage('f', 'first', 'x')).toBe('unknown');
      expect(await put('first')).toBe('stored');
      expect(await put('first')).toBe('stored');
      expect(await put('second')).toBe('taken');
      expect(await readLinkMessage(storage, owner.address, 'link', 'new', NOW)).toBe('first');
      expect(await readLinkMessage(storage, owner.address, 'link', 'new', NOW + DAY_MS)).toBeNull();
    });
  });
