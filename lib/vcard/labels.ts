import type { Email, PhoneKind } from '../card/card';
import { EXTENSION_WORDS } from '../card/extension';
import { foldText } from '../card/fold-text';
import { decodeText } from './charset';
import { decodeQuotedPrintable } from './quoted-printable';
import { parameterValues, type VcardParameter, type VcardProperty } from './vcard';

/** What a number or an address is for: its kind, and the name that its owner gave it ('' when none). */
export type Labelled<Kind> = { kind: Kind; label: string };
type PlaceKind = Email['kind'];

/** Values of TYPE that describe the line, the address or its use; any other value is a label that somebody wrote. */
const KNOWN_TYPES = new Set(
  (
    'home work cell mobile iphone fax pager voice msg video bbs modem car isdn pcs pref main company-main other text textphone ' +
    'internet x400 applelink attmail cis eworld ibmmail mcimail powershare prodigy tlx aol dom intl postal parcel'
  ).split(' '),
);

/** Apple's own labels, written `_$!<Work>!$_`, and the words that address books use for the same things. */
const PHONE_WORDS: readonly [RegExp, PhoneKind][] = [
  [/^(?:home ?fax|telecopieur (?:domicile|maison|a domicile)|fax (?:domicile|maison|prive|home))$/, 'homeFax'],
  [/\bfax|\btelefax|\btelecopi|\btelec\b/, 'workFax'],
  [/\bpager\b|\bpagette\b|\btelea?vertisseur|\bbiper\b|\bbeeper\b|\bradiomessagerie\b/, 'pager'],
  [
    /^(?:iphone|apple watch)$|\bmobile\b|\bcel\b|\bcell(?:ulaire|phone| phone)?\b|\bportable\b|\bgsm\b|\bwhatsapp\b|^(?:port|mob)$|^port (?:pro|perso|travail|bureau|principal)|^(?:mobil|tlf mobil|handy|cellular)\b/,
    'cell',
  ],
  [/^(?:main|principal|company main|standard|switchboard)\b/, 'main'],
  [
    /^(?:(?:a la |at )?(?:home|domicile|maison(?! des?\b))|dom|personal|perso|pers|personnel|prive|residence|residentiel|res)\b/,
    'home',
  ],
  [/^(?:(?:au |at |at the )?(?:work|office|business|bureau|travail)|bur|trav|professionnel|pro|affaires)\b/, 'work'],
];
const PLACE_WORDS: readonly [RegExp, PlaceKind][] = [
  [/^(?:home|domicile|dom|maison|personal|personnel(?:le)?|perso|pers|privee?|residence|res)\b/, 'home'],
  [/^(?:work|office|business|bureau|bur|travail|trav|professionnel(?:le)?|pro|affaires)\b/, 'work'],
];

const APPLE_LABEL = /^_\$!<(.*)>!\$_$/;
/** Apple's labels that say no more than the kind does. */
const APPLE_KINDS = /^(?:mobile|home|work|main|homefax|workfax|otherfax|pager|other|iphone|homepage)$/i;

/** Returns the words of an X-ABLabel: Apple's own are in English, between marks; '' for those that only name a kind. */
export function wordsOfLabel(value: string): string {
  const [, own] = APPLE_LABEL.exec(value.trim()) ?? [];
  if (own === undefined) return value.trim();
  return APPLE_KINDS.test(own) ? '' : own;
}

/** Returns the text from which the kind is told: Apple's own labels included (`WorkFAX`). */
function kindWordsOf(value: string): string {
  const [, own] = APPLE_LABEL.exec(value.trim()) ?? [];
  return foldText(own === undefined ? value : own.replace(/fax$/i, ' fax'));
}

const kindIn = <Kind>(text: string, words: readonly [RegExp, Kind][]): Kind | undefined =>
  words.find(([pattern]) => pattern.test(text))?.[1];

/** Tells a kind of number from the words of a label; `undefined` when they name none. */
export const phoneKindOfWords = (text: string): PhoneKind | undefined =>
  kindIn(kindWordsOf(text).replace(PHONE_NOUN, ''), PHONE_WORDS);
