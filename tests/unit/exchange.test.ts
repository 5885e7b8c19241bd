import { Aes128Gcm, DhkemP256HkdfSha256, HkdfSha256, CipherSuite as OracleSuite } from '@hpke/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64url, encodeBase64url } from '@/lib/exchange/base64url';
import {
  type CardAddress,
  cardAddressFrom,
  cardPath,
  isCardAddress,
  newEventToken,
  readCardPath,
  readShortLink,
} from '@/lib/exchange/card-address';
import { extendCredential, isCredentialValid } from '@/lib/exchange/credential';
import {
  commitmentTo,
  invitationFragment,
  isRevealed,
  linkDigits,
  openLinkMessage,
  readInvitation,
  readNewDevice,
  sealLinkMessage,
} from '@/lib/exchange/device-link';
import { changedElsewhere, parseDocument } from '@/lib/exchange/document';
import { ENVELOPE_MAX_BYTES, EnvelopeError, envelopeKey, openReply, sealReply } from '@/lib/exchange/envelope';
import { hpkeSuite, mailboxKeyPair, mailboxPublicKey, nextMailboxSecret } from '@/lib/exchange/mailbox-keys';
import { parsePhrase, phraseFromEntropy, wordListOf } from '@/lib/exchange/recovery';
import { readReply } from '@/lib/exchange/reply';
import { replyProblem, withoutPictures } from '@/lib/exchange/reply-form';
import { readProof } from '@/lib/exchange/request-proof';
import { activeTokenIn, addressIn, parseShortLinks, serializeShortLinks } from '@/lib/exchange/short-links';
import { readSignedCard } from '@/lib/exchange/signed-card';
import { encodeSymbol } from '@/lib/qr/symbol';
import { linkCode } from '@/lib/share/link-code';
import { cardOf } from '../support/cards';
import {
  credentialFor,
  newDevice,
  newOwner,
  proofOf,
  REPLY,
  sealedReply,
  shownDocument,
  signed,
} from '../support/exchange-owner';

const fromHex = (text: string) => new Uint8Array(text.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []);
const toHex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

describe('HPKE', () => {
  /** RFC 9180, appendix A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode. */
  const VECTOR = {
    info: '4f6465206f6e2061204772656369616e2055726e',
    ikmR: '668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550',
    skRm: 'f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2',
    pkRm: '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
    enc: '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
    pt: '4265617574792069732074727574682c20747275746820626561757479',
    aad: '436f756e742d30',
    ct: '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434',
  };

  test('derives the key pair of RFC 9180 A.3.1 from its input (§7.1.3)', async () => {
    const pair = await hpkeSuite().DeriveKeyPair(fromHex(VECTOR.ikmR), true);
    expect(toHex(await hpkeSuite().SerializePrivateKey(pair.privateKey))).toBe(VECTOR.skRm);
    expect(toHex(await hpkeSuite().SerializePublicKey(pair.publicKey))).toBe(VECTOR.pkRm);
  });

  test('opens the first encryption of RFC 9180 A.3.1.1', async () => {
    const keys = await hpkeSuite().DeriveKeyPair(fromHex(VECTOR.ikmR));
    const plain = await hpkeSuite().Open(keys, fromHex(VECTOR.enc), fromHex(VECTOR.ct), {
      info: fromHex(VECTOR.info),
      aad: fromHex(VECTOR.aad),
    });
    expect(toHex(plain)).toBe(VECTOR.pt);
  });

  test('interoperates with an independent implementation in both directions', async () => {
    const oracle = new OracleSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
    const secret = { generation: 0, epoch: 0, secret: crypto.getRandomValues(new Uint8Array(32)) };
    const ours = await mailboxKeyPair(secret);
    const publicBytes = decodeBase64url(await mailboxPublicKey(secret)) ?? new Uint8Array();
    const [info, aad, text] = ['i', 'a', 'Bonjour, é'].map((part) => new TextEncoder().encode(part));
    const sender = await oracle.createSenderContext({
      recipientPublicKey: await oracle.kem.deserializePublicKey(publicBytes.buffer),
      info: info?.buffer as ArrayBuffer,
    });
    const sealed = await sender.seal(text?.buffer as ArrayBuffer, aad?.buffer as ArrayBuffer);
    const opened = await hpkeSuite().Open(ours, new Uint8Array(sender.enc), new Uint8Array(sealed), {
      info: info as Uint8Array,
      aad: aad as Uint8Array,
    });
    expect(new TextDecoder().decode(opened)).toBe('Bonjour, é');

    const theirs = await oracle.kem.generateKeyPair();
    const theirPublic = new Uint8Array(await oracle.kem.serializePublicKey(theirs.publicKey));
    const card = 'ABCDEFGHJKMN' as CardAddress;
    const envelope = await sealReply('Bonsoir', {
      card,
      replyId: 'r',
      mailbox: { generation: 3, epoch: 2, key: encodeBase64url(theirPublic) },
    });
    const recipient = await oracle.createRecipientContext({
      recipientKey: theirs.privateKey,
      enc: envelope.slice(7, 72).buffer,
      info: new TextEncoder().encode('poignee/1 reply').buffer as ArrayBuffer,
    });
    const context = new TextEncoder().encode(`${card}\nr\n${envelope.slice(0, 7).join(',')}`);
    const padded = new Uint8Array(await recipient.open(envelope.slice(72).buffer, context.buffer as ArrayBuffer));
    expect(new TextDecoder().decode(padded.slice(2, 9))).toBe('Bonsoir');
  });
});

