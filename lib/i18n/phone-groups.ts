import type { Locale } from './locales';

/**
 * A number in the groups it is said in, for the plans most of our readers have, without the metadata of all the others
 * (phone.ts has them): `514 285-9286` or `514-285-9286`, `01 23 45 67 89`. Anything else comes back as it is.
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

/** A number as one says it back to be sure of it: `450 555 01 99`, `01 23 45 67 89`, `+44 20 79 46 09 58`; as typed when it is none. */
export function groupAloud(number: string): string {
  const pairs = (digits: string) => digits.replace(/([0-9]{2})(?=[0-9])/g, '$1 ');
  const [, area, exchange, line] = /^\+1([0-9]{3})([0-9]{3})([0-9]{4})$/.exec(number) ?? [];
  if (area !== undefined) return `${area} ${exchange} ${pairs(line ?? '')}`;
  const [, france] = /^\+33([0-9]{9})$/.exec(number) ?? [];
  if (france !== undefined) return pairs(`0${france}`);
  return /^\+[0-9]+$/.test(number) ? `+${pairs(number.slice(1))}` : number;
}
