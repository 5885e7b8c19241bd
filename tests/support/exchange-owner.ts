import { type CardId, newCard } from '@/lib/card/card';
import { encodeBase64url } from '@/lib/exchange/base64url';
import type { CardAddress } from '@/lib/exchange/card-address';
import { type Credential, signGrant } from '@/lib/exchange/credential';
import { type CardDocument, publishedContent, type ShownDocument } from '@/lib/exchange/document';
import { sealReply } from '@/lib/exchange/envelope';
import { type MailboxSecret, mailboxPublicKey } from '@/lib/exchange/mailbox-keys';
import { firstMailboxSecret, type Slot, slotOf } from '@/lib/exchange/recovery';
import type { Reply } from '@/lib/exchange/reply';
import { proveRequest } from '@/lib/exchange/request-proof';
import type { PublishRequest, SendReplyRequest } from '@/lib/exchange/requests';
import { digestText, newSigningKeys, publicKeyText, sign } from '@/lib/exchange/signature';

/** A card owner as the protocol sees them: a slot derived from a recovery phrase, one device, a mailbox. */
export type TestOwner = {
  slot: Slot;
  address: CardAddress;
  device: { key: CryptoKey; text: string };
  credential: Credential;
  mailbox: MailboxSecret;
  /** Host of the server that publishes the card. */
  host: string;
};

export async function newOwner(
  host = 'poignee.test',
  index = 0,
  entropy = crypto.getRandomValues(new Uint8Array(16)),
): Promise<TestOwner> {
  const slot = await slotOf(entropy, index);
  const device = await newDevice();
  return {
    slot,
    address: slot.address,
    device,
    credential: await credentialFor(slot, device.text, 0),
    mailbox: await firstMailboxSecret(slot, 0),
    host,
  };
}

export async function newDevice(): Promise<TestOwner['device']> {
  const keys = await newSigningKeys();
  return { key: keys.privateKey, text: await publicKeyText(keys.publicKey) };
}

export async function credentialFor(slot: Slot, device: string, generation: number): Promise<Credential> {
  const signature = await signGrant(slot.ownerKey, slot.address, generation, device);
  return { owner: slot.owner, generation, grants: [{ device, signature }] };
}

export async function shownDocument(owner: TestOwner, rev: number, title = 'Boulangère'): Promise<ShownDocument> {
  const card = newCard('card' as CardId, 0, {
    givenNames: 'Élodie',
    familyNames: 'Côté-Gagné',
    title,
    phones: [{ id: '1', kind: 'work', number: '+15142859286', extension: '150' }],
  });
  return {
    v: 1,
    card: owner.address,
    host: owner.host,
    rev,
    state: 'shown',
    region: 'fr-CA',
    content: publishedContent(card),
    photo: null,
    mailbox: {
      generation: owner.mailbox.generation,
      epoch: owner.mailbox.epoch,
      key: await mailboxPublicKey(owner.mailbox),
    },
  };
}

export async function signed(owner: TestOwner, document: CardDocument): Promise<PublishRequest> {
  const text = JSON.stringify(document);
  return {
    document: text,
    signature: await sign(owner.device.key, 'card', text),
    credential: owner.credential,
  };
}

export const REPLY: Reply = {
  v: 1,
  name: 'Marguerite Secrète-Untel',
  phone: '418 555-0188',
  email: '',
  organisation: '',
  note: '',
  callBack: false,
  consent: { wording: 'Pour vous recontacter.', prospecting: false },
  vcard: '',
  sealedBy: 'browser',
};

const newRandomId = () => encodeBase64url(crypto.getRandomValues(new Uint8Array(16)));

/** Returns a sealed reply as a browser sends it, with the receipt that only its sender has. */
export async function sealedReply(
  owner: TestOwner,
  reply: Reply = REPLY,
  /** Minimum length of the JSON text before sealing, in UTF-16 code units; padded with spaces. */
  length = 0,
): Promise<{ request: SendReplyRequest; envelope: Uint8Array<ArrayBuffer>; receipt: string }> {
  const [id, receipt] = [newRandomId(), newRandomId()];
  const { mailbox } = await shownDocument(owner, 1);
  if (mailbox === null) throw new Error('no mailbox');
  const envelope = await sealReply(JSON.stringify(reply).padEnd(length), { card: owner.address, replyId: id, mailbox });
  const request = {
    id,
    envelope: encodeBase64url(envelope),
    receipt: await digestText(new TextEncoder().encode(receipt)),
  };
  return { request, envelope, receipt };
}

export const proofOf = (
  owner: TestOwner,
  method: string,
  path: string,
  body = '',
  atMs = Date.now(),
): Promise<string> =>
  proveRequest({ host: owner.host, method, path, body }, { credential: owner.credential, key: owner.device.key, atMs });
