/** A segment of the message in one mode, named as in ISO/IEC 18004 §7.4. */
export type Segment = { mode: Mode; data: string };
type Mode = 'numeric' | 'alphanumeric' | 'byte';

const MODES: readonly Mode[] = ['numeric', 'alphanumeric', 'byte'];
/**
 * Cost of a character in sixths of a bit: 10 bits for 3 digits, 11 for 2 of the 45 characters; a byte takes 8 (§7.4.3
 * to §7.4.5).
 */
const SIXTHS = { numeric: 20, alphanumeric: 33 } as const;
/** Bits of the mode indicator and character count, for versions 1 to 9, 10 to 26 and 27 to 40 (§7.4.1, table 3). */
const HEADERS: Record<Mode, readonly [number, number, number]> = {
  numeric: [14, 16, 18],
  alphanumeric: [13, 15, 17],
  byte: [12, 20, 20],
};
const ALPHANUMERIC = new Set('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:');
/** The versions at which the header sizes change, and with them the best split. */
export const HEADER_CHANGES = [1, 10, 27] as const;

/**
 * Splits `text` into the segments that take the fewest bits at `version`, by dynamic programming: for each character
 * and each mode it may end in, the cheapest way to reach it.
 */
export function optimalSegments(text: string, version: number): Segment[] {
  const characters = Array.from(text);
  const headerGroup = version < 10 ? 0 : version < 27 ? 1 : 2;
  const startCost = MODES.map((mode) => HEADERS[mode][headerGroup] * 6);
  let costs = startCost.slice();
  const previousModes: number[][] = [];
  characters.forEach((character, index) => {
    const characterCosts = MODES.map((mode) => characterCost(character, mode));
    const sameModeCosts = MODES.map((_, mode) => (costs[mode] ?? 0) + (characterCosts[mode] ?? 0));
    // A change of mode rounds the bits so far up to a whole bit and adds the header of the new segment.
    const nextCosts: number[] = [];
    previousModes.push(
      MODES.map((_, mode) => {
        let best = index === 0 ? -1 : mode;
        let bestCost = sameModeCosts[mode] ?? Number.POSITIVE_INFINITY;
        for (let from = 0; from < MODES.length && index > 0; from += 1) {
          const cost = Math.ceil((costs[from] ?? 0) / 6) * 6 + (startCost[mode] ?? 0) + (characterCosts[mode] ?? 0);
          if (from !== mode && cost < bestCost) {
            best = from;
            bestCost = cost;
          }
        }
        nextCosts[mode] = bestCost;
        return best;
      }),
    );
    costs = nextCosts;
  });
  return buildSegments(characters, previousModes, cheapest(costs));
}

function characterCost(character: string, mode: Mode): number {
  if (mode === 'byte') return utf8Length(character.codePointAt(0) ?? 0) * 48;
  if (mode === 'numeric') return character >= '0' && character <= '9' ? SIXTHS.numeric : Number.POSITIVE_INFINITY;
  return ALPHANUMERIC.has(character) ? SIXTHS.alphanumeric : Number.POSITIVE_INFINITY;
}

/** Returns the bytes of a code point in UTF-8 (RFC 3629 §3); an unpaired surrogate becomes U+FFFD, of three. */
function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

const cheapest = (costs: readonly number[]) => costs.indexOf(Math.min(...costs));

function buildSegments(characters: readonly string[], previousModes: readonly number[][], last: number): Segment[] {
  const segments: Segment[] = [];
  let mode = last;
  for (let index = characters.length - 1; index >= 0; index -= 1) {
    const name = MODES[mode] ?? 'byte';
    const first = segments[0];
    const from = previousModes[index]?.[mode] ?? -1;
    if (first?.mode === name) first.data = characters[index] + first.data;
    else segments.unshift({ mode: name, data: characters[index] ?? '' });
    if (from >= 0 && from !== mode) mode = from;
  }
  return segments;
}

/** Returns the number of bits the segments take at `version` (§7.4). */
export function bitsOf(segments: readonly Segment[], version: number): number {
  const headerGroup = version < 10 ? 0 : version < 27 ? 1 : 2;
  return segments.reduce((sum, { mode, data }) => {
    const sixths = Array.from(data).reduce((cost, character) => cost + characterCost(character, mode), 0);
    return sum + HEADERS[mode][headerGroup] + Math.ceil(sixths / 6);
  }, 0);
}
