/** Class names joined, the absent ones left out. */
export const classNames = (...names: (string | false | null | undefined)[]) => names.filter(Boolean).join(' ');
