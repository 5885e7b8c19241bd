/** 80 random bits in base 32. `crypto.randomUUID` is missing where the app is opened over plain http from a phone. */
export function newIdentifier(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => alphabet[byte & 31]).join('');
}
