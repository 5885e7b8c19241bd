import { describe, expect, it } from 'vitest';
import { phoneReader } from '@/lib/i18n/phone';
import { parseScannedText } from '@/lib/scan/scanned-text';
import { cardLink } from '@/lib/share/card-link';
import { cardOf } from '../support/cards';

let nextId = 0;
const reading = {
  newId: () => {
    nextId += 1;
    return `id-${nextId}`;
  },
  readPhone: phoneReader('fr-CA'),
};
const read = (text: string) => parseScannedText(text, reading);

describe('contents of a scanned code', () => {
  it('reads a contact file, and keeps its properties', () => {
    const text = 'BEGIN:VCARD\nVERSION:3.0\nN:Roy;Zoé\nFN:Zoé Roy\nTEL:5145550123\nEND:VCARD';
    expect(read(`\ufeff${text}\n`)).toMatchObject({
      kind: 'contact',
      from: 'vcard',
      content: {
        familyNames: 'Roy',
        phones: [{ number: '+15145550123' }],
        originals: expect.stringContaining('TEL:5145550123'),
      },
    });
  });

  it('reads a MECARD and removes its escapes', () => {
    expect(
      read(
        'MECARD:N:Gagné\\, fils,Élodie;TEL:514 285-9286;TEL:+33123456789;EMAIL:e@x.ca;ORG:Pain\\;Cie;URL:javascript:alert(1);NOTE:a\\:b;;',
      ),
    ).toMatchObject({
      kind: 'contact',
      from: 'mecard',
      content: {
        familyNames: 'Gagné, fils',
        givenNames: 'Élodie',
        organisation: 'Pain;Cie',
        phones: [{ number: '+15142859286' }, { number: '+33123456789' }],
        emails: [{ address: 'e@x.ca' }],
        website: '',
        note: 'a:b',
      },
    });
  });

  it.each(['https://poignee.example/o', 'HTTP://192.168.1.4:3000/O', 'http://localhost:3000/o'])(
    'reads a card link under %s',
    (address) => {
      const [, fragment = ''] = (cardLink(cardOf(), '')?.text ?? '').split('#');
      expect(read(`${address}#${fragment}`)).toMatchObject({
        kind: 'contact',
        from: 'link',
        content: { familyNames: 'Côté-Gagné' },
      });
    },
  );

  it('treats a link without a valid card as a web address', () => {
    expect(read('https://example.org/o#AQIDBAUGBwgJ')).toMatchObject({ kind: 'web', host: 'example.org' });
  });

  it.each([
    ['tel:+1-514-285-9286', { kind: 'phone', number: '+15142859286' }],
    ['SMSTO:5142859286:Bonjour', { kind: 'phone', number: '+15142859286' }],
    ['514 285-9286', { kind: 'phone', number: '+15142859286' }],
    ['mailto:zoe%40roy.ca?subject=x', { kind: 'email', address: 'zoe@roy.ca' }],
    ['zoe@roy.ca', { kind: 'email', address: 'zoe@roy.ca' }],
    [
      'https://www.example.org/a?b=c#d',
      { kind: 'web', url: 'https://www.example.org/a?b=c#d', host: 'www.example.org', path: '/a', hash: '#d' },
    ],
    ['https://xn--80ak6aa92e.com/', { kind: 'web', host: 'xn--80ak6aa92e.com' }],
    ['roy.ca', { kind: 'web', url: 'https://roy.ca', host: 'roy.ca' }],
    ['javascript:alert(1)', { kind: 'text' }],
    ['data:text/html,<script>1</script>', { kind: 'text' }],
    ['https://user:pass@example.org/', { kind: 'text' }],
    ['Bonjour, c’est moi', { kind: 'text', text: 'Bonjour, c’est moi' }],
    ['BEGIN:VCARD', { kind: 'contact' }],
    ['', { kind: 'text', text: '' }],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected));

  it('reads a LinkedIn profile, with the name in its URL', () => {
    expect(read('https://ca.linkedin.com/in/%C3%A9lodie-c%C3%B4t%C3%A9-1a2b3c?utm=1')).toMatchObject({
      kind: 'contact',
      from: 'profile',
      content: {
        givenNames: 'Élodie',
        familyNames: 'Côté',
        profiles: [{ url: 'https://ca.linkedin.com/in/%C3%A9lodie-c%C3%B4t%C3%A9-1a2b3c?utm=1' }],
      },
    });
    expect(read('https://linkedin.com.evil.example/in/zoe-roy')).toMatchObject({
      kind: 'web',
      host: 'linkedin.com.evil.example',
    });
  });
});
