import type { Box, SymbolItem } from './scene';

type Run = { from: number; to: number };

/**
 * Returns the dark parts of a symbol as rectangles in millimetres. Ink spreads on paper: dark modules drawn smaller by
 * `spreadMm` on every side that touches a light one come out at their size (erosion of the dark area). With 0, they are
 * drawn exactly.
 */
export function symbolRects(item: SymbolItem, spreadMm: number): Box[] {
  const { size, modules, moduleMm, xMm, yMm } = item;
  const isDark = (x: number, y: number) => x >= 0 && y >= 0 && x < size && y < size && modules[y * size + x] === 1;
  const spread = Math.min(spreadMm, moduleMm / 4);
  const rects: Box[] = [];
  const add = ({ from, to }: Run, topMm: number, heightMm: number) => {
    if (heightMm <= 0) return;
    const left = from * moduleMm + spread;
    rects.push({ xMm: xMm + left, yMm: yMm + topMm, widthMm: to * moduleMm - spread - left, heightMm });
  };
  for (let y = 0; y < size; y += 1)
    for (const run of runs(size, (x) => isDark(x, y))) add(run, y * moduleMm + spread, moduleMm - 2 * spread);
  if (spread === 0) return rects;
  // The strips between two rows are dark where both rows are.
  for (let y = 1; y < size; y += 1)
    for (const run of runs(size, (x) => isDark(x, y) && isDark(x, y - 1))) add(run, y * moduleMm - spread, 2 * spread);
  return rects;
}

/** Runs of consecutive dark modules in a row. */
function runs(size: number, isDark: (x: number) => boolean): Run[] {
  const found: Run[] = [];
  for (let x = 0; x < size; x += 1) {
    if (!isDark(x)) continue;
    const last = found.at(-1);
    if (last?.to === x) last.to = x + 1;
    else found.push({ from: x, to: x + 1 });
  }
  return found;
}
