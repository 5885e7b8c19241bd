import type { QrSymbol } from '../qr/symbol';
import type { Box, SymbolItem, Trim } from './scene';
import { THRESHOLDS } from './thresholds';

export type CodeKind = 'offline' | 'link';

/** A code ready for paper; `dropped` are the properties it leaves out (lib/qr/offline-payload, lib/share/card-link). */
export type CodeDrawing = { kind: CodeKind; symbol: QrSymbol; payload: string; dropped: readonly string[] };

/** A 300 dpi printer's dot; every 600 dpi printer's too. */
const DOT_MM = 25.4 / 300;

/**
 * The largest module that fits `sideMm`, a whole number of printer dots where that keeps it readable: modules then come
 * out all alike instead of some a dot wider.
 */
function moduleFor(symbol: QrSymbol, sideMm: number, mostMm: number = THRESHOLDS.moduleAimMm): number {
  const free = Math.min(mostMm, sideMm / symbol.size);
  const whole = Math.floor(free / DOT_MM + 1e-6) * DOT_MM;
  return whole >= THRESHOLDS.moduleWarningMm || whole >= free - 0.001 ? whole : free;
}

const sideOf = (symbol: QrSymbol, moduleMm: number): number => symbol.size * moduleMm;

function codeItem(code: CodeDrawing, xMm: number, yMm: number, moduleMm: number): SymbolItem {
  const { size, modules } = code.symbol;
  return { kind: 'symbol', xMm, yMm, moduleMm, size, modules, payload: code.payload };
}

/** The symbol with the white around it that a reader needs (ISO/IEC 18004 §9.1). */
export function quietBox(item: SymbolItem): Box {
  const quiet = THRESHOLDS.quietZoneModules * item.moduleMm;
  const side = item.size * item.moduleMm + 2 * quiet;
  return { xMm: item.xMm - quiet, yMm: item.yMm - quiet, widthMm: side, heightMm: side };
}

/** Where a code is wanted: in which corner or centre of which box. */
export function placeCode(
  code: CodeDrawing,
  box: Box,
  { sideMm, mostMm, across = 1, down = 1 }: { sideMm: number; mostMm?: number; across?: number; down?: number },
): SymbolItem {
  const moduleMm = moduleFor(code.symbol, sideMm, mostMm);
  const side = sideOf(code.symbol, moduleMm);
  return codeItem(code, box.xMm + (box.widthMm - side) * across, box.yMm + (box.heightMm - side) * down, moduleMm);
}

/** `trim` less `marginMm` on every side. */
export function inset({ widthMm, heightMm }: Trim, marginMm: number): Box {
  return { xMm: marginMm, yMm: marginMm, widthMm: widthMm - 2 * marginMm, heightMm: heightMm - 2 * marginMm };
}
