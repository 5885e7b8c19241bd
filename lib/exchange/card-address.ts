/** The identifier of a published card: 12 uppercase characters of Crockford's base32, 60 bits. */
export type CardAddress = string & { readonly brand: 'CardAddress' };

/** Douglas Crockford's base32: without I, L, O and U, so that an address can be read aloud and written down. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/**
 * Marks of the channel that carried a link, used as its thirteenth character. Only daily counts per channel are kept.
 */
export const CHANNEL_MARKS = { paper: 'P', screen: 'S', signature: 'M', wallpaper: 'W', sent: 'E' } as const;
export type LinkChannel = keyof typeof CHANNEL_MARKS;
export const LINK_CHANNELS = Object.keys(CHANNEL_MARKS) as LinkChannel[];

/** Follows the mark of a code shown on a screen, and lets replies through when many arrive at once. 40 bits. */
export type EventToken = string & { readonly brand: 'EventToken' };
const TOKEN_LENGTH = 8;

/** Encodes the last 5 × `length` bits of the bytes in base32. */
function encodeBase32(bytes: Uint8Array, length: number): string {
  let value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = '';
  for (let index = 0; index < length; index += 1) {
    text = (ALPHABET[Number(value & 31n)] ?? '0') + text;
    value >>= 5n;
  }
  return text;
}

/** Makes an address from the last 60 bits of the first 8 bytes. */
export const cardAddressFrom = (bytes: Uint8Array): CardAddress =>
  encodeBase32(bytes.slice(0, 8), LENGTH) as CardAddress;

/** Makes an event token from 5 random bytes. */
export const newEventToken = (random: Uint8Array): EventToken =>
  encodeBase32(random.slice(0, 5), TOKEN_LENGTH) as EventToken;

/**
 * Normalises an address as typed: either case, hyphens or spaces anywhere, I and L for 1, O for 0. Returns `null` if
 * other characters are present.
 */
function normalize(text: string): string | null {
  const normalized = text.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  return [...normalized].every((character) => ALPHABET.includes(character)) ? normalized : null;
}

/**
 * The path of a short link: a card's address, the channel if the link has its mark, and an event token if it has one.
 */
export type CardPath = { address: CardAddress; channel: LinkChannel | null; token: EventToken | null };

export function readCardPath(text: string): CardPath | null {
  const plain = normalize(text);
  if (plain === null) return null;
  const [address, mark, token] = [plain.slice(0, LENGTH), plain.slice(LENGTH, LENGTH + 1), plain.slice(LENGTH + 1)];
  const channel = LINK_CHANNELS.find((one) => CHANNEL_MARKS[one] === mark) ?? null;
  if (address.length < LENGTH || (mark !== '' && channel === null)) return null;
  if (token !== '' && (channel !== 'screen' || token.length !== TOKEN_LENGTH)) return null;
  return { address: address as CardAddress, channel, token: token === '' ? null : (token as EventToken) };
}

/** Writes the path of a link or a code, without the leading slash. */
export const cardPath = ({ address, channel, token }: CardPath): string =>
  `${address}${channel === null ? '' : CHANNEL_MARKS[channel]}${token ?? ''}`;

const isBase32 = (text: string, length: number) =>
  text.length === length && [...text].every((character) => ALPHABET.includes(character));

/** Returns whether the text is an address in the protocol's exact form. */
export const isCardAddress = (text: string): text is CardAddress => isBase32(text, LENGTH);
export const isEventToken = (text: string): text is EventToken => isBase32(text, TOKEN_LENGTH);

/** Returns `origin`, a slash and the address, with the channel's mark if one is given. */
export const shortLink = (origin: string, address: CardAddress, channel?: LinkChannel): string =>
  `${origin}/${cardPath({ address, channel: channel ?? null, token: null })}`;

/** Writes the address in three groups of four, for reading aloud or typing. */
export const spokenAddress = (address: CardAddress): string => address.replace(/(.{4})(?=.)/g, '$1 ');

/** Parses a short link of the site at `origin`. Returns `null` for any other URL. */
export function readShortLink(link: string, origin: string): ReturnType<typeof readCardPath> {
  const [, path] = /^https?:\/\/[^/?#]+\/([0-9A-Z-]{12,23})$/i.exec(link.trim()) ?? [];
  if (path === undefined) return null;
  const sameHost = new URL(link.trim()).host === new URL(origin).host;
  return sameHost ? readCardPath(path) : null;
}
