type Picture = { data: Uint8ClampedArray; width: number; height: number };
export const DECODERS: Record<'zxing' | 'jsQR' | 'zbar', (image: Picture) => Promise<string | null>>;
