import { mailboxesIn, numbersAndWords, placeBeside } from '../book/csv-cells';
import { targetOfTitle } from '../book/csv-columns';
import { type CardPatch, EMPTY_ADDRESS, type Email, type Phone } from '../card/card';
import type { ContactPatch } from '../card/contact';
import { CONTACT_LIMITS } from '../card/contact-limits';
import { foldText } from '../card/fold-text';
import { LIMITS } from '../card/limits';
import { emailProblem, isE164, readWebAddress } from '../card/problems';
import { serviceOf } from '../card/profiles';
import { besideNumber, namesPhoneAndFax } from '../vcard/labels';
import type { CardReading } from '../vcard/vcard-content';
import { messageLines } from './message-lines';
import { findPronouns, looksLikeName, whoIn } from './signature-names';

const URL_TEXT =
  /(?:https?:\/\/|www\.)[^\s|,;<>]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|ca|org|net|fr|info|io|quebec|app|biz|example)\b(?:\/[^\s|,;<>]*)?/i;
const POSTAL_CODE = /\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b|\b\d{5}\b/i;
const STREET =
  /\b(?:rue|avenue|av|boul|boulevard|blvd|chemin|ch|route|rang|place|allee|quai|cours|impasse|street|st|road|rd|drive|suite|bureau|etage|floor|edifice|building|tour|tower|case postale|c p|cp|bp|succ|po box)\b/;
/** Numbers of a licence, a registration or an account, which are not telephones. */
const REGISTRATION =
  /\b(?:rbq|r b q|neq|n e q|tps|tvq|gst|qst|hst|tva|siret|siren|permis|licen[cs]e|matricule|isbn|nas|sin|conference id|(?:no|numero|num|number)(?: (?:de|d|of))? (?:membre|member|client|compte|account|facture|invoice|dossier|file|assurance|police|entreprise|reunion)|id de reunion|meeting id)\b/;

/** What the lines of a signature hold. */
type Found = {
  phones: Phone[];
  emails: Email[];
  profiles: NonNullable<CardPatch['profiles']>;
  website: string;
  addresses: string[];
  titled: ContactPatch;
  rest: string[];
  /** Lines of `rest` that come after a number or an address. */
  late: string[];
  /** Whether a line gives the given names: «Nom» is then the family name. */
  hasGiven: boolean;
  isOneLine: boolean;
};

/**
 * Reads the signature of an e-mail message, or any text of a few lines about one person: numbers and addresses by their
 * form, titled lines by their titles, then the name, the title and the organisation by their place. What is none of
 * these goes to the note. `null` without a way to reach the person.
 */
export function parseSignature(text: string, reading: CardReading): ContactPatch | null {
  const found: Found = {
    phones: [],
    emails: [],
    profiles: [],
    website: '',
    addresses: [],
    titled: {},
    rest: [],
    late: [],
    hasGiven: false,
    isOneLine: false,
  };
  const lines = messageLines(text.slice(0, CONTACT_LIMITS.note));
  const isOneLine = lines.length === 1;
  found.isOneLine = isOneLine;
  found.hasGiven = lines.some((line) => /^(?:prénoms?|first names?|given names?)\s*[:=]/iu.test(line));
  for (const line of lines) for (const segment of segmentsOf(line, isOneLine)) readSegment(segment, reading, found);
  if (found.phones.length === 0 && found.emails.length === 0) return null;
  const { pronouns, lines: rest } = findPronouns(found.rest);
  const who = whoIn(rest, found.emails, found.titled, found.late);
  return {
    ...who,
    ...(pronouns !== '' && { pronouns }),
    phones: found.phones.slice(0, CONTACT_LIMITS.entries),
    emails: found.emails.slice(0, CONTACT_LIMITS.entries),
    website: found.website,
    profiles: found.profiles.slice(0, CONTACT_LIMITS.entries),
    address: { ...EMPTY_ADDRESS, streetAddress: found.addresses.join(', ').slice(0, LIMITS.line) },
  };
}

/** Splits a line at its bars, its dots and its wide spaces; a text of one line also at its commas. */
function segmentsOf(line: string, isOneLine: boolean): string[] {
  const parts = line.split(/\t|\s[|•·–—;]\s|\s{3,}|\s?\.{3,}\s?|\s?…+\s?/u).flatMap(splitAtHyphen);
  const segments = isOneLine && parts.length === 1 ? joinSuffixes(line.split(/[,;]\s+/)) : parts;
  return segments
    .map((segment) => segment.trim().slice(0, LIMITS.line))
    .filter((segment) => /[\p{L}\p{N}]/u.test(segment));
}

