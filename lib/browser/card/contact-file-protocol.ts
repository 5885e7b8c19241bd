import type { Picture } from '../../card/card';
import type { VcardProblem } from '../../vcard/vcard';

/** Somebody found in a file: enough to be recognised in a list. `index` is the card's place in the file. */
export type FoundPerson = { index: number; name: string; detail: string };

export type ContactFileRequest = { kind: 'list'; file: File } | { kind: 'take'; file: File; index: number };

export type ContactFileMessage =
  | { kind: 'progress'; readBytes: number; people: FoundPerson[] }
  | { kind: 'listed'; people: FoundPerson[]; problems: VcardProblem[] }
  | { kind: 'taken'; vcard: string; photo: Pick<Picture, 'bytes'> | null }
  | { kind: 'failed' };
