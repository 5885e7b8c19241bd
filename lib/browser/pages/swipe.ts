/** Minimum horizontal distance that distinguishes a swipe from a tap. */
const MIN_PX = 40;

/**
 * Calls `onSwipe` after a horizontal swipe over an element, in either direction. Suppresses the click that ends the
 * swipe.
 */
export function watchSwipes(target: HTMLElement, onSwipe: () => void): void {
  let start: { x: number; y: number } | null = null;
  let isSwiped = false;
  target.addEventListener('pointerdown', ({ clientX, clientY }) => {
    start = { x: clientX, y: clientY };
    isSwiped = false;
  });
  target.addEventListener('pointerup', ({ clientX, clientY }) => {
    const from = start;
    start = null;
    if (from === null) return;
    const [dx, dy] = [Math.abs(clientX - from.x), Math.abs(clientY - from.y)];
    if (dx < MIN_PX || dx < dy) return;
    isSwiped = true;
    onSwipe();
  });
  target.addEventListener(
    'click',
    (event) => {
      if (!isSwiped) return;
      isSwiped = false;
      event.stopImmediatePropagation();
      event.preventDefault();
    },
    true,
  );
}
