import { type Card, isTelephone } from '../card/card';
import { extensionNotes } from '../vcard/extension-note';
import { compactNameLines, emailLine, organisationLine, phoneLine, property, websiteLine } from '../vcard/properties';
import { escapeText } from '../vcard/text';
import { contentLine } from '../vcard/write';
import { encodeSymbol, encodeSymbolWithin, type QrSymbol, symbolVersion } from './symbol';

/** The largest version that a phone reads at arm's length, on each medium (module sizes: PRODUCT facts). */
export const MAX_VERSION = {
  /** A phone screen is about 60 mm wide: 73 modules of 0.8 mm. */
  screen: 14,
  /** 25 mm on a card: 57 modules of 0.44 mm, above the 0.40 mm below which low-end cameras fail. */
  paper: 10,
} as const;

export type OfflineProperty = 'URL' | 'TITLE' | 'UNIT' | 'EMAIL' | 'TEL' | 'ORG';

export type OfflineCode = { payload: string; symbol: QrSymbol; dropped: OfflineProperty[] };

/**
 * The order in which properties are dropped when the symbol is too dense: what can be asked for by phone before what is
 * needed to call.
 */
const DROP_STEPS: readonly { property: OfflineProperty; fits: (card: Card) => boolean; drop: (card: Card) => Card }[] =
  [
    { property: 'URL', fits: (c) => c.website !== '', drop: (c) => ({ ...c, website: '' }) },
    { property: 'UNIT', fits: (c) => c.unit !== '', drop: (c) => ({ ...c, unit: '' }) },
    { property: 'EMAIL', fits: (c) => c.emails.length > 1, drop: (c) => ({ ...c, emails: c.emails.slice(0, 1) }) },
    { property: 'TEL', fits: (c) => c.phones.length > 2, drop: (c) => ({ ...c, phones: c.phones.slice(0, 2) }) },
    { property: 'TITLE', fits: (c) => c.title !== '', drop: (c) => ({ ...c, title: '' }) },
    { property: 'TEL', fits: (c) => c.phones.length > 1, drop: (c) => ({ ...c, phones: c.phones.slice(0, 1) }) },
    {
      property: 'EMAIL',
      fits: (c) => c.emails.length > 0 && c.phones.length > 0,
      drop: (c) => ({ ...c, emails: [] }),
    },
    {
      property: 'ORG',
      fits: (c) => c.organisation !== '' && hasPersonName(c),
      drop: (c) => ({ ...c, organisation: '' }),
    },
  ];

/** The largest version that a place holds, with modules of the aimed size and with the smallest ones. */
type Room = { aim: number; most: number };

/**
 * Builds the code «Sans Internet» for a place on paper: the content that fits the smallest modules, then the highest
 * error correction level that the aimed modules allow. `null` as for `offlineCode`.
 */
export function offlineCodeIn(card: Card, { aim, most }: Room): OfflineCode | null {
  const content = contentWithin(card, most);
  const symbol = content && (encodeSymbolWithin(content.payload, aim) ?? encodeSymbol(content.payload));
  return content && symbol && { ...content, symbol };
}

/**
 * Builds the code «Sans Internet»: the card as the smallest vCard 3.0 that phones accept, dropping properties until the
 * symbol is at most `maxVersion`. What cannot be dropped (a name, one way to reach the person) stays, whatever the
 * size. `null` when the card has no name, or neither a phone number nor an e-mail address.
 */
export function offlineCode(card: Card, maxVersion: number): OfflineCode | null {
  const content = contentWithin(card, maxVersion);
  const symbol = content && encodeSymbol(content.payload);
  return content && symbol && { ...content, symbol };
}

/** Returns the first content whose symbol is at most `maxVersion`, otherwise the smallest that a symbol holds. */
function contentWithin(card: Card, maxVersion: number): OfflineContent | null {
  let smallest: OfflineContent | null = null;
  for (const content of offlineContents(card)) {
    const version = symbolVersion(content.payload);
    if (version === null) continue;
    smallest = content;
    if (version <= maxVersion) return smallest;
  }
  return smallest;
}

/** Returns every content that a code of the card may have today: the whole card, then with less and less. */
export const offlinePayloads = (card: Card): string[] => [...offlineContents(card)].map(({ payload }) => payload);

type OfflineContent = { payload: string; dropped: OfflineProperty[] };

function* offlineContents(card: Card): Generator<OfflineContent> {
  let reducedCard: Card = {
    ...card,
    phones: card.phones.filter((phone) => phone.number.trim() !== '' && isTelephone(phone)),
    emails: card.emails.filter((email) => email.address.trim() !== ''),
    profiles: [],
  };
  if (reducedCard.phones.length === 0 && reducedCard.emails.length === 0) return;
  if (!hasPersonName(reducedCard) && reducedCard.organisation.trim() === '') return;
  const dropped: OfflineProperty[] = [];
  yield { payload: offlinePayload(reducedCard), dropped: [] };
  for (const { property: name, fits, drop } of DROP_STEPS) {
    if (!fits(reducedCard)) continue;
    reducedCard = drop(reducedCard);
    if (!dropped.includes(name)) dropped.push(name);
    yield { payload: offlinePayload(reducedCard), dropped: [...dropped] };
  }
}

const hasPersonName = (card: Card) => `${card.givenNames}${card.familyNames}`.trim() !== '';

/** UTF-8, LF, unfolded, no byte order mark: the smallest form that the camera apps of phones accept. */
function offlinePayload(card: Card): string {
  const properties = [
    ...compactNameLines(card),
    ...organisationLine(card),
    ...(card.title.trim() === '' ? [] : [property('TITLE', escapeText(card.title.trim()))]),
    ...card.phones.map((phone) => phoneLine(phone, false, false)),
    ...card.emails.map((email) => property('EMAIL', emailLine(email, false).value)),
    ...websiteLine(card.website).map(({ value }) => property('URL', value)),
    ...extensionNotes(card.phones).map((line) => property('NOTE', escapeText(line))),
  ];
  return ['BEGIN:VCARD', 'VERSION:3.0', ...properties.map(contentLine), 'END:VCARD'].join('\n');
}
