import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dialledAddress, directHref, hrefFor } from '@/lib/book/contact-methods';
import { contactFromVcard, serializeContact } from '@/lib/book/contact-vcard';
import { isTelephone, type Phone } from '@/lib/card/card';
import { type ContactId, newContact } from '@/lib/card/contact';
import { isE164, phoneProblem } from '@/lib/card/problems';
import { formatPhone, phoneReader, readPhone } from '@/lib/i18n/phone';
import { cardLines } from '@/lib/print/card-lines';
import { MAX_VERSION, offlineCode } from '@/lib/qr/offline-payload';
import { encodeLink, readFragment, textFragment } from '@/lib/share/card-link';
import { textSummary } from '@/lib/share/text-summary';
import { cardFromVcard, withPrivateDetails } from '@/lib/vcard/card-from-vcard';
import { serializeContactFile } from '@/lib/vcard/contact-file';
import { parseVcards } from '@/lib/vcard/read';
import { phoneOf } from '@/lib/vcard/values';
import { propertiesOf } from '@/lib/vcard/vcard';
import { cardOf, ELODIE } from '../support/cards';
import { hasSharedCorpus, sharedFile } from '../support/shared-corpus';

const reading = { newId: () => 'id', readPhone: phoneReader('fr-CA') };
const MEETING = { channel: 'file', atMs: 0, eventId: null, batch: '' } as const;
const phone = (number: string, more: Partial<Phone> = {}): Phone => ({
  id: number,
  kind: 'work',
  number,
  extension: '',
  ...more,
});
const parsed = (text: string) => parseVcards(new TextEncoder().encode(text)).cards;

