import type { CardId } from '../../card/card';
import type { CardAddress } from '../../exchange/card-address';
import type { Credential } from '../../exchange/credential';
import type { MailboxSecret } from '../../exchange/mailbox-keys';

/** This device's keys for one slot of the recovery phrase: enough to publish a card, not enough to revoke another device. */
export type SlotRecord = {
  index: number;
  address: CardAddress;
  /** A key per card, so that nobody can tell that two cards belong to one person. It never leaves the device. */
  key: CryptoKey;
  credential: Credential;
  /** Signed by the phrase's key: revokes earlier generations of devices if one of them published in this slot first. */
  revocation: string | null;
  /** The current mailbox secret is last. Earlier ones open replies that may still be waiting. */
  secrets: MailboxSecret[];
  /** The address of a deleted card is never used again. */
  isSpent: boolean;
};

/** What the recovery phrase lets this device do. One record, version 1. */
export type Identity = {
  id: 'own';
  schemaVersion: 1;
  madeAtMs: number;
  slots: SlotRecord[];
};

/** A page to remove from the server after everything was erased here, with the keys that it takes. */
export type PageRemoval = {
  address: CardAddress;
  schemaVersion: 1;
  wish: 'deleted' | 'hidden';
  key: CryptoKey;
  credential: Credential;
  revocation: string | null;
  /** As of the server's last answer. */
  rev: number;
  etag: string | null;
  /** The recovery phrase revoked this device: it cannot remove the page. */
  isRefused: boolean;
  requestedAtMs: number;
};

/** The state that the owner wants a card's page to be in. */
export type DesiredState = { state: 'shown' | 'hidden' | 'moved'; isOpen: boolean; movedTo: string | null };

/** A published card of this device. */
export type Publication = {
  cardId: CardId;
  schemaVersion: 1;
  slot: number;
  address: CardAddress;
  /** Saved before any request, so that it survives the page being left. */
  desiredState: DesiredState;
  /** The recovery phrase revoked this device. */
  isRevoked: boolean;
  /** The owner asked for the page to be deleted; the server has not confirmed it. Absent in records of earlier releases. */
  isDeletionRequested?: boolean;
  /** As of the server's last answer; 0 and null before the first one. */
  rev: number;
  etag: string | null;
  /** A request was sent and not answered: the server may or may not have the document. */
  isPending: boolean;
  /** The last document the server accepted, as JSON without its revision; '' if there is none. */
  lastDocument: string;
  publishedAtMs: number;
  mailboxSinceMs: number;
};

/** A publication under the names that it has in IndexedDB and in a key transfer, version 1. */
export type PublicationRecord = Omit<Publication, 'desiredState' | 'isPending' | 'lastDocument'> & {
  wish: DesiredState;
  isSending: boolean;
  shownAs: string;
};

export const toPublication = ({ wish, isSending, shownAs, ...record }: PublicationRecord): Publication => ({
  ...record,
  desiredState: wish,
  isPending: isSending,
  lastDocument: shownAs,
});

export const toPublicationRecord = ({
  desiredState,
  isPending,
  lastDocument,
  ...publication
}: Publication): PublicationRecord => ({
  ...publication,
  wish: desiredState,
  isSending: isPending,
  shownAs: lastDocument,
});
