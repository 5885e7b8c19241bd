import { describe, expect, it } from 'vitest';
import { homographHost, revealedAddress } from '@/lib/card/homograph';

describe('addresses that imitate another one', () => {
  it.each([
    ['https://аpple.com/compte', 'xn--pple-43d.com'],
    ['аррӏе.com', 'xn--80ak6aa92e.com'],
    ['support@pаypal.com', 'xn--pypal-4ve.com'],
    ['http://xn--pple-43d.com', null],
    ['https://goοgle.ca:8080/?q=1', 'xn--gogle-sce.ca'],
    ['www.ѕсоре.ru', 'www.xn--e1argc3h.ru'],
  ])('%s', (address, host) => {
    expect(homographHost(address)).toBe(host);
    if (host !== null) expect(revealedAddress(address)).toBe(`${address} (${host})`);
  });

  it.each([
    'https://boulangerie-lété.ca',
    'elodie@côté-gagné.ca',
    'яндекс.рф',
    'президент.рф',
    '例え.jp',
    'tokyo東京タワー.jp',
    '삼성.kr',
    'παράδειγμα.gr',
    'example.ca',
    'pas une adresse',
    '',
  ])('leaves %s as it is', (address) => {
    expect(revealedAddress(address)).toBe(address);
  });
});
