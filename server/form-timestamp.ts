import { createHmac, timingSafeEqual } from 'node:crypto';

/** A page kept open longer than this is asked to send once more. */
const FORM_LASTS_MS = 24 * 60 * 60 * 1000;
/** Nobody reads the page and types a name and a number in less: two seconds on average, four at most. */
const FORM_TAKES_MS = 4000;

const macOf = (card: string, atMs: number, secret: string) =>
  createHmac('sha256', secret).update(`form\n${card}\n${atMs}`).digest('base64url').slice(0, 22);

/** How far a card's steps are from the clock's, so that not every page is rendered anew at the same instant. */
function offsetMs(card: string): number {
  let sum = 0;
  for (let at = 0; at < card.length; at += 1) sum = (sum * 31 + card.charCodeAt(at)) % FORM_TAKES_MS;
  return sum;
}

/** The step of a card's clock a time is in: its pages of one step have the same form time. */
export const formTimeStep = (card: string, nowMs: number): number =>
  Math.floor((nowMs + offsetMs(card)) / FORM_TAKES_MS);

/** The time from which a form is taken, signed so that nobody can send another: the beginning of the next step of the card's clock. */
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
