import type { AddressPart, Email, PhoneKind } from '../card/card';
import { foldText } from '../card/fold-text';
import { phoneKindOfWords } from '../vcard/labels';

type PlaceKind = Email['kind'];

/**
 * What a column holds. `pair` joins a value to the column of its label; `of` joins the parts of one address. A column
 * that is none of these is kept as text beside the contact.
 */
export type ColumnTarget =
  | { to: 'prefix' | 'given' | 'middle' | 'family' | 'suffix' | 'name' | 'nameLastFirst' }
  | { to: 'organisation' | 'unit' | 'title' | 'note' | 'website' | 'profile' | 'tags' | 'identifier' }
  | { to: 'text' | 'nothing' }
  | { to: 'phone'; kind: PhoneKind; pair?: string }
  | { to: 'extension' }
  | { to: 'email'; kind: PlaceKind; pair?: string }
  | { to: 'label'; pair: string }
  | { to: 'address'; part: AddressPart; of: string; kind: PlaceKind };

type PlainTarget = Exclude<ColumnTarget['to'], 'phone' | 'email' | 'label' | 'address' | 'text'>;

/**
 * Titles that mean one thing, folded (no accents, no capitals, punctuation as one space): those of Google, Outlook,
 * LinkedIn, Thunderbird, HubSpot, Salesforce, Zoho, Odoo, Pipedrive, Yahoo, Proton and Samsung, and everyday ones.
 */
const TITLES: Record<PlainTarget, string> = {
  given: 'first name|given name|prenom|prenoms|first|firstname|givenname|forename|prenom usuel|given names',
  middle: 'middle name|additional name|deuxieme prenom|middle|middlename',
  family: 'last name|family name|surname|nom de famille|last|lastname|familyname|nom famille',
  prefix: 'name prefix|civilite|salutation|prefix|prefixe|honorific|appel',
  suffix: 'name suffix|suffix|suffixe',
  name:
    'full name|display name|nom complet|nom affiche|nom a afficher|contact|contact name|fullname|person name|nom du contact|' +
    'personne|prenom et nom|prenom nom|attendee name|participant|displayname',
  nameLastFirst: 'nom et prenom|nom prenom|nom prenoms|nom et prenoms|last name first name',
  organisation:
    'company|organisation|organization|entreprise|societe|employeur|compagnie|cie|company name|organization name|' +
    'organisation name|organization 1 name|organisation 1 name|account name|account|associated company|employer|' +
    'raison sociale|organisme|nom de l entreprise|nom de la societe|nom entreprise|business name|primary company|' +
    'companyname|etablissement|nom de l organisation|business',
  unit:
    'department|service|organization department|organization 1 department|organisation department|division|unite|' +
    'direction|business unit|departement',
  title:
    'job title|position|fonction|profession|titre du poste|organization title|organization 1 title|organisation title|' +
    'job position|poste occupe|jobtitle|role|metier|occupation|intitule du poste|titre professionnel|job|emploi|' +
    'organisation 1 title',
  note: 'note|notes|remarque|remarques|commentaire|commentaires|comment|comments|description|memo|bio|observations',
  website:
    'web page|page web|website|site web|site|url|website url|site internet|web|personal website|business website|' +
    'homepage|web site|company website|site web url',
  profile:
    'linkedin|linkedin url|linkedin profile|profil linkedin|facebook|instagram|twitter|x twitter|linkedin bio|' +
    'linkedin profile url|profile url|tiktok|youtube',
  tags:
    'labels|group membership|categories|category|etiquettes|etiquette|tags|tag|categorie|groupes|groupe|groups|group|' +
    'mots cles|mots clefs|keywords|libelles',
  extension:
    'extension|ext|phone extension|phone ext|poste telephonique|no de poste|numero de poste|poste tel|work extension|' +
    'extn|business phone ext',
  identifier:
    'id|badge|badge id|badge number|no de badge|numero de badge|attendee id|registration id|ticket|ticket id|' +
    'ticket number|registration number|record id|contact id|order id|uid|uuid|barcode|code barres|identifiant|' +
    'no d inscription|numero d inscription|qr code|external id|confirmation number|reference|participant id|' +
    'no de participant|numero de participant|guid|badgeid|attendeeid|no badge',
  nothing: 'file as|photo|phonetic first name|phonetic middle name|phonetic last name|yomi name|initials|initiales',
};
const TARGETS = new Map<string, ColumnTarget>(
  (Object.entries(TITLES) as [PlainTarget, string][]).flatMap(([to, names]) =>
    names.split('|').map((name) => [name, { to }] as const),
  ),
);

