// A small context-mixing coder: every bit is predicted from several contexts, the predictions are mixed with weights
// that adapt, and an arithmetic coder encodes the bit with that probability. Integers only, so that every engine with
// ECMAScript arithmetic computes the same bits. It first predicts a frozen text (link-model.ts): what it learns from it
// is the model. Any change here or there requires a new format version.

const CONTEXTS = 8;
const INPUTS = CONTEXTS + 2;
const TABLE_BITS = 16;
const TABLE_MASK = (1 << TABLE_BITS) - 1;
/** Adaptation rates by how often a context was seen, in 1/65536ths: fast at first, then slower. */
const RATES = [50412, 28494, 19859, 15241, 12365, 10403, 8978, 7896, 7047, 6363, 5800, 5328, 4928, 4583, 4283, 4021];
const WEIGHT_SETS = 3 * (CONTEXTS + 1);
/** Learning rate of the weights: slow on the model's text, faster on the card itself. */
const LEARNING_RATE = { model: 2, card: 8 } as const;

/** 4096 / (1 + e^(−x/256)) for x from −2048 to 2047, interpolated between 33 integers. */
const SIGMOID = [
  1, 2, 3, 6, 10, 16, 27, 45, 73, 120, 194, 310, 488, 747, 1101, 1546, 2047, 2549, 2994, 3348, 3607, 3785, 3901, 3975,
  4022, 4050, 4068, 4079, 4085, 4089, 4092, 4093, 4094,
];
function squash(x: number): number {
  if (x > 2047) return 4095;
  if (x < -2047) return 1;
  const weight = x & 127;
  const at = (x >> 7) + 16;
  return ((SIGMOID[at] ?? 0) * (128 - weight) + (SIGMOID[at + 1] ?? 0) * weight + 64) >> 7;
}

/** The inverse of `squash`, for 12-bit probabilities. */
const STRETCH = new Int16Array(4096);
{
  let next = 0;
  for (let x = -2047; x <= 2047; x += 1) {
    const value = squash(x);
    for (let probability = next; probability <= value; probability += 1) STRETCH[probability] = x;
    next = Math.max(next, value + 1);
  }
  for (let probability = next; probability < 4096; probability += 1) STRETCH[probability] = 2047;
}

/** Predicts how likely the next bit is to be 1, and learns from its actual value. */
class Predictor {
  readonly #probabilities: Uint16Array;
  readonly #counts: Uint8Array;
  readonly #weights: Int32Array;
  readonly #history = new Uint8Array(1 << 14);
  readonly #hashes = new Int32Array(CONTEXTS);
  readonly #slots = new Int32Array(CONTEXTS);
  readonly #inputs = new Int32Array(INPUTS);
  readonly #matches = new Map<number, number>();
  readonly #learningRate: number;
  #length = 0;
  #partial = 1;
  #field = 0;
  #position = 0;
  #word = 0;
  #match = 0;
  #matchLength = 0;
  #matchByte = -1;
  #set = 0;
  #mixed = 2048;

