import type { Translations } from '@/components/i18n/translations';
import type { Translate } from '@/lib/i18n/translate';
import type { StaleLine } from '@/lib/print/batch';
import { sheetName } from './paper-picker';

const ROLE_KEYS = {
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

const isRole = (role: string): role is keyof typeof ROLE_KEYS => Object.hasOwn(ROLE_KEYS, role);

/** Returns the user-visible name of a property. */
export const roleName = (role: string, t: Translate): string => (isRole(role) ? t(ROLE_KEYS[role]) : role);

/** Describes a line's printed and current text in a sentence. */
export function describeChange({ role, text, now }: StaleLine, t: Translations['print']): string {
  const name = roleName(role, t);
  return now === null ? t('batches.gone', { name, was: text }) : t('batches.change', { name, was: text, now });
}

/** Returns the user-visible name of a batch's paper. */
export function paperName(paper: string, t: Translations['print']): string {
  if (paper === 'shop') return t('batches.shop');
  if (paper === 'plain Letter') return t('paper.plain.Letter');
  if (paper === 'plain A4') return t('paper.plain.A4');
  return sheetName(paper, t);
}
