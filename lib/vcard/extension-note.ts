import type { Phone } from '../card/card';
import { dialledExtension } from '../card/dial';

/**
 * An extension is written in NOTE, in both languages, and never in TEL: Android's importer drops the comma of
 * `+15142859286,150` and appends the digits to the number (docs/decisions/029-telephone-extensions.md).
 */
const WORDS = 'Poste/ext.';
const NOTE_LINE = /^(?:(\+?[\d *#().-]+?) )?poste\/ext\. ([\d*#,;]+)$/i;

/** Returns one line of NOTE for each extension: `Poste/ext. 150`, after its number if the card has several. */
export function extensionNotes(phones: readonly Pick<Phone, 'number' | 'extension'>[]): string[] {
  const written = phones.filter(({ number }) => number.trim() !== '');
  return written
    .map(({ number, extension }) => ({ number: number.trim(), extension: dialledExtension(extension) }))
    .filter(({ extension }) => extension !== '')
    .map(({ number, extension }) =>
      written.length === 1 ? `${WORDS} ${extension}` : `${grouped(number)} ${WORDS.toLowerCase()} ${extension}`,
    );
}

/** Groups a North American number as people write it; another is written as it is stored. */
const grouped = (number: string) => number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '$1 $2-$3');

/**
 * Gives each extension that `extensionNotes` wrote back to its number, and returns the lines of the note without them.
 * A line about a number that the card does not have stays in the note.
 */
export function readExtensionNotes(note: string, phones: readonly Phone[]): { note: string; phones: Phone[] } {
  if (!/poste\/ext\./i.test(note)) return { note, phones: [...phones] };
  const read = [...phones];
  const lines = note.split('\n').filter((line) => {
    const [, number, extension] = NOTE_LINE.exec(line.trim()) ?? [];
    if (extension === undefined) return true;
    const isOf = (phone: Phone) => number === undefined || grouped(phone.number) === number;
    // The number's own parameter has said it already.
    if (read.some((phone) => isOf(phone) && phone.extension === extension)) return false;
    const index = read.findIndex((phone) => phone.extension === '' && isOf(phone));
    const phone = read[index];
    if (phone === undefined) return true;
    read[index] = { ...phone, extension };
    return false;
  });
  return { note: lines.join('\n').trim(), phones: read };
}
