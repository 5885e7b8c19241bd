const EQUALS = 0x3d;

/**
 * Decodes quoted-printable (RFC 2045 §6.7) leniently: an `=` not followed by two hexadecimal digits is kept. Soft
 * breaks are already removed.
 */
export function decodeQuotedPrintable(encoded: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(encoded.length);
  let length = 0;
  for (let index = 0; index < encoded.length; index += 1) {
    const byte = encoded[index] ?? 0;
    const high = byte === EQUALS ? hexDigitValue(encoded[index + 1]) : -1;
    const low = high < 0 ? -1 : hexDigitValue(encoded[index + 2]);
    if (low >= 0) index += 2;
    bytes[length] = low < 0 ? byte : high * 16 + low;
    length += 1;
  }
  return bytes.subarray(0, length);
}

function hexDigitValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
