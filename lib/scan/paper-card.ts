import { type CardPatch, EMPTY_ADDRESS } from '../card/card';
import { foldText } from '../card/fold-text';
import { emailProblem, isE164, readWebAddress } from '../card/problems';
import { splitName } from '../card/written-name';
import type { CardReading } from '../vcard/vcard-content';

/** A word as recognised: position in pixels of the straightened picture, `confidence` from 0 to 100. */
export type PrintedWord = { text: string; x: number; y: number; width: number; height: number; confidence: number };
export type PrintedLine = readonly PrintedWord[];

/** Longer side of the picture to recognise. Sizes and modes were compared on photographs of printed cards. */
export const READING_SIDE_PX = 1300;
/**
 * Tesseract settings: sparse text (mode 11), since a card is not a page of text; and a resolution, so none is guessed.
 */
export const RECOGNISER_SETTINGS = { tessedit_pageseg_mode: '11', user_defined_dpi: '300' } as const;

type Box = { x0: number; y0: number; x1: number; y1: number };
type Blocks = { paragraphs: { lines: { words: { text: string; confidence: number; bbox: Box }[] }[] }[] }[] | null;

/** Returns the recognised lines, top to bottom. */
export function linesOf(blocks: Blocks): PrintedLine[] {
  const lines = (blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
  return lines
    .map(({ words }) =>
      words.map(({ text, confidence, bbox: { x0, y0, x1, y1 } }) => ({
        text,
        confidence,
        x: x0,
        y: y0,
        width: x1 - x0,
        height: y1 - y0,
      })),
    )
    .filter((words) => words.length > 0)
    .toSorted((one, other) => (one[0]?.y ?? 0) - (other[0]?.y ?? 0));
}

export const PAPER_PROPERTIES = [
  'name',
  'title',
  'organisation',
  'phone',
  'cell',
  'email',
  'website',
  'address',
] as const;
export type PaperProperty = (typeof PAPER_PROPERTIES)[number];

/** A proposed value of a property, and the words it was read from. */
export type Proposal = { property: PaperProperty; value: string; words: readonly PrintedWord[] };

type Line = { words: PrintedLine; text: string; folded: string; height: number };

const TITLE_WORDS =
  /\b(?:directeur|directrice|director|manager|gerante?|president|presidente|vice|chef|cheffe|chief|ceo|cfo|cto|avocate?|lawyer|notaire|courti(?:er|ere)|broker|realtor|conseill(?:er|ere)|advisor|adviser|consultante?|ingenieure?|engineer|architecte?|designer|graphiste|comptable|accountant|cpa|analyste?|technicien(?:ne)?|technician|representante?|sales|ventes|responsable|charge[e]?|coordonnat(?:eur|rice)|coordinator|adjointe?|assistante?|proprietaire|owner|fondat(?:eur|rice)|founder|associe[e]?|partner|medecin|docteur|physician|dentiste?|dentist|veterinaire|pharmacienne?|infirmi(?:er|ere)|nurse|professeure?|teacher|enseignante?|chercheu(?:r|se)|researcher|boulang(?:er|ere)|patissi(?:er|ere)|baker|chef cuisini(?:er|ere)|traiteur|caterer|vigneronn?e?|brasseu(?:r|se)|ebeniste|menuisi(?:er|ere)|electricien(?:ne)?|plombi(?:er|ere)|arboricult(?:eur|rice)|photographe|photographer|journaliste|redact(?:eur|rice)|editor|traduct(?:eur|rice)|agente?|agent|maitre|conservat(?:eur|rice)|curator|planner|planificat(?:eur|rice)|product|producti?on|marketing|communications?|finance|ressources humaines|human resources|administrat(?:eur|rice)|secretaire|receptionniste|specialiste|specialist|expert[e]?|entrepreneure?|developpeu(?:r|se)|developer|programmeu(?:r|se)|scientifique|scientist|staff|officer|attache[e]?|delegue[e]?|inspect(?:eur|rice)|inspector|formateur|formatrice|trainer|coach|therapeute|therapist|psychologue|psychologist|artiste?|artist|musicien(?:ne)?|auteure?|writer)\b/;
const COMPANY_WORDS =
  /\b(?:inc|ltee|ltd|llc|llp|sarl|sas|sa|senc|enr|corp|corporation|company|cie|co|groupe?|associes|associates|avocats|cabinet|clinique|clinic|atelier|studio|boulangerie|epicerie|restaurant|cafe|microbrasserie|brasserie|cooperative|coop|universite|university|college|cegep|ecole|school|institut|institute|centre|center|ministere|ministry|ville|city|office|bureau|agence|agency|services?|solutions?|systems?|systemes|technologies|consulting|conseil|conseils|construction|immobilier|realty|homes|banque|bank|caisse|assurances?|insurance|fondation|foundation|association|chambre|chamber|museum|musee|scierie|domaine|fermes?|farm|farms|transport|editions|productions?|partners|wealth|care|design|photographie|couverture|analytics|works|dental|flowers|fils|filles|freres|bros|sons|lait)\b/;
/** Titles before a name, and degrees after it. */
const DEGREES =
  /(?:^(?:me|dr|dre|mme|mr|mrs|ms|m)\b)|\b(?:ing|cpa|crha|ph d|m sc|b sc|mba|llb|avocate?|notaire|dds|dmd|md|cfp|cfa|p eng|esq|arch)$/;
const DEGREES_ALONE = /^(?:(?:ing|cpa|crha|ph|d|m|b|sc|mba|llb|dds|dmd|md|cfp|cfa|p|eng|esq|arch)(?: |$))+$/;
const ADDRESS_WORDS =
  /\b(?:rue|avenue|av|ave|boulevard|boul|bd|blvd|chemin|ch|route|rte|rang|place|pl|allee|cours|quai|square|street|st|road|rd|drive|dr|lane|ln|court|crescent|cres|suite|bureau|etage|floor|room|app|apt|unit|c p|casier|po box|za|zi|impasse|montee|cote)\b/;
const REGION_WORDS =
  /\b(?:qc|quebec|on|ontario|nb|ns|mb|sk|ab|bc|pe|nl|canada|france|usa|united states|etats unis|vt|me|ma|ny)\b/;
const POSTAL_CODE = /\b[abceghj-nprstvxy]\d[a-z] ?\d[a-z]\d\b|\b\d{5}\b/;
const PHONE_LABEL = /\b(?:tel|telephone|phone|bureau|office|t|p|b|d|direct|poste|ext|sans frais|toll free)\b/;
const CELL_LABEL = /\b(?:cell|cellulaire|cel|mobile|mob|m|c|portable|port)\b/;
const FAX_LABEL = /\b(?:fax|telecopieur|telec|telecopie|f)\b/;

const EMAIL = /[^\s@<>(),;:"|]+@[^\s@<>(),;:"|]+\.[a-z]{2,}/i;
/** A run of digits and separators, then an optional extension. */
const NUMBER = /(?:\+|\b|\()\d[\d\s().\-–/·•]{6,20}\d(?:\s*,?\s*(?:poste|post|ext|x|#)\.?\s*\d{1,6})?/gi;
const SITE =
  /\b(?:https?:\/\/)?(?:www\.)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:com|ca|org|net|fr|qc\.ca|gc\.ca|gouv\.qc\.ca|quebec|io|co|coop|beer|biz|info|app|dev|eu|be|ch|gov|edu|me|us|uk|shop|studio|design|law|ai)\b(?:\/\S*)?/i;

function lineOf(words: PrintedLine): Line {
  const text = words
    .map((word) => word.text)
    .join(' ')
    .trim();
  const heights = words.map(({ height }) => height).toSorted((a, b) => a - b);
  return { words, text, folded: foldText(text), height: heights[Math.floor(heights.length / 2)] ?? 0 };
}

/**
 * Proposes the properties of a printed card. Numbers and addresses are recognised by their form; the name and the
 * organisation by the size and position of their line, and by the words they share with the e-mail address.
 */
export function proposeFields(lines: readonly PrintedLine[], readPhone: CardReading['readPhone']): Proposal[] {
  const all = lines.map(lineOf).filter(({ folded }) => folded !== '');
  const used = new Set<Line>();
  const proposals: Proposal[] = [];
  const propose = (property: PaperProperty, value: string, line: Line, words: readonly PrintedWord[] = line.words) => {
    proposals.push({ property, value: value.trim(), words });
    used.add(line);
  };
  const email = readEmail(all);
  if (email !== null) propose('email', email.address, email.line, wordsWithin(email.line, email.text));
  for (const found of readPhones(all, readPhone))
    propose(found.property, found.value, found.line, wordsWithin(found.line, found.text));
  const site = readSite(all);
  if (site !== null) propose('website', site.url, site.line, wordsWithin(site.line, site.text));
  const address = readAddress(all, used);
  if (address !== null) {
    for (const line of address.lines) used.add(line);
    proposals.push({ property: 'address', value: address.text, words: address.lines.flatMap(({ words }) => words) });
  }
  const personFields = readPerson(
    all.filter((line) => !used.has(line)),
    email?.address ?? '',
    site?.url ?? '',
  );
  for (const { line } of personFields) used.add(line);
  for (const { property, line } of personFields) {
    const lines = [line, ...continuationOf(line, all, used)];
    for (const one of lines) used.add(one);
    const words = lines.flatMap((one) => one.words);
    proposals.push({
      property,
      value: lines
        .map(({ text }) => text.trim())
        .join(' ')
        .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}.)]+$/gu, ''),
      words,
    });
  }
  return proposals.toSorted((a, b) => PAPER_PROPERTIES.indexOf(a.property) - PAPER_PROPERTIES.indexOf(b.property));
}

