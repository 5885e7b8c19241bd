import type { FileKind } from '../../book/file-kind';
import type { ImportDecision } from '../../book/import-plan';
import type { Channel, Contact } from '../../card/contact';

/** A part of a file that could not be read, with its line number if there is one; `file` when there are several. */
export type ImportProblem = { code: string; line: number; text: string; file?: string };

/** One file of an import; its bytes are the pieces from `firstPiece` on. */
export type ImportPart = { name: string; kind: FileKind; sizeBytes: number; firstPiece: number };

/**
 * A file being imported into the contact book. The job and the file stay in the database until the owner accepts or
 * rejects the import, so that it resumes after a reload or a crash.
 */
export type ImportJob = {
  id: string;
  name: string;
  /** The size of all parts. */
  sizeBytes: number;
  parts: ImportPart[];
  startedAtMs: number;
  /** How the contacts were obtained: another program's file, or this device's contact list. */
  channel: Channel;
  /** The event the import belongs to, `null` for none. */
  eventId: string | null;
  /** `read` once the whole file has been read. */
  state: 'reading' | 'read';
  problems: ImportProblem[];
};

/**
 * One piece of the file; `at` is its position. Pieces are small because Chromium stores values over 64 kB as separate
 * files beside its database, and copied because the chosen file may be removed by its own program during the import.
 */
export type FilePiece = { importId: string; at: number; bytes: Uint8Array<ArrayBuffer> };

/** A person found in a file, not yet in the book. `place` is their position in the file, from 0. */
export type StagedPerson = {
  importId: string;
  place: number;
  contact: Contact;
  verdict: ImportDecision;
  clipped: string[];
};
