declare module 'qrcode/lib/core/qrcode' {
  type Level = 'L' | 'M' | 'Q' | 'H';
  type Symbol = { version: number; modules: { size: number; data: Uint8Array } };
  /** Throws when the text does not fit the version asked for, or any version at all. */
  export function create(text: string, options: { errorCorrectionLevel: Level; version?: number }): Symbol;
}
