import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card, CardPatch } from '@/lib/card/card';
import { encodeSymbol } from '@/lib/qr/symbol';
import { cardLink, decimalFragment, encodeLink, readFragment, textFragment } from '@/lib/share/card-link';
import { linkCode } from '@/lib/share/link-code';
import { LINK_MODEL } from '@/lib/share/link-model';
import { encodeRecord, modelBytes } from '@/lib/share/link-record';
import { MixingCoder } from '@/lib/share/mixing-coder';
import { serializeContactFile } from '@/lib/vcard/contact-file';
import { cardOf, ELODIE } from '../support/cards';
import { CONTACTS } from '../support/contacts';

const newId = () => 'id';
const read = (fragment: string) => readFragment(fragment, newId);

/** Returns what a link carries of a card: everything except label, pictures, identifiers, revision and dates. */
function linkContentOf(card: Card): CardPatch {
  const { id, schemaVersion, rev, createdAtMs, updatedAtMs, label, photoId, logoId, ...content } = card;
  const withId = <T extends object>(entry: T) => ({ ...entry, id: 'id' });
  return {
    ...content,
    phones: content.phones.map(withId),
    emails: content.emails.map(withId),
    profiles: content.profiles.map(withId),
  };
}

const FROZEN = new URL('../vectors/links.json', import.meta.url);

describe('a card in a link', () => {
  it.each(CONTACTS.map((card) => [card.familyNames, card] as const))('reads back whole: %s', (_name, card) => {
    for (const fragment of [textFragment(encodeLink(card)), decimalFragment(encodeLink(card))])
      expect(read(`#${fragment}`)).toEqual({ ok: true, content: linkContentOf(card) });
  });

  it('reads back whole, whatever its contents', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 60 })
      .map((value) => value.replace(/\p{Cc}|\p{Cs}/gu, '').trim());
    const anyCard = fc.record({
      givenNames: text,
      familyNames: text,
      organisation: text.map((name) => name || 'Atelier'),
      title: text,
      headline: text,
      note: fc.array(text, { maxLength: 5 }).map((lines) => lines.join('\n').trim()),
      website: fc.oneof(
        fc.webUrl({ validSchemes: ['https', 'http'] }),
        fc.constantFrom('', 'exemple.ca', 'https://www.exemple.ca', '=a.ca', ':b.ca', 'https://=c.ca'),
      ),
      emails: fc.array(
        fc.record({
          id: fc.constant('id'),
          kind: fc.constantFrom('work', 'home'),
          address: fc.oneof(
            fc.emailAddress(),
            text.map((value) => value || 'x'),
          ),
        }),
        { maxLength: 3 },
      ),
      phones: fc.array(
        fc.record({
          id: fc.constant('id'),
          kind: fc.constantFrom('work', 'cell', 'home'),
          number: fc.oneof(
            fc.stringMatching(/^\+[1-9][0-9]{5,14}$/),
            text.map((value) => value || '0'),
            fc.constantFrom('5145550199', '/x', ':y'),
          ),
          extension: fc.stringMatching(/^[0-9]{0,4}$/),
        }),
        { maxLength: 3 },
      ),
    }) satisfies fc.Arbitrary<CardPatch>;
    fc.assert(
      fc.property(anyCard, (content) => {
        const card = cardOf({ profiles: [], ...content });
        expect(read(textFragment(encodeLink(card)))).toEqual({ ok: true, content: linkContentOf(card) });
      }),
      { numRuns: 300 },
    );
  });

  it('is encoded identically by every version of this program, so that frozen links stay readable', () => {
    const frozen = JSON.parse(readFileSync(FROZEN, 'utf8')) as { fragment: string; vcard: string }[];
    expect(frozen).toHaveLength(CONTACTS.length);
    frozen.forEach(({ fragment, vcard }) => {
      const reading = read(fragment);
      const content = reading.ok ? reading.content : {};
      expect(serializeContactFile({ ...cardOf({ ...content }), updatedAtMs: 0 })).toBe(vcard);
    });
    expect(CONTACTS.map((card) => textFragment(encodeLink(card)))).toEqual(frozen.map(({ fragment }) => fragment));
  });
});