describe('an envelope', () => {
  test('opens to the sealed text, whatever it is, and has one of four sizes', async () => {
    const owner = await newOwner();
    const keys = await mailboxKeyPair(owner.mailbox);
    const { mailbox } = await shownDocument(owner, 1);
    if (mailbox === null) throw new Error('no mailbox');
    const texts = fc.string({ unit: 'grapheme', maxLength: 1500 });
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const envelope = await sealReply(text, { card: owner.address, replyId: 'id', mailbox });
        expect([1024, 2048, 4096, 8192]).toContain(envelope.length);
        expect(await openReply(envelope, { card: owner.address, replyId: 'id', keys })).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  test('is rejected if a byte changes, if it is truncated, or if it is for another card, reply or key', async () => {
    const owner = await newOwner();
    const { request, envelope } = await sealedReply(owner);
    const keys = await mailboxKeyPair(owner.mailbox);
    const place = { card: owner.address, replyId: request.id, keys };
    await expect(openReply(envelope, place)).resolves.toContain('Marguerite');
    for (const at of [0, 1, 5, 7, 40, 71, 72, 500, envelope.length - 1]) {
      const changed = envelope.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(openReply(changed, place), `byte ${at}`).rejects.toBeInstanceOf(EnvelopeError);
    }
    for (const length of [0, 6, 71, 100, 1023]) {
      expect(envelopeKey(envelope.slice(0, length))).toBeNull();
      await expect(openReply(envelope.slice(0, length), place)).rejects.toBeInstanceOf(EnvelopeError);
    }
    const other = await newOwner();
    await expect(openReply(envelope, { ...place, card: other.address })).rejects.toBeInstanceOf(EnvelopeError);
    await expect(openReply(envelope, { ...place, replyId: 'another' })).rejects.toBeInstanceOf(EnvelopeError);
    const otherKeys = await mailboxKeyPair(other.mailbox);
    await expect(openReply(envelope, { ...place, keys: otherKeys })).rejects.toBeInstanceOf(EnvelopeError);
    const nextKeys = await mailboxKeyPair(await nextMailboxSecret(owner.mailbox));
    await expect(openReply(envelope, { ...place, keys: nextKeys })).rejects.toBeInstanceOf(EnvelopeError);
  });

  test('is at most 8 KiB', async () => {
    const owner = await newOwner();
    const { mailbox } = await shownDocument(owner, 1);
    if (mailbox === null) throw new Error('no mailbox');
    const seal = (length: number) => sealReply('a'.repeat(length), { card: owner.address, replyId: 'id', mailbox });
    const maxTextLength = ENVELOPE_MAX_BYTES - 90;
    await expect(seal(maxTextLength)).resolves.toHaveLength(8192);
    await expect(seal(maxTextLength + 1)).rejects.toThrow('envelope.too_large');
  });
});

describe('a card address', () => {
  test('is twelve characters of Crockford’s base32 (60 bits), however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (random) => {
        const address = cardAddressFrom(random);
        expect(isCardAddress(address)).toBe(true);
        const typed = address
          .toLowerCase()
          .replace(/1/g, 'l')
          .replace(/0/g, 'o')
          .replace(/(.{4})/g, '$1-');
        expect(readCardPath(typed.slice(0, -1))?.address).toBe(address);
        expect(readCardPath(`${address}P`)).toEqual({ address, channel: 'paper', token: null });
      }),
    );
    expect(readCardPath('ABCDEFGHJKMU')).toBeNull();
    expect(readCardPath('ABCDEFGHJKMNX')).toBeNull();
    expect(readShortLink('https://autre.ca/ABCDEFGHJKMN', 'https://ici.ca')).toBeNull();
    expect(readShortLink('HTTPS://ICI.CA/ABCDEFGHJKMNS', 'https://ici.ca')?.channel).toBe('screen');
  });

  test('makes a code of version 2: level M for a host of 17 characters, Q for one of 8', () => {
    const codeFor = (host: string) => encodeSymbol(`HTTPS://${host}/ABCDEFGHJKMN`);
    expect(codeFor('A'.repeat(17))).toMatchObject({ version: 2, errorCorrectionLevel: 'M' });
    expect(codeFor('A'.repeat(8))).toMatchObject({ version: 2, errorCorrectionLevel: 'Q' });
  });

  test('has a channel mark in a code only if it does not raise the version', () => {
    const published = { address: 'ABCDEFGHJKMN' as CardAddress, channel: 'paper' } as const;
    expect(linkCode(cardOf(), 'https://carte.exemple.ca', published)?.payload).toMatch(/P$/);
    const full = linkCode(cardOf(), `https://${'a'.repeat(26)}`, published);
    expect(full?.symbol.version).toBe(encodeSymbol(`HTTPS://${'A'.repeat(26)}/ABCDEFGHJKMN`)?.version);
  });
});

