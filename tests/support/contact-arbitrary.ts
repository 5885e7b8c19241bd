import * as fc from 'fast-check';
import { EMPTY_ADDRESS, type PictureId } from '@/lib/card/card';
import { type Contact, type ContactId, newContact } from '@/lib/card/contact';
import { CHANNELS, PREFERRED_MEDIA } from '@/lib/card/contact-schema';

const DAY_MS = 86_400_000;
const word = fc.constantFrom('Élodie', 'Côté', 'Gagné', 'Zoé', 'L’Été; inc.', 'a,b', 'line\nbreak', 'poste 4', '');
const text = fc.oneof(word, fc.string({ maxLength: 12, unit: 'grapheme' }));
const atMs = fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_000 + 90 * DAY_MS });
const day = fc.constantFrom('', '2026-11-30', '2027-01-15');
const entryId = fc.constantFrom('a', 'b', 'c');

const meeting = fc.record({
  channel: fc.constantFrom(...CHANNELS),
  atMs,
  eventId: fc.constantFrom(null, 'evening-1', 'evening-2'),
  batch: fc.constantFrom('', 'K7PM'),
});

/** Contacts drawn from few values, so that two of them often have equal or nearly equal properties. */
export const contactArbitrary: fc.Arbitrary<Contact> = fc
  .record({
    id: fc.constantFrom('one', 'two', 'three', 'four').map((id) => id as ContactId),
    createdAtMs: atMs,
    updatedAtMs: atMs,
    rev: fc.nat(9),
    content: fc.record({
      honorificPrefixes: fc.constantFrom('', 'Me'),
      givenNames: text,
      familyNames: text,
      title: text,
      organisation: text,
      unit: text,
      phones: fc.array(
        fc.record({
          id: entryId,
          kind: fc.constantFrom('work', 'cell', 'home' as const),
          number: fc.constantFrom('+15142859286', '+14388889967', '514'),
          extension: fc.constantFrom('', '150'),
        }),
        { maxLength: 4 },
      ),
      emails: fc.array(
        fc.record({
          id: entryId,
          kind: fc.constantFrom('work', 'home' as const),
          address: fc.constantFrom('a@example.ca', 'A@example.ca', 'b@example.ca'),
        }),
        { maxLength: 3 },
      ),
      website: fc.constantFrom('', 'example.ca', 'https://example.org'),
      profiles: fc.array(
        fc.record({ id: entryId, url: fc.constantFrom('https://linkedin.com/in/a', 'https://x.com/a') }),
        { maxLength: 2 },
      ),
      address: fc.record({ streetAddress: text, locality: text }).map((parts) => ({ ...EMPTY_ADDRESS, ...parts })),
      headline: text,
      note: text,
      languages: fc.array(fc.constantFrom('fr', 'en', 'es'), { maxLength: 3 }),
      preferredContact: fc.constantFrom('', 'phone', 'email', 'message' as const),
      photoId: fc.constantFrom<Contact['photoId']>(null, 'photo-1' as PictureId, 'photo-2' as PictureId),
      introducedBy: text,
      remarks: text,
      tags: fc.array(fc.constantFrom('client', 'Client', 'fournisseur'), { maxLength: 3 }),
      comfort: fc.constantFrom(...PREFERRED_MEDIA),
      callWhen: text,
      consents: fc.array(
        fc.record({
          address: fc.constantFrom('+15142859286', 'a@example.ca'),
          basis: fc.constantFrom('express', 'implied' as const),
          form: fc.constantFrom('verbal', 'written' as const),
          source: text,
          wording: text,
          atMs,
          withdrawnAtMs: fc.option(atMs),
        }),
        { maxLength: 2 },
      ),
      retainUntil: day,
      followUp: fc.option(
        fc.record({ day, way: fc.constantFrom('phone', 'message', 'email', 'post' as const), promise: text }),
      ),
      followedUpAtMs: fc.option(atMs),
      clientSinceMs: fc.option(atMs),
      otherProperties: fc.array(
        fc.record({
          group: fc.constant(''),
          name: fc.constantFrom('BDAY', 'X-A'),
          parameters: fc.constant<Contact['otherProperties'][number]['parameters']>([]),
          value: fc.constantFrom('1', '2'),
        }),
        { maxLength: 2 },
      ),
      sources: fc.array(fc.constantFrom('v:1', 'v:2', 'u:3'), { maxLength: 2 }),
    }),
    meetings: fc.array(meeting, { minLength: 1, maxLength: 3 }),
  })
  .map(({ id, createdAtMs, updatedAtMs, rev, content, meetings }) => ({
    ...newContact(id, createdAtMs, meetings[0] ?? { channel: 'typed', atMs: 0, eventId: null, batch: '' }, content),
    meetings,
    updatedAtMs,
    rev,
  }));
