/** Returns whether the device runs iOS or iPadOS. An iPad reports itself as a Mac, but no Mac has a touch screen. */
export const isIos = (): boolean =>
  /iP(hone|ad|od)/.test(navigator.userAgent) || (navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1);

/** Returns whether the browser is Safari, or another one of iOS: WebKit deletes what a site stored after seven days without a visit. */
export const isWebKit = (): boolean =>
  isIos() ||
  (/Version\/\d/.test(navigator.userAgent) &&
    /Safari\//.test(navigator.userAgent) &&
    !/Chrom|Android/.test(navigator.userAgent));

/** Returns whether the app was opened from its icon, without browser bars. */
export function isInstalled(): boolean {
  const iosStandalone = (navigator as { standalone?: boolean }).standalone === true;
  return iosStandalone || window.matchMedia('(display-mode: standalone)').matches;
}
