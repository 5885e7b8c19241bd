import type { QrSymbol } from '../qr/symbol';
import type { Box, SymbolItem, Trim } from './scene';
import { THRESHOLDS } from './thresholds';

export type CodeKind = 'offline' | 'link';

/**
 * A code ready to print; `dropped` lists the properties it leaves out (lib/qr/offline-payload, lib/share/card-link).
 */
export type CodeDrawing = { kind: CodeKind; symbol: QrSymbol; payload: string; dropped: readonly string[] };

/** One dot at 300 dpi; two dots at 600 dpi. */
const DOT_MM = 25.4 / 300;

/**
 * Returns the largest module that fits `sideMm`, rounded down to whole printer dots as long as it stays readable: all
 * modules are then printed alike, instead of some being a dot wider.
 */
function moduleFor(symbol: QrSymbol, sideMm: number, mostMm: number = THRESHOLDS.moduleAimMm): number {
  const maxModuleMm = Math.min(mostMm, sideMm / symbol.size);
  const wholeDotsMm = Math.floor(maxModuleMm / DOT_MM + 1e-6) * DOT_MM;
  return wholeDotsMm >= THRESHOLDS.moduleWarningMm || wholeDotsMm >= maxModuleMm - 0.001 ? wholeDotsMm : maxModuleMm;
}

const sideOf = (symbol: QrSymbol, moduleMm: number): number => symbol.size * moduleMm;

function codeItem(code: CodeDrawing, xMm: number, yMm: number, moduleMm: number): SymbolItem {
  const { size, modules } = code.symbol;
  return { kind: 'symbol', xMm, yMm, moduleMm, size, modules, payload: code.payload };
}

/** Returns the box of a symbol with its quiet zone (ISO/IEC 18004 §9.1). */
export function quietBox(item: SymbolItem): Box {
  const quiet = THRESHOLDS.quietZoneModules * item.moduleMm;
  const side = item.size * item.moduleMm + 2 * quiet;
  return { xMm: item.xMm - quiet, yMm: item.yMm - quiet, widthMm: side, heightMm: side };
}

/**
 * Places a code in `box`: at most `sideMm` wide, with modules of at most `mostMm`. `across` and `down` run from 0
 * (left, top) to 1 (right, bottom).
 */
export function placeCode(
  code: CodeDrawing,
  box: Box,
  { sideMm, mostMm, across = 1, down = 1 }: { sideMm: number; mostMm?: number; across?: number; down?: number },
): SymbolItem {
  const moduleMm = moduleFor(code.symbol, sideMm, mostMm);
  const side = sideOf(code.symbol, moduleMm);
  return codeItem(code, box.xMm + (box.widthMm - side) * across, box.yMm + (box.heightMm - side) * down, moduleMm);
}

/** Returns `trim` reduced by `marginMm` on every side. */
export function inset({ widthMm, heightMm }: Trim, marginMm: number): Box {
  return { xMm: marginMm, yMm: marginMm, widthMm: widthMm - 2 * marginMm, heightMm: heightMm - 2 * marginMm };
}