/**
 * A line that ends with a comma, «&» or a hyphen continues on the next one: a name's titles, an organisation's unit.
 */
function continuationOf(line: Line, all: readonly Line[], used: ReadonlySet<Line>): Line[] {
  if (!/[,&-]$/.test(line.text.trim())) return [];
  const next = all[all.indexOf(line) + 1];
  const isNear =
    next !== undefined && !used.has(next) && next.height > line.height * 0.6 && next.height < line.height * 1.6;
  return isNear ? [next] : [];
}

/** Removes leading and trailing marks that the recogniser saw in a rule or a logo. */
const tidy = (text: string) => text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}.)]+$/gu, '').replace(/\s+/g, ' ');

function wordsWithin(line: Line, text: string): readonly PrintedWord[] {
  const target = text.replace(/\s/g, '');
  const found = line.words.filter(
    (word) => word.text !== '' && (target.includes(word.text.replace(/[,;|]$/, '')) || word.text.includes(target)),
  );
  return found.length === 0 ? line.words : found;
}

/** Ignores spaces that the recogniser put around the @ or a dot, and reads © or ® as @. */
function readEmail(lines: readonly Line[]): { address: string; text: string; line: Line } | null {
  for (const line of lines) {
    for (const text of [
      line.text,
      line.text
        .replace(/\s*([@©®])\s*/g, '@')
        .replace(/\s*\.\s*/g, '.')
        .replace(/^.*\s(?=\S+@)/, ''),
    ]) {
      const match = EMAIL.exec(text.replace(/^(?:courriel|e-?mail|c)\s*[:.]\s*/i, ''))?.[0].replace(/[.,;]+$/, '');
      if (match !== undefined && emailProblem(match) === null)
        return { address: match.toLowerCase(), text: match, line };
    }
  }
  return null;
}

