import type { Locale } from '../../i18n/locales';
import { screenPath } from '../../i18n/screens';
import { encodeSymbol } from '../../qr/symbol';
import type { CodeDrawing } from '../printed-code';
import { MAX_EVENT_CHARACTERS, type ReplyOrigin } from './reply-fragment';

/** The owner's own «Je note pour vous», opened with the event and the batch already known. `null` when it is too long. */
export function replyCode(origin: string, locale: Locale, { event, batch }: ReplyOrigin): CodeDrawing | null {
  const said = Array.from(event.trim()).slice(0, MAX_EVENT_CHARACTERS).join('');
  const fragment = [said && `e=${encodeURIComponent(said)}`, batch && `l=${encodeURIComponent(batch)}`];
  const payload = `${origin}${screenPath(locale, 'guidedEntry')}#${fragment.filter(Boolean).join('&')}`;
  const symbol = encodeSymbol(payload);
  return symbol === null ? null : { kind: 'link', symbol, payload, dropped: [] };
}
