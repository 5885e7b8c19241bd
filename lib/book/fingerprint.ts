/** Returns two 53-bit hashes of a text (cyrb53's mixing) as 22 base 36 characters: equal sources have equal values. */
export function fingerprintOf(text: string): string {
  // Both hashes in one pass: an import computes one fingerprint for each contact.
  let [a, b] = [0xdeadbeef ^ SEEDS[0], 0x41c6ce57 ^ SEEDS[0]];
  let [c, d] = [0xdeadbeef ^ SEEDS[1], 0x41c6ce57 ^ SEEDS[1]];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
    c = Math.imul(c ^ code, 2654435761);
    d = Math.imul(d ^ code, 1597334677);
  }
  return `${finished(a, b)}${finished(c, d)}`;
}

const SEEDS = [0x9e3779b9, 0x85ebca6b] as const;

function finished(first: number, second: number): string {
  let [one, two] = [first, second];
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36).padStart(11, '0');
}
