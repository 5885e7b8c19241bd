import type { Locale } from './locales';

/**
 * Groups the digits of a number in the numbering plans most readers have, without the metadata of the others (phone.ts
 * has it): `514 285-9286` or `514-285-9286`, `01 23 45 67 89`. Any other number is returned as is.
 */
export function groupPhone(number: string, extension: string, locale: Locale): string {
  const [, area, exchange, line] = /^\+1([0-9]{3})([0-9]{3})([0-9]{4})$/.exec(number) ?? [];
  const [, france] = /^\+33([0-9]{9})$/.exec(number) ?? [];
  let grouped = number;
  if (area !== undefined) grouped = `${area}${locale === 'fr' ? ' ' : '-'}${exchange}-${line}`;
  if (france !== undefined) grouped = `0${france}`.replace(/([0-9]{2})(?=[0-9])/g, '$1\u00a0');
  if (extension.trim() === '') return grouped;
  return `${grouped}, ${locale === 'fr' ? 'poste' : 'ext.'}\u00a0${extension.trim()}`;
}

/**
 * Groups the digits of a number as it is read back aloud to confirm it: `450 555 01 99`, `01 23 45 67 89`, `+44 20 79
 * 46 09 58`. Text that is not a number is returned as typed.
 */
export function groupAloud(number: string): string {
  const pairs = (digits: string) => digits.replace(/([0-9]{2})(?=[0-9])/g, '$1 ');
  const [, area, exchange, line] = /^\+1([0-9]{3})([0-9]{3})([0-9]{4})$/.exec(number) ?? [];
  if (area !== undefined) return `${area} ${exchange} ${pairs(line ?? '')}`;
  const [, france] = /^\+33([0-9]{9})$/.exec(number) ?? [];
  if (france !== undefined) return pairs(`0${france}`);
  return /^\+[0-9]+$/.test(number) ? `+${pairs(number.slice(1))}` : number;
}