/** AOSP `VCardEntry.addPhone`: digits, `*`, `#`, a `+` at the start, `p` for a pause and `w` for a wait. */
function importedByAndroid(tel: string): string {
  let number = '';
  for (const [index, character] of [...tel.trim()].entries()) {
    if (/[pP]/.test(character)) number += ',';
    else if (/[wW]/.test(character)) number += ';';
    else if (/[0-9*#]/.test(character) || (index === 0 && character === '+')) number += character;
  }
  return number;
}

/** Checks that Android saves every number of the file as it is, and never its extension in it. */
function expectRightOnAndroid(vcard: string, phones: readonly Phone[]): void {
  const [card] = parsed(vcard);
  const imported =
    card === undefined ? [] : propertiesOf(card, 'TEL').map((tel) => importedByAndroid(phoneOf(tel, card.version)));
  const digits = (text: string) => text.replace(/\D/g, '');
  for (const { number } of phones.filter((one) => isE164(one.number)))
    expect(
      imported.some((one) => digits(number).endsWith(digits(one)) && digits(one).length >= 7),
      `${number} in ${imported}`,
    ).toBe(true);
}

describe('an extension', () => {
  const withExtension = cardOf({
    ...ELODIE,
    phones: [phone('+15142859286', { extension: '150' }), phone('+14388889967', { kind: 'cell' })],
  });

  it('is never part of the number that Android saves from our file or code', () => {
    for (const version of ['3.0', '4.0'] as const)
      expectRightOnAndroid(serializeContactFile(withExtension, {}, version), withExtension.phones);
    expectRightOnAndroid(offlineCode(withExtension, MAX_VERSION.screen)?.payload ?? '', withExtension.phones);
    expect(importedByAndroid('+15142859286,150')).toBe('+15142859286150');
  });

  it.skipIf(!hasSharedCorpus)('is never part of a number exported from a real file', () => {
    const files = readdirSync(new URL('../../../shared/vcard/corpus/', import.meta.url), { recursive: true })
      .map(String)
      .filter((name) => /\.vcf$/i.test(name));
    for (const file of files)
      for (const card of parseVcards(new Uint8Array(sharedFile(`corpus/${file}`))).cards) {
        const contact = newContact('x' as ContactId, 0, MEETING, contactFromVcard(card, reading).content);
        for (const version of ['3.0', '4.0'] as const)
          expectRightOnAndroid(serializeContact(contact, {}, version), contact.phones);
      }
  });

  it('is read back from our own file and code, and repeated in neither', () => {
    for (const text of [
      serializeContactFile(withExtension),
      offlineCode(withExtension, MAX_VERSION.screen)?.payload ?? '',
    ]) {
      const [card] = parsed(text);
      const content = card === undefined ? {} : contactFromVcard(card, reading).content;
      expect(content.phones).toMatchObject([{ number: '+15142859286', extension: '150' }, { extension: '' }]);
      expect(content.note).toBe('');
      const contact = newContact('x' as ContactId, 0, MEETING, content);
      expect(serializeContact(contact, {}, '3.0').match(/poste\/ext\. 150/g)).toHaveLength(1);
    }
  });

  it('is dialled after a pause, for a contact as for a card', () => {
    const contact = newContact('x' as ContactId, 0, MEETING, { phones: withExtension.phones });
    expect(hrefFor('phone', contact)).toBe('tel:+15142859286,150');
    expect(dialledAddress('phone', contact)).toBe('+15142859286,150');
    expect(hrefFor('message', contact)).toBe('sms:+14388889967');
  });
});

describe('a fax or a pager', () => {
  const card = cardOf({ ...ELODIE, phones: [phone('+15142850000', { kind: 'workFax' }), phone('+15142859286')] });

  it('is never dialled, texted, printed, dictated or put in a code or a link', () => {
    const contact = newContact('x' as ContactId, 0, MEETING, { phones: card.phones });
    expect(hrefFor('phone', contact)).toBe('tel:+15142859286');
    expect(hrefFor('phone', { ...contact, phones: card.phones.slice(0, 1) })).toBe('');
    expect(cardLines(card, 'fr-CA').filter(({ role }) => role === 'phone')).toHaveLength(1);
    expect(textSummary(card, { phone: (number) => number, address: [] })).not.toContain('+15142850000');
    expect(offlineCode(card, MAX_VERSION.screen)?.payload).not.toContain('+15142850000');
    const link = readFragment(textFragment(encodeLink(card)), () => 'id');
    expect(link.ok ? link.content.phones : []).toHaveLength(1);
  });

  it('is in the contact file as what it is', () => {
    expect(serializeContactFile(card)).toContain('TEL;TYPE=WORK,FAX,PREF:+15142850000');
    expect(card.phones.map(isTelephone)).toEqual([false, true]);
  });
});

describe('a number that is not one', () => {
  it.each(['555-0122', '02 40 12 34 56', '4.18556E+09', '418 555-0122 / 418 555-0133', '+15550122', '123-456-7890'])(
    '«%s» stays as typed and is called incomplete',
    (typed) => {
      expect(readPhone(typed, 'fr-CA')).toBeNull();
      expect(phoneProblem(typed)).toBe('phone.incomplete');
      expect(formatPhone(typed, '', 'fr-CA')).toBe(typed);
    },
  );

  it.each([
    ['41855501224185550133', ''],
    ['418 555-0122 / 418 555-0133', ''],
    ['4.18556E+09', ''],
    ['555-0122', 'tel:5550122'],
    ['310-2355', 'tel:3102355'],
    ['*55', 'tel:*55'],
  ])('«%s» is dialled as «%s»', (number, href) => {
    expect(directHref('phone', number)).toBe(href);
  });

  it('of an e-mail address makes no link', () => {
    expect(directHref('email', 'Zoé Roy <zoe@exemple.ca>')).toBe('');
    expect(directHref('email', 'odile@exemple.ca; odile.b@exemple.org')).toBe('');
  });
});

describe('my card from my file', () => {
  const [file] = parsed(
    [
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:Roy;Zoé;;;',
      'FN:Zoé Roy',
      'TEL;TYPE=HOME:418 555-0101',
      'TEL;TYPE=WORK,FAX:418 555-0102',
      'TEL;TYPE=WORK:418 555-0103',
      'TEL;TYPE=CELL,PREF:418 555-0104',
      'EMAIL;TYPE=HOME:moi@exemple.ca',
      'EMAIL:zoe@exemple.ca',
      'ADR;TYPE=HOME:;;12 rue X;Québec;;;',
      'ADR;TYPE=WORK:;;900 boul. Y;Québec;;;',
      'END:VCARD',
      '',
    ].join('\r\n'),
  );
  const draft = file === undefined ? null : cardFromVcard(file, reading);

  it('prefers work, then what is preferred, and asks about what is at home', () => {
    expect(draft?.content.phones).toMatchObject([
      { number: '+14185550104' },
      { number: '+14185550103' },
      { number: '+14185550102', kind: 'workFax' },
    ]);
    expect(draft?.content).toMatchObject({
      emails: [{ address: 'zoe@exemple.ca', kind: 'work' }],
      address: { streetAddress: '900 boul. Y' },
    });
    expect(draft?.privateDetails).toMatchObject({
      phones: [{ number: '+14185550101' }],
      emails: [{ address: 'moi@exemple.ca' }],
      addresses: [{ streetAddress: '12 rue X' }],
    });
  });

  it('adds what the person chose, and keeps the work address', () => {
    const content = draft === null ? {} : withPrivateDetails(draft.content, draft.privateDetails);
    expect(content.phones?.map(({ number }) => number)).toContain('+14185550101');
    expect(content.address?.streetAddress).toBe('900 boul. Y');
  });
});