/** «Zoé Roy - Directrice générale» is two; «Plomberie - Chauffage» is one. */
function splitAtHyphen(segment: string): string[] {
  const [first = '', ...rest] = segment.split(/\s-\s/);
  return rest.length > 0 && looksLikeName(first.trim()) ? [first, rest.join(' - ')] : [segment];
}

/** «Luc Gagnon, CPA» is one segment. */
const joinSuffixes = (parts: readonly string[]): string[] =>
  parts.reduce<string[]>((joined, part) => {
    const last = joined.at(-1);
    if (last !== undefined && /^(?:[\p{Lu}.]{2,6}|ing\.?)$/u.test(part)) joined[joined.length - 1] = `${last}, ${part}`;
    else joined.push(part);
    return joined;
  }, []);

function readSegment(segment: string, reading: CardReading, found: Found): void {
  if (readTitled(segment, found)) return;
  let left = readMailboxes(segment, reading, found);
  left = readPages(left, reading, found);
  left = readNumbers(left, reading, found);
  const words = left
    .replace(/[<>[\]]|\(\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:/|-]+|[\s,;:/|-]+$/g, '');
  // What is left of a line of numbers and addresses is their labels.
  if (words === '' || (left !== segment && isLabel(words))) return;
  if (isAddress(words)) found.addresses.push(words);
  else {
    if (found.phones.length + found.emails.length > 0) found.late.push(words);
    found.rest.push(words);
  }
}

/** The fields that a title may name in a signature; numbers and addresses are read by their form. */
const TITLED = {
  given: 'givenNames',
  family: 'familyNames',
  organisation: 'organisation',
  unit: 'unit',
  title: 'title',
  prefix: 'honorificPrefixes',
} as const;

