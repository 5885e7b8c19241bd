import type { Translations } from '@/components/i18n/translations';
import { runBookJob } from '@/lib/browser/book/book-client';
import type { ExportFormat } from '@/lib/browser/book/book-protocol';
import { today } from '@/lib/browser/platform/clock';
import { deliverFile } from '@/lib/browser/platform/deliver-file';
import type { ContactId } from '@/lib/card/contact';
import type { RegionProfile } from '@/lib/i18n/locales';

const EXTENSIONS: Record<ExportFormat, string> = {
  vcf3: 'vcf',
  vcf4: 'vcf',
  vcf21: 'vcf',
  google: 'csv',
  outlook: 'csv',
  hubspot: 'csv',
  full: 'csv',
  ics: 'ics',
};

/**
 * Builds the export file and delivers it to the owner. Returns `empty` when no contact has data for the format (a
 * follow-up day, for a calendar).
 */
export async function downloadContacts(
  format: ExportFormat,
  includePrivate: boolean,
  ids: readonly ContactId[] | null,
  region: RegionProfile,
  t: Translations['book'],
): Promise<'done' | 'cancelled' | 'empty'> {
  const titles = {
    phone: t('ics.phone', { name: '{name}' }),
    message: t('ics.message', { name: '{name}' }),
    email: t('ics.email', { name: '{name}' }),
    post: t('ics.post', { name: '{name}' }),
  };
  const { blob, count } = await runBookJob('export', {
    format,
    own: includePrivate,
    ids: ids === null ? null : [...ids],
    region,
    titles,
  }).finished;
  if (count === 0) return 'empty';
  const name = `${t('export.fileName')}-${EXTENSIONS[format] === 'csv' && format !== 'full' ? `${format}-` : ''}${today()}.${EXTENSIONS[format]}`;
  const outcome = await deliverFile(new File([blob], name, { type: blob.type }));
  return outcome === 'cancelled' ? 'cancelled' : 'done';
}
