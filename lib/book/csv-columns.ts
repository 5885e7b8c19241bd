import type { AddressPart, Email, PhoneKind } from '../card/card';
import { foldText } from '../card/fold-text';
import { namesPhoneAndFax, phoneKindOfWords } from '../vcard/labels';
import {
  ADDRESS_FILLER,
  ADDRESS_WORDS,
  AREA_CODE,
  COUNTRY_CODE,
  EMAIL_WORDS,
  EXTENSION_TITLE_WORDS,
  FILLER,
  FORM_BRACKETS,
  PEOPLE,
  PHONE_QUALIFIERS,
  PHONE_WORDS,
  PLACES,
  QUESTION_WORDS,
  SHORT_PHONES,
  SIGNS,
  TITLES,
} from './csv-titles';

type PlaceKind = Email['kind'];

/**
 * What a column holds. `pair` joins a value to the column of its label; `label` is what its title says beyond the kind;
 * `of` joins the parts of one address. `reach` holds numbers and addresses of any kind. `details` is this app's own column of properties, one on each line. A column that
 * is none of these is kept as text beside the contact.
 */
export type ColumnTarget =
  | { to: 'prefix' | 'given' | 'middle' | 'family' | 'suffix' | 'name' | 'nameLastFirst' }
  | { to: 'organisation' | 'unit' | 'title' | 'note' | 'website' | 'profile' | 'tags' | 'identifier' }
  | { to: 'text'; pair?: string }
  | { to: 'nothing' | 'details' | 'reach' | 'areaCode' | 'countryCode' }
  | { to: 'phone'; kind: PhoneKind; pair?: string; label?: string }
  | { to: 'extension'; pair?: string }
  | { to: 'email'; kind: PlaceKind; pair?: string; label?: string }
  | { to: 'label'; pair: string }
  | { to: 'address'; part: AddressPart; of: string; kind: PlaceKind };

const TARGETS = new Map<string, ColumnTarget>(
  Object.entries(TITLES).flatMap(([to, names]) => names.map((name) => [name, { to } as ColumnTarget] as const)),
);
const PLACE_OF = new Map<string, PlaceKind>(
  Object.entries(PLACES).flatMap(([kind, words]) => words.map((word) => [word, kind as PlaceKind] as const)),
);
const MAIN_WORDS = /\b(?:main|standard|switchboard|principal|accueil|reception)\b/;

/** The columns of this app's complete table: a number or an address, and the columns of its kind and extension. */
function ownTarget(folded: string, all: ReadonlySet<string>): ColumnTarget | null {
  const [isAddressKind, addressIndex = 'address'] =
    /^(?:sorte d adresse|kind of address)(?: (\d+))?$/.exec(folded) ?? [];
  if (isAddressKind !== undefined) return { to: 'label', pair: addressIndex };
  if (/^(?:autres renseignements|other details)$/.test(folded)) return { to: 'details' };
  const ownPart = ownAddressPart(folded, all);
  if (ownPart !== null) return ownPart;
  const [isExtension, extensionIndex = ''] = /^(?:poste telephonique|phone extension)(?: (\d+))?$/.exec(folded) ?? [];
  const after = extensionIndex && ` ${extensionIndex}`;
  if (isExtension !== undefined) {
    if (all.has(`sorte de telephone${after}`)) return { to: 'extension', pair: `telephone ${extensionIndex}` };
    if (all.has(`kind of phone${after}`)) return { to: 'extension', pair: `phone ${extensionIndex}` };
    return { to: 'extension' };
  }
  const [, word = '', index = ''] = /^(telephone|phone|courriel|email)(?: (\d+))?$/.exec(folded) ?? [];
  const [, kindOf = '', kindIndex = ''] =
    /^(?:sorte de|kind of) (telephone|phone|courriel|email)(?: (\d+))?$/.exec(folded) ?? [];
  if (kindOf !== '') return { to: 'label', pair: `${kindOf} ${kindIndex}` };
  const hasKind =
    all.has(`sorte de ${word}${index && ` ${index}`}`) || all.has(`kind of ${word}${index && ` ${index}`}`);
  if (word === '' || !hasKind) return null;
  const pair = `${word} ${index}`;
  return word === 'telephone' || word === 'phone'
    ? { to: 'phone', kind: 'other', pair }
    : { to: 'email', kind: 'other', pair };
}

