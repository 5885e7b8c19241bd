/**
 * Replaces fontkit's Brotli decoder in the print worker: our fonts are WOFF, and the decoder's dictionary alone would
 * be a third of the engine's size (scripts/build/build-bundles.mjs).
 */
export default function decompress(): never {
  throw new Error('print.woff2_not_supported');
}
