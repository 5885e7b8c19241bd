/** Returns whether the device runs iOS or iPadOS. An iPad reports itself as a Mac, but no Mac has a touch screen. */
export const isIos = (): boolean =>
  /iP(hone|ad|od)/.test(navigator.userAgent) || (navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1);

/** Returns whether the app was opened from its icon, without browser bars. */
export function isInstalled(): boolean {
  const iosStandalone = (navigator as { standalone?: boolean }).standalone === true;
  return iosStandalone || window.matchMedia('(display-mode: standalone)').matches;
}
