import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import type { Locale } from '../i18n/locales';
import { encodeBase64url } from './base64url';
import type { CardAddress } from './card-address';
import { addressOf } from './credential';
import { deriveSecret, hpkeSuite, type MailboxSecret } from './mailbox-keys';
import { importSigningKey } from './signature';

/** 128 bits: twelve words (BIP-39). */
export const ENTROPY_BYTES = 16;
/** Number of cards that one recovery phrase covers. */
export const SLOTS = 8;

/** Loads the BIP-39 list of 2,048 words: French for `fr`, English for `en`. */
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

const foldWord = (word: string) => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Parses a recovery phrase as typed, in French or English, with or without accents and capitals. */
export async function parsePhrase(typed: string): Promise<PhraseReading> {
  const words = typed.split(/[\s,.;]+/).filter(Boolean);
  if (words.length !== 12) return { ok: false, problem: 'words.count' };
  const lists = await Promise.all((['fr', 'en'] as const).map(wordListOf));
  let bestProblem: PhraseReading | null = null;
  for (const list of lists) {
    const wordsByFolded = new Map(list.map((word) => [foldWord(word), word]));
    const found = words.map((word) => wordsByFolded.get(foldWord(word)));
    const unknown = found.indexOf(undefined);
    if (unknown >= 0) {
      bestProblem ??= { ok: false, problem: 'words.unknown', word: words[unknown] ?? '' };
      continue;
    }
    try {
      return { ok: true, entropy: new Uint8Array(mnemonicToEntropy(found.join(' '), list)) };
    } catch {
      bestProblem = { ok: false, problem: 'words.checksum' };
    }
  }
  return bestProblem ?? { ok: false, problem: 'words.checksum' };
}

/** One card's slot under the recovery phrase: its address and its owner's key. */
export type Slot = {
  index: number;
  address: CardAddress;
  owner: string;
  ownerKey: CryptoKey;
  secret: Uint8Array<ArrayBuffer>;
};

/**
 * Derives a slot from the entropy of the recovery phrase, by HKDF-SHA256 and RFC 9180 §7.1.3 (DeriveKeyPair). Nothing
 * that a server sees links the slots of one phrase.
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

/**
 * Derives the first mailbox secret of a generation. A revoked device cannot derive the secret of a later generation.
 */
export async function firstMailboxSecret(slot: Slot, generation: number): Promise<MailboxSecret> {
  return { generation, epoch: 0, secret: await deriveSecret(slot.secret, `mailbox ${generation}`) };
}
