/** The time in which a second click is still the same gesture as the first. */
const DOUBLE_CLICK_MS = 500;

/**
 * For the length of a double click, taps do nothing (app/globals.css): what has just appeared under the finger was not
 * what it was aiming at.
 */
export function suppressClicks(): void {
  const { dataset } = document.documentElement;
  dataset.settling = '';
  setTimeout(() => {
    delete dataset.settling;
  }, DOUBLE_CLICK_MS);
}
