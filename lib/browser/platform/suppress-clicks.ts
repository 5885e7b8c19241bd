/** Maximum interval between the clicks of a double click. */
const DOUBLE_CLICK_MS = 500;

/**
 * Ignores clicks for the length of a double click (app/globals.css), so that the second click does not hit what has
 * just appeared under the pointer.
 */
export function suppressClicks(): void {
  const { dataset } = document.documentElement;
  dataset.settling = '';
  setTimeout(() => {
    delete dataset.settling;
  }, DOUBLE_CLICK_MS);
}
