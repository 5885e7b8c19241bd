import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contactFromVcard, kindOfVcard, serializeForOutlook } from '@/lib/book/contact-vcard';
import { type ContactId, newContact } from '@/lib/card/contact';
import { phoneReader } from '@/lib/i18n/phone';
import { parseVcards } from '@/lib/vcard/read';
import { unintendedChanges } from '../support/import-export';
import { hasSharedCorpus, sharedFile } from '../support/shared-corpus';
import { damagedVectors } from '../support/vcard-fuzz';

const reading = { newId: () => 'i', readPhone: phoneReader('fr-CA') };
const MEETING = { atMs: 0, channel: 'file', eventId: null, batch: '' } as const;
const VERSIONS = ['3.0', '4.0'] as const;
const VECTORS = readdirSync('tests/vectors/vcard').filter((name) => name.endsWith('.vcf'));
const corpus = hasSharedCorpus
  ? readdirSync(new URL('../../../shared/vcard/corpus/', import.meta.url), { recursive: true })
      .map(String)
      .filter((name) => /\.vcf$/i.test(name))
  : [];

/** What Outlook reads of a contact: a label is not among it. */
function essentials(bytes: Uint8Array) {
  return parseVcards(bytes)
    .cards.filter((card) => kindOfVcard(card) === 'contact')
    .map((card) => {
      const { content } = contactFromVcard(card, reading);
      return {
        phones: (content.phones ?? []).map(({ number, extension, kind }) => ({
          number,
          extension,
          // 2.1 has no type for the main number of a company.
          kind: kind === 'main' ? 'work' : kind,
        })),
        emails: (content.emails ?? []).map(({ address, kind }) => ({ address, kind })),
        // 2.1 has no escape for a backslash.
        names: [content.familyNames, content.givenNames].map((name) => (name ?? '').replace(/[\\;\s]/g, '')),
        organisation: content.organisation ?? '',
      };
    })
    .filter(
      ({ phones, emails, names, organisation }) =>
        phones.length + emails.length > 0 || names.join('') !== '' || organisation !== '',
    );
}

describe('a contact imported and exported for Outlook (vCard 2.1)', () => {
  it.each([
    ['the project’s own vectors', VECTORS.map((name) => `tests/vectors/vcard/${name}`)],
    ['the shared corpus', corpus.map((name) => new URL(`../../../shared/vcard/corpus/${name}`, import.meta.url))],
  ])('keeps its numbers with their kinds, its addresses and its names: %s', (_source, files) => {
    for (const file of files) {
      const bytes = new Uint8Array(readFileSync(file));
      const before = essentials(bytes);
      const found = parseVcards(bytes)
        .cards.filter((card) => kindOfVcard(card) === 'contact')
        .map((card) => newContact('i' as ContactId, 0, MEETING, contactFromVcard(card, reading).content));
      const written = found.map((contact) => serializeForOutlook(contact, {})).join('');
      expect(essentials(new TextEncoder().encode(written)), String(file)).toEqual(before);
    }
  });
});

describe('a contact imported and exported untouched', () => {
  it.each(VERSIONS)('says the same as the project’s own vectors, in %s', (version) => {
    for (const name of VECTORS)
      expect(unintendedChanges(new Uint8Array(readFileSync(`tests/vectors/vcard/${name}`)), version), name).toEqual([]);
  });

  it.each(VERSIONS)('says the same as 1,500 damaged cards, in %s', (version) => {
    // A card without a version does not say how to unescape a property that no version defines.
    const isStandard = (change: string) =>
      /"name":"(?:N|FN|ORG|TITLE|ROLE|EMAIL|NOTE|TEL|ADR|URL|NICKNAME|CATEGORIES|BDAY|UID|X-[^"]*)"|phones/.test(
        change,
      );
    for (const bytes of damagedVectors(1500, 20261130))
      expect(unintendedChanges(bytes, version).filter(isStandard), new TextDecoder().decode(bytes)).toEqual([]);
  });

  it.skipIf(!hasSharedCorpus).each(VERSIONS)(
    'says the same as every real file of the shared corpus, in %s',
    (version) => {
      expect(corpus.length).toBeGreaterThan(60);
      for (const name of corpus)
        expect(unintendedChanges(new Uint8Array(sharedFile(`corpus/${name}`)), version), name).toEqual([]);
    },
  );
});