const PLACE = {
  work: 'business|work|office|bureau|bur|travail|pro|prof|professionnel|professionnelle|trav|boulot|company|societe|b',
  home: 'home|domicile|maison|perso|personnel|personnelle|personal|prive|privee|private|residence|residentiel|res|dom',
  other: 'other|autre|mailing|alternate|alternative|secondaire|secondary',
} as const;
const PLACE_OF = new Map<string, PlaceKind>(
  Object.entries(PLACE).flatMap(([kind, words]) => words.split('|').map((word) => [word, kind as PlaceKind] as const)),
);
/** Words that add nothing to what a column holds. */
const FILLER = new Set(
  'the de du d des la le l les of no numero number num n contact person main primary principal principale premier premiere adresse'.split(
    ' ',
  ),
);
const EMAIL_WORDS = new Set(['email', 'emails', 'mail', 'mails', 'courriel', 'courriels', 'mel', '@']);
const PHONE_WORDS = new Set(
  'phone phones tel telephone telephones tels cell cel cellulaire cellphone mobile portable gsm natel fixe fax telecopieur telecopie telec pager pagette teleavertisseur line landline telephonique'.split(
    ' ',
  ),
);
const MAIN_WORDS = /\b(?:main|standard|switchboard|principal|accueil|reception)\b/;

const ADDRESS_WORDS: Record<string, AddressPart> = {
  street: 'streetAddress',
  street1: 'streetAddress',
  rue: 'streetAddress',
  voie: 'streetAddress',
  address: 'streetAddress',
  adresse: 'streetAddress',
  street2: 'extendedAddress',
  street3: 'extendedAddress',
  complement: 'extendedAddress',
  suite: 'extendedAddress',
  appartement: 'extendedAddress',
  app: 'extendedAddress',
  apartment: 'extendedAddress',
  city: 'locality',
  ville: 'locality',
  town: 'locality',
  municipalite: 'locality',
  localite: 'locality',
  locality: 'locality',
  commune: 'locality',
  state: 'region',
  province: 'region',
  region: 'region',
  etat: 'region',
  prov: 'region',
  zip: 'postalCode',
  zipcode: 'postalCode',
  postal: 'postalCode',
  postcode: 'postalCode',
  postalcode: 'postalCode',
  cp: 'postalCode',
  country: 'countryName',
  pays: 'countryName',
};

/** Words that may stand beside a part of an address: «Code postal», "State/Province", "Address line 2". */
const ADDRESS_FILLER = new Set('code line ligne 1 2 3 civique physique complete postale or et'.split(' '));

