/**
 * Returns 80 random bits in base 32. `crypto.randomUUID` is unavailable over plain http, for example when the app is
 * opened from a phone on the local network.
 */
export function newIdentifier(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => alphabet[byte & 31]).join('');
}
