import { create } from 'qrcode/lib/core/qrcode';

export type ErrorCorrectionLevel = 'L' | 'M' | 'Q' | 'H';

/** One QR symbol, ISO/IEC 18004. `modules` is row by row, 1 for dark, `size` × `size`, without a quiet zone. */
export type QrSymbol = {
  version: number;
  errorCorrectionLevel: ErrorCorrectionLevel;
  size: number;
  modules: Uint8Array;
};

const HIGHER_LEVELS = ['M', 'Q', 'H'] as const;

/**
 * The smallest version that holds `text`, then the highest error correction that version has room for: reading
 * distance depends almost only on the number of modules, so the level is what is left over. `null` when no version
 * holds it (2,953 bytes at level L, version 40).
 */
export function encodeSymbol(text: string): QrSymbol | null {
  let best = tryCreate(text, 'L');
  if (best === null) return null;
  for (const level of HIGHER_LEVELS) {
    const better = tryCreate(text, level, best.version);
    if (better === null) break;
    best = better;
  }
  return best;
}

function tryCreate(text: string, level: ErrorCorrectionLevel, version?: number): QrSymbol | null {
  try {
    const symbol = create(text, { errorCorrectionLevel: level, ...(version === undefined ? {} : { version }) });
    return {
      version: symbol.version,
      errorCorrectionLevel: level,
      size: symbol.modules.size,
      modules: Uint8Array.from(symbol.modules.data),
    };
  } catch {
    return null;
  }
}
