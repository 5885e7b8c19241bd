import type { CodeKind } from '@/lib/browser/card/code-cache';
import { shortAddressOf } from '@/lib/browser/card/short-links';
import type { ScreenSize } from '@/lib/browser/card/wallpaper';
import type { Card } from '@/lib/card/card';
import { MAX_VERSION, offlineCode } from '@/lib/qr/offline-payload';
import type { QrSymbol } from '@/lib/qr/symbol';
import { linkCode } from '@/lib/share/link-code';

// Makes codes and their files. Loaded only when this screen is opened.
export { CALL_SCREEN, drawCallBackground, drawWallpaper, PHONE_SCREENS } from '@/lib/browser/card/wallpaper';
export { symbolPng } from '@/lib/qr/png';
export { symbolSvg } from '@/lib/qr/svg-document';
export { symbolPath } from '@/lib/qr/svg-path';

export const symbolOf = (card: Card, kind: CodeKind, origin: string): QrSymbol | null =>
  (kind === 'link' ? makeLinkCode(card, origin) : offlineCode(card, MAX_VERSION.screen))?.symbol ?? null;

/**
 * Returns the size of this phone's screen in device pixels, in portrait; `null` on a computer, which needs no
 * wallpaper.
 */
export function ownScreen(): ScreenSize | null {
  if (navigator.maxTouchPoints === 0) return null;
  const { width, height } = window.screen;
  const pixels = [width, height].map((side) => Math.round(side * window.devicePixelRatio));
  return { width: Math.min(...pixels), height: Math.max(...pixels) };
}

/** Link code for the phone's wallpaper and for files. */
function makeLinkCode(card: Card, origin: string) {
  const address = shortAddressOf(card.id);
  return linkCode(card, origin, address && { address, channel: 'wallpaper' });
}
