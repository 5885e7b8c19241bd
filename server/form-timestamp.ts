import { createHmac, timingSafeEqual } from 'node:crypto';

/** A form older than this must be sent again. */
const FORM_LASTS_MS = 24 * 60 * 60 * 1000;
/**
 * Minimum time to fill in the form: two seconds on average, four at most. Nobody reads the page and types a name and a
 * number in less.
 */
const FORM_TAKES_MS = 4000;

const macOf = (card: string, atMs: number, secret: string) =>
  createHmac('sha256', secret).update(`form\n${card}\n${atMs}`).digest('base64url').slice(0, 22);

/** Offset of a card's time steps from the clock, so that not all pages are rendered again at the same instant. */
function offsetMs(card: string): number {
  let sum = 0;
  for (let index = 0; index < card.length; index += 1) sum = (sum * 31 + card.charCodeAt(index)) % FORM_TAKES_MS;
  return sum;
}

/** Index of the card's time step that contains `nowMs`: all pages of one step have the same form time. */
export const formTimeStep = (card: string, nowMs: number): number =>
  Math.floor((nowMs + offsetMs(card)) / FORM_TAKES_MS);

/**
 * Returns the time from which the form is accepted (the start of the card's next time step), signed against forgery.
 */
export function signFormTime(card: string, nowMs: number, secret: string): string {
  const fromMs = (formTimeStep(card, nowMs) + 1) * FORM_TAKES_MS - offsetMs(card);
  return `${fromMs.toString(36)}.${macOf(card, fromMs, secret)}`;
}

export type FormTime = 'right' | 'too_soon' | 'too_old' | 'forged';

export function readFormTime(card: string, sealed: string, secret: string, nowMs: number): FormTime {
  const [text = '', mac = ''] = sealed.split('.');
  const atMs = Number.parseInt(text, 36);
  if (!Number.isSafeInteger(atMs)) return 'forged';
  const expected = Buffer.from(macOf(card, atMs, secret));
  const given = Buffer.from(mac);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged';
  if (nowMs - atMs > FORM_LASTS_MS) return 'too_old';
  return nowMs < atMs ? 'too_soon' : 'right';
}
