import type { BackupProblem } from '../../book/backup';
import type { ColumnTarget } from '../../book/csv-columns';
import type { CsvFormat } from '../../book/csv-write';
import type { Pair } from '../../book/duplicates';
import type { ImportDecision, MatchPolicy } from '../../book/import-plan';
import type { Contact, ContactId, FollowUpWay } from '../../card/contact';
import type { RegionProfile } from '../../i18n/locales';
import type { LockState } from '../storage/lock/sealing';

export type ExportFormat = 'vcf3' | 'vcf4' | 'vcf21' | CsvFormat | 'ics';

/** How a backup compares with this device: new records, records it would change, identical records. */
export type RestoreCounts = { added: number; changed: number; same: number };
export type BackupSummary = {
  madeAt: string;
  cards: RestoreCounts;
  contacts: RestoreCounts;
  evenings: RestoreCounts;
  pictures: number;
  unreadable: number;
};

type CommitOutcome = { added: number; merged: number; skipped: number; journalId: string };

/** A table whose columns the owner tells apart: each has its title and a few of its cells. */
export type TableQuestion = {
  name: string;
  /** Its index in the parts of the import. */
  at: number;
  key: string;
  columns: { title: string; target: ColumnTarget; sample: string[] }[];
};
/** `question`: the titles name nobody, and reading waits for the owner. */
export type StageResult = { people: number; question: TableQuestion | null };

/** Jobs of the book's worker. `share` in progress messages is from 0 to 1. */
export type BookJobs = {
  stage: { job: { importId: string; region: RegionProfile }; result: StageResult };
  /** The columns of one table of the import, for the owner to correct; `at` is its index in the parts. */
  columns: { job: { importId: string; at: number }; result: TableQuestion | null };
  commit: { job: { importId: string; policy: MatchPolicy; left: number[]; nowMs: number }; result: CommitOutcome };
  export: {
    /** `own`: whether the owner's notes and tags are exported too. */
    job: {
      format: ExportFormat;
      own: boolean;
      ids: ContactId[] | null;
      region: RegionProfile;
      titles: Record<FollowUpWay, string>;
    };
    result: { blob: Blob; count: number };
  };
  /** How a contact just received relates to the contacts of the book. */
  verdict: { job: { contact: Contact }; result: ImportDecision };
  duplicates: { job: { apart: string[] }; result: Pair[] };
  backup: { job: { passphrase: string; nowMs: number }; result: { blob: Blob; contacts: number } };
  inspect: {
    job: { file: Blob; passphrase: string };
    result: BackupSummary | { problem: BackupProblem; sealed: boolean };
  };
  restore: {
    job: { file: Blob; passphrase: string; nowMs: number };
    result: BackupSummary | { problem: BackupProblem; sealed: boolean };
  };
};
export type BookJobKind = keyof BookJobs;

export type BookRequest = { [Kind in BookJobKind]: { kind: Kind; job: BookJobs[Kind]['job'] } }[BookJobKind] & {
  /** The data key of the owner's lock; `null` without a lock. */
  key: Uint8Array<ArrayBuffer> | null;
  /** `removing`: records are read with the key, and written in the clear. */
  lock: LockState;
  /** The last erasure that the page has obeyed. */
  epoch: string | null;
};
export type BookMessage =
  | { kind: 'progress'; share: number; count: number }
  | { kind: 'done'; result: unknown }
  | { kind: 'failed'; message: string; name: string };
