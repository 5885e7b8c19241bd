import { correction, generate, mode } from 'lean-qr';
import { bitsOf, HEADER_CHANGES, optimalSegments, type Segment } from './segments';

type ErrorCorrectionLevel = 'L' | 'M' | 'Q' | 'H';

/** A QR symbol, ISO/IEC 18004. `modules` is in row order, 1 for dark, `size` × `size`, without a quiet zone. */
export type QrSymbol = {
  version: number;
  errorCorrectionLevel: ErrorCorrectionLevel;
  size: number;
  modules: Uint8Array;
};

const MAX_VERSION = 40;
const HIGHEST_FIRST = ['H', 'Q', 'M', 'L'] as const;

/**
 * Encodes `text` in the smallest version that holds it, with the best split into segments for that version, then at the
 * highest error correction level that fits: reading distance depends almost only on the number of modules, so the level
 * uses the room that is left. `null` when no version holds it (2,953 bytes at level L, version 40).
 */
export function encodeSymbol(text: string): QrSymbol | null {
  const smallest = smallestSplit(text);
  if (smallest === null) return null;
  for (const level of HIGHEST_FIRST) {
    const symbol = tryCreate(smallest.segments, level, smallest.version);
    if (symbol !== null) return symbol;
  }
  return null;
}

/** Returns the smallest version that holds `text`, that of `encodeSymbol`; `null` when none does. */
export const symbolVersion = (text: string): number | null => smallestSplit(text)?.version ?? null;

function smallestSplit(text: string): { segments: Segment[]; version: number } | null {
  for (const [index, from] of HEADER_CHANGES.entries()) {
    const segments = optimalSegments(text, from);
    const to = (HEADER_CHANGES[index + 1] ?? MAX_VERSION + 1) - 1;
    const version = smallestVersion(segments, from, to);
    if (version !== null) return { segments, version };
  }
  return null;
}

/**
 * Encodes `text` for a place that holds version `room`: at the highest error correction level that a version up to
 * `room` allows, in the smallest version of that level. `null` when even level L needs a larger version.
 */
export function encodeSymbolWithin(text: string, room: number): QrSymbol | null {
  const groups = HEADER_CHANGES.map((from, index) => ({
    from,
    to: Math.min(room, (HEADER_CHANGES[index + 1] ?? MAX_VERSION + 1) - 1),
  }))
    .filter(({ from, to }) => from <= to)
    .map((group) => ({ ...group, segments: optimalSegments(text, group.from) }))
    .filter(({ segments, from, to }) => smallestVersion(segments, from, to) !== null);
  for (const level of HIGHEST_FIRST)
    for (const { from, to, segments } of groups) {
      const symbol = tryCreate(segments, level, from, to);
      if (symbol !== null) return symbol;
    }
  return null;
}

/** Data codewords at level L, versions 1 to 40 (ISO/IEC 18004 table 7). */
const CODEWORDS_L = [
  19, 34, 55, 80, 108, 136, 156, 194, 232, 274, 324, 370, 428, 461, 523, 589, 647, 721, 795, 861, 932, 1006, 1094, 1174,
  1276, 1370, 1468, 1531, 1631, 1735, 1843, 1955, 2071, 2191, 2306, 2434, 2566, 2702, 2812, 2956,
] as const;

function smallestVersion(segments: readonly Segment[], from: number, to: number): number | null {
  const codewords = (bitsOf(segments, from) + (needsEci(segments) ? ECI_BITS : 0)) / 8;
  for (let version = from; version <= to; version += 1)
    if ((CODEWORDS_L[version - 1] ?? 0) >= codewords) return version;
  return null;
}

const utf8 = new TextEncoder();
const ECI_UTF8 = 26;
const ECI_BITS = 12;

/**
 * Non-ASCII bytes are declared as UTF-8 (ISO/IEC 18004 §7.4.2): without it, some cameras and zbar read accents as
 * Japanese or Chinese (docs/decisions/010). Every reader decodes ASCII the same way, so ASCII text does not need it.
 */
const needsEci = (segments: readonly Segment[]) => segments.some(({ data }) => /[^\0-\x7f]/.test(data));

function tryCreate(
  segments: readonly Segment[],
  level: ErrorCorrectionLevel,
  minVersion: number,
  maxVersion = minVersion,
): QrSymbol | null {
  const modes = segments.map((segment) => {
    if (segment.mode === 'byte') return mode.bytes(utf8.encode(segment.data));
    return segment.mode === 'numeric' ? mode.numeric(segment.data) : mode.alphaNumeric(segment.data);
  });
  const message = mode.multi(...(needsEci(segments) ? [mode.eci(ECI_UTF8)] : []), ...modes);
  try {
    const bitmap = generate(message, {
      minVersion,
      maxVersion,
      minCorrectionLevel: correction[level],
      maxCorrectionLevel: correction[level],
    });
    const { size } = bitmap;
    const modules = new Uint8Array(size * size);
    for (let y = 0; y < size; y += 1)
      for (let x = 0; x < size; x += 1) modules[y * size + x] = bitmap.get(x, y) ? 1 : 0;
    return { version: (size - 17) / 4, errorCorrectionLevel: level, size, modules };
  } catch {
    return null;
  }
}
