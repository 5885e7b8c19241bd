/** The published card's identifier: 12 characters of Crockford's base32 in capitals, 60 bits. */
export type CardAddress = string & { readonly brand: 'CardAddress' };

/** Douglas Crockford's base32: no I, L, O or U, so that it can be read aloud and written down. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** How a link was carried, as its thirteenth character: counted by day, and nothing else. */
export const CHANNEL_MARKS = { paper: 'P', screen: 'S', signature: 'M', wallpaper: 'W', sent: 'E' } as const;
export type LinkChannel = keyof typeof CHANNEL_MARKS;
export const LINK_CHANNELS = Object.keys(CHANNEL_MARKS) as LinkChannel[];

/** From 8 random bytes, of which 60 bits are used. */
export function newCardAddress(random: Uint8Array): CardAddress {
  let value = 0n;
  for (let index = 0; index < 8; index += 1) value = (value << 8n) | BigInt(random[index] ?? 0);
  let text = '';
  for (let index = 0; index < LENGTH; index += 1) {
    text = (ALPHABET[Number(value & 31n)] ?? '0') + text;
    value >>= 5n;
  }
  return text as CardAddress;
}

/** As it may be typed: either case, hyphens or spaces between, I and L for 1, O for 0. `null` when it is none. */
function canonical(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  return [...plain].every((character) => ALPHABET.includes(character)) ? plain : null;
}

/** What stands after the host: a card, and how its link was carried where it says so. */
export function readCardPath(text: string): { address: CardAddress; channel: LinkChannel | null } | null {
  const plain = canonical(text);
  if (plain === null || plain.length < LENGTH || plain.length > LENGTH + 1) return null;
  const mark = plain.slice(LENGTH);
  const channel = LINK_CHANNELS.find((one) => CHANNEL_MARKS[one] === mark) ?? null;
  if (mark !== '' && channel === null) return null;
  return { address: plain.slice(0, LENGTH) as CardAddress, channel };
}

/** Exactly as the protocol writes it. */
export const isCardAddress = (text: string): text is CardAddress =>
  text.length === LENGTH && [...text].every((character) => ALPHABET.includes(character));

/** `https://host/` and the address, with its channel's mark where one is given. */
export const shortLink = (origin: string, address: CardAddress, channel?: LinkChannel): string =>
  `${origin}/${address}${channel === undefined ? '' : CHANNEL_MARKS[channel]}`;

/** In three groups of four, to be read aloud or typed. */
export const spokenAddress = (address: CardAddress): string => address.replace(/(.{4})(?=.)/g, '$1 ');

/** The card a link of the site at `origin` leads to; `null` for any other address. */
export function readShortLink(link: string, origin: string): ReturnType<typeof readCardPath> {
  const [, path] = /^https?:\/\/[^/?#]+\/([0-9A-Z-]{12,15})$/i.exec(link.trim()) ?? [];
  if (path === undefined) return null;
  const sameHost = new URL(link.trim()).host === new URL(origin).host;
  return sameHost ? readCardPath(path) : null;
}