/** The columns of this app's complete table: a number or an address, and the column of its kind. */
function ownTarget(folded: string, all: ReadonlySet<string>): ColumnTarget | null {
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

/** Google's numbered columns: a value, its label or type, or a part of an address. */
function googleTarget(folded: string, all: ReadonlySet<string>): ColumnTarget | null {
  const [, noun = '', index = '', part = ''] =
    /^(phone|e mail|address|website|organization|organisation|relation|event|custom field|im|external id) (\d+) (.+)$/.exec(
      folded,
    ) ?? [];
  if (noun === '') return null;
  const pair = `${noun} ${index}`;
  if (noun === 'phone' && part === 'value') return { to: 'phone', kind: 'other', pair };
  if (noun === 'e mail' && part === 'value') return { to: 'email', kind: 'other', pair };
  if (noun === 'website' && part === 'value') return { to: 'website' };
  if (noun === 'e mail' && /^(?:address|adresse)$/.test(part)) return { to: 'email', kind: 'other' };
  if (/^(?:label|type)$/.test(part))
    return ['phone', 'e mail', 'address'].includes(noun)
      ? { to: 'label', pair }
      : { to: noun === 'website' || noun === 'organization' ? 'nothing' : 'text' };
  if (noun === 'address') {
    if (part === 'formatted')
      return all.has(`address ${index} street`)
        ? { to: 'nothing' }
        : { to: 'address', part: 'streetAddress', of: pair, kind: 'other' };
    const name = { 'po box': 'extendedAddress', 'extended address': 'extendedAddress' }[part] as
      | AddressPart
      | undefined;
    const known = name ?? ADDRESS_WORDS[part.split(' ')[0] ?? ''];
    return known === undefined ? { to: 'text' } : { to: 'address', part: known, of: pair, kind: 'other' };
  }
  return null;
}

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
  const place = words.find((word) => PLACE_OF.has(word)) ?? '';
  const number = /^[2-9]$/.test(words.at(-1) ?? '') && hasNumberedParts(words.join(' '), all) ? words.at(-1) : '';
  return `${place} ${number}`.trim();
}

/** Reads a title by its words: a noun (telephone, e-mail, a part of an address) and what qualifies it. */
function targetOfWords(folded: string, all: ReadonlySet<string>): ColumnTarget | null {
  const words = folded
    .replace(/\be mail\b/g, 'email')
    .replace(/\badresse? (?:de )?(?:messagerie|electronique)\b/g, 'email')
    .split(' ');
  const place = words.map((word) => PLACE_OF.get(word)).find((kind) => kind !== undefined);
  const rest = words.filter((word) => !PLACE_OF.has(word) && !/^\d{1,2}$/.test(word));
  const isEmail = words.some((word) => EMAIL_WORDS.has(word));
  if (isEmail) {
    // "E-mail Display Name", "E-mail Type" and "E-mail opt-in" describe the address.
    const isAddress = rest.every(
      (word) => EMAIL_WORDS.has(word) || FILLER.has(word) || word === 'address' || word === 'id',
    );
    // What a message's display name or type says is in the address; anything else, such as a consent, is kept.
    if (!isAddress) return { to: /\b(?:display|affiche|complet|type)\b/.test(folded) ? 'nothing' : 'text' };
    return { to: 'email', kind: place === 'home' ? 'home' : place === 'work' ? 'work' : 'other' };
  }
  const parts = words.map((word) => ADDRESS_WORDS[word]).filter((part) => part !== undefined);
  const isPart =
    parts.length > 0 &&
    words.every(
      (word) =>
        word in ADDRESS_WORDS ||
        PLACE_OF.has(word) ||
        FILLER.has(word) ||
        ADDRESS_FILLER.has(word) ||
        word === 'dep' ||
        word === 'box' ||
        word === 'po' ||
        word === 'and',
    );
  if (isPart) {
    // "Street Address" and «Adresse (rue)»: the more precise word decides; a second line is the rest of the street.
    const precise = parts.find((part) => part !== 'streetAddress') ?? parts[0] ?? 'streetAddress';
    const isSecondLine = precise === 'streetAddress' && /\b[23]$/.test(folded) && !hasNumberedParts(folded, all);
    return {
      to: 'address',
      part: isSecondLine ? 'extendedAddress' : precise,
      of: groupOf(words, all),
      kind: place ?? 'other',
    };
  }
  const isPhone = words.some((word) => PHONE_WORDS.has(word));
  if (
    isPhone &&
    rest.every((word) => PHONE_WORDS.has(word) || FILLER.has(word) || MAIN_WORDS.test(word) || word === 'value')
  ) {
    const kind = phoneKindOfWords(folded);
    const isFax = /\b(?:fax|telecop\w*|telec)\b/.test(folded);
    if (isFax) return { to: 'phone', kind: place === 'home' ? 'homeFax' : 'workFax' };
    if (kind === 'pager' || kind === 'cell') return { to: 'phone', kind };
    if (MAIN_WORDS.test(folded))
      return { to: 'phone', kind: place === undefined && !/company|societe/.test(folded) ? 'other' : 'main' };
    return { to: 'phone', kind: place ?? 'other' };
  }
  if (/\bpo box\b|\bboite postale\b|\bcasier postal\b/.test(folded))
    return { to: 'address', part: 'extendedAddress', of: place ?? '', kind: place ?? 'other' };
  if (/^(?:web|site|page|url)\b.*\d$|^(?:web page|website|page web|site web)/.test(folded)) return { to: 'website' };
  return null;
}

