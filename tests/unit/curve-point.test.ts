import { describe, expect, it } from 'vitest';
import { decodeBase64url, encodeBase64url } from '@/lib/exchange/base64url';
import { isCurvePoint } from '@/lib/exchange/curve-point';

const newKey = async () => {
  const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
};

describe('points of P-256', () => {
  it('accepts keys that WebCrypto generates', async () => {
    for (let index = 0; index < 40; index += 1) expect(isCurvePoint(encodeBase64url(await newKey()))).toBe(true);
  });

  it('rejects a key with any byte changed, as WebCrypto does', async () => {
    const key = await newKey();
    for (let index = 0; index < key.length; index += 1) {
      const changed = key.slice();
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(isCurvePoint(encodeBase64url(changed)), `byte ${index}`).toBe(false);
    }
    const wrong = key.slice();
    wrong[64] = (wrong[64] ?? 0) ^ 1;
    await expect(
      crypto.subtle.importKey('raw', wrong, { name: 'ECDH', namedCurve: 'P-256' }, true, []),
    ).rejects.toThrow();
  });

  it.each([
    '',
    'AAAA',
    encodeBase64url(new Uint8Array(65)),
    encodeBase64url(new Uint8Array(65).fill(4)),
    '*'.repeat(87),
  ])('rejects %s', (text) => {
    expect(isCurvePoint(text)).toBe(false);
  });

  it('rejects coordinates beyond the prime, and a compressed point', async () => {
    const key = await newKey();
    const beyond = new Uint8Array(65).fill(255);
    beyond[0] = 4;
    expect(isCurvePoint(encodeBase64url(beyond))).toBe(false);
    expect(isCurvePoint(encodeBase64url(key.slice(0, 33)))).toBe(false);
    expect(decodeBase64url(encodeBase64url(key))).toEqual(key);
  });
});
