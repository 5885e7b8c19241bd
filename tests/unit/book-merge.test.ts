import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consentFor } from '@/lib/book/contact-methods';
import { MatchIndex, matchKeysOf, matchKind, pairId } from '@/lib/book/duplicates';
import { conflictsOf, displayValue, type MergeChoices, mergeContacts, SINGLE_PROPERTIES } from '@/lib/book/merge';
import type { Contact, ContactId, ContactPatch } from '@/lib/card/contact';
import { newContact } from '@/lib/card/contact';
import { contactSchema } from '@/lib/card/contact-schema';
import { contactArbitrary } from '../support/contact-arbitrary';

const MEETING = { channel: 'typed', atMs: 1, eventId: null, batch: '' } as const;
const person = (id: string, content: ContactPatch, atMs = 1) => newContact(id as ContactId, atMs, MEETING, content);
const phone = (number: string, extension = '') => ({ id: 'p', kind: 'work' as const, number, extension });
const email = (address: string) => ({ id: 'e', kind: 'work' as const, address });

/** Without pictures: a merge keeps only one of two, which has its own test. */
const COMPARED_PROPERTIES = SINGLE_PROPERTIES.filter((property) => property !== 'photoId' && property !== 'logoId');

/** Returns every non-empty text of a contact. */
function textsOf(contact: Contact): string[] {
  return [
    ...COMPARED_PROPERTIES.map((property) => displayValue(contact, property)),
    ...contact.phones.map(({ number, extension }) => `${number}#${extension}`),
    ...contact.emails.map(({ address }) => address.trim().toLowerCase()),
    ...contact.profiles.map(({ url }) => url),
    ...contact.note.split('\n').map((line) => line.trim()),
    ...contact.remarks.split('\n').map((line) => line.trim()),
    ...contact.tags.map((tag) => tag.toLowerCase()),
    ...contact.languages,
    ...contact.alternates.map(({ value }) => value),
    ...(contact.otherAddresses ?? []).map((address) => displayValue({ ...contact, address }, 'address')),
    ...contact.meetings.map((meeting) => JSON.stringify(meeting)),
    ...contact.consents.map((consent) => JSON.stringify(consent)),
    ...contact.otherProperties.map((other) => JSON.stringify(other)),
    ...contact.sources,
  ].filter((text) => text !== '');
}

const choicesArbitrary: fc.Arbitrary<MergeChoices> = fc.dictionary(
  fc.constantFrom(...SINGLE_PROPERTIES),
  fc.constantFrom('one', 'other' as const),
);
const swapChoices = (choices: MergeChoices): MergeChoices =>
  Object.fromEntries(
    Object.entries(choices).map(([property, choice]) => [property, choice === 'one' ? 'other' : 'one']),
  );

