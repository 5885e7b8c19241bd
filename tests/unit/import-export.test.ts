import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unintendedChanges } from '../support/import-export';
import { hasSharedCorpus, sharedFile } from '../support/shared-corpus';
import { damagedVectors } from '../support/vcard-fuzz';

const VERSIONS = ['3.0', '4.0'] as const;
const VECTORS = readdirSync('tests/vectors/vcard').filter((name) => name.endsWith('.vcf'));
const corpus = hasSharedCorpus
  ? readdirSync(new URL('../../../shared/vcard/corpus/', import.meta.url), { recursive: true })
      .map(String)
      .filter((name) => /\.vcf$/i.test(name))
  : [];

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