const OWN_PARTS: Record<string, AddressPart> = {
  adresse: 'streetAddress',
  'street address': 'streetAddress',
  ville: 'locality',
  city: 'locality',
  province: 'region',
  'code postal': 'postalCode',
  'postal code': 'postalCode',
  pays: 'countryName',
  country: 'countryName',
};

/** A part of an address whose kind has a column: that of the same number. */
function ownAddressPart(folded: string, all: ReadonlySet<string>): ColumnTarget | null {
  const [, name = '', index = ''] = /^(.+?)( \d+)?$/.exec(folded) ?? [];
  const part = OWN_PARTS[name];
  const hasKind = all.has(`sorte d adresse${index}`) || all.has(`kind of address${index}`);
  return part === undefined || !hasKind ? null : { to: 'address', part, of: index.trim() || 'address', kind: 'other' };
}

/** Google's numbered columns: a value, its label or type, or a part of an address. */
function googleTarget(folded: string, all: ReadonlySet<string>): ColumnTarget | null {
  const [, noun = '', index = '', part = ''] =
    /^(phone|e mail|address|website|organization|organisation|relation|event|custom field|im|external id) (\d+) (.+)$/.exec(
      inEnglish(folded),
    ) ?? [];
  if (noun === '') return null;
  const titles = new Set([...all].map(inEnglish));
  const pair = `${noun} ${index}`;
  if (noun === 'phone' && part === 'value') return { to: 'phone', kind: 'other', pair };
  if (noun === 'e mail' && part === 'value') return { to: 'email', kind: 'other', pair };
  if (noun === 'website' && part === 'value') return { to: 'website' };
  if (noun === 'e mail' && /^(?:address|adresse)$/.test(part)) return { to: 'email', kind: 'other' };
  if (/^(?:label|type)$/.test(part)) {
    if (['phone', 'e mail', 'address'].includes(noun)) return { to: 'label', pair };
    // The label of a relation, an event or a field of the person's own names its value.
    if (noun === 'website' || noun === 'organization') return { to: 'nothing' };
    return titles.has(`${pair} value`) ? { to: 'label', pair } : { to: 'text' };
  }
  if (part === 'value') return { to: 'text', pair };
  if (noun === 'address') {
    if (part === 'formatted')
      return titles.has(`address ${index} street`)
        ? { to: 'nothing' }
        : { to: 'address', part: 'streetAddress', of: pair, kind: 'other' };
    const name = { 'po box': 'extendedAddress', 'extended address': 'extendedAddress' }[part] as
      | AddressPart
      | undefined;
    const known =
      name ??
      part
        .split(' ')
        .map((word) => ADDRESS_WORDS[word])
        .find((one) => one !== undefined);
    return known === undefined ? { to: 'text' } : { to: 'address', part: known, of: pair, kind: 'other' };
  }
  return null;
}

/** Google's columns in French: «Téléphone 1 - Libellé». */
const inEnglish = (folded: string) =>
  folded
    .replace(/^telephone (?=\d)/, 'phone ')
    .replace(/^adresse e mail (?=\d)/, 'e mail ')
    .replace(/^adresse (?=\d)/, 'address ')
    .replace(/^site web (?=\d)/, 'website ')
    .replace(/^organisme (?=\d)/, 'organization ')
    .replace(/^evenement (?=\d)/, 'event ')
    .replace(/^champ personnalise (?=\d)/, 'custom field ')
    .replace(/(?<=\d) libelle$/, ' label')
    .replace(/(?<=\d) valeur$/, ' value')
    .replace(/(?<=^address \d+ )rue$/, 'street')
    .replace(/(?<=^address \d+ )format(?:ee?)?$/, 'formatted');