/** `value` is the number, or the number and its extension as printed. */
type FoundPhone = { property: 'phone' | 'cell'; value: string; text: string; line: Line };

function readPhones(lines: readonly Line[], readPhone: CardReading['readPhone']): FoundPhone[] {
  const found = lines.flatMap((line) =>
    [...line.text.matchAll(NUMBER)].flatMap((match) => {
      const before = foldText(line.text.slice(0, match.index));
      const label = before.split(' ').slice(-2).join(' ');
      const typed = match[0].replace(/[–·•]/g, '-').trim();
      const { number, extension } = readPhone(typed);
      if (!isE164(number) || FAX_LABEL.test(label)) return [];
      return [
        {
          number,
          value: extension === '' ? number : typed,
          text: match[0],
          line,
          isCell: CELL_LABEL.test(label),
          isOffice: PHONE_LABEL.test(label) || /(?:poste|post|ext|x|#)/i.test(match[0]),
        },
      ];
    }),
  );
  const distinct = found.filter(({ number }, index) => found.findIndex((other) => other.number === number) === index);
  const labelledCell = distinct.find(({ isCell }) => isCell);
  const office =
    distinct.find((one) => one !== labelledCell && one.isOffice) ?? distinct.find((one) => one !== labelledCell);
  const cell = labelledCell ?? distinct.find((one) => one !== office);
  return [
    ...(office === undefined ? [] : [{ property: 'phone' as const, ...office }]),
    ...(cell === undefined ? [] : [{ property: 'cell' as const, ...cell }]),
  ];
}

function readSite(lines: readonly Line[]): { url: string; text: string; line: Line } | null {
  for (const line of lines) {
    if (line.text.includes('@')) continue;
    const text = line.text.replace(/\s*\.\s*/g, '.').replace(/\s*\/\s*/g, '/');
    const match = SITE.exec(text)?.[0];
    if (match !== undefined && readWebAddress(match) !== null) return { url: match.toLowerCase(), text: match, line };
  }
  return null;
}

/** Joins the lines that look like a street (number, street word) or a town (postal code, province, country). */
function readAddress(lines: readonly Line[], used: ReadonlySet<Line>): { text: string; lines: Line[] } | null {
  const isStreet = ({ folded }: Line) =>
    (/^\d{1,5}\b|^(?:suite|bureau|c p|po box|za|zi|chemin|rue|rang)\b/.test(folded) && ADDRESS_WORDS.test(folded)) ||
    (/\d/.test(folded) && ADDRESS_WORDS.test(folded));
  const isTown = ({ folded }: Line) =>
    POSTAL_CODE.test(folded) || (REGION_WORDS.test(folded) && folded.split(' ').length <= 5);
  const isLegible = ({ folded, words }: Line) =>
    folded.replace(/[^a-z0-9]/g, '').length >= 3 && confidenceOf(words) > 30;
  const parts = lines.filter((line) => !used.has(line) && isLegible(line) && (isStreet(line) || isTown(line)));
  // A town on its own counts only with its province in parentheses, or its country after a comma.
  const isSufficient = (line: Line) =>
    isStreet(line) || POSTAL_CODE.test(line.folded) || (REGION_WORDS.test(line.folded) && /[(,]/.test(line.text));
  const isPlace = parts.length > 1 && parts.some(({ folded }) => REGION_WORDS.test(folded));
  if (!isPlace && !parts.some(isSufficient)) return null;
  return { text: parts.map(({ text }) => tidy(text)).join(', '), lines: parts };
}

type Named = { property: 'name' | 'title' | 'organisation'; line: Line };

/** Scores each line as name, title and organisation, and returns the combination with the best total. */
function readPerson(lines: readonly Line[], email: string, site: string): Named[] {
  const [local = '', domain = ''] = foldText(email.replace('@', ' @ '))
    .split(' @ ')
    .map((part) => part.replace(/[^a-z]/g, ''));
  const host = foldText(site.replace(/^(?:https?:\/\/)?(?:www\.)?/, '')).replace(/[^a-z]/g, '');
  const candidates = lines.filter(
    ({ folded, words }) => folded.replace(/[^a-z]/g, '').length >= 3 && confidenceOf(words) > 25,
  );
  const tallest = Math.max(1, ...candidates.map(({ height }) => height));
  const scores = candidates.map((line, index) =>
    scoresOf(line, index, candidates.length, tallest, { local, domain: domain + host }),
  );
  let best: { score: number; chosen: Named[] } = { score: Number.NEGATIVE_INFINITY, chosen: [] };
  const noLine = candidates.length;
  for (let name = 0; name <= noLine; name += 1)
    for (let title = 0; title <= noLine; title += 1)
      for (let organisation = 0; organisation <= noLine; organisation += 1) {
        const picks = [name, title, organisation].filter((pick) => pick < noLine);
        if (new Set(picks).size < picks.length) continue;
        const adjacencyBonus = name < noLine && title < noLine && title === name + 1 ? 0.6 : 0;
        const score =
          (scores[name]?.name ?? -0.4) +
          (scores[title]?.title ?? 0) +
          (scores[organisation]?.organisation ?? 0) +
          adjacencyBonus;
        if (score <= best.score) continue;
        const chosen = (['name', 'title', 'organisation'] as const).flatMap((property, at) => {
          const line = candidates[[name, title, organisation][at] ?? noLine];
          return line === undefined ? [] : [{ property, line }];
        });
        best = { score, chosen };
      }
  return best.chosen;
}

const confidenceOf = (words: PrintedLine) =>
  words.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, words.length);

function scoresOf(
  line: Line,
  index: number,
  count: number,
  tallest: number,
  emailParts: { local: string; domain: string },
) {
  const words = line.folded.split(' ').filter((word) => /[a-z]/.test(word));
  const capitalised = line.text.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word)).length;
  const size = line.height / tallest;
  const top = 1 - index / Math.max(1, count);
  const inLocal = words.filter((word) => word.length >= 3 && emailParts.local.includes(word)).length;
  const joinedWords = words.join('');
  const inDomain =
    words.filter((word) => word.length >= 4 && emailParts.domain.includes(word)).length +
    (joinedWords.length >= 4 && emailParts.domain.includes(joinedWords) ? 1 : 0);
  const hasDegree = DEGREES.test(line.folded) ? (DEGREES_ALONE.test(line.folded) ? -3 : 1) : 0;
  const isTitle = TITLE_WORDS.test(line.folded) ? 1 : 0;
  const isCompany = COMPANY_WORDS.test(line.folded) ? 1 : 0;
  const named = words.length >= 2 && words.length <= 5 && capitalised >= 2 && !/\d/.test(line.text) ? 1 : 0;
  return {
    name:
      1.4 * named +
      0.9 * hasDegree +
      1.5 * size +
      0.4 * top +
      1.6 * Math.min(2, inLocal) -
      1.6 * isTitle -
      1.6 * isCompany -
      0.5 * inDomain -
      1.2,
    title:
      2 * isTitle -
      1.2 * isCompany +
      0.3 * top -
      0.5 * inLocal -
      0.7 * inDomain +
      (size < 0.9 ? 0.3 : -0.3) +
      (words.length <= 7 ? 0.2 : -0.8) -
      0.2,
    organisation:
      1.6 * isCompany + 1.3 * Math.min(2, inDomain) - 0.9 * isTitle - 0.9 * Math.min(1, inLocal) + 0.3 * size - 0.1,
  };
}

