/** The published card's identifier: 12 characters of Crockford's base32 in capitals, 60 bits. */
export type CardAddress = string & { readonly brand: 'CardAddress' };

/** Douglas Crockford's base32: no I, L, O or U, so that it can be read aloud and written down. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** How a link was carried, as its thirteenth character: counted by day, and nothing else. */
export const CHANNEL_MARKS = { paper: 'P', screen: 'S', signature: 'M', wallpaper: 'W', sent: 'E' } as const;
export type LinkChannel = keyof typeof CHANNEL_MARKS;
export const LINK_CHANNELS = Object.keys(CHANNEL_MARKS) as LinkChannel[];

/** After the mark of a code shown on a screen: lets replies in while many come at once. 40 bits. */
export type EventToken = string & { readonly brand: 'EventToken' };
const TOKEN_LENGTH = 8;

/** The last five bits of each character's worth of these bytes. */
function inBase32(bytes: Uint8Array, length: number): string {
  let value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = '';
  for (let index = 0; index < length; index += 1) {
    text = (ALPHABET[Number(value & 31n)] ?? '0') + text;
    value >>= 5n;
  }
  return text;
}

/** From the first 8 bytes of these, of which 60 bits are used. */
export const cardAddressFrom = (bytes: Uint8Array): CardAddress => inBase32(bytes.slice(0, 8), LENGTH) as CardAddress;

/** From 5 random bytes. */
export const newEventToken = (random: Uint8Array): EventToken =>
  inBase32(random.slice(0, 5), TOKEN_LENGTH) as EventToken;

/** As it may be typed: either case, hyphens or spaces between, I and L for 1, O for 0. `null` when it is none. */
function canonical(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  return [...plain].every((character) => ALPHABET.includes(character)) ? plain : null;
}

/** What stands after the host: a card, how its link was carried where it says so, and an event's token where it has one. */
export type CardPath = { address: CardAddress; channel: LinkChannel | null; token: EventToken | null };

export function readCardPath(text: string): CardPath | null {
  const plain = canonical(text);
  if (plain === null) return null;
  const [address, mark, token] = [plain.slice(0, LENGTH), plain.slice(LENGTH, LENGTH + 1), plain.slice(LENGTH + 1)];
  const channel = LINK_CHANNELS.find((one) => CHANNEL_MARKS[one] === mark) ?? null;
  if (address.length < LENGTH || (mark !== '' && channel === null)) return null;
  if (token !== '' && (channel !== 'screen' || token.length !== TOKEN_LENGTH)) return null;
  return { address: address as CardAddress, channel, token: token === '' ? null : (token as EventToken) };
}

/** The same written: what a link or a code has after the host. */
export const cardPath = ({ address, channel, token }: CardPath): string =>
  `${address}${channel === null ? '' : CHANNEL_MARKS[channel]}${token ?? ''}`;

const isBase32 = (text: string, length: number) =>
  text.length === length && [...text].every((character) => ALPHABET.includes(character));

/** Exactly as the protocol writes it. */
export const isCardAddress = (text: string): text is CardAddress => isBase32(text, LENGTH);
export const isEventToken = (text: string): text is EventToken => isBase32(text, TOKEN_LENGTH);

/** `https://host/` and the address, with its channel's mark where one is given. */
export const shortLink = (origin: string, address: CardAddress, channel?: LinkChannel): string =>
  `${origin}/${cardPath({ address, channel: channel ?? null, token: null })}`;

/** In three groups of four, to be read aloud or typed. */
export const spokenAddress = (address: CardAddress): string => address.replace(/(.{4})(?=.)/g, '$1 ');

/** The card a link of the site at `origin` leads to; `null` for any other address. */
export function readShortLink(link: string, origin: string): ReturnType<typeof readCardPath> {
  const [, path] = /^https?:\/\/[^/?#]+\/([0-9A-Z-]{12,23})$/i.exec(link.trim()) ?? [];
  if (path === undefined) return null;
  const sameHost = new URL(link.trim()).host === new URL(origin).host;
  return sameHost ? readCardPath(path) : null;
}
