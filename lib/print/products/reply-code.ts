import type { Locale } from '../../i18n/locales';
import { screenPath } from '../../i18n/screens';
import { encodeSymbol, encodeSymbolWithin } from '../../qr/symbol';
import { type CodeSource, codeSource } from '../printed-code';
import { MAX_EVENT_CHARACTERS, type ReplyOrigin } from './reply-fragment';

/**
 * Returns a code that opens the owner's «Je note pour vous» screen for an event and batch; `null` when it is too long.
 */
export function replyCode(origin: string, locale: Locale, { event, batch }: ReplyOrigin): CodeSource | null {
  const eventText = Array.from(event.trim()).slice(0, MAX_EVENT_CHARACTERS).join('');
  const fragment = [eventText && `e=${encodeURIComponent(eventText)}`, batch && `l=${encodeURIComponent(batch)}`];
  const payload = `${origin}${screenPath(locale, 'guidedEntry')}#${fragment.filter(Boolean).join('&')}`;
  return codeSource('reply', ({ aim }) => {
    const symbol = encodeSymbolWithin(payload, aim) ?? encodeSymbol(payload);
    return symbol && { symbol, payload, dropped: [] };
  });
}
