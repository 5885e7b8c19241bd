import { symbolPath } from './svg-path';
import type { QrSymbol } from './symbol';

/** Width of the quiet zone in modules, ISO/IEC 18004 §6.3.8. */
export const QUIET_ZONE = 4;

/** Renders a symbol as an SVG file, `sideMm` wide with its quiet zone: dark squares on white, nothing else. */
export function symbolSvg(symbol: QrSymbol, sideMm: number): string {
  const side = symbol.size + 2 * QUIET_ZONE;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sideMm}mm" height="${sideMm}mm" viewBox="${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}" shape-rendering="crispEdges">` +
    `<path d="M${-QUIET_ZONE} ${-QUIET_ZONE}h${side}v${side}h-${side}z" fill="#fff"/><path d="${symbolPath(symbol)}" fill="#000"/></svg>\n`
  );
}
