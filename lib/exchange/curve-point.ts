import { decodeBase64url } from './base64url';

// P-256 (FIPS 186-5, SP 800-186 §3.2.1.3): y² = x³ − 3x + b modulo p.
const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const COORDINATE_BYTES = 32;

const integerOf = (bytes: Uint8Array): bigint => bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);

/**
 * Whether `key` is a point of P-256, uncompressed (SEC 1 §2.3.3), in base64url. A key that is not one can make a secret that
 * its sender knows (invalid-curve attack).
 */
export function isCurvePoint(key: string): boolean {
  const bytes = decodeBase64url(key);
  if (bytes?.length !== 1 + 2 * COORDINATE_BYTES || bytes[0] !== 4) return false;
  const x = integerOf(bytes.subarray(1, 1 + COORDINATE_BYTES));
  const y = integerOf(bytes.subarray(1 + COORDINATE_BYTES));
  if (x >= P || y >= P) return false;
  return (y * y - (x * x * x - 3n * x + B)) % P === 0n;
}
