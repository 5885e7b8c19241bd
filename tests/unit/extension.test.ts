import { describe, expect, it } from 'vitest';
import { dialledExtension, telHref } from '@/lib/card/dial';
import { splitExtension } from '@/lib/card/extension';

describe('an extension', () => {
  it.each([
    ['poste 45', '45'],
    ['poste: 45', '45'],
    [', poste 45', '45'],
    ['- poste no 45', '45'],
    ['(poste 45)', '45'],
    ['poste 45.', '45'],
    ['poste: 45 (bureau)', '45'],
    ['p.45', '45'],
    ['p 45', '45'],
    ['p45', '45'],
    ['ext. 45', '45'],
    ['Ext:45', '45'],
    ['ext. no. 45', '45'],
    ['x45', '45'],
    ['x: 45', '45'],
    ['× 45', '45'],
    ['#45', '45'],
    ['# 0045', '0045'],
    [';45', '45'],
    [',45', '45'],
    [',,45', '45'],
    ['w45', '45'],
    ['w,45', '45'],
    [';ext=45', '45'],
    [';phone-context=+1;ext=45', '45'],
    [';ext=45;isub=7', '45'],
    ['local 45', '45'],
    ['poste 2-345', '2345'],
    [',45,2', '45,2'],
    ['p45p2', '45,2'],
    [',,123#,,99', '123#,99'],
    [',45;67', '45;67'],
  ])('is read in «514 285-9286%s»', (end, extension) => {
    expect(splitExtension(`514 285-9286${end}`)).toEqual({ number: '514 285-9286', extension });
    expect(splitExtension(`514 285-9286 ${end}`)).toEqual({ number: '514 285-9286', extension });
  });

  it.each([
    ['Poste 45, 418 555-1234', '418 555-1234'],
    ['(ext. 45) 418-555-1234', '418-555-1234'],
  ])('is read before its number: «%s»', (typed, number) => {
    expect(splitExtension(typed)).toEqual({ number, extension: '45' });
  });

  it.each([
    '514 285-9286 / 45',
    '514 285-9286 ou 418 555-1234',
    '418 555-0122, 418 555-0133',
    'Poste 418 555-0122',
    '#31#0612345678',
    '*67',
    '514 285-9286 poste A45',
    '1-800-FLOWERS',
  ])('is not made up: «%s» stays whole', (typed) => {
    expect(splitExtension(typed)).toEqual({ number: typed, extension: '' });
  });

  it('is dialled step by step, a wait as a pause in a link', () => {
    expect(dialledExtension('poste 45, puis 2')).toBe('45,2');
    expect(telHref('+15142859286', '45;2#')).toBe('tel:+15142859286,45,2%23');
    expect(telHref('+15142859286', '')).toBe('tel:+15142859286');
  });
});
