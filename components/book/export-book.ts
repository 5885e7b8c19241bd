import { runBookJob } from '@/lib/browser/book-client';
import type { ExportFormat } from '@/lib/browser/book-protocol';
import { today } from '@/lib/browser/clock';
import { deliverFile } from '@/lib/browser/deliver-file';
import type { ContactId } from '@/lib/card/contact';
import type { RegionProfile } from '@/lib/i18n/locales';
import type { BookTranslate } from './book-words';

const EXTENSIONS: Record<ExportFormat, string> = {
  vcf3: 'vcf',
  vcf4: 'vcf',
  google: 'csv',
  outlook: 'csv',
  ics: 'ics',
};

/** Makes the file and hands it over; `empty` when nobody has what the format holds (a day to write, for a calendar). */
export async function exportBook(
  format: ExportFormat,
  own: boolean,
  ids: readonly ContactId[] | null,
  profile: RegionProfile,
  b: BookTranslate,
): Promise<'done' | 'cancelled' | 'empty'> {
  const titles = {
    phone: b('ics.phone', { name: '{name}' }),
    message: b('ics.message', { name: '{name}' }),
    email: b('ics.email', { name: '{name}' }),
    post: b('ics.post', { name: '{name}' }),
  };
  const { blob, count } = await runBookJob('export', {
    format,
    own,
    ids: ids === null ? null : [...ids],
    profile,
    titles,
  }).finished;
  if (count === 0) return 'empty';
  const name = `${b('export.fileName')}-${format === 'google' || format === 'outlook' ? `${format}-` : ''}${today()}.${EXTENSIONS[format]}`;
  const outcome = await deliverFile(new File([blob], name, { type: blob.type }));
  return outcome === 'cancelled' ? 'cancelled' : 'done';
}
