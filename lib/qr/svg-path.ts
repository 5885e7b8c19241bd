import type { QrSymbol } from './symbol';

/** A horizontal run of dark modules, in modules from the symbol's top left corner. */
export type ModuleRun = { x: number; y: number; length: number };

/** Returns the longest horizontal runs that cover every dark module exactly once. */
export function darkRuns(symbol: Pick<QrSymbol, 'size' | 'modules'>): ModuleRun[] {
  const runs: ModuleRun[] = [];
  for (let y = 0; y < symbol.size; y += 1) {
    let start = -1;
    for (let x = 0; x <= symbol.size; x += 1) {
      const isDark = x < symbol.size && symbol.modules[y * symbol.size + x] === 1;
      if (isDark && start < 0) start = x;
      if (!isDark && start >= 0) {
        runs.push({ x: start, y, length: x - start });
        start = -1;
      }
    }
  }
  return runs;
}

/** Returns the dark modules as the `d` attribute of an SVG path, one unit per module. */
export function symbolPath(symbol: Pick<QrSymbol, 'size' | 'modules'>): string {
  return darkRuns(symbol)
    .map(({ x, y, length }) => `M${x} ${y}h${length}v1h-${length}z`)
    .join('');
}