describe('an incomplete or foreign link', () => {
  const link = textFragment(encodeLink(CONTACTS[0] ?? cardOf()));
  const decimal = decimalFragment(encodeLink(CONTACTS[0] ?? cardOf()));

  it.each([
    ['as text', link],
    ['as a number', decimal],
  ])('is never read as a card, wherever it is cut: %s', (_form, fragment) => {
    for (let length = 1; length < fragment.length; length += 1)
      expect(read(fragment.slice(0, length)), `${length}`).toMatchObject({ ok: false });
  });

  it('is reported as truncated, empty, newer or unreadable', () => {
    expect(read('')).toEqual({ ok: false, problem: 'link.empty' });
    expect(read('#')).toEqual({ ok: false, problem: 'link.empty' });
    expect(read(link.slice(0, -8))).toEqual({ ok: false, problem: 'link.truncated' });
    expect(read(`Ag${link.slice(2)}`)).toEqual({ ok: false, problem: 'link.newer' });
    expect(read('<script>')).toEqual({ ok: false, problem: 'link.unreadable' });
    expect(read('9'.repeat(3000))).toEqual({ ok: false, problem: 'link.unreadable' });
  });

  it('is decoded up to 8 KiB, and rejected if it does not end by then', () => {
    const endless = textFragment(Uint8Array.of(1, 0, 0, 0, ...new Uint8Array(1500).fill(0x5a)));
    expect(read(endless)).toMatchObject({ ok: false });
    const coder = new MixingCoder(modelBytes(LINK_MODEL));
    const long = encodeRecord(cardOf({ note: '字'.repeat(3000) }));
    expect(coder.decode(coder.encode(long), 0, 8192)).toBeNull();
    expect(coder.decode(coder.encode(long), 0, long.length)).toEqual(long);
  });

  it('is rejected if one character changes', () => {
    for (let at = 0; at < link.length; at += 3) {
      const other = link[at] === 'A' ? 'B' : 'A';
      expect(read(link.slice(0, at) + other + link.slice(at + 1)), `${at}`).toMatchObject({ ok: false });
    }
  });

  it('carries no URL other than that of a web page', () => {
    const hostile = cardOf({
      ...ELODIE,
      website: 'javascript:alert(1)',
      profiles: [
        { id: 'a', url: 'data:text/html,x' },
        { id: 'b', url: 'https://linkedin.com/in/x' },
      ],
    });
    const reading = read(textFragment(encodeLink(hostile)));
    expect(reading).toMatchObject({ ok: true, content: { website: '' } });
    expect(reading.ok && reading.content.profiles).toEqual([{ id: 'id', url: 'https://linkedin.com/in/x' }]);
  });
});

describe('a card too long for a link', () => {
  const entries = <T>(make: (index: number) => T) => Array.from({ length: 8 }, (_, index) => make(index));
  const full = cardOf({
    ...ELODIE,
    emails: entries((i) => ({ id: `e${i}`, kind: 'work' as const, address: `adresse${i}@exemple.ca` })),
    phones: entries((i) => ({ id: `p${i}`, kind: 'work' as const, number: `+1514555010${i}`, extension: `${i}` })),
    profiles: entries((i) => ({ id: `r${i}`, url: `https://www.linkedin.com/in/x${i}` })),
    languages: ['fr', 'en'],
    pronouns: 'elle',
    honorificPrefixes: 'Me',
    honorificSuffixes: 'ing.',
    preferredContact: 'phone',
  });

  it('reads back whole when every property is filled in', () => {
    expect(read(textFragment(encodeLink(full)))).toEqual({ ok: true, content: linkContentOf(full) });
  });

  it('yields readable links and a small code that reports what it leaves out', () => {
    const texts = ['note', 'headline', 'title', 'givenNames', 'familyNames', 'organisation', 'unit'] as const;
    for (const character of ['x', '字', 'é ', 'a1?']) {
      for (const length of [50, 150, 290]) {
        const long = Object.fromEntries(texts.map((key) => [key, character.repeat(length).slice(0, 290).trim()]));
        const card = {
          ...full,
          ...long,
          note: character
            .repeat(length * 6)
            .slice(0, 1990)
            .trim(),
        };
        const link = cardLink(card, 'https://poignee.app');
        if (link !== null)
          expect(read(link.text.split('#')[1] ?? ''), `${character} × ${length}`).toMatchObject({ ok: true });
        const code = linkCode(card, 'https://poignee.app');
        if (code !== null) expect(read(code.payload.split('#')[1] ?? '')).toMatchObject({ ok: true });
      }
    }
    const noisy = Array.from({ length: 1900 }, (_, i) => String.fromCodePoint(97 + ((i * i * 7 + (i >> 2)) % 26))).join(
      '',
    );
    const code = linkCode({ ...cardOf(), note: noisy }, 'https://poignee.app');
    expect(code?.dropped).toContain('NOTE');
    expect(code?.symbol.version).toBeLessThanOrEqual(7);
  });

  it('yields no link without a name, and no code without a phone number or e-mail address', () => {
    expect(
      cardLink(cardOf({ ...ELODIE, givenNames: '', familyNames: '', organisation: '' }), 'https://poignee.app'),
    ).toBeNull();
    expect(linkCode(cardOf({ ...ELODIE, phones: [], emails: [] }), 'https://poignee.app')).toBeNull();
    expect(
      read(textFragment(encodeLink(cardOf({ ...ELODIE, givenNames: '', familyNames: '', organisation: '' })))),
    ).toEqual({
      ok: false,
      problem: 'link.unreadable',
    });
  });

  it('is read even if a message appends text to its link', () => {
    for (const suffix of ['.', ')', '&utm_source=x', '%20'])
      expect(read(`${textFragment(encodeLink(cardOf()))}${suffix}`)).toMatchObject({ ok: true });
  });
});

describe('code size for thirty contacts', () => {
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

  it('is at most version 5 at the median and 7 for any card; a contact file takes at least 12 at the median', () => {
    const links = CONTACTS.map((card) => linkCode(card, 'https://poignee.app')?.symbol.version ?? 99);
    const files = CONTACTS.map((card) => encodeSymbol(serializeContactFile(card))?.version ?? 99);
    expect(median(links)).toBeLessThanOrEqual(5);
    expect(Math.max(...links)).toBeLessThanOrEqual(7);
    expect(median(files)).toBeGreaterThanOrEqual(12);
  });
});
