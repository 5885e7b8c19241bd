import type { QrSymbol } from '../qr/symbol';
import type { Box, SymbolItem, Trim } from './scene';
import { THRESHOLDS } from './thresholds';

export type CodeKind = 'offline' | 'link';

/** What a printed symbol holds: the card, a link to it, or an address where somebody leaves their details. */
type SymbolKind = CodeKind | 'reply';

/**
 * A code ready to print; `dropped` lists the properties it leaves out (lib/qr/offline-payload, lib/share/card-link).
 */
export type CodeDrawing = { kind: SymbolKind; symbol: QrSymbol; payload: string; dropped: readonly string[] };

/**
 * The largest version that a place holds: `aim` with modules that any phone reads, `most` with the smallest modules
 * that are not reported.
 */
export type CodeRoom = { aim: number; most: number };

/** A code whose content, version and error correction level depend on the room it gets. */
export type CodeSource = { kind: SymbolKind; fit(room: CodeRoom): CodeDrawing };

/**
 * Returns the source of a card's code; `null` when the card has nothing to encode. `make` builds the code for a room,
 * and is called once for each.
 */
export function codeSource(
  kind: SymbolKind,
  make: (room: CodeRoom) => Omit<CodeDrawing, 'kind'> | null,
): CodeSource | null {
  const made = new Map<string, CodeDrawing>();
  // The largest code there is decides whether there is one.
  if (make({ aim: 0, most: 40 }) === null) return null;
  return {
    kind,
    fit(room) {
      const key = `${room.aim} ${room.most}`;
      const known = made.get(key);
      if (known !== undefined) return known;
      const code = make(room);
      if (code === null) throw new Error('print.no_code');
      const drawing = { kind, ...code };
      made.set(key, drawing);
      return drawing;
    },
  };
}

/** One dot at 300 dpi; two dots at 600 dpi. */
const DOT_MM = 25.4 / 300;

/** ISO/IEC 18004 §5.3.1: 21 modules at version 1, four more at each version. */
const versionIn = (modules: number): number => Math.floor((modules - 17) / 4 + 1e-6);

/** Returns the room for a symbol of at most `sideMm`, its quiet zone apart. */
function roomFor(sideMm: number): CodeRoom {
  const least = Math.ceil(THRESHOLDS.moduleWarningMm / DOT_MM) * DOT_MM;
  return { aim: versionIn(sideMm / THRESHOLDS.moduleAimMm), most: versionIn(sideMm / least) };
}

/**
 * Returns the largest module that fits `sideMm`, rounded down to whole printer dots as long as it stays readable: all
 * modules are then printed alike, instead of some being a dot wider.
 */
function moduleFor(symbol: QrSymbol, sideMm: number, mostMm: number = THRESHOLDS.moduleAimMm): number {
  const maxModuleMm = Math.min(mostMm, sideMm / symbol.size);
  const wholeDotsMm = Math.floor(maxModuleMm / DOT_MM + 1e-6) * DOT_MM;
  return wholeDotsMm >= THRESHOLDS.moduleWarningMm || wholeDotsMm >= maxModuleMm - 0.001 ? wholeDotsMm : maxModuleMm;
}

/** Returns the box of a symbol with its quiet zone (ISO/IEC 18004 §9.1). */
export function quietBox(item: SymbolItem): Box {
  const quiet = THRESHOLDS.quietZoneModules * item.moduleMm;
  const side = item.size * item.moduleMm + 2 * quiet;
  return { xMm: item.xMm - quiet, yMm: item.yMm - quiet, widthMm: side, heightMm: side };
}

type CodePlace = {
  /** Widest symbol, its quiet zone apart. */
  sideMm: number;
  /** Largest module. */
  mostMm?: number;
  /** From 0 (left, top) to 1 (right, bottom). */
  across?: number;
  down?: number;
};

/** Places a code in `box`, fitted to its place: content, version and level by the room there is. */
export function placeCode(
  source: CodeSource,
  box: Box,
  { sideMm, mostMm, across = 1, down = 1 }: CodePlace,
): SymbolItem {
  const code = source.fit(roomFor(sideMm));
  const { size, modules } = code.symbol;
  const moduleMm = moduleFor(code.symbol, sideMm, mostMm);
  const side = size * moduleMm;
  return {
    kind: 'symbol',
    xMm: box.xMm + (box.widthMm - side) * across,
    yMm: box.yMm + (box.heightMm - side) * down,
    moduleMm,
    size,
    modules,
    payload: code.payload,
    code: code.kind,
    dropped: code.dropped,
  };
}

/** Places a code so that its quiet zone fills `box`, a square of paper on a coloured ground, as well as it can. */
export function placeCodeInSquare(source: CodeSource, box: Box, mostMm?: number): SymbolItem {
  const { quietZoneModules, moduleAimMm } = THRESHOLDS;
  const outerMm = Math.min(box.widthMm, box.heightMm);
  // The quiet zone grows with the module: the symbol is chosen for the largest side, then drawn to fit the square.
  const guess = source.fit(roomFor(outerMm - 2 * quietZoneModules * moduleAimMm));
  const sideMm = (outerMm * guess.symbol.size) / (guess.symbol.size + 2 * quietZoneModules);
  const room = roomFor(sideMm);
  const fixed: CodeSource = { kind: source.kind, fit: () => source.fit(room) };
  return placeCode(fixed, box, { sideMm, across: 0.5, down: 0.5, ...(mostMm === undefined ? {} : { mostMm }) });
}

/** Returns `trim` reduced by `marginMm` on every side. */
export function inset({ widthMm, heightMm }: Trim, marginMm: number): Box {
  return { xMm: marginMm, yMm: marginMm, widthMm: widthMm - 2 * marginMm, heightMm: heightMm - 2 * marginMm };
}