/** Whether another part of the address has the same number: «Adresse 2» is then a second address, not a second line. */
function hasNumberedParts(folded: string, all: ReadonlySet<string>): boolean {
  const number = / (\d)$/.exec(folded)?.[1];
  if (number === undefined) return false;
  return [...all].some(
    (title) => title.endsWith(` ${number}`) && /\b(?:city|ville|municipalite|zip|postal|cp|country|pays)\b/.test(title),
  );
}

/** Names the address that a column belongs to: by its place («bureau», "mailing") and by its number, the first being ''. */
function groupOf(words: readonly string[], all: ReadonlySet<string>): string {
  const word = words.find((one) => PLACE_OF.has(one)) ?? '';
  // «Adresse privée» and «Pays (domicile)» are of one address; mailing and billing addresses are two.
  const kind = PLACE_OF.get(word);
  const place = kind === undefined || kind === 'other' ? word : kind;
  const number = /^[2-9]$/.test(words.at(-1) ?? '') && hasNumberedParts(words.join(' '), all) ? words.at(-1) : '';
  return `${place} ${number}`.trim();
}

/** What the cells of a column look like, to tell columns whose title has two meanings. */
type Sample = readonly string[];
const NUMBER_CELL = /^(?!\d{4}-\d\d-\d\d)\(?[+\d][\d\s().*#-]{5,}(?:\s*(?:x|ext|poste|p)\.?\s*\d+)?$/i;
const EXTENSION_CELL = /^(?:(?:poste|p|x|ext)?\.?\s*#?\s*)?\d{1,6}$/i;
const HONORIFIC_CELL =
  /^(?:m|mr|mme|mrs|ms|mx|miss|mlle|mmes|mm|dr|dre|me|pr|pre|prof|sir|hon|rev|monsieur|madame|mademoiselle|docteure?|doctor|professeure?|ma[iî]tre)\.?$/i;
/** Seven digits or more, with anything beside them. */
const HAS_NUMBER = /(?:\d[^\d\p{L}]{0,3}){6}\d/u;
const UNIT_CELL = /^(?:#|no\.?)?\s*\d{1,5}\s?[a-z]?$/i;
const POST_BOX_CELL = /^(?:c\.?\s?p\.?\s*)?\d{1,5}$/i;
const looksLike = (sample: Sample, pattern: RegExp) => {
  const filled = sample.map((cell) => cell.trim()).filter(Boolean);
  return filled.length > 0 && filled.filter((cell) => pattern.test(cell)).length * 2 > filled.length;
};

/** Reads a title by its words: a noun (telephone, e-mail, a part of an address) and what qualifies it. */
function targetOfWords(title: string, folded: string, all: ReadonlySet<string>, sample: Sample): ColumnTarget | null {
  const words = folded
    .replace(/\be mail\b/g, 'email')
    .replace(/\b(?:adresse? (?:de )?(?:messagerie|electronique)|courrier electronique)\b/g, 'email')
    .replace(/\bcode? post\b/g, 'postal')
    .replace(/\bc p\b/g, 'cp')
    .replace(/[+&]/g, ' ')
    .split(/\s+/);
  return (
    emailTarget(words, folded) ??
    addressTarget(words, folded, all) ??
    extensionTarget(words, sample) ??
    phoneTarget(words, folded, title, sample) ??
    (/^(?:web|site|page|url)\b.*\d$|^(?:web page|website|page web|site web)/.test(folded) ? { to: 'website' } : null)
  );
}

const placeIn = (words: readonly string[]): PlaceKind | undefined =>
  words.map((word) => PLACE_OF.get(word)).find((kind) => kind !== undefined);
const qualifiers = (words: readonly string[]) =>
  words.filter((word) => !PLACE_OF.has(word) && !FILLER.has(word) && !/^\d{1,2}$/.test(word));

function emailTarget(words: readonly string[], folded: string): ColumnTarget | null {
  if (!words.some((word) => EMAIL_WORDS.has(word))) return null;
  // "E-mail Display Name", "E-mail Type" and "E-mail opt-in" describe the address.
  const isAddress = qualifiers(words).every((word) => EMAIL_WORDS.has(word) || /^(?:address|adr|addr|id)$/.test(word));
  // What a message's display name or type says is in the address; anything else, such as a consent, is kept.
  if (!isAddress) return { to: /\b(?:display|affiche|complet|type)\b/.test(folded) ? 'nothing' : 'text' };
  return { to: 'email', kind: placeIn(words) ?? 'other' };
}

function addressTarget(words: readonly string[], folded: string, all: ReadonlySet<string>): ColumnTarget | null {
  const place = placeIn(words);
  if (/\bpo box\b|\b(?:boite|case) postale\b|\bcasier postal\b|\bcase post\b/.test(folded))
    return { to: 'address', part: 'extendedAddress', of: groupOf(words, all), kind: place ?? 'other' };
  const parts = words.map((word) => ADDRESS_WORDS[word]).filter((part) => part !== undefined);
  const isPart =
    parts.length > 0 &&
    words.every((word) => word in ADDRESS_WORDS || PLACE_OF.has(word) || FILLER.has(word) || ADDRESS_FILLER.has(word));
  if (!isPart) return null;
  // "Street Address" and «Adresse (rue)»: the more precise word decides; a second line is the rest of the street.
  const isState = /\b(?:pays|country) (?:etat|state|province)\b/.test(folded);
  const isTown = parts.includes('locality') && parts.includes('postalCode');
  const precise = isState
    ? 'region'
    : isTown
      ? 'locality'
      : (parts.find((part) => part !== 'streetAddress') ?? 'streetAddress');
  const isSecondLine = precise === 'streetAddress' && /\b[2-9]$/.test(folded) && !hasNumberedParts(folded, all);
  return {
    to: 'address',
    part: isSecondLine ? 'extendedAddress' : precise,
    of: groupOf(words, all),
    kind: place ?? 'other',
  };
}

/** «Ext. bureau», «Poste 1»; «Téléphone (poste)» holds numbers and their extensions. */
function extensionTarget(words: readonly string[], sample: Sample): ColumnTarget | null {
  if (!words.some((word) => EXTENSION_TITLE_WORDS.has(word))) return null;
  const others = qualifiers(words).filter(
    (word) => !EXTENSION_TITLE_WORDS.has(word) && !/^(?:et|and|ou|or)$/.test(word),
  );
  if (!others.every((word) => PHONE_WORDS.has(word))) return null;
  const kind = phoneKindOfWords(words.join(' '));
  if (looksLike(sample, HAS_NUMBER)) return { to: 'phone', kind: placeIn(words) ?? kind ?? 'other' };
  return looksLike(sample, EXTENSION_CELL) ? { to: 'extension' } : null;
}

function phoneTarget(words: readonly string[], folded: string, title: string, sample: Sample): ColumnTarget | null {
  const isNamed = words.some((word) => PHONE_WORDS.has(word));
  if (namesPhoneAndFax(title)) return { to: 'phone', kind: placeIn(words) ?? 'other', label: title.trim() };
  const isAbout = (word: string) =>
    PHONE_WORDS.has(word) || PHONE_QUALIFIERS.has(word) || MAIN_WORDS.test(word) || word === 'value';
  const isPlain = qualifiers(words).every((word) => isAbout(word) || (words.length === 1 && SHORT_PHONES.has(word)));
  // «Cell. du père»: the noun, and numbers below it.
  if (!isPlain && isNamed && looksLike(sample, NUMBER_CELL))
    return {
      to: 'phone',
      kind: /\bou\b|\bor\b|\//i.test(title) ? 'other' : (phoneKindOfWords(foldText(title)) ?? 'other'),
      label: title.trim(),
    };
  if (!isPlain) return null;
  // «Ligne» may count the rows.
  const isWeak = words.every((word) => !PHONE_WORDS.has(word) || /^lig?ne$/.test(word));
  if (isNamed && isWeak && sample.some((cell) => cell.trim() !== '') && !looksLike(sample, HAS_NUMBER)) return null;
  // Without the noun, the cells decide: «Bureau», "Direct", "Toll free".
  if (!isNamed && !looksLike(sample, NUMBER_CELL)) return null;
  const place = placeIn(words);
  const label = words.some((word) => PHONE_QUALIFIERS.has(word) && !MAIN_WORDS.test(word))
    ? { label: title.trim() }
    : {};
  if (/\b(?:fax|facsimile|telecop\w*|telec)\b/.test(folded))
    return { to: 'phone', kind: place === 'home' ? 'homeFax' : 'workFax', ...label };
  const kind = phoneKindOfWords(folded);
  if (kind === 'pager' || kind === 'cell') return { to: 'phone', kind, ...label };
  if (/\b(?:sms|texto|text|port)\b/.test(folded) || /^(?:c|m|tc)$|\bwhats app\b/.test(folded))
    return { to: 'phone', kind: 'cell', ...label };
  if (/^f$/.test(folded)) return { to: 'phone', kind: 'workFax' };
  if (/\b(?:standard|switchboard|accueil|reception)\b/.test(folded)) return { to: 'phone', kind: 'main', ...label };
  if (MAIN_WORDS.test(folded))
    return { to: 'phone', kind: place === undefined && !/company|societe/.test(folded) ? 'other' : 'main', ...label };
  const isOffice = /\b(?:directe?|dial|frais|free|tollfree)\b/.test(folded);
  return { to: 'phone', kind: place ?? (isOffice ? 'work' : 'other'), ...label };
}

/** The longest title that is read: a longer cell is no title. */
const TITLE_MAX = 200;

/** Folds a title: `firstName`, `first_name` and «Prénom(s) du contact» are `first name` and `prenom`. */
export const foldTitle = (title: string): string =>
  foldText(
    title
      .slice(0, TITLE_MAX)
      .replace(/([\p{Ll}])(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{L}{2})(?=\d+$)/u, '$1 ')
      .replace(/_/g, ' ')
      .replace(/[([](?:e|s|es)[)\]]/gi, ''),
  ).replace(/(?<=.) (?:du|de la|of the) (?:contact|participant|participante|personne)$/, '');

/** «Nom / Last name», «Poste (titre)», «Courriel ou e-mail»: a title in two languages, or said twice. */
const ALTERNATIVES = /\s*(?:\/|\||\s[-–]\s|\bou\b|\bor\b|\(|\)|\[|\]|\n)\s*/iu;

/** The title of a form without its question; the same title when it has none. */
const withoutQuestion = (title: string) =>
  foldText(title)
    .replace(QUESTION_WORDS, '')
    .replace(/ (?:votre|vos|your) /g, ' ')
    .trim();

/**
 * Tells what a column holds from its title, from the other titles and from a few of its cells; `null` when its title is
 * unknown.
 */
export function targetOfTitle(written: string, all: ReadonlySet<string>, sample: Sample = []): ColumnTarget | null {
  const title = written.slice(0, TITLE_MAX);
  const bare = title.replace(FORM_BRACKETS, ' ').trim();
  if (bare !== title.trim() && bare !== '') return targetOfTitle(bare, all, sample);
  const target = targetOfOneTitle(title, all, sample);
  if (target !== null && target.to !== 'text') return target;
  const asked = withoutQuestion(title);
  if (asked !== '' && asked !== foldText(title)) {
    const others = new Set([...all].map((one) => one.replace(QUESTION_WORDS, '')));
    const ofForm = targetOfTitle(asked, others, sample);
    if (ofForm !== null && ofForm.to !== 'text') return ofForm;
  }
  const parts = title.split(ALTERNATIVES).filter((part) => part.trim() !== '');
  if (parts.length < 2 || parts.length > 3) return target;
  const targets = parts.map((part) => targetOfOneTitle(part, all, sample));
  const [first] = targets;
  return first !== undefined && targets.every((one) => one !== null && one.to === first?.to) ? first : target;
}

const GIVEN = /^(?:prenoms?|given names?|first name|forename)\b|^(?:first|firstname)$/;

function targetOfOneTitle(title: string, all: ReadonlySet<string>, sample: Sample): ColumnTarget | null {
  const sign = SIGNS.find(([pattern]) => pattern.test(title.trim()))?.[1];
  if (sign !== undefined) return targetOfOneTitle(sign, all, sample);
  const folded = foldTitle(title);
  if (folded === '') return null;
  const has = (...names: readonly string[]) => names.some((name) => all.has(name));
  const hasGivenNames = [...all].some((name) => GIVEN.test(name) && TARGETS.get(name)?.to !== 'name');
  if (folded === 'nom' || folded === 'noms') return { to: hasGivenNames ? 'family' : 'name' };
  if (folded === 'name' || folded === 'names') return { to: 'name' };
  if (folded === 'poste') return { to: looksLike(sample, EXTENSION_CELL) ? 'extension' : 'title' };
  // In a school of Québec, «Local» is a room.
  if (folded === 'local' && has('phone', 'name', 'first name', 'email') && looksLike(sample, EXTENSION_CELL))
    return { to: 'extension' };
  // «État» of an order, and a «Département» of France.
  if (folded === 'etat' && !has('ville', 'adresse', 'pays', 'code postal', 'rue', 'cp', 'city')) return null;
  if (/^(?:departement|dept)$/.test(folded) && looksLike(sample, /^\d{2,3}$|^2[AB]$/i)) return null;
  if (folded === 'titre' || folded === 'title') {
    const hasJob = has('job title', 'profession', 'fonction', 'position', 'job position', 'jobtitle', 'role');
    const hasCells = sample.some((cell) => cell.trim() !== '');
    return { to: looksLike(sample, HONORIFIC_CELL) || (hasJob && !hasCells) ? 'prefix' : 'title' };
  }
  // «Bureau» is a telephone, a suite, or the name of an office.
  if (folded === 'bureau' || folded === 'office') {
    if (looksLike(sample, UNIT_CELL)) return { to: 'address', part: 'extendedAddress', of: '', kind: 'other' };
  }
  // In Québec, «C.P.» is a post-office box or a postal code.
  const isBox = has('code postal', 'code post') || sample.some((cell) => /^c\.?\s?p/i.test(cell.trim()));
  if (/^c ?p$/.test(folded) && isBox && looksLike(sample, POST_BOX_CELL) && !looksLike(sample, /^\d{5}$/))
    return { to: 'address', part: 'extendedAddress', of: '', kind: 'other' };
  if (AREA_CODE.test(folded) && looksLike(sample, /^\(?\d{3}\)?$/)) return { to: 'areaCode' };
  if (COUNTRY_CODE.test(folded) && looksLike(sample, /^(?:\+|00)?\d{1,3}$/)) return { to: 'countryCode' };
  if (folded === 'uid' || folded === 'id' || folded === 'reference') return { to: 'identifier' };
  const own = ownTarget(folded, all);
  if (own !== null) return own;
  const unspaced = foldText(title);
  const known = TARGETS.get(folded) ?? TARGETS.get(unspaced) ?? TARGETS.get(folded.replace(/ \d{1,2}$/, ''));
  const isFilled = sample.some((cell) => cell.trim() !== '');
  // «Appel» may be whether to call, and "Business" a number.
  if (known?.to === 'prefix' && isFilled && !looksLike(sample, HONORIFIC_CELL) && !/prefix/.test(folded)) return null;
  const isNumber = known?.to === 'organisation' && looksLike(sample, NUMBER_CELL);
  if (known !== undefined && !isNumber) return known;
  if (PEOPLE.has(folded.replace(/ 1$/, ''))) {
    const isNamed = [...all].some((name) => name !== folded && NAMES.has(targetOf(name)));
    return isNamed || !looksLikeNames(sample) ? null : { to: 'name' };
  }
  // Pipedrive puts the record before the field: "Person - Phone - Work".
  const bare = folded.replace(/^(?:person|contact|attendee|participant|personne) (?=\S+)/, '');
  if (bare !== folded) {
    const target = targetOfOneTitle(bare, all, sample);
    if (target !== null) return target;
  }
  return googleTarget(folded, all) ?? targetOfWords(title, folded, all, sample);
}

/** Words, not a date, a number or an answer; also when the table has no row. */
const looksLikeNames = (sample: Sample) =>
  sample.every((cell) => cell.trim() === '') ||
  looksLike(sample, /^(?!(?:oui|non|yes|no|vrai|faux|true|false|x)$)\p{L}[^\d@]*$/iu);

const NAMES = new Set<string | undefined>(['name', 'given', 'family', 'nameLastFirst']);
const targetOf = (folded: string) => (/^(?:nom|name)s?$/.test(folded) ? 'name' : TARGETS.get(folded)?.to);

/** A number that is written as one: international, or in groups. Ten digits alone may be an invoice's. */
const WRITTEN_NUMBER =
  /^(?:\p{L}{1,15}[.:]{0,2}\s+)?(?:\+\d[\d\s().-]{7,18}|\(?\d{3}\)?[\s.-]\s?\d{3}[\s.-]\d{4}|0\d(?:[\s.-]\d{2}){4})(?:\D{1,10}\d{1,6})?$/u;

const OTHER_PEOPLE =
  /\b(?:owner|proprietaire|created|cree|modified|modifie|refere|referred|referrer|buyer|acheteur|payeur|payer|vendeur|seller|assigned|assigne|manager|gestionnaire|conseiller|rep|representant|sponsor|parrain|supervisor|superviseur|inviter|organizer|organisateur)\b/;

/** A longer title is a question of a form. */
const LABEL_MAX = 40;

/** Tells what a column of an unknown title holds from its cells, if nearly all of them are of one kind. */
export function targetOfCells(title: string, sample: Sample): ColumnTarget | null {
  const filled = sample.map((cell) => cell.trim()).filter(Boolean);
  const are = (pattern: RegExp) =>
    filled.length > 0 && filled.filter((cell) => pattern.test(cell)).length >= filled.length * 0.8;
  const isLabel = title.trim() !== '' && title.trim().length <= LABEL_MAX;
  const label = isLabel ? { label: title.trim() } : {};
  // A seller's, a buyer's or a referrer's address is not the person's.
  if (OTHER_PEOPLE.test(foldText(title))) return null;
  if (are(/^(?:mailto:)?[^\s@,;]+@[^\s@]+\.[^\s@]{2,}$/i)) return { to: 'email', kind: 'other', ...label };
  if (are(WRITTEN_NUMBER))
    return {
      to: 'phone',
      kind: namesPhoneAndFax(title) ? 'other' : (phoneKindOfWords(foldText(title)) ?? 'other'),
      ...label,
    };
  if (are(/^(?:https?:\/\/|www\.)\S+$/i)) return { to: 'website' };
  return null;
}

/** Returns the place that a title names: «Tél. domicile», "Work"; `undefined` when it names none. */
export const placeOfTitle = (title: string): PlaceKind | undefined => placeIn(foldTitle(title).split(' '));
