import { contactFromVcard, serializeContact } from '@/lib/book/contact-vcard';
import { type ContactId, newContact } from '@/lib/card/contact';
import { phoneReader } from '@/lib/i18n/phone';
import { propertyValue } from '@/lib/vcard/json';
import { parseVcards } from '@/lib/vcard/read';
import { phoneOf } from '@/lib/vcard/values';
import { typesOf, upperName, type Vcard, type VcardProperty } from '@/lib/vcard/vcard';
import type { VcardVersion } from '@/lib/vcard/write';

/** What a property says, whatever its syntax: its name, its value, what it is for, and its group's label. */
type Said = { name: string; value: string; types: string; label: string };

/**
 * Changes that an import followed by an export makes on purpose (docs/contact-files.md). Each says which properties of
 * the file it concerns; they are not compared.
 */
const INTENDED: Record<string, (property: VcardProperty, version: string) => boolean> = {
  'PRODID and REV describe the file, and are those of the export': ({ name }) => /^(?:PRODID|REV|VERSION)$/i.test(name),
  'a photo is resized by the app': ({ name }) => /^PHOTO$/i.test(name),
  'an empty property is not kept': ({ value, nested }) =>
    !/[^\s;,\\]/.test(value.replace(/^tel:/i, '')) && nested === undefined,
  'a BEGIN or END that is not a card’s is written as X-BEGIN or X-END': ({ name }) =>
    /^(?:X-)?(?:BEGIN|END)$/i.test(name),
  'a card inside a card becomes text': ({ name }) => /^AGENT$/i.test(name),
  'a web address that must not be opened is kept as text': ({ name, value }) =>
    /^URL$/i.test(name) && /^(?:javascript|data|vbscript|file|blob|about|view-source):/i.test(value),
};
/** Properties whose type is a media type, which is part of the value in 4.0. */
const BINARY = new Set(['LOGO', 'SOUND', 'KEY']);
/** Properties that the export adds. */
const ADDED = new Set(['UID', 'FN', 'X-POIGNEE-ID', 'REV', 'VERSION']);

/** Types that a version writes in another way, or not at all: see `convertPreference` in lib/vcard/write.ts. */
const typesSaid = (property: VcardProperty) =>
  typesOf(property)
    .map((type) => type.replace(/\p{Cc}/gu, ''))
    .filter((type) => type !== 'internet' && type !== 'pref' && type !== '')
    .toSorted()
    .join(',');

const readPhone = phoneReader('fr-CA');
const POSITION = /^(?:geo:)?(-?[\d.]+)[,;](-?[\d.]+)/i;

/** Returns the value as a version says it: the position of GEO, the plain number and the note apart from extensions. */
function valueSaid(property: VcardProperty, version: string): string {
  const value = propertyValue(property, version);
  if (typeof value !== 'string') return JSON.stringify(value);
  const name = upperName(property.name);
  if (name === 'GEO') return value.replace(POSITION, '$1,$2');
  if (name === 'TEL') {
    const typed = phoneOf(property, version);
    const { number, extension } = readPhone(typed);
    return extension === '' ? typed : number;
  }
  const note = value
    .split('\n')
    .filter((line) => !/poste\/ext\. [\d*#,;]+$/i.test(line))
    .join('\n');
  // No version may contain control characters (RFC 6350 §3.3).
  return (name === 'NOTE' ? note : value).replace(/\p{Cf}|(?![\n\t])\p{Cc}/gu, '');
}

function saidBy(card: Vcard): Said[] {
  return card.properties
    .filter((property) => !Object.values(INTENDED).some((isIntended) => isIntended(property, card.version)))
    .filter(({ name }) => upperName(name) !== 'X-ABLABEL')
    .map((property) => {
      const label = card.properties.find(
        (one) => property.group !== '' && one.group === property.group && upperName(one.name) === 'X-ABLABEL',
      );
      const name = upperName(property.name).replace(/\//g, '-');
      return {
        name,
        value: valueSaid(property, card.version),
        types: BINARY.has(name) || name === 'FN' || name === 'NOTE' ? '' : typesSaid(property),
        label: label === undefined ? '' : String(propertyValue(label, card.version)),
      };
    })
    .filter(({ name, value }) => name !== 'NOTE' || value !== '');
}

/**
 * Imports every card of a file, exports it untouched, and compares what both say, property by property. Returns a line
 * for each property that was lost, changed or added without intention.
 */
export function unintendedChanges(bytes: Uint8Array, version: VcardVersion): string[] {
  const reading = { newId: () => 'id', readPhone: phoneReader('fr-CA') };
  const meeting = { channel: 'file', atMs: 0, eventId: null, batch: '' } as const;
  return parseVcards(bytes).cards.flatMap((card, index) => {
    const { content } = contactFromVcard(card, reading);
    const phones = (of: Vcard) =>
      (contactFromVcard(of, reading).content.phones ?? []).map(({ id: _, ...phone }) => JSON.stringify(phone));
    const contact = newContact('x' as ContactId, 0, meeting, content);
    const [written] = parseVcards(new TextEncoder().encode(serializeContact(contact, {}, version))).cards;
    const before = saidBy(card).map((said) => JSON.stringify(said));
    const after = (written === undefined ? [] : saidBy(written)).map((said) => JSON.stringify(said));
    const left = [...after];
    const lost = before.filter((said) => {
      const at = left.indexOf(said);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    const added = left.filter((said) => !ADDED.has((JSON.parse(said) as Said).name));
    const extensions = phones(card).toSorted().join(' ');
    const reread = written === undefined ? '' : phones(written).toSorted().join(' ');
    return [
      ...(extensions === reread ? [] : [`card ${index + 1}: phones ${reread} for ${extensions}`]),
      ...lost.map((said) => `card ${index + 1}: lost ${said.slice(0, 300)}`),
      ...added.map((said) => `card ${index + 1}: added ${said.slice(0, 300)}`),
    ];
  });
}
