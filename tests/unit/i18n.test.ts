import { describe, expect, it } from 'vitest';
import { EMPTY_ADDRESS } from '@/lib/card/card';
import { formatAddress } from '@/lib/i18n/address';
import { guessRegionProfile, type RegionProfile } from '@/lib/i18n/locales';
import { withRegionMessages } from '@/lib/i18n/messages/app/catalogue';
import { fr } from '@/lib/i18n/messages/app/fr';
import { formatPhone, readPhone } from '@/lib/i18n/phone';
import { ALL_PATHS, screenPath, translatePath } from '@/lib/i18n/screens';
import { translator } from '@/lib/i18n/translate';
import { typeset } from '@/lib/i18n/typography';
import { localeFor } from '@/server/http/negotiate';

describe('the language of a page', () => {
  it.each([
    ['en-CA,en;q=0.9,fr;q=0.8', 'en'],
    ['en;q=0.5, fr;q=0.9', 'fr'],
    ['de, es', 'fr'],
    ['en;q=0', 'fr'],
    [undefined, 'fr'],
    ['de,en', 'en'],
    ['fr;q=0, en', 'en'],
  ] as const)('Accept-Language %s gives %s (RFC 9110 §12.5.4)', (header, expected) => {
    expect(localeFor(header)).toBe(expected);
  });

  it('guesses the region from the device’s languages, Canada by default', () => {
    expect(guessRegionProfile('fr', ['fr-FR', 'en'])).toBe('fr-FR');
    expect(guessRegionProfile('fr', ['fr-BE'])).toBe('fr-FR');
    expect(guessRegionProfile('fr', ['fr'])).toBe('fr-CA');
    expect(guessRegionProfile('en', ['fr-CA', 'en-US'])).toBe('en-US');
    expect(guessRegionProfile('en', [])).toBe('en-CA');
  });
});

describe('screens', () => {
  it('translate to the other language and back', () => {
    for (const path of ALL_PATHS) {
      const other = path.startsWith('/fr') ? 'en' : 'fr';
      expect(translatePath(translatePath(path, other), path.startsWith('/fr') ? 'fr' : 'en')).toBe(path);
    }
    expect(screenPath('fr', 'show')).toBe('/fr/montrer');
    expect(screenPath('en', 'show', 'a b')).toBe('/en/show?id=a%20b');
    expect(translatePath('/nowhere', 'en')).toBe('/en');
  });
});

describe('phone', () => {
  const formatPlain = (region: RegionProfile, number: string, extension = '') =>
    formatPhone(number, extension, region).replace(/\u00a0/g, ' ');

  it('is formatted as in each region', () => {
    expect(formatPlain('fr-CA', '+15142859286', '150')).toBe('514 285-9286, poste 150');
    expect(formatPlain('fr-CA', '+18886679980')).toBe('1 888 667-9980');
    expect(formatPlain('en-CA', '+15142859286', '150')).toBe('514-285-9286, ext. 150');
    expect(formatPlain('en-US', '+15142859286')).toBe('(514) 285-9286');
    expect(formatPlain('fr-FR', '+33123456789')).toBe('01 23 45 67 89');
    expect(formatPlain('fr-CA', '+33123456789')).toBe('+33 1 23 45 67 89');
    expect(formatPlain('fr-FR', '+15142859286')).toBe('+1 514 285 9286');
    expect(formatPlain('fr-CA', 'demander Élodie')).toBe('demander Élodie');
  });

  it('is parsed as people type it, with its extension', () => {
    expect(readPhone('514.285.9286 poste 150', 'fr-CA')).toEqual({ number: '+15142859286', extension: '150' });
    expect(readPhone('(514) 285-9286 x150', 'en-US')).toEqual({ number: '+15142859286', extension: '150' });
    expect(readPhone('514 285-9286, ext. 150', 'en-CA')).toEqual({ number: '+15142859286', extension: '150' });
    expect(readPhone('01 23 45 67 89', 'fr-FR')).toEqual({ number: '+33123456789', extension: '' });
    expect(readPhone('+33 1 23 45 67 89', 'fr-CA')).toEqual({ number: '+33123456789', extension: '' });
    expect(readPhone('514', 'fr-CA')).toBeNull();
    expect(readPhone('bonjour', 'fr-CA')).toBeNull();
  });

  it('is parsed back from its formatted text, in every region', () => {
    for (const region of ['fr-CA', 'fr-FR', 'en-CA', 'en-US'] as const)
      for (const number of ['+15142859286', '+18886679980', '+33123456789', '+442071838750'])
        expect(readPhone(formatPhone(number, '12', region), region)).toEqual({ number, extension: '12' });
  });
});

