import type { CardId } from '../../card/card';
import type { CardAddress } from '../../exchange/card-address';
import type { Credential } from '../../exchange/credential';
import type { MailboxSecret } from '../../exchange/mailbox-keys';

/** What this device has of one card's place under the words: enough to publish it, not enough to shut another device out. */
export type SlotRecord = {
  index: number;
  address: CardAddress;
  /** This device's key for this card alone, so that nobody can tell that two cards are one person's; it never leaves the device. */
  key: CryptoKey;
  credential: Credential;
  /** By the owner's key, made from the words: shuts out devices of earlier generations, should one have published here first. */
  revocation: string | null;
  /** The current mailbox secret last; before it, those whose replies may still be waiting. */
  secrets: MailboxSecret[];
  /** A deleted card's address is never used again. */
  isSpent: boolean;
};

/** What the owner's words let this device do. One record. Version 1. */
export type Identity = {
  id: 'own';
  schemaVersion: 1;
  madeAtMs: number;
  slots: SlotRecord[];
};

/** What the owner wants the server to say of a card. */
export type PublishWish = { state: 'shown' | 'hidden' | 'moved'; isOpen: boolean; movedTo: string | null };

/** A card of this device that has a short link. Version 1. */
export type Publication = {
  cardId: CardId;
  schemaVersion: 1;
  slot: number;
  address: CardAddress;
  wish: PublishWish;
  /** The owner, by the words, shut this device out. */
  isRevoked: boolean;
  /** As the server last had it; 0 and null until it has had it once. */
  rev: number;
  etag: string | null;
  /** Was something sent and not answered? The server may have it or not. */
  isSending: boolean;
  /** What the published page says, to see whether the card has changed since. */
  shownAs: string;
  publishedAtMs: number;
  mailboxSinceMs: number;
};