/** «Tél. rés.», "phone number (home)": the noun says nothing of the kind. */
const PHONE_NOUN = /^(?:(?:tel|telephone|phone|ph|no|numero|number|ligne|line)(?: (?:de|du))? )+/;
const MAIL_NOUN = /^(?:courriel|email|e mail|mail|adresse|address)(?: (?:de|du))? /;

/** «Tél./Fax»: one line for both, which can be called. */
export const namesPhoneAndFax = (text: string): boolean =>
  /\b(?:t[ée]l(?:[ée]phone)?|phone|ph|t)\b\.?\s*(?:\/|&|\+|-|,|\b(?:et|ou|and|or)\b)\s*(?:fax|t[ée]l[ée]c\p{L}*|f)(?!\p{L})/iu.test(
    text,
  );

/** Words beside a number that say no more than its kind, or that it is a number. */
const PLAIN_WORDS =
  /^(?:t|c|m|p|f|b|o|h|w|r|x|tel|telephone|phone|ph|no|num|numero|number|de|du|le|la|a|au|fax|telecopieur|telecopie|telec|teleavertisseur|cell?|cellulaire|mobile|portable|gsm|pager|pagette|work|home|office|bureau|bur|maison|domicile|dom|travail|trav|pro|perso|pers|res|residence|main|principal|ext|poste)$/;

/** Most numbers have nothing beside them. */
const ONLY_NUMBER = /^[\d\s()+./-]*$/;
const NOTHING: { kind: PhoneKind | undefined; label: string } = { kind: undefined, label: '' };
/** More than any number and its label. */
const BESIDE_MAX = 400;