/** Reads «Entreprise : Clinique du Quai»; whether the line was one. An extension alone belongs to the last number. */
function readTitled(segment: string, { titled, phones, rest, addresses, hasGiven }: Found): boolean {
  const [, title = '', value = ''] = /^(\p{L}[\p{L} ’'./()-]{0,30}?)\s*[:=]\s*(\S.*)$/u.exec(segment) ?? [];
  if (title === '' || /[@]|\d{3}\D*\d{4}/.test(value)) return false;
  const target = targetOfTitle(title, new Set(hasGiven ? ['prenom'] : []), [value])?.to;
  if ((target === 'address' || /^(?:a|à|adr|addr)$/i.test(title)) && /\d/.test(value)) {
    addresses.push(value);
    return true;
  }
  if (target === 'name' || target === 'nameLastFirst') {
    rest.unshift(value);
    return true;
  }
  // A mobile has no extension.
  const last = phones.findLast(({ kind }) => kind !== 'cell' && kind !== 'home' && kind !== 'workFax');
  if (target === 'extension' && last !== undefined && last.extension === '' && /^\d{1,6}$/.test(value)) {
    last.extension = value;
    return true;
  }
  const field = TITLED[target as keyof typeof TITLED];
  if (field === undefined || titled[field] !== undefined) return false;
  titled[field] = value;
  return true;
}

/** Takes the e-mail addresses out of a segment; a name beside one is that of the person. */
function readMailboxes(segment: string, { newId }: CardReading, { emails, rest }: Found): string {
  let left = segment.replace(/mailto:/gi, ' ');
  for (const { address, words } of mailboxesIn(left)) {
    left = left.replaceAll(address, ' ');
    if (emailProblem(address) !== null || emails.some((email) => email.address === address)) continue;
    const isName = /[<[]/.test(segment) && words !== '' && !isLabel(words);
    const { kind } = placeBeside(words.replace(/[:(].*$/, ''));
    emails.push({ id: newId(), kind: kind ?? 'work', address: address.slice(0, LIMITS.line) });
    if (isName) {
      left = left.replace(words, ' ');
      rest.push(words);
    }
  }
  return left;
}

/** Takes the web addresses out of a segment. */
function readPages(segment: string, { newId }: CardReading, found: Found): string {
  let left = segment;
  for (let match = URL_TEXT.exec(left); match !== null; match = URL_TEXT.exec(left)) {
    const [url] = match;
    left = left.replace(url, ' ');
    if (readWebAddress(url) === null) continue;
    const isProfile = /^(?:LinkedIn|Facebook|Instagram|X|TikTok|YouTube)$/.test(serviceOf(url));
    if (!isProfile && found.website === '') found.website = url.slice(0, LIMITS.url);
    else found.profiles.push({ id: newId(), url: url.slice(0, LIMITS.url) });
  }
  return left;
}

/** Takes the numbers out of a segment, with the words that name their lines. */
function readNumbers(segment: string, { newId, readPhone }: CardReading, { phones, isOneLine }: Found): string {
  let left = segment;
  const numbers = numbersAndWords(segment);
  for (const { typed, words } of numbers.length > 0 ? numbers : foreignNumber(segment)) {
    if (REGISTRATION.test(foldText(words))) continue;
    const read = readPhone(typed);
    // Seven digits, or a number of another country, stay as they are typed.
    const isTyped = isE164(read.number) || numbers.length === 0 || FRENCH_NUMBER.test(read.number);
    if (!isTyped && !(SEVEN_DIGITS.test(read.number) && isLabel(segment.replace(typed, '')))) continue;
    left = left.replace(typed, ' ');
    // «Zoé Roy : 418 555-0122» in a list is a person.
    const names = wordsOfLine(segment, typed, words).filter((name) => !isOneLine || !looksLikeName(name));
    const { kind, label } = lineOf(names.join(' '), read.number);
    phones.push({
      id: newId(),
      kind,
      ...(label !== '' && { label: label.slice(0, LIMITS.line) }),
      number: read.number.slice(0, LIMITS.line),
      extension: read.extension.slice(0, LIMITS.extension),
    });
    for (const named of names) left = left.replace(named, ' ');
  }
  return left;
}

const SEVEN_DIGITS = /^\d{3}[\s.-]\d{4}$/;
const FRENCH_NUMBER = /^0\d(?:[\s.-]?\d{2}){4}$/;

/** «M: 98765 43210»: after the word of a telephone, digits are a number of another country, in its own groups. */
function foreignNumber(segment: string): { typed: string; words: string }[] {
  const [, words = '', typed = ''] =
    /^(\p{L}[^\d+(]{0,24}?)[\s:.]*(\(?\d[\d\s().-]{6,18}\d(?:[\s,;(]*(?:poste|ext|x)\.?\s*\d{1,6}\)?)?)$/iu.exec(
      segment,
    ) ?? [];
  const named = foldText(words).split(' ');
  const isNamed = named.length === 1 || named.some((word) => LABEL_WORDS.has(word));
  return typed !== '' && isNamed && isLabel(words) ? [{ typed, words }] : [];
}

/** The words that name a line: those before a colon, in brackets, or of a telephone; any other text stays. */
function wordsOfLine(segment: string, typed: string, words: string): string[] {
  const at = segment.indexOf(typed);
  const before = segment.slice(0, at);
  const [, titled = ''] = /(?:^|[,;)]\s*)[\s/]*([^,;\d)]{1,40}?)\s*[:：]\s*$/u.exec(before) ?? [];
  const [, bracketed = ''] = /^\s*[([]([^()[\]\d]{1,40})[)\]]/.exec(segment.slice(at + typed.length)) ?? [];
  if (titled.trim() !== '') return [titled.trim(), bracketed].filter(Boolean);
  if (isLabel(words)) return [words].filter(Boolean);
  return [bracketed].filter(Boolean);
}

/** One letter before a number; `T`, `O`, `D` and the English `P` are an office's telephones. */
const LETTERS: Record<string, Phone['kind']> = { m: 'cell', c: 'cell', f: 'workFax', h: 'home', r: 'home' };

function lineOf(words: string, number: string): { kind: Phone['kind']; label: string } {
  const folded = foldText(words);
  if (namesPhoneAndFax(words)) return { kind: 'work', label: words };
  // In France, «P» is a «portable», whose numbers begin with 6 or 7.
  if (folded === 'p') return { kind: /^\+33[67]|^0[67]/.test(number) ? 'cell' : 'work', label: '' };
  const { kind, label } = besideNumber(words);
  const isPlain = isLabel(words) && !/\b(?:direct|directe|frais|free|urgence|emergency)\b/.test(folded);
  return { kind: LETTERS[folded] ?? kind ?? 'work', label: isPlain ? '' : label };
}

/** Words that announce a number or an address, in either language, and letters that stand for them. */
const LABEL_WORDS = new Set(
  'tel telephone phone cell cellulaire cel mobile mob mobil portable port fax telec telecopieur telecopie bureau office work travail trav bur direct directe ligne line home maison domicile res dom courriel email e mail web site internet website poste ext pager pagette sans frais toll free linkedin principal main adresse address no urgence emergency pro perso personnel personal professionnel business'.split(
    ' ',
  ),
);
const isLabel = (text: string) =>
  foldText(text)
    .split(' ')
    .every((word) => word.length < 2 || LABEL_WORDS.has(word));

const isAddress = (text: string) => {
  const folded = foldText(text);
  // Opening hours and a licence have digits too.
  if (REGISTRATION.test(folded) || /\d ?h\b|\blundi\b|\bmonday\b/.test(folded)) return false;
  return (/\d/.test(text) && STREET.test(folded)) || (POSTAL_CODE.test(text) && /\p{L}{3}/u.test(text));
};