describe('address', () => {
  const montreal = {
    ...EMPTY_ADDRESS,
    streetAddress: '1554, boulevard De Maisonneuve Ouest',
    locality: 'Montréal',
    region: 'QC',
    postalCode: 'H3G 1M8',
  };
  const lines = (address: typeof montreal, region: RegionProfile) =>
    formatAddress(address, region).map((line) => line.replace(/\u00a0/g, '_'));

  it('is formatted for its country and language', () => {
    expect(lines(montreal, 'fr-CA')).toEqual(['1554, boulevard De Maisonneuve Ouest', 'Montréal (Québec)__H3G 1M8']);
    expect(lines({ ...montreal, region: 'Québec' }, 'en-CA')).toEqual([
      '1554, boulevard De Maisonneuve Ouest',
      'Montréal QC__H3G 1M8',
    ]);
    expect(lines({ ...EMPTY_ADDRESS, locality: 'Paris', postalCode: '75002' }, 'fr-FR')).toEqual(['75002 Paris']);
    expect(lines({ ...EMPTY_ADDRESS, locality: 'Albany', region: 'NY', postalCode: '12207' }, 'en-US')).toEqual([
      'Albany, NY 12207',
    ]);
  });

  it('recognises a province name in either language', () => {
    const victoria = { ...EMPTY_ADDRESS, locality: 'Victoria', postalCode: 'V8V 1A1' };
    expect(lines({ ...victoria, region: 'British Columbia' }, 'en-CA')).toEqual(['Victoria BC__V8V 1A1']);
    expect(lines({ ...victoria, region: 'British Columbia' }, 'fr-CA')).toEqual([
      'Victoria (Colombie-Britannique)__V8V 1A1',
    ]);
  });

  it('uses its own country rather than the owner’s', () => {
    expect(lines({ ...EMPTY_ADDRESS, locality: 'Paris', postalCode: '75002', countryName: 'France' }, 'fr-CA')).toEqual(
      ['75002 Paris', 'France'],
    );
  });

  it('has no lines if empty', () => {
    expect(formatAddress(EMPTY_ADDRESS, 'fr-CA')).toEqual([]);
  });
});

describe('typeset', () => {
  it('sets U+00A0 before a colon and in « » in French, U+202F before ; ! ? in France only', () => {
    expect(typeset('Dit « oui » : vraiment?', 'fr-CA')).toBe('Dit «\u00a0oui\u00a0»\u00a0: vraiment?');
    expect(typeset('Prêt? Oui; non!', 'fr-FR')).toBe('Prêt\u202f? Oui\u202f; non\u202f!');
    expect(typeset('Prêt? Oui', 'fr-CA')).toBe('Prêt? Oui');
    expect(typeset('Ready: “yes”?', 'en-CA')).toBe('Ready: “yes”?');
  });
});

describe('translator', () => {
  it('inserts parameter values unchanged', () => {
    const t = translator(fr, 'fr-FR');
    expect(t('card.deleted', { name: 'Vite : oui ! {name}' })).toBe(
      'La carte «\u00a0Vite : oui ! {name}\u00a0» est supprimée.',
    );
  });

  it('uses «Courriel» in fr-CA and «E-mail» in fr-FR', () => {
    expect(translator(withRegionMessages(fr, 'fr-CA'), 'fr-CA')('field.email')).toBe('Courriel');
    expect(translator(withRegionMessages(fr, 'fr-FR'), 'fr-FR')('field.email')).toBe('E-mail');
  });
});
