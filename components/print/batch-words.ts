import type { Translate } from '@/lib/i18n/translate';
import type { StaleLine } from '@/lib/print/batch';
import { sheetName } from './paper-picker';
import type { PrintTranslate } from './print-words';

const ROLE_WORDS = {
  name: 'field.name',
  pronouns: 'field.pronouns',
  title: 'field.title',
  organisation: 'field.organisation',
  headline: 'field.headline',
  phone: 'field.phone',
  email: 'field.email',
  website: 'field.website',
  address: 'field.address',
} as const;

const isRole = (role: string): role is keyof typeof ROLE_WORDS => Object.hasOwn(ROLE_WORDS, role);

/** A property as a person calls it. */
export const roleWord = (role: string, t: Translate): string => (isRole(role) ? t(ROLE_WORDS[role]) : role);

/** What a line said and what is true now, as a sentence. */
export function changeSentence({ role, text, now }: StaleLine, p: PrintTranslate, t: Translate): string {
  const name = roleWord(role, t);
  return now === null ? p('batches.gone', { name, was: text }) : p('batches.change', { name, was: text, now });
}

/** What a batch was printed on, in words. */
export function paperWord(paper: string, p: PrintTranslate): string {
  if (paper === 'shop') return p('batches.shop');
  if (paper === 'plain Letter') return p('paper.plain.Letter');
  if (paper === 'plain A4') return p('paper.plain.A4');
  return sheetName(paper, p);
}