describe('merging two contacts', () => {
  it('loses no text of either contact, whatever the choices', () => {
    fc.assert(
      fc.property(contactArbitrary, contactArbitrary, choicesArbitrary, (one, other, choices) => {
        const merged = new Set(textsOf(mergeContacts(one, other, choices)));
        expect([...textsOf(one), ...textsOf(other)].filter((text) => !merged.has(text))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps one of the pictures if there is any', () => {
    fc.assert(
      fc.property(contactArbitrary, contactArbitrary, choicesArbitrary, (one, other, choices) => {
        const pictures = [one.photoId, other.photoId].filter((id) => id !== null);
        const { photoId } = mergeContacts(one, other, choices);
        expect(photoId === null ? [] : [photoId]).toEqual(
          pictures.length === 0 ? [] : [expect.toSatisfy((id) => pictures.includes(id))],
        );
      }),
    );
  });

  it('keeps the latest state of a consent, whichever contact is newer', () => {
    const consent = { address: 'a@b.ca', basis: 'express', form: 'verbal', source: '', wording: '', atMs: 5 } as const;
    const withdrawn = person('one', { consents: [{ ...consent, withdrawnAtMs: 9 }] }, 1);
    const given = person('two', { consents: [{ ...consent, withdrawnAtMs: null }] }, 100);
    for (const merged of [mergeContacts(withdrawn, given), mergeContacts(given, withdrawn)])
      expect(consentFor(merged, 'a@b.ca')?.withdrawnAtMs).toBe(9);
  });

  it('does not depend on the order of the contacts', () => {
    fc.assert(
      fc.property(contactArbitrary, contactArbitrary, choicesArbitrary, (one, other, choices) => {
        expect(mergeContacts(other, one, swapChoices(choices))).toEqual(mergeContacts(one, other, choices));
      }),
      { numRuns: 400 },
    );
  });

  it('changes nothing when repeated', () => {
    fc.assert(
      fc.property(contactArbitrary, contactArbitrary, (one, other) => {
        const merged = mergeContacts(one, other);
        expect(mergeContacts(merged, merged)).toEqual(merged);
        expect(textsOf(mergeContacts(merged, other)).toSorted()).toEqual(textsOf(merged).toSorted());
      }),
      { numRuns: 400 },
    );
  });

  it('adds no alternate when two contacts of the same instant are merged again (found by the property above)', () => {
    const one = person('two', { organisation: 'Roy' });
    const other = person('one', { organisation: 'Roy', unit: 'Achats' });
    const merged = mergeContacts(one, other);
    expect(textsOf(mergeContacts(merged, other)).toSorted()).toEqual(textsOf(merged).toSorted());
  });

  it('yields a valid contact whose entries have unique identifiers', () => {
    fc.assert(
      fc.property(contactArbitrary, contactArbitrary, (one, other) => {
        const merged = mergeContacts(one, other);
        expect(contactSchema.safeParse(merged).success).toBe(true);
        for (const entries of [merged.phones, merged.emails, merged.profiles])
          expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
      }),
    );
  });

  it('reports a conflict only where two values differ, and keeps the unchosen one as an alternate', () => {
    const one = person('one', { givenNames: 'Zoé', title: 'Avocate', organisation: 'Roy' });
    const other = person('two', { givenNames: 'Zoé', title: 'Associée', website: 'roy.ca' });
    expect(conflictsOf(one, other)).toEqual(['title']);
    const merged = mergeContacts(one, other, { title: 'one' });
    expect(merged).toMatchObject({ title: 'Avocate', organisation: 'Roy', website: 'roy.ca' });
    expect(merged.alternates).toEqual([{ property: 'title', value: 'Associée' }]);
  });

  it('keeps the older note whole and appends the lines it lacks', () => {
    const one = person('one', { note: 'Aime le pain\n\nde seigle' }, 1);
    const other = person('two', { note: 'de seigle\nDeux enfants' }, 2);
    expect(mergeContacts(one, other).note).toBe('Aime le pain\n\nde seigle\nDeux enfants');
  });
});

describe('duplicate detection', () => {
  const pairsOf = (...contacts: Contact[]) => new MatchIndex(contacts.map(matchKeysOf)).pairs();

  it.each([
    ['the same number', { phones: [phone('+15142859286')] }, { phones: [phone('+15142859286')] }, 'phone'],
    ['the same address in capitals', { emails: [email('Zoe@Roy.ca')] }, { emails: [email('zoe@roy.ca ')] }, 'email'],
    [
      'the name reversed, without accents',
      { givenNames: 'Élodie', familyNames: 'Côté-Gagné' },
      { givenNames: 'Cote Gagne', familyNames: 'Elodie' },
      'name',
    ],
    ['the same file', { sources: ['v:1'] }, { sources: ['v:1'] }, 'source'],
  ] as const)('matches %s', (_, one, other, likeness) => {
    expect(pairsOf(person('a', one as ContactPatch), person('b', other as ContactPatch))).toEqual([
      { one: 'a', other: 'b', likeness },
    ]);
  });

  it.each([
    [
      'a couple with the same number and family name',
      { givenNames: 'Luc', familyNames: 'Roy', phones: [phone('+15142859286')] },
      { givenNames: 'Zoé', familyNames: 'Roy', phones: [phone('+15142859286')] },
    ],
    ['two names with the same UID', { givenNames: 'Luc', sources: ['u:1'] }, { givenNames: 'Zoé', sources: ['u:1'] }],
    [
      'colleagues behind one switchboard',
      { givenNames: 'Luc', phones: [phone('+15142859286')] },
      { givenNames: 'Zoé', phones: [phone('+15142859286')] },
    ],
    [
      'two extensions of one number',
      { phones: [phone('+15142859286', '1')] },
      { phones: [phone('+15142859286', '2')] },
    ],
    ['the same first name alone', { givenNames: 'Luc' }, { givenNames: 'Luc' }],
  ] as const)('does not match %s', (_, one, other) => {
    expect(pairsOf(person('a', one as ContactPatch), person('b', other as ContactPatch))).toEqual([]);
  });

  it.each([
    [
      'a shared mailbox under two names',
      { emails: [{ id: 'e', kind: 'work', address: 'info@exemple.ca' }] },
      'Jean',
      'Jean-Pierre',
      false,
    ],
    [
      'a switchboard and one first name',
      { phones: [{ id: 'p', kind: 'work', number: '+15145550111', extension: '' }] },
      'Marie',
      'Marie-Anne',
      false,
    ],
    [
      'one address under one name',
      { emails: [{ id: 'e', kind: 'work', address: 'j@exemple.ca' }] },
      'Jean',
      'Jean',
      true,
    ],
    [
      'one telephone under one name',
      { phones: [{ id: 'p', kind: 'work', number: '+15145550111', extension: '' }] },
      'Jean',
      'Jean',
      true,
    ],
  ] as const)('%s', (_, shared, first, second, isSure) => {
    const copy = JSON.parse(JSON.stringify(shared)) as ContactPatch;
    const index = new MatchIndex([matchKeysOf(person('a', { ...copy, givenNames: first, familyNames: 'Roy' }))]);
    const matches = index.alike(matchKeysOf(person('b', { ...copy, givenNames: second, familyNames: 'Roy' })));
    expect(matches.map((match) => match.isSure)).toEqual([isSure]);
  });

  it('reports a pair once, and not if the owner marked it as two people', () => {
    const both = { givenNames: 'Zoé', familyNames: 'Roy', phones: [phone('+15142859286')], emails: [email('a@b.ca')] };
    const index = new MatchIndex([person('a', both), person('b', both)].map(matchKeysOf));
    expect(index.pairs()).toHaveLength(1);
    expect(index.pairs(new Set([pairId('b', 'a')]))).toEqual([]);
    expect(index.alike(matchKeysOf(person('c', both)))).toMatchObject([{ likeness: 'phone' }, { likeness: 'phone' }]);
  });

  it('is symmetric', () => {
    fc.assert(
      fc.property(contactArbitrary, contactArbitrary, (one, other) => {
        expect(matchKind(matchKeysOf(one), matchKeysOf(other))).toBe(matchKind(matchKeysOf(other), matchKeysOf(one)));
      }),
    );
  });
});