/** Builds a contact's content from the fields that the owner confirmed. */
export function contentFromFields(
  confirmed: Partial<Record<PaperProperty, string>>,
  { newId, readPhone }: CardReading,
): CardPatch {
  const { name = '', phone = '', cell = '', email = '', website = '' } = confirmed;
  const phoneOf = (typed: string, kind: 'work' | 'cell') =>
    typed.trim() === '' ? [] : [{ id: newId(), kind, ...readPhone(typed) }];
  return {
    ...splitName(name),
    title: confirmed.title ?? '',
    organisation: confirmed.organisation ?? '',
    phones: [...phoneOf(phone, 'work'), ...phoneOf(cell, 'cell')],
    emails: email.trim() === '' ? [] : [{ id: newId(), kind: 'work', address: email.trim() }],
    website: website.trim(),
    address: addressOf(confirmed.address ?? ''),
  };
}

/** Splits «125, rue Principale, Lévis (Québec) G6V 4M7» into its parts, as far as its punctuation allows. */
function addressOf(text: string) {
  const [code = ''] = /\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b|\b\d{5}\b(?!.*\b\d{5}\b)/i.exec(text) ?? [];
  const parts = text
    .replace(code, '')
    .split(/,|\n/)
    .map((part) => part.trim())
    .filter(Boolean);
  // «125, rue Principale»: the number belongs to the street.
  const [first = '', second = '', ...others] = parts;
  const [street, rest] = /^\d+\S?$/.test(first)
    ? [`${first}, ${second}`, others]
    : [first, second === '' ? [] : [second, ...others]];
  const [, town = rest.at(-1) ?? '', region = ''] = /^(.*?)\s*\(([^)]+)\)$/.exec(rest.at(-1) ?? '') ?? [];
  return {
    ...EMPTY_ADDRESS,
    streetAddress: street,
    extendedAddress: rest.slice(0, -1).join(', '),
    locality: town,
    region,
    postalCode: code.toUpperCase(),
  };
}
