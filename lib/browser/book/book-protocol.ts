import type { BackupProblem } from '../../book/backup';
import type { CsvFormat } from '../../book/csv-write';
import type { Pair } from '../../book/duplicates';
import type { ImportDecision, MatchPolicy } from '../../book/import-plan';
import type { Contact, ContactId, FollowUpWay } from '../../card/contact';
import type { RegionProfile } from '../../i18n/locales';

export type ExportFormat = 'vcf3' | 'vcf4' | CsvFormat | 'ics';

/** What is in a backup beside what is here: how many are new, how many say more, how many are the same. */
export type RestoreCounts = { added: number; changed: number; same: number };
export type BackupSummary = {
  madeAt: string;
  cards: RestoreCounts;
  contacts: RestoreCounts;
  evenings: RestoreCounts;
  pictures: number;
  unreadable: number;
};

export type CommitOutcome = { added: number; merged: number; skipped: number; journalId: string };

/** What the book's worker does. `progress` of the answers is from 0 to 1. */
export type BookJobs = {
  stage: { job: { importId: string; region: RegionProfile }; result: { people: number } };
  commit: { job: { importId: string; policy: MatchPolicy; left: number[]; nowMs: number }; result: CommitOutcome };
  export: {
    /** `own` says whether the owner's notes and tags go with the contacts. */
    job: {
      format: ExportFormat;
      own: boolean;
      ids: ContactId[] | null;
      region: RegionProfile;
      titles: Record<FollowUpWay, string>;
    };
    result: { blob: Blob; count: number };
  };
  /** What somebody just received is to the book. */
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

export type BookRequest = { [Kind in BookJobKind]: { kind: Kind; job: BookJobs[Kind]['job'] } }[BookJobKind];
export type BookMessage =
  | { kind: 'progress'; share: number; count: number }
  | { kind: 'done'; result: unknown }
  | { kind: 'failed'; message: string; name: string };
