declare module 'fontkit' {
  export type Glyph = {
    id: number;
    advanceWidth: number;
    codePoints: number[];
    path: { toSVG(): string; commands: { command: string; args: number[] }[] };
  };
  export type GlyphRun = {
    glyphs: Glyph[];
    positions: { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }[];
    advanceWidth: number;
  };
  export type Font = {
    unitsPerEm: number;
    capHeight: number;
    xHeight: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string, features?: string[], script?: string, language?: string, direction?: 'ltr' | 'rtl'): GlyphRun;
  };
  export function create(bytes: Uint8Array): Font;
}
