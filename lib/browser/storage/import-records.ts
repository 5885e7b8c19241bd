import type { ImportDecision } from '../../book/import-plan';
import type { Channel, Contact } from '../../card/contact';

/** What in a file could not be read, with its line where there is one. */
export type ImportProblem = { code: string; line: number; text: string };

/**
 * A file on its way into the contact book. It stays in the database with the file itself until the owner has said yes or
 * no, so that a reload, or a browser that was ended, goes on where it was.
 */
export type ImportJob = {
  id: string;
  name: string;
  sizeBytes: number;
  kind: 'vcf' | 'csv';
  startedAtMs: number;
  /** How its people were met: the file of another program, or this device's own list. */
  channel: Channel;
  /** The event it belongs to, `null` for none. */
  eventId: string | null;
  /** `read` once the end of the file was reached. */
  state: 'reading' | 'read';
  problems: ImportProblem[];
};

/**
 * A part of the file, in order. Small on purpose: what is over 64 kB Chromium keeps as a file beside its database, and a
 * file chosen may be taken away by its own program while it is read.
 */
export type FilePiece = { importId: string; at: number; bytes: Uint8Array<ArrayBuffer> };

/** Somebody found in a file, not yet in the book. `place` is theirs among the people of the file, from 0. */
export type StagedPerson = {
  importId: string;
  place: number;
  contact: Contact;
  verdict: ImportDecision;
  clipped: string[];
};
