/** What is wrong with a property's value. The value is kept as typed; the screen explains how to fix it. */
export type PropertyProblem = 'email.incomplete' | 'phone.incomplete' | 'url.incomplete' | 'name.missing';

const EMAIL_ADDRESS = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$/u;
/** ITU-T E.164; a North American number (+1) has ten digits. */
const E164 = /^\+(?:1\d{10}|[2-9]\d{5,14})$/;

export function emailProblem(address: string): PropertyProblem | null {
  return address === '' || EMAIL_ADDRESS.test(address) ? null : 'email.incomplete';
}

/** Canada's numbers of seven digits, dialled as they are. */
const CANADIAN_310 = /^310-\d{4}$/;

/** `number` is E.164 when it could be parsed, otherwise the text as typed. */
export function phoneProblem(number: string): PropertyProblem | null {
  return number === '' || isE164(number) || CANADIAN_310.test(number) ? null : 'phone.incomplete';
}

export const isE164 = (number: string) => E164.test(number);

/**
 * Returns a web address that can be opened: `example.ca` becomes `https://example.ca`. `null` when it is not one, or
 * when its scheme is not http(s): a card must never carry a `javascript:` link to someone else's phone.
 */
export function readWebAddress(typed: string): string | null {
  const trimmed = typed.trim();
  if (trimmed === '' || /\s/u.test(trimmed)) return null;
  const candidate = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[^/]+:\d/.test(trimmed) ? trimmed : `https://${trimmed}`;
  try {
    const url = new URL(candidate);
    const isSchemeAllowed = url.protocol === 'https:' || url.protocol === 'http:';
    return isSchemeAllowed && url.hostname.includes('.') && url.username === '' ? candidate : null;
  } catch {
    return null;
  }
}

export function urlProblem(typed: string): PropertyProblem | null {
  return typed.trim() === '' || readWebAddress(typed) !== null ? null : 'url.incomplete';
}

/** Formats a web address for display: no scheme, no "www.", no trailing slash. */
export function displayWebAddress(url: string): string {
  return url
    .trim()
    .replace(/^(?:https?:\/\/)?(?:www\.)?/i, '')
    .replace(/\/$/, '');
}