/** One letter beside a number, in either language: «C 418…», "(F)". `T` and `P` say no more than that it is one. */
const LETTER = /^[\s(]*([CMFBOWRH])(?:\s*[.:)/]\s*|\s+)(?=[+(\d])|(?<=\d\s*)[\s([/]+([CMFBOWRH])\s*[.)\]]*$/i;
const LETTER_KINDS: Record<string, PhoneKind> = {
  c: 'cell',
  m: 'cell',
  f: 'workFax',
  b: 'work',
  o: 'work',
  w: 'work',
  r: 'home',
  h: 'home',
};

const wordsBeside = (typed: string): string[] =>
  typed.replace(EXTENSION_WORDS, ' ').match(/\p{L}[\p{L}\p{M}’'.-]*/gu) ?? [];

/**
 * Reads the words typed beside a number: the kind that they name, «418 555-0133 (cell)», and what else they say,
 * «418 555-0133 (réception)».
 */
export function besideNumber(text: string): { kind: PhoneKind | undefined; label: string } {
  if (ONLY_NUMBER.test(text)) return NOTHING;
  const typed = text.slice(0, BESIDE_MAX);
  const [, first, last] = LETTER.exec(typed) ?? [];
  const letter = LETTER_KINDS[(first ?? last ?? '').toLowerCase()];
  if (letter !== undefined) return { kind: letter, label: '' };
  if (!/\p{L}/u.test(typed)) return NOTHING;
  const words = wordsBeside(typed);
  if (namesPhoneAndFax(typed)) return { kind: undefined, label: words.join(' ') };
  const kind = phoneKindOfWords(words.join(' '));
  const isPlain = words.every((word) => PLAIN_WORDS.test(foldText(word)));
  return { kind, label: isPlain ? '' : words.join(' ') };
}

/** Whether a kind read beside a number says more than the one that its line or column gives. */
export const isMorePrecise = (beside: PhoneKind | undefined, kind: PhoneKind): beside is PhoneKind =>
  beside !== undefined && (kind === 'other' || (kind === 'work' && beside !== 'work' && beside !== 'main'));

export const placeKindOfWords = (text: string): PlaceKind | undefined =>
  kindIn(kindWordsOf(text).replace(MAIL_NOUN, ''), PLACE_WORDS);

/** Samsung's label, in quoted-printable inside a parameter: `X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=55)`. */
const SAMSUNG_LABEL = /^x-custom\((?:charset=([^,)]*),)?(?:encoding=quoted-printable,)?(.*)\)$/i;

/** Returns the label that a TYPE parameter carries, in its writer's own words; '' when every value is a known type. */
function labelInTypes(property: VcardProperty): string {
  for (const value of parameterValues(property, 'TYPE')) {
    const [, charset = '', encoded] = SAMSUNG_LABEL.exec(value) ?? [];
    if (encoded !== undefined)
      return decodeText(decodeQuotedPrintable(new TextEncoder().encode(encoded)), charset).text.trim();
    for (const type of value.split(',')) {
      const trimmed = type.replace(/\p{Cc}/gu, '').trim();
      if (trimmed !== '' && !KNOWN_TYPES.has(trimmed.toLowerCase())) return trimmed.replace(/^x-/i, '');
    }
  }
  return '';
}

/** Properties whose headers are the same share their parameters, and so their label, unless their group gives one. */
const phoneLabels = new WeakMap<readonly VcardParameter[], Labelled<PhoneKind>>();
const placeLabels = new WeakMap<readonly VcardParameter[], Labelled<PlaceKind>>();

/** Tells what a number is for, from its TYPE values (in lower case) and its X-ABLabel ('' when none). */
export function phoneLabel(property: VcardProperty, types: readonly string[], appleLabel: string): Labelled<PhoneKind> {
  const known = appleLabel === '' ? phoneLabels.get(property.parameters) : undefined;
  if (known !== undefined) return known;
  const label = readPhoneLabel(property, types, appleLabel);
  if (appleLabel === '') phoneLabels.set(property.parameters, label);
  return label;
}

/** A type that some programs write in one word. */
const isFaxType = (label: string) => /^(?:work|home|other)fax$/i.test(label);

function readPhoneLabel(property: VcardProperty, types: readonly string[], appleLabel: string): Labelled<PhoneKind> {
  const typeLabel = labelInTypes(property);
  const label = wordsOfLabel(appleLabel) || typeLabel;
  const has = (...names: readonly string[]) => names.some((name) => types.includes(name));
  const named = phoneKindOfWords(appleLabel || typeLabel);
  if (has('fax', 'workfax', 'homefax', 'otherfax'))
    return {
      kind: has('homefax') || (has('home') && !has('work')) ? 'homeFax' : 'workFax',
      label: isFaxType(label) ? '' : label,
    };
  if (has('pager')) return { kind: 'pager', label };
  if (named === 'workFax' || named === 'homeFax' || named === 'pager') return { kind: named, label };
  if (has('cell', 'mobile', 'iphone', 'pcs', 'text')) return { kind: 'cell', label };
  if (has('main', 'company-main')) return { kind: 'main', label };
  if (has('home')) return { kind: 'home', label };
  if (has('work')) return { kind: named === 'cell' ? 'cell' : 'work', label };
  return { kind: named ?? 'other', label };
}

/** Tells what an e-mail address, a postal address or a web address is for. */
export function placeLabel(property: VcardProperty, types: readonly string[], appleLabel: string): Labelled<PlaceKind> {
  const known = appleLabel === '' ? placeLabels.get(property.parameters) : undefined;
  if (known !== undefined) return known;
  const label = readPlaceLabel(property, types, appleLabel);
  if (appleLabel === '') placeLabels.set(property.parameters, label);
  return label;
}

function readPlaceLabel(property: VcardProperty, types: readonly string[], appleLabel: string): Labelled<PlaceKind> {
  const typeLabel = labelInTypes(property);
  const label = wordsOfLabel(appleLabel) || typeLabel;
  if (types.includes('home') && !types.includes('work')) return { kind: 'home', label };
  if (types.includes('work')) return { kind: 'work', label };
  return { kind: placeKindOfWords(appleLabel || typeLabel) ?? 'other', label };
}
