import { describe, expect, it } from 'vitest';
import { fullNameOf } from '@/lib/card/card';
import { applyPatch, inverseOf } from '@/lib/card/merge';
import { moveItem } from '@/lib/card/order';
import { displayWebAddress, emailProblem, phoneProblem, readWebAddress, urlProblem } from '@/lib/card/problems';
import { serviceOf } from '@/lib/card/profiles';
import { cardSchema } from '@/lib/card/schema';
import { isWithinLimits } from '@/lib/card/within-limits';
import { splitName } from '@/lib/card/written-name';
import { cardOf, ELODIE } from '../support/cards';

describe('splitName', () => {
  it.each([
    ['Élodie Côté-Gagné', 'Élodie', 'Côté-Gagné'],
    ['Jean-Pierre de la Tour', 'Jean-Pierre', 'de la Tour'],
    ['Marie Claude St-Onge', 'Marie Claude', 'St-Onge'],
    ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
    ['Cher', 'Cher', ''],
    ['  ', '', ''],
    ['De La', 'De', 'La'],
    ['محمد العلي', 'محمد', 'العلي'],
  ])('%s', (typed, givenNames, familyNames) => {
    expect(splitName(typed)).toEqual({ givenNames, familyNames });
  });
});

describe('fullNameOf', () => {
  it('joins prefix, names and suffix, or returns the organisation if no person is named (RFC 6350 §6.2.1)', () => {
    expect(fullNameOf(cardOf({ ...ELODIE, honorificPrefixes: 'Me', honorificSuffixes: 'LL. M.' }))).toBe(
      'Me Élodie Côté-Gagné, LL. M.',
    );
    expect(fullNameOf(cardOf({ organisation: ' Chambre de commerce ' }))).toBe('Chambre de commerce');
  });
});

describe('problems', () => {
  it('reports incomplete values and ignores empty ones', () => {
    expect([emailProblem(''), emailProblem('elodie@'), emailProblem('élodie@côté.ca')]).toEqual([
      null,
      'email.incomplete',
      null,
    ]);
    expect([phoneProblem(''), phoneProblem('514'), phoneProblem('+15142859286')]).toEqual([
      null,
      'phone.incomplete',
      null,
    ]);
    expect([urlProblem(''), urlProblem('exemple'), urlProblem('exemple.ca/a')]).toEqual([null, 'url.incomplete', null]);
  });

  it('rejects an address that would run code or hide its host', () => {
    for (const hostile of [
      'javascript:alert(1)',
      'data:text/html,x',
      'https://ami.ca@pirate.com',
      'ftp://a.ca',
      'a b.ca',
    ])
      expect(readWebAddress(hostile)).toBeNull();
    expect(readWebAddress('exemple.ca')).toBe('https://exemple.ca');
    expect(readWebAddress('exemple.ca:8080/a')).toBe('https://exemple.ca:8080/a');
    expect(displayWebAddress('https://www.exemple.ca/')).toBe('exemple.ca');
  });

  it('identifies the service of a profile by its host, not by its path', () => {
    expect(serviceOf('https://ca.linkedin.com/in/elodie')).toBe('LinkedIn');
    expect(serviceOf('linkedin.com/in/elodie')).toBe('LinkedIn');
    expect(serviceOf('https://pirate.com/linkedin.com')).toBe('pirate.com');
    expect(serviceOf('https://notlinkedin.com/')).toBe('notlinkedin.com');
  });
});

describe('merge', () => {
  it('keeps what another tab wrote to other properties', () => {
    const base = cardOf();
    const ourPatch = { title: 'Boulangère' };
    const theirs = applyPatch(base, { note: 'Fermé le lundi' }, 1);
    expect(applyPatch(theirs, ourPatch, 2)).toMatchObject({ title: 'Boulangère', note: 'Fermé le lundi', rev: 2 });
  });

  it('undoes a change with its inverse', () => {
    const card = cardOf();
    const patch = { title: 'x', emails: [] };
    const undone = applyPatch(applyPatch(card, patch, 1), inverseOf(card, patch), 2);
    expect({ ...undone, rev: 0, updatedAtMs: card.updatedAtMs }).toEqual(card);
  });

  it('moves a row, and leaves the list unchanged for a position outside it', () => {
    expect(moveItem(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moveItem(['a', 'b'], 0, 5)).toEqual(['a', 'b']);
    expect(moveItem(['a', 'b'], -1, 0)).toEqual(['a', 'b']);
  });
});

describe('cardSchema', () => {
  it('accepts a new card, and rejects one with a property too long or missing', () => {
    expect(cardSchema.safeParse(cardOf()).success).toBe(true);
    expect(cardSchema.safeParse({ ...cardOf(), givenNames: 'a'.repeat(301) }).success).toBe(false);
    expect(cardSchema.safeParse({ ...cardOf(), phones: undefined }).success).toBe(false);
  });

  it('has the same limits as the check of a received link', () => {
    const full = cardOf({
      ...ELODIE,
      profiles: [{ id: 's', url: 'https://exemple.ca' }],
      languages: ['fr', 'en'],
    });
    // The label of a card is not in a link.
    const { label, ...content } = full;
    let checked = 0;
    const expectSame = (changed: object) => {
      const card = { ...full, ...changed };
      expect(isWithinLimits(card), JSON.stringify(changed).slice(0, 80)).toBe(cardSchema.safeParse(card).success);
      checked += 1;
    };
    for (const [name, value] of Object.entries(content)) {
      if (typeof value === 'string' && name !== 'preferredContact')
        for (const length of [40, 41, 300, 301, 500, 501, 2000, 2001]) expectSame({ [name]: 'a'.repeat(length) });
      if (Array.isArray(value)) {
        for (const count of [8, 9, 12, 13]) expectSame({ [name]: Array.from({ length: count }, () => value[0]) });
        if (typeof value[0] === 'string') for (const length of [40, 41]) expectSame({ [name]: ['a'.repeat(length)] });
        else
          for (const [inner, text] of Object.entries(value[0] ?? {}))
            if (typeof text === 'string' && inner !== 'kind')
              for (const length of [20, 21, 64, 65, 300, 301, 500, 501])
                expectSame({ [name]: [{ ...value[0], [inner]: 'a'.repeat(length) }] });
      }
    }
    for (const part of Object.keys(full.address))
      for (const length of [300, 301]) expectSame({ address: { ...full.address, [part]: 'a'.repeat(length) } });
    expect(checked).toBeGreaterThan(150);
  });
});