  constructor(source?: Predictor) {
    this.#learningRate = source ? LEARNING_RATE.card : LEARNING_RATE.model;
    this.#probabilities = source ? source.#probabilities.slice() : new Uint16Array(CONTEXTS << TABLE_BITS).fill(32768);
    this.#counts = source ? source.#counts.slice() : new Uint8Array(CONTEXTS << TABLE_BITS);
    this.#weights = source ? source.#weights.slice() : new Int32Array(WEIGHT_SETS * INPUTS).fill(14000);
    if (source) {
      this.#history.set(source.#history);
      for (const [hash, at] of source.#matches) this.#matches.set(hash, at);
      this.#length = source.#length;
    }
    this.#startByte();
  }

  /** Returns the probability of a 1, from 1 to 65535, in 65536ths. */
  predict(): number {
    const inputs = this.#inputs;
    let seenCount = 0;
    for (let index = 0; index < CONTEXTS; index += 1) {
      const hash = Math.imul((this.#hashes[index] ?? 0) + this.#partial, 0x9e3779b1);
      const slot = (index << TABLE_BITS) + ((hash >>> 13) & TABLE_MASK);
      this.#slots[index] = slot;
      const count = this.#counts[slot] ?? 0;
      if (count === 0) inputs[index] = 0;
      else {
        seenCount += 1;
        const stretched = STRETCH[(this.#probabilities[slot] ?? 0) >> 4] ?? 0;
        inputs[index] = count < 3 ? (stretched * (count + 3)) >> 2 : stretched;
      }
    }
    const expected = this.#expectedBit();
    const confidence = Math.min(this.#matchLength, 15) * 200;
    inputs[CONTEXTS] = expected < 0 ? 0 : expected === 1 ? confidence : -confidence;
    inputs[CONTEXTS + 1] = 256;
    this.#set = ((expected < 0 ? 0 : this.#matchLength < 6 ? 1 : 2) * (CONTEXTS + 1) + seenCount) * INPUTS;
    let sum = 0;
    for (let index = 0; index < INPUTS; index += 1)
      sum += (inputs[index] ?? 0) * (this.#weights[this.#set + index] ?? 0);
    const x = Math.max(-2047, Math.min(2047, Math.floor(sum / 65536)));
    this.#mixed = squash(x);
    return Math.max(1, Math.min(65535, this.#mixed * 16 + 8));
  }

  learn(bit: number): void {
    const error = ((bit << 12) - this.#mixed) * this.#learningRate;
    for (let index = 0; index < INPUTS; index += 1) {
      const at = this.#set + index;
      this.#weights[at] = (this.#weights[at] ?? 0) + (((this.#inputs[index] ?? 0) * error + 0x2000) >> 14);
    }
    for (let index = 0; index < CONTEXTS; index += 1) {
      const slot = this.#slots[index] ?? 0;
      const count = this.#counts[slot] ?? 0;
      const probability = this.#probabilities[slot] ?? 0;
      const target = bit === 1 ? 65535 : 0;
      const step = Math.floor(((target - probability) * (RATES[count] ?? 3000)) / 65536);
      this.#probabilities[slot] = probability + step;
      if (count < RATES.length - 1) this.#counts[slot] = count + 1;
    }
    this.#partial = this.#partial * 2 + bit;
    if (this.#partial >= 256) this.#endByte(this.#partial & 255);
  }

  /**
   * Returns the bit that followed an earlier occurrence of the last bytes; −1 when there is none, or when its byte
   * already differs.
   */
  #expectedBit(): number {
    if (this.#matchByte < 0) return -1;
    const whole = this.#matchByte + 256;
    let bits = 0;
    while (this.#partial >> (bits + 1) !== 0) bits += 1;
    return whole >> (8 - bits) === this.#partial ? (whole >> (7 - bits)) & 1 : -1;
  }

  #endByte(byte: number): void {
    const mask = this.#history.length - 1;
    this.#history[this.#length & mask] = byte;
    this.#length += 1;
    if (this.#match > 0 && this.#matchByte === byte) {
      this.#match += 1;
      this.#matchLength += 1;
    } else {
      this.#match = 0;
      this.#matchLength = 0;
    }
    const isField = byte < 32 && byte !== 10;
    this.#field = isField ? byte : this.#field;
    this.#position = isField ? 0 : this.#position + 1;
    const lower = toLowerAscii(byte);
    const isLetter = (lower >= 97 && lower <= 122) || byte >= 128;
    this.#word = isLetter ? Math.imul(this.#word + lower, 0x2f0b4c47) : 0;
    this.#partial = 1;
    this.#startByte();
  }

  #startByte(): void {
    const [one, two, three, four, five] = [1, 2, 3, 4, 5].map((back) => this.#back(back)) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const last4 = (one << 24) | (two << 16) | (three << 8) | four;
    const recent = Math.imul(last4, 0x2545f491) ^ Math.imul(five, 0x1b873593);
    if (this.#match === 0 && this.#length > 4) {
      this.#match = this.#matches.get(last4) ?? 0;
      this.#matchLength = this.#match > 0 ? 1 : 0;
    }
    this.#matches.set(last4, this.#length);
    this.#matchByte = this.#match > 0 ? (this.#history[this.#match & (this.#history.length - 1)] ?? 0) : -1;
    const isDigit = one >= 48 && one <= 57 ? 1 : 0;
    const values = [
      this.#field,
      (one << 8) | this.#field,
      (two << 8) | one,
      (three << 16) | (two << 8) | one,
      last4,
      recent,
      this.#word ^ (this.#field << 3),
      (this.#field << 8) | (Math.min(this.#position, 15) << 4) | isDigit,
    ];
    for (let index = 0; index < CONTEXTS; index += 1)
      this.#hashes[index] = Math.imul((values[index] ?? 0) + index * 0x3c6ef372, 0x85ebca6b) << 1;
  }

  #back(distance: number): number {
    return toLowerAscii(this.#history[(this.#length - distance) & (this.#history.length - 1)] ?? 0);
  }
}

/** Converts ASCII capitals to lower case: a name appears again in an address. */
const toLowerAscii = (byte: number) => (byte >= 65 && byte <= 90 ? byte + 32 : byte);

const WHOLE = 2 ** 32;

/** A coder primed with one text: `encode` and `decode` each start from that state. */
export class MixingCoder {
  readonly #primed: Predictor;

  constructor(text: Uint8Array) {
    this.#primed = new Predictor();
    for (const byte of text)
      for (let bit = 7; bit >= 0; bit -= 1) {
        this.#primed.predict();
        this.#primed.learn((byte >> bit) & 1);
      }
  }

  /** Encodes `bytes`, which must end with a byte that tells the decoder where to stop. */
  encode(bytes: Uint8Array): Uint8Array {
    const predictor = new Predictor(this.#primed);
    const output: number[] = [];
    let low = 0;
    let range = WHOLE;
    const carry = () => {
      let at = output.length - 1;
      while (at >= 0 && output[at] === 255) {
        output[at] = 0;
        at -= 1;
      }
      output[at] = (output[at] ?? 0) + 1;
    };
    for (const byte of bytes)
      for (let shift = 7; shift >= 0; shift -= 1) {
        const bit = (byte >> shift) & 1;
        const onesRange = Math.floor(range / 65536) * predictor.predict();
        if (bit === 1) range = onesRange;
        else {
          low += onesRange;
          range -= onesRange;
        }
        predictor.learn(bit);
        if (low >= WHOLE) {
          low -= WHOLE;
          carry();
        }
        while (range < 2 ** 24) {
          output.push(Math.floor(low / 2 ** 24));
          low = (low % 2 ** 24) * 256;
          range *= 256;
        }
      }
    // Writes the fewest bytes that lie in the interval once zeros follow them.
    for (let bits = 24; bits >= 0; bits -= 8) {
      const value = Math.ceil(low / 2 ** bits) * 2 ** bits;
      if (value >= low + range) continue;
      let rest = value;
      if (rest >= WHOLE) {
        rest -= WHOLE;
        carry();
      }
      for (let shift = 24; shift >= bits; shift -= 8) output.push(Math.floor(rest / 2 ** shift) % 256);
      break;
    }
    while (output.at(-1) === 0) output.pop();
    return Uint8Array.from(output);
  }

  /** Decodes the bytes up to and including `end`; `null` when it has not appeared within `maxLength` bytes. */
  decode(coded: Uint8Array, end: number, maxLength: number): Uint8Array | null {
    const predictor = new Predictor(this.#primed);
    const output: number[] = [];
    let range = WHOLE;
    let code = 0;
    let at = 0;
    const next = () => {
      const byte = coded[at] ?? 0;
      at += 1;
      return byte;
    };
    for (let count = 0; count < 4; count += 1) code = code * 256 + next();
    while (output.length < maxLength) {
      let byte = 0;
      for (let count = 0; count < 8; count += 1) {
        const onesRange = Math.floor(range / 65536) * predictor.predict();
        const bit = code < onesRange ? 1 : 0;
        if (bit === 1) range = onesRange;
        else {
          code -= onesRange;
          range -= onesRange;
        }
        predictor.learn(bit);
        byte = byte * 2 + bit;
        while (range < 2 ** 24) {
          code = code * 256 + next();
          range *= 256;
        }
      }
      output.push(byte);
      if (byte === end) return Uint8Array.from(output);
    }
    return null;
  }
}
