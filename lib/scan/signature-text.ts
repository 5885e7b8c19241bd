import { type CardPatch, EMPTY_ADDRESS, type Email, type Phone } from '../card/card';
import type { ContactPatch } from '../card/contact';
import { CONTACT_LIMITS } from '../card/contact-limits';
import { foldText } from '../card/fold-text';
import { LIMITS } from '../card/limits';
import { namesOrganisation } from '../card/organisation-words';
import { emailProblem, isE164, readWebAddress } from '../card/problems';
import { serviceOf } from '../card/profiles';
import { splitName } from '../card/written-name';
import { phoneKindOfWords } from '../vcard/labels';
import type { CardReading } from '../vcard/vcard-content';

const EMAIL = /[^\s@<>(),;:"|]+@[^\s@<>(),;:"|]+\.[^\s@<>(),;:".|]{2,}/u;
const URL_TEXT =
  /(?:https?:\/\/|www\.)[^\s|,;<>]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|ca|org|net|fr|info|io|quebec|app|biz)\b(?:\/[^\s|,;<>]*)?/i;
/** A number, with its extension: digits grouped by spaces, dots, hyphens or parentheses. */
const NUMBER =
  /\+?\(?\d[\d\s().\u00a0-]{5,20}\d(?:[\s,;(]*(?:poste|post|ext(?:ension)?|x|p|#)\s*[.:#]*\s*\d{1,7}\)?)?/iu;
const POSTAL_CODE = /\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b|\b\d{5}\b/i;
const STREET =
  /\b(?:rue|avenue|av|boul|boulevard|blvd|chemin|ch|route|place|allee|quai|cours|impasse|street|st|road|rd|drive|suite|bureau|case postale|cp)\b/;
/** Lines that close a message, or mark a signature. */
const CLOSING =
  /^(?:bonjour|salut|allo|hello|hi|dear|cher|chere|cordialement|sincerement|salutations|merci|bien a vous|best|best regards|regards|kind regards|thanks|sent from|envoye de)\b|^[-_=*~ ]+$/;

/**
 * Reads the signature of an e-mail message, or any text of a few lines about one person: numbers and addresses by their
 * form, then the name, the title and the organisation by their place. `null` without a way to reach the person.
 */
export function parseSignature(text: string, { newId, readPhone }: CardReading): ContactPatch | null {
  const phones: Phone[] = [];
  const emails: Email[] = [];
  const profiles: NonNullable<CardPatch['profiles']> = [];
  const addresses: string[] = [];
  const rest: string[] = [];
  let website = '';
  const segments = text
    .slice(0, CONTACT_LIMITS.note)
    .split(/\r\n|\r|\n|\t|\s[|•·–—]\s|\s{3,}/u)
    .map((segment) => segment.trim().slice(0, LIMITS.line))
    .filter((segment) => segment !== '' && !CLOSING.test(foldText(segment)) && !/^[-_=*~ ]+$/.test(segment));
  for (const segment of segments) {
    let left = segment.replace(/mailto:/gi, ' ');
    for (let found = EMAIL.exec(left); found !== null; found = EMAIL.exec(left)) {
      const [address] = found;
      if (emailProblem(address) === null && !emails.some((email) => email.address === address))
        emails.push({ id: newId(), kind: 'work', address: address.slice(0, LIMITS.line) });
      left = left.replace(address, ' ');
    }
    for (let found = URL_TEXT.exec(left); found !== null; found = URL_TEXT.exec(left)) {
      const [url] = found;
      left = left.replace(url, ' ');
      if (readWebAddress(url) === null) continue;
      const isProfile = /^(?:LinkedIn|Facebook|Instagram|X|TikTok|YouTube)$/.test(serviceOf(url));
      if (!isProfile && website === '') website = url.slice(0, LIMITS.url);
      else profiles.push({ id: newId(), url: url.slice(0, LIMITS.url) });
    }
    for (let found = NUMBER.exec(left); found !== null; found = NUMBER.exec(left)) {
      const [typed] = found;
      const label = left.slice(0, found.index).split(/[,;/]/).at(-1) ?? '';
      const reading = readPhone(typed);
      if (!isE164(reading.number)) break;
      phones.push({ id: newId(), kind: kindOfLabel(label), ...reading });
      const before = left.slice(0, found.index);
      // A label goes with its number; any other text before it is kept.
      const kept = isLabel(label) ? before.slice(0, before.length - label.length) : before;
      left = `${kept} ${left.slice(found.index + typed.length)}`;
    }
    const words = left
      .replace(/[<>[\]]/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s,;:/|-]+|[\s,;:/|-]+$/g, '');
    // What is left of a line of numbers and addresses is their labels.
    if (left !== segment && isLabel(words)) continue;
    if (words === '') continue;
    if (isAddress(words)) addresses.push(words);
    else rest.push(words);
  }
  if (phones.length === 0 && emails.length === 0) return null;
  return {
    ...whoIn(rest, emails),
    phones: phones.slice(0, CONTACT_LIMITS.entries),
    emails: emails.slice(0, CONTACT_LIMITS.entries),
    website,
    profiles: profiles.slice(0, CONTACT_LIMITS.entries),
    address: { ...EMPTY_ADDRESS, streetAddress: addresses.join(', ').slice(0, LIMITS.line) },
  };
}

/** `T`, `O` and `D` are an office's telephones. */
const LETTERS: Record<string, Phone['kind']> = { m: 'cell', c: 'cell', p: 'cell', f: 'workFax', h: 'home' };

function kindOfLabel(label: string): Phone['kind'] {
  const folded = foldText(label);
  return LETTERS[folded] ?? phoneKindOfWords(folded) ?? 'work';
}

/** Words that announce a number or an address, in either language, and letters that stand for them. */
const LABEL_WORDS = new Set(
  'tel telephone phone cell cellulaire mobile mob portable fax telec telecopieur telecopie bureau office work direct directe ligne line home maison domicile courriel email e mail web site poste ext pager sans frais toll free linkedin'.split(
    ' ',
  ),
);
const isLabel = (text: string) =>
  foldText(text)
    .split(' ')
    .every((word) => word.length < 2 || LABEL_WORDS.has(word));

const isAddress = (text: string) => {
  const folded = foldText(text);
  return (/\d/.test(text) && STREET.test(folded)) || (POSTAL_CODE.test(text) && /\p{L}{3}/u.test(text));
};

/** Two to five words that begin with a capital: «Zoé Roy», «Jean-Pierre de la Tour, ing.». */
const NAME =
  /^(?:(?:m|mme|mr|mrs|ms|dr|dre|me)\.?\s+)?\p{Lu}[\p{L}’'.-]*(?:\s+(?:\p{Lu}[\p{L}’'.-]*|de|du|des|la|le|van|von|da|di)){1,4}(?:,\s*[\p{L}. ]{2,12})?$/iu;

function whoIn(lines: readonly string[], emails: readonly Email[]): ContactPatch {
  const mailWords = foldText(emails[0]?.address.split('@')[0]?.replace(/[._-]/g, ' ') ?? '').split(' ');
  const sharesMail = (line: string) =>
    foldText(line)
      .split(' ')
      .some((word) => word.length > 2 && mailWords.includes(word));
  const isName = (line: string) => NAME.test(line) && /^\p{Lu}/u.test(line) && !namesOrganisation(line);
  const name =
    lines.find((line) => isName(line) && sharesMail(line)) ??
    lines.find(isName) ??
    lines.find((line) => sharesMail(line) && !namesOrganisation(line));
  // A title may follow the name on its line: «Zoé Roy, vétérinaire».
  const others = lines.filter((line) => line !== name);
  const organisation = others.find(namesOrganisation) ?? others[1] ?? '';
  const afterName = others.slice(name === undefined ? 0 : lines.indexOf(name));
  const title = [...afterName, ...others].find((line) => line !== organisation) ?? '';
  const more = others.filter((line) => line !== organisation && line !== title);
  const { honorificSuffixes = '', ...split } = splitName((name ?? '').slice(0, LIMITS.line));
  // «Zoé Roy, vétérinaire»: small letters after the comma are what the person does.
  const isRole = /^\p{Ll}{5,}/u.test(honorificSuffixes);
  return {
    ...split,
    ...(honorificSuffixes !== '' && !isRole && { honorificSuffixes }),
    organisation: organisation.slice(0, LIMITS.line),
    title: (title || (isRole ? honorificSuffixes : '')).slice(0, LIMITS.line),
    note: more.join('\n').slice(0, CONTACT_LIMITS.note),
  };
}