describe('an event token', () => {
  const address = 'ABCDEFGHJKMN' as CardAddress;
  const token = newEventToken(new Uint8Array([255, 0, 255, 0, 255]));

  test('is eight characters after the channel mark of a screen code, and nowhere else', () => {
    const path = cardPath({ address, channel: 'screen', token });
    expect(path).toMatch(/^ABCDEFGHJKMNS[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(readCardPath(path.toLowerCase())).toEqual({ address, channel: 'screen', token });
    for (const wrong of [`${address}P${token}`, `${address}${token}`, path.slice(0, -1), `${path}0`])
      expect(readCardPath(wrong), wrong).toBeNull();
    expect(readShortLink(`https://ici.ca/${path}`, 'https://ici.ca')?.token).toBe(token);
    const code = linkCode(cardOf(), `https://${'a'.repeat(17)}`, { address, channel: 'screen', token });
    expect(code).toMatchObject({ payload: `HTTPS://${'A'.repeat(17)}/${path}`, symbol: { version: 2 } });
  });

  test('is stored with its card, and active until it expires', () => {
    const active = { token, untilMs: 1000 };
    const text = serializeShortLinks({
      a: { address, token: active },
      b: { address: '', token: null },
      c: { address, token: null },
    });
    expect(parseShortLinks(text)).toEqual({
      a: { address, token: active },
      b: { address: '', token: null },
      c: { address, token: null },
    });
    expect([activeTokenIn(text, 'a', 999), activeTokenIn(text, 'a', 1000), activeTokenIn(text, 'c', 0)]).toEqual([
      token,
      null,
      null,
    ]);
    expect(addressIn(text, 'a')).toBe(address);
    expect(parseShortLinks('{"a":"ABCDEFGHJKMN","b":7,"c":"nope","d":"ABCDEFGHJKMN/x/y"}')).toEqual({
      a: { address, token: null },
      d: { address, token: null },
    });
  });
});

describe('a recovery phrase', () => {
  test('gives back its entropy in either language, without accents or in capitals', async () => {
    for (const locale of ['fr', 'en'] as const) {
      const entropy = crypto.getRandomValues(new Uint8Array(16));
      const words = await phraseFromEntropy(entropy, locale);
      expect(words).toHaveLength(12);
      const typed = words.join(' , ').normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
      expect(await parsePhrase(typed)).toEqual({ ok: true, entropy });
    }
  });

  test('distinguishes a wrong word count, an unknown word and a wrong checksum', async () => {
    const words = await phraseFromEntropy(new Uint8Array(16), 'fr');
    expect(await parsePhrase(words.slice(1).join(' '))).toMatchObject({ problem: 'words.count' });
    expect(await parsePhrase([...words.slice(1), 'zzz'].join(' '))).toMatchObject({
      problem: 'words.unknown',
      word: 'zzz',
    });
    expect(await parsePhrase([...words.slice(0, 11), 'abaisser'].join(' '))).toMatchObject({
      problem: 'words.checksum',
    });
    expect(await wordListOf('fr')).toHaveLength(2048);
  });

  test('always derives the same cards, which share neither address nor owner key', async () => {
    const entropy = crypto.getRandomValues(new Uint8Array(16));
    const [once, again, next] = [
      await newOwner('poignee.test', 0, entropy),
      await newOwner('poignee.test', 0, entropy),
      await newOwner('poignee.test', 1, entropy),
    ];
    expect(again.address).toBe(once.address);
    expect(again.credential.owner).toBe(once.credential.owner);
    expect(again.mailbox).toEqual(once.mailbox);
    expect(next.address).not.toBe(once.address);
    expect(next.credential.owner).not.toBe(once.credential.owner);
  });
});

describe('a credential', () => {
  test('is valid from the owner’s key to the last device, for its card and generation only', async () => {
    const owner = await newOwner();
    const second = await newDevice();
    const extended = await extendCredential(owner.credential, owner.address, owner.device.key, second.text);
    expect(await isCredentialValid(extended, owner.address)).toBe(true);
    const stranger = await newOwner();
    expect(await isCredentialValid(extended, stranger.address)).toBe(false);
    expect(await isCredentialValid({ ...extended, generation: 1 }, owner.address)).toBe(false);
    expect(await isCredentialValid({ ...extended, owner: stranger.credential.owner }, owner.address)).toBe(false);
    const skipped = { ...extended, grants: extended.grants.slice(1) };
    expect(await isCredentialValid(skipped, owner.address)).toBe(false);
  });

  test('proves one request: not another host, path, body, method or card, nor five minutes later', async () => {
    const owner = await newOwner();
    const path = `/api/cards/${owner.address}/replies`;
    const request = { host: owner.host, method: 'GET', path, body: '' };
    const nowMs = 1_800_000_000_000;
    const proof = await proofOf(owner, 'GET', path, '', nowMs);
    expect(await readProof(proof, owner.address, request, nowMs)).toMatchObject({
      ok: true,
      device: owner.device.text,
    });
    for (const other of [
      { ...request, host: 'ailleurs.test' },
      { ...request, method: 'POST' },
      { ...request, path: `${path}?x` },
      { ...request, body: '{}' },
    ])
      expect(await readProof(proof, owner.address, other, nowMs)).toMatchObject({ problem: 'request.unproven' });
    expect(await readProof(proof, owner.address, request, nowMs + 6 * 60_000)).toMatchObject({
      problem: 'request.clock',
    });
    expect(await readProof(proof, (await newOwner()).address, request, nowMs)).toMatchObject({ ok: false });
    for (const header of [null, '', 'Poignee', 'Poignee !!!', 'Bearer x', 'Poignee AAAA'])
      expect(await readProof(header, owner.address, request, nowMs)).toMatchObject({ problem: 'request.unproven' });
  });
});

describe('a document', () => {
  test('is rejected if its version, shape or address is wrong', async () => {
    const owner = await newOwner();
    const document = await shownDocument(owner, 1);
    expect(parseDocument(JSON.stringify(document))).toEqual(document);
    const broken: object[] = [
      { ...document, v: 2 },
      { ...document, card: 'abc' },
      { ...document, rev: 0 },
      { ...document, region: 'de-DE' },
      { ...document, content: { ...document.content, title: 'a'.repeat(1000) } },
      { v: 1, card: owner.address, host: 'h', rev: 1, state: 'moved', to: 'javascript:alert(1)' },
      { v: 1, card: owner.address, host: 'h', rev: 1, state: 'moved', to: 'http://ailleurs.ca/ABCDEFGHJKMN' },
    ];
    for (const one of broken) expect(parseDocument(JSON.stringify(one)), JSON.stringify(one).slice(0, 60)).toBeNull();
    expect(parseDocument('{')).toBeNull();
  });
});

describe('a card returned by a server', () => {
  test('is accepted only if signed by the owner of its address, for this card and this host', async () => {
    const [owner, other] = [await newOwner(), await newOwner()];
    const request = await signed(owner, await shownDocument(owner, 1));
    const read = (response: unknown) => readSignedCard(response, owner.address, 'poignee.test');
    expect((await read(request))?.document).toMatchObject({ state: 'shown', rev: 1 });
    // Valid in every other way, but signed by another owner: what a server could forge by itself.
    const forged = { ...other, address: owner.address, slot: { ...other.slot, address: owner.address } };
    const theirs = { ...forged, credential: await credentialFor(forged.slot, other.device.text, 0) };
    const forgedRequest = await signed(theirs, { ...(await shownDocument(theirs, 1)), card: owner.address });
    expect(await isCredentialValid(theirs.credential, owner.address)).toBe(true);
    for (const wrong of [
      forgedRequest,
      { ...request, document: request.document.replace('Boulangère', 'Voleuse') },
      { ...request, signature: forgedRequest.signature },
      await signed(owner, { ...(await shownDocument(owner, 1)), host: 'ailleurs.test' }),
      await signed(owner, { ...(await shownDocument(owner, 1)), card: other.address }),
      null,
      {},
    ])
      expect(await read(wrong)).toBeNull();
  });
});

describe('a change from another device', () => {
  test('is applied to the properties that were not changed here', async () => {
    const owner = await newOwner();
    const { content: base } = await shownDocument(owner, 1);
    const theirs = { ...base, title: 'Directrice', organisation: 'L’Été', updatedAtMs: 9 };
    const ours = { ...base, title: 'Patronne', website: 'https://lete.ca', updatedAtMs: 5 };
    expect(changedElsewhere(base, theirs, ours)).toEqual({ organisation: 'L’Été' });
    expect(changedElsewhere(base, base, ours)).toEqual({});
    expect(changedElsewhere(base, { ...base, phones: [] }, base)).toEqual({ phones: [] });
  });
});

describe('a reply', () => {
  const whole = { ...REPLY, vcard: 'BEGIN:VCARD' };

  test('can be read if it can be sent: same limits, one envelope', async () => {
    expect(replyProblem(REPLY)).toBeNull();
    expect(replyProblem({ ...REPLY, name: '', vcard: 'x'.repeat(7000) })).toBeNull();
    for (const [reply, problem] of [
      [{ ...REPLY, vcard: 'x'.repeat(7001) }, 'reply.too_long'],
      [{ ...REPLY, note: 'x'.repeat(1001) }, 'reply.too_long'],
      [{ ...REPLY, phone: 'x'.repeat(301) }, 'reply.too_long'],
      [{ ...REPLY, name: ' ', organisation: '' }, 'reply.nobody'],
      [{ ...REPLY, phone: '', email: ' ' }, 'reply.no_way'],
    ] as const)
      expect(replyProblem(reply)).toBe(problem);
    expect(readReply(JSON.stringify(whole))).toEqual(whole);
  });

  test('from another program is clipped and completed; only an empty one is rejected', () => {
    const odd = {
      ...whole,
      v: 2,
      note: 'n'.repeat(5000),
      vcard: 'v'.repeat(9000),
      callBack: 'yes',
      consent: null,
      more: 1,
    };
    expect(readReply(JSON.stringify(odd))).toEqual({
      ...whole,
      note: 'n'.repeat(1000),
      vcard: 'v'.repeat(7000),
      callBack: false,
      consent: { wording: '', prospecting: false },
    });
    for (const nothing of ['', '{', '[]', 'null', '7', '{}', '{"name":" "}', '{"name":7}'])
      expect(readReply(nothing)).toBeNull();
  });
});

const newLinkNonce = () => encodeBase64url(crypto.getRandomValues(new Uint8Array(32)));

describe('linking a device', () => {
  test('gives both devices the same six digits, and rejects a forged message', async () => {
    const owner = await newOwner();
    const keys = await hpkeSuite().GenerateKeyPair();
    const key = encodeBase64url(await hpkeSuite().SerializePublicKey(keys.publicKey));
    const random = () => encodeBase64url(crypto.getRandomValues(new Uint8Array(16)));
    const nonce = newLinkNonce();
    const commitment = await commitmentTo(nonce);
    const invitation = { card: owner.address, link: random(), secret: random(), key, commitment };
    expect(await isRevealed(invitation, nonce)).toBe(true);
    expect(await isRevealed(invitation, newLinkNonce())).toBe(false);
    expect(readInvitation(invitationFragment(invitation))).toEqual(invitation);
    expect(readInvitation('#nothing')).toBeNull();
    const device = { devices: [(await newDevice()).text], key };
    const sealed = await sealLinkMessage(JSON.stringify(device), key, invitation, 'new');
    const opened = await openLinkMessage(sealed, keys, invitation, 'new');
    const digits = await linkDigits(invitation, device, nonce);
    expect(await linkDigits(invitation, readNewDevice(opened ?? '') ?? device, nonce)).toBe(digits);
    expect(digits).toMatch(/^\d{6}$/);
    // Whoever chooses the message before the nonce is known cannot choose the digits.
    const others = await Promise.all(Array.from({ length: 40 }, () => linkDigits(invitation, device, newLinkNonce())));
    expect(new Set(others).size).toBeGreaterThan(35);
    // A server that swaps the message has not seen the code, so its secret differs.
    const forged = await sealLinkMessage(JSON.stringify(device), key, { ...invitation, secret: random() }, 'new');
    expect(await openLinkMessage(forged, keys, invitation, 'new')).toBeNull();
    expect(await openLinkMessage(sealed, keys, invitation, 'first')).toBeNull();
  });
});

test('base64url has one encoding per byte sequence (RFC 4648 §5)', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const text = encodeBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(decodeBase64url(text)).toEqual(new Uint8Array(bytes));
    }),
  );
  for (const text of ['A', 'AB', 'A=', 'A+AA', 'AAAAA'])
    expect(decodeBase64url(text === 'AB' ? 'AB' : text)).toBeNull();
});

test('withoutPictures removes the pictures of a contact file and keeps the rest', () => {
  const file =
    'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\n CCCC\r\nitem1.LOGO:x\r\nNOTE:PHOTO: non\r\nEND:VCARD\r\n';
  expect(withoutPictures(file)).toBe('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nNOTE:PHOTO: non\r\nEND:VCARD\r\n');
});
