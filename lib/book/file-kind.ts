/** A file that may hold contacts, told from its content whatever its name. */
type ContactFileKind = 'vcard' | 'table' | 'jcard' | 'jscontact' | 'text' | 'zip';
/** A file that holds none, and what it is, for the message that says so. */
const OTHER_KINDS = ['empty', 'calendar', 'pdf', 'picture', 'workbook', 'document', 'web', 'sound', 'unknown'] as const;
export type OtherFileKind = (typeof OTHER_KINDS)[number];
export const isOtherFileKind = (kind: string): kind is OtherFileKind =>
  (OTHER_KINDS as readonly string[]).includes(kind);
export type FileKind = ContactFileKind | OtherFileKind;

/** How many bytes of a file `fileKindOf` needs. */
export const HEAD_BYTES = 64 * 1024;
