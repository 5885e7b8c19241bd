import type { Picture } from '../../card/card';
import type { VcardProblem } from '../../vcard/vcard';

/**
 * A person found in a file, with enough detail to recognise them in a list. `index` is the position of the card in the
 * file, from 0.
 */
export type FoundPerson = { index: number; name: string; detail: string };

export type ContactFileRequest = { kind: 'list'; file: File } | { kind: 'take'; file: File; index: number };

export type ContactFileMessage =
  | { kind: 'progress'; readBytes: number; people: FoundPerson[] }
  | { kind: 'listed'; people: FoundPerson[]; problems: VcardProblem[] }
  | { kind: 'taken'; vcard: string; photo: Pick<Picture, 'bytes'> | null }
  | { kind: 'failed' };
