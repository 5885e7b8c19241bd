import type { Email } from '../card/card';
import type { ContactPatch } from '../card/contact';
import { CONTACT_LIMITS } from '../card/contact-limits';
import { foldText } from '../card/fold-text';
import { namesJob } from '../card/job-words';
import { LIMITS } from '../card/limits';
import { isOrganisationName, namesOrganisation } from '../card/organisation-words';
import { splitName } from '../card/written-name';

/** Two to five words that begin with a capital: «Zoé Roy», «Jean-Pierre de la Tour». */
const NAME =
  /^(?:(?:M|Mme|Mr|Mrs|Ms|Dr|Dre|Me)\.?\s+)?\p{Lu}[\p{L}’'.-]*(?:\s+(?:\p{Lu}[\p{L}’'.-]*|de|du|des|la|le|van|von|da|di|d[’'])){1,4}$/u;
const PRONOUNS = /\s*\(((?:elle|il|iel|she|he|they|her|him|them|lui|eux)(?:\s*[/,]\s*\p{L}+)*)\)/iu;

/** Whether a text is the name of a person: it has no word of a company, a title or a line. */
export const looksLikeName = (text: string): boolean =>
  NAME.test(text) &&
  !namesOrganisation(text) &&
  !namesJob(text) &&
  !/\b(?:service|services|support|care|direct|line)\b/i.test(text);

/** Takes the pronouns out of the lines: «Sophie Tremblay (elle)». */
export function findPronouns(lines: readonly string[]): { pronouns: string; lines: string[] } {
  const pronouns = lines.map((line) => PRONOUNS.exec(line)?.[1]).find((one) => one !== undefined) ?? '';
  return { pronouns, lines: lines.map((line) => line.replace(PRONOUNS, '')) };
}

/**
 * Tells who the lines that hold no number and no address are about: the name by its form or by the address, the
 * organisation by its words, the title by its words or its place. The others are the note. `lateLines` come after the
 * numbers: only their words make them a title or an organisation.
 */
export function whoIn(
  lines: readonly string[],
  emails: readonly Email[],
  titled: ContactPatch,
  lateLines: readonly string[],
): ContactPatch {
  const mailWords = foldText(emails[0]?.address.split('@')[0]?.replace(/[._-]/g, ' ') ?? '').split(' ');
  const sharesMail = (line: string) =>
    foldText(line)
      .split(' ')
      .some((word) => word.length > 2 && mailWords.includes(word));
  const isNamed = titled.givenNames !== undefined || titled.familyNames !== undefined;
  const domain =
    emails[0]?.address
      .split('@')[1]
      ?.split('.')[0]
      ?.replace(/[^a-z0-9]/gi, '')
      .toLowerCase() ?? '';
  // «Les Toitures Lavoie» at toitureslavoie.ca.
  const isCompany = (line: string) =>
    domain.length >= 6 &&
    foldText(line)
      .replace(/^(?:les?|la|l|the) | (?:inc|ltee|ltd|enr)$/g, '')
      .replace(/[^a-z0-9]/g, '') === domain;
  // «Julie Boulanger» and «Michael Head» are names where one stands: first, or in the address.
  const isName = (line: string) => {
    const name = nameOf(line);
    if (!NAME.test(name) || isOrganisationName(name) || isCompany(line)) return false;
    const isPlain = !namesOrganisation(name) && !namesJob(name);
    const isSurname = !namesJob(name.split(/\s+/).slice(0, -1).join(' '));
    return isPlain || (isSurname && (line === lines[0] || sharesMail(name)));
  };
  const name = isNamed
    ? undefined
    : (lines.find((line) => isName(line) && sharesMail(nameOf(line))) ??
      lines.find(isName) ??
      lines.find((line) => sharesMail(line) && !namesOrganisation(line) && !namesJob(line) && !isCompany(line)));
  const others = lines.filter((line) => line !== name);
  const afterName = name === undefined ? others : lines.slice(lines.indexOf(name) + 1).filter((line) => line !== name);
  const [, ...after] = (name ?? '').split(',').map((part) => part.trim());
  // A title may follow the name on its line: «Zoé Roy, vétérinaire».
  const beside = after.filter((part) => namesJob(part) || /^\p{Ll}{5,}/u.test(part)).join(', ');
  const candidates = [...afterName, ...others].filter(isShort);
  const near = candidates.filter((line) => !lateLines.includes(line));
  const companies = [...afterName, ...others].filter(
    (line) => line.length <= LINE_MAX && !/[:=@]|[.!?]\s+\p{Lu}/u.test(line),
  );
  const named = companies.find(isOrganisationName) ?? companies.find(isCompany) ?? companies.find(namesOrganisation);
  const title = titled.title ?? (beside || (candidates.find((line) => line !== named && namesJob(line)) ?? ''));
  const organisation =
    titled.organisation ?? named ?? (title === '' ? near[1] : near.find((line) => line !== title)) ?? '';
  const role = title || (near.find((line) => line !== organisation) ?? '');
  const more = others.filter((line) => line !== organisation && line !== role);
  const whole = name === undefined || beside === '' ? (name ?? '') : (name.split(',')[0] ?? '');
  return {
    ...splitName(whole.slice(0, LIMITS.line)),
    ...titled,
    organisation: organisation.slice(0, LIMITS.line),
    title: role.slice(0, LIMITS.line),
    note: more.join('\n').slice(0, CONTACT_LIMITS.note),
  };
}

/** A name without its suffixes: «Luc Gagnon, CPA, CMA», «Zoé Roy, directrice». */
const nameOf = (line: string) => line.split(',')[0]?.trim() ?? '';

const LINE_MAX = 80;

/** Whether a line may be an organisation or a title: no sentence, no number, no other field. */
const isShort = (line: string) =>
  line.length <= LINE_MAX &&
  !/\d|[:=@]|\.\s+\p{Lu}|[.!?]$/u.test(line.replace(/\binc\.$|ltée\.?$|\b(?:ltd|s\.e\.n\.c\.r\.l|enr)\.$/iu, ''));
