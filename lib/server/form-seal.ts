import { createHmac, timingSafeEqual } from 'node:crypto';

/** A page kept open longer than this is asked to send once more. */
const FORM_LASTS_MS = 24 * 60 * 60 * 1000;
/** Nobody reads the page and types a name and a number in less. */
const FORM_TAKES_MS = 2000;

const macOf = (card: string, atMs: number, secret: string) =>
  createHmac('sha256', secret).update(`form\n${card}\n${atMs}`).digest('base64url').slice(0, 22);

/** When a form was given out, so that nobody can say another time. */
export const sealFormTime = (card: string, atMs: number, secret: string): string =>
  `${atMs.toString(36)}.${macOf(card, atMs, secret)}`;

export type FormTime = 'right' | 'too_soon' | 'too_old' | 'forged';

export function readFormTime(card: string, sealed: string, secret: string, nowMs: number): FormTime {
  const [text = '', mac = ''] = sealed.split('.');
  const atMs = Number.parseInt(text, 36);
  if (!Number.isSafeInteger(atMs)) return 'forged';
  const expected = Buffer.from(macOf(card, atMs, secret));
  const given = Buffer.from(mac);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged';
  if (nowMs - atMs > FORM_LASTS_MS) return 'too_old';
  return nowMs - atMs < FORM_TAKES_MS ? 'too_soon' : 'right';
}
