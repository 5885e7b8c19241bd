import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import type { Locale } from '../i18n/locales';
import { encodeBase64url } from './base64url';
import type { CardAddress } from './card-address';
import { addressOf } from './credential';
import { deriveSecret, hpkeSuite, type MailboxSecret } from './mailbox-keys';
import { importSigningKey } from './signature';

/** 128 bits: twelve words (BIP-39). */
export const ENTROPY_BYTES = 16;
/** How many cards one set of words is for. */
export const SLOTS = 8;

/** BIP-39's list of 2,048 words, French for who reads French. Fetched when words are asked for. */
export async function wordListOf(locale: Locale): Promise<string[]> {
  const { wordlist } =
    locale === 'fr'
      ? await import('@scure/bip39/wordlists/french.js')
      : await import('@scure/bip39/wordlists/english.js');
  return wordlist;
}

export async function phraseFromEntropy(entropy: Uint8Array, locale: Locale): Promise<string[]> {
  return entropyToMnemonic(entropy, await wordListOf(locale)).split(/\s+/);
}

export type PhraseReading =
  | { ok: true; entropy: Uint8Array<ArrayBuffer> }
  | { ok: false; problem: 'words.count' | 'words.unknown' | 'words.checksum'; word?: string };

const plain = (word: string) => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Twelve words as somebody types them: with or without accents and capitals, in either language's list. */
export async function parsePhrase(typed: string): Promise<PhraseReading> {
  const words = typed.split(/[\s,.;]+/).filter(Boolean);
  if (words.length !== 12) return { ok: false, problem: 'words.count' };
  const lists = await Promise.all((['fr', 'en'] as const).map(wordListOf));
  let best: PhraseReading | null = null;
  for (const list of lists) {
    const byPlain = new Map(list.map((word) => [plain(word), word]));
    const found = words.map((word) => byPlain.get(plain(word)));
    const unknown = found.indexOf(undefined);
    if (unknown >= 0) {
      best ??= { ok: false, problem: 'words.unknown', word: words[unknown] ?? '' };
      continue;
    }
    try {
      return { ok: true, entropy: new Uint8Array(mnemonicToEntropy(found.join(' '), list)) };
    } catch {
      best = { ok: false, problem: 'words.checksum' };
    }
  }
  return best ?? { ok: false, problem: 'words.checksum' };
}

/** One card's place under the words: its address and its owner's key. */
export type Slot = {
  index: number;
  address: CardAddress;
  owner: string;
  ownerKey: CryptoKey;
  secret: Uint8Array<ArrayBuffer>;
};

/**
 * Everything the words give back is derived from them, by HKDF-SHA256 and RFC 9180 §7.1.3 (DeriveKeyPair). Cards have
 * nothing in common that a server could see.
 */
export async function slotOf(entropy: Uint8Array<ArrayBuffer>, index: number): Promise<Slot> {
  const secret = await deriveSecret(entropy, `card ${index}`);
  const pair = await hpkeSuite().DeriveKeyPair(await deriveSecret(secret, 'owner key'), true);
  const publicKey = await hpkeSuite().SerializePublicKey(pair.publicKey);
  const owner = encodeBase64url(publicKey);
  const scalar = await hpkeSuite().SerializePrivateKey(pair.privateKey);
  return {
    index,
    address: await addressOf(owner),
    owner,
    ownerKey: await importSigningKey(scalar, publicKey),
    secret,
  };
}

/** The first mailbox secret of a generation. A device that was shut out cannot reach the next generation's. */
export async function firstMailboxSecret(slot: Slot, generation: number): Promise<MailboxSecret> {
  return { generation, epoch: 0, secret: await deriveSecret(slot.secret, `mailbox ${generation}`) };
}
