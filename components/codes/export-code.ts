import type { CodeKind } from '@/lib/browser/card/code-cache';
import { shortAddressOf } from '@/lib/browser/card/short-links';
import type { ScreenSize } from '@/lib/browser/card/wallpaper';
import type { Card } from '@/lib/card/card';
import { MAX_VERSION, offlineCode } from '@/lib/qr/offline-payload';
import type { QrSymbol } from '@/lib/qr/symbol';
import { linkCode } from '@/lib/share/link-code';

// What makes codes and their files: fetched when this screen is opened, and not before.
export { drawWallpaper, PHONE_SCREENS } from '@/lib/browser/card/wallpaper';
export { symbolPng } from '@/lib/qr/png';
export { symbolSvg } from '@/lib/qr/svg-document';
export { symbolPath } from '@/lib/qr/svg-path';

export const symbolOf = (card: Card, kind: CodeKind, origin: string): QrSymbol | null =>
  (kind === 'link' ? shortLinkCode(card, origin) : offlineCode(card, MAX_VERSION.screen))?.symbol ?? null;

/** This telephone's screen in its own pixels, upright; `null` on a computer, whose screen is nobody's wallpaper. */
export function ownScreen(): ScreenSize | null {
  if (navigator.maxTouchPoints === 0) return null;
  const { width, height } = window.screen;
  const pixels = [width, height].map((side) => Math.round(side * window.devicePixelRatio));
  return { width: Math.min(...pixels), height: Math.max(...pixels) };
}

/** For the telephone's wallpaper and for files. */
function shortLinkCode(card: Card, origin: string) {
  const address = shortAddressOf(card.id);
  return linkCode(card, origin, address && { address, channel: 'wallpaper' });
}
