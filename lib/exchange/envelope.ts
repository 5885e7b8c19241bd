import type { CryptoKey as HpkeKey, KeyPair } from 'hpke';
import { decodeBase64url } from './base64url';
import type { CardAddress } from './card-address';
import type { MailboxKey } from './document';
import { hpkeSuite } from './mailbox-keys';

/**
 * Layout of a sealed reply: version, key generation and epoch, HPKE encapsulated key, padded text encrypted with
 * AES-128-GCM.
 */
const VERSION = 1;
const HEADER_BYTES = 7;
const ENCAPSULATED_BYTES = 65;
const TAG_BYTES = 16;
const OVERHEAD_BYTES = HEADER_BYTES + ENCAPSULATED_BYTES + TAG_BYTES;
const LENGTH_BYTES = 2;
/** Envelopes are padded to one of these sizes, so that their length reveals little about the content. */
const ENVELOPE_SIZES = [1024, 2048, 4096, 8192] as const;
export const ENVELOPE_MAX_BYTES = 8192;

const INFO = new TextEncoder().encode('poignee/1 reply');

/**
 * Additional authenticated data: binds an envelope to its card, its reply identifier and the key named in its header.
 */
const additionalData = (card: CardAddress, replyId: string, header: Uint8Array) =>
  new TextEncoder().encode(`${card}\n${replyId}\n${header.join(',')}`);

export class EnvelopeError extends Error {
  constructor(readonly code: 'envelope.too_large' | 'envelope.damaged' | 'envelope.newer' | 'envelope.other_key') {
    super(code);
  }
}

function headerOf({ generation, epoch }: Pick<MailboxKey, 'generation' | 'epoch'>): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES);
  const view = new DataView(header.buffer);
  view.setUint8(0, VERSION);
  view.setUint32(1, generation);
  view.setUint16(5, epoch);
  return header;
}

/**
 * Seals `text` to a card's mailbox (HPKE base mode, RFC 9180 §6.1). Throws `EnvelopeError`: `envelope.too_large` beyond
 * 8 KiB, `envelope.damaged` if the mailbox key is not base64url.
 */
export async function sealReply(
  text: string,
  { card, replyId, mailbox }: { card: CardAddress; replyId: string; mailbox: MailboxKey },
): Promise<Uint8Array<ArrayBuffer>> {
  const plaintext = new TextEncoder().encode(text);
  const size = ENVELOPE_SIZES.find((bytes) => bytes >= plaintext.length + LENGTH_BYTES + OVERHEAD_BYTES);
  if (size === undefined) throw new EnvelopeError('envelope.too_large');
  const padded = new Uint8Array(size - OVERHEAD_BYTES);
  new DataView(padded.buffer).setUint16(0, plaintext.length);
  padded.set(plaintext, LENGTH_BYTES);
  const key = decodeBase64url(mailbox.key);
  if (key === null) throw new EnvelopeError('envelope.damaged');
  const header = headerOf(mailbox);
  const suite = hpkeSuite();
  const { encapsulatedSecret, ciphertext } = await suite.Seal(await suite.DeserializePublicKey(key), padded, {
    info: INFO,
    aad: additionalData(card, replyId, header),
  });
  const envelope = new Uint8Array(size);
  envelope.set(header);
  envelope.set(encapsulatedSecret, HEADER_BYTES);
  envelope.set(ciphertext, HEADER_BYTES + ENCAPSULATED_BYTES);
  return envelope;
}

/** Returns the generation and epoch of the key an envelope was sealed to; `null` if the bytes are not an envelope. */
export function envelopeKey(envelope: Uint8Array): Pick<MailboxKey, 'generation' | 'epoch'> | null {
  if (!(ENVELOPE_SIZES as readonly number[]).includes(envelope.length) || envelope[0] !== VERSION) return null;
  const view = new DataView(envelope.buffer, envelope.byteOffset, HEADER_BYTES);
  return { generation: view.getUint32(1), epoch: view.getUint16(5) };
}

/** Opens an envelope. Throws `EnvelopeError` if it was altered, truncated, or sealed for another card, reply or key. */
export async function openReply(
  envelope: Uint8Array,
  { card, replyId, keys }: { card: CardAddress; replyId: string; keys: KeyPair<HpkeKey> },
): Promise<string> {
  if (envelopeKey(envelope) === null) throw new EnvelopeError('envelope.damaged');
  const header = envelope.slice(0, HEADER_BYTES);
  let padded: Uint8Array;
  try {
    padded = await hpkeSuite().Open(
      keys,
      envelope.slice(HEADER_BYTES, HEADER_BYTES + ENCAPSULATED_BYTES),
      envelope.slice(HEADER_BYTES + ENCAPSULATED_BYTES),
      { info: INFO, aad: additionalData(card, replyId, header) },
    );
  } catch {
    throw new EnvelopeError('envelope.other_key');
  }
  const length = new DataView(padded.buffer, padded.byteOffset).getUint16(0);
  if (length > padded.length - LENGTH_BYTES) throw new EnvelopeError('envelope.damaged');
  return new TextDecoder().decode(padded.slice(LENGTH_BYTES, LENGTH_BYTES + length));
}