/** What the cells of a column look like, to tell columns whose title has two meanings. */
type Sample = readonly string[];
const NUMBER_CELL = /^[+\d][\d\s().*#-]{5,}(?:\s*(?:x|ext|poste|p)\.?\s*\d+)?$/i;
const looksLike = (sample: Sample, pattern: RegExp) => {
  const filled = sample.map((cell) => cell.trim()).filter(Boolean);
  return filled.length > 0 && filled.filter((cell) => pattern.test(cell)).length * 2 > filled.length;
};

/** Titles of one word that are a telephone only if the cells are numbers: Yahoo's "Work", «Bureau», «Domicile». */
const BARE_PLACES =
  /^(?:home|work|other|bureau|domicile|maison|office|travail|res|residence|primary|autre|pro|perso|numero)$/;

/** Folds a title: `firstName`, `first_name` and «Prénom(s) du contact» are `first name` and `prenom`. */
export const foldTitle = (title: string): string =>
  foldText(
    title
      .replace(/([\p{Ll}])(\p{Lu})/gu, '$1 $2')
      .replace(/_/g, ' ')
      .replace(/\(s\)/gi, ''),
  ).replace(/(?<=.) (?:du|de la|of the) (?:contact|participant|participante|personne)$/, '');

/**
 * Tells what a column holds from its title, from the other titles and from a few of its cells; `null` when its title is
 * unknown.
 */
export function targetOfTitle(title: string, all: ReadonlySet<string>, sample: Sample = []): ColumnTarget | null {
  const folded = foldTitle(title);
  if (folded === '') return { to: 'nothing' };
  const has = (...names: readonly string[]) => names.some((name) => all.has(name));
  const hasGivenNames = has('prenom', 'first name', 'given name', 'first', 'firstname', 'prenoms', 'given names');
  if (folded === 'nom' || folded === 'noms') return { to: hasGivenNames ? 'family' : 'name' };
  if (folded === 'name' || folded === 'names') return { to: 'name' };
  if (folded === 'poste')
    return looksLike(sample, /^(?:(?:poste|p|x|ext)?\.?\s*#?\s*)?\d{1,6}$/i) ? { to: 'extension' } : { to: 'title' };
  if (folded === 'titre' || folded === 'title') {
    const isHonorific = looksLike(sample, /^(?:m|mr|mme|mrs|ms|miss|mlle|dr|dre|me|pr|prof|sir|monsieur|madame)\.?$/i);
    const hasJob = has('job title', 'profession', 'fonction', 'position', 'job position', 'jobtitle');
    return { to: isHonorific || hasJob ? 'prefix' : 'title' };
  }
  if (folded === 'uid' || folded === 'id' || folded === 'reference') return { to: 'identifier' };
  const known = TARGETS.get(folded) ?? TARGETS.get(folded.replace(/ \d{1,2}$/, ''));
  if (known !== undefined) return known;
  const own = ownTarget(folded, all);
  if (own !== null) return own;
  // Pipedrive puts the record before the field: "Person - Phone - Work".
  const bare = folded.replace(/^(?:person|contact|attendee|participant|personne) (?=\S+)/, '');
  if (bare !== folded) return targetOfTitle(bare, all, sample);
  if (BARE_PLACES.test(folded)) {
    if (!looksLike(sample, NUMBER_CELL)) return null;
    return { to: 'phone', kind: PLACE_OF.get(folded) ?? 'other' };
  }
  return googleTarget(folded, all) ?? targetOfWords(folded, all);
}
