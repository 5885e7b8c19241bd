import { describe, expect, it } from 'vitest';
import type { ContactPatch } from '@/lib/card/contact';
import { phoneReader } from '@/lib/i18n/phone';
import { readPastedText } from '@/lib/scan/pasted-text';
import { parseScannedText } from '@/lib/scan/scanned-text';

const reading = { newId: () => 'i', readPhone: phoneReader('fr-CA') };
const people = (...lines: string[]) => readPastedText(lines.join('\n'), reading);
const person = (...lines: string[]): ContactPatch => people(...lines)[0] ?? {};
const phonesOf = ({ phones = [] }: ContactPatch) =>
  phones.map(({ number, extension, kind, label = '' }) => [number, extension, kind, label].join('|'));
const WHO = ['Luc Gagnon', 'Gagnon inc.'];
const MAIL = 'luc@gagnon.example';

describe('a signature', () => {
  it('of untitled and titled lines keeps them all', () => {
    expect(
      person(
        'Zoé Roy',
        'Vétérinaire',
        'Clinique du Quai',
        '12, rue du Quai, Lévis',
        'Tél. : 418 555-0122',
        'Cell. : 418 555-0133',
        'Téléc. : 418 555-0144',
        'Courriel : zoe@quai.example',
        'Site Web : quai.example',
      ),
    ).toMatchObject({
      givenNames: 'Zoé',
      familyNames: 'Roy',
      title: 'Vétérinaire',
      organisation: 'Clinique du Quai',
      phones: [{ kind: 'work' }, { kind: 'cell' }, { kind: 'workFax' }],
      emails: [{ address: 'zoe@quai.example' }],
      website: 'quai.example',
      address: { streetAddress: '12, rue du Quai, Lévis' },
    });
  });

  it.each([
    ['418 555-0144 (fax)', '+14185550144||workFax|'],
    ['418 555-0133 (cell)', '+14185550133||cell|'],
    ['418 555-0144 F', '+14185550144||workFax|'],
    ['Tél. rés. : 418 555-0122', '+14185550122||home|'],
    ['P: 418 555-0122 x45', '+14185550122|45|work|'],
    ['P : 06 12 34 56 78', '06 12 34 56 78||cell|'],
    ['Port. : +33 6 12 34 56 78', '+33612345678||cell|'],
    ['Mobil: +49 171 1234567', '+491711234567||cell|'],
    ['Tél./Fax : 418 555-0122', '+14185550122||work|Tél./Fax'],
    ['Sans frais : 1 800 555-0100', '+18005550100||work|Sans frais'],
    ['Ligne directe : 418 555-0122', '+14185550122||work|Ligne directe'],
    ['Chalet : 418 555-0122', '+14185550122||work|Chalet'],
    ['418-555-0126 poste no 49', '+14185550126|49|work|'],
    ['418-555-0128 local 50', '+14185550128|50|work|'],
    ['Poste : 4012', ''],
    ['555-0122', '555-0122||work|'],
    ['M: 98765 43210', '98765 43210||cell|'],
    ['T 020 7946 0123', '020 7946 0123||work|'],
  ])('«%s»', (line, expected) => {
    const contact = person(...WHO, line, MAIL);
    expect(phonesOf(contact).join()).toBe(expected);
    expect(contact).toMatchObject({ givenNames: 'Luc', organisation: 'Gagnon inc.', title: '' });
  });

  it.each([
    'RBQ 5678-1234-01',
    'R.B.Q. : 2345-6789-01',
    'NEQ : 2234567890',
    'Permis no 2345678901',
    'TPS 123456789 RT0001',
  ])('«%s» is no telephone and stays in the note', (line) => {
    const contact = person(...WHO, line, '418 555-0122', MAIL);
    expect(phonesOf(contact)).toEqual(['+14185550122||work|']);
    expect(contact.note).toBe(line);
  });

  it.each([
    ['Luc Gagnon, CPA, CMA', 'Luc|Gagnon|CPA, CMA'],
    ['Zoé Roy, ing., M. Sc.', 'Zoé|Roy|ing., M. Sc.'],
    ['John A. Smith, P.Eng.', 'John A.|Smith|P.Eng.'],
    ['Me Julie Tremblay', 'Julie|Tremblay|'],
    ['GAGNON Luc', 'Luc|GAGNON|'],
  ])('names «%s»', (line, expected) => {
    const contact = person(line, 'Directeur finances', 'Gagnon inc.', '418 555-0122', MAIL);
    const { givenNames, familyNames, honorificSuffixes = '' } = contact;
    expect(`${givenNames}|${familyNames}|${honorificSuffixes}`).toBe(expected);
    expect(contact).toMatchObject({ title: 'Directeur finances', organisation: 'Gagnon inc.' });
  });

  it('a title after the name, and pronouns, are no part of the name', () => {
    expect(person('Luc Gagnon, Directeur général', 'Gagnon inc.', MAIL)).toMatchObject({
      familyNames: 'Gagnon',
      title: 'Directeur général',
    });
    expect(person('Sophie Tremblay (elle/she)', 'Analyste principale', 'Desjardins', 'sophie@d.example')).toMatchObject(
      {
        familyNames: 'Tremblay',
        pronouns: 'elle/she',
        title: 'Analyste principale',
        organisation: 'Desjardins',
      },
    );
  });

  it('stops where another message begins, and names the sender of a header', () => {
    const quoted = ['', 'De : Paul Côté <paul@autre.example>', 'À : Luc Gagnon', '', 'Mon cell est le 581 555-7777.'];
    const contact = person(...WHO, 'T 418 555-0122', MAIL, ...quoted);
    expect(phonesOf(contact)).toEqual(['+14185550122||work|']);
    expect(contact.emails).toHaveLength(1);
    const forwarded = person(`De : Luc Gagnon [mailto:${MAIL}]`, 'Objet : test', '', 'Gagnon inc.', '418 555-0122');
    expect(forwarded).toMatchObject({
      familyNames: 'Gagnon',
      organisation: 'Gagnon inc.',
      emails: [{ address: MAIL }],
    });
  });

  it('a sentence after the numbers is no title', () => {
    const contact = person(...WHO, '418 555-0122', MAIL, 'Absent le vendredi', 'C.P. 1234, succ. B');
    expect(contact).toMatchObject({
      title: '',
      note: 'Absent le vendredi',
      address: { streetAddress: 'C.P. 1234, succ. B' },
    });
  });

  it.each([
    [
      'a name that is a trade',
      ['Julie Boulanger', 'Gagnon inc.'],
      { familyNames: 'Boulanger', organisation: 'Gagnon inc.' },
    ],
    [
      'an organisation that opens like a message',
      ['Luc Gagnon', 'Best Buy Canada'],
      { organisation: 'Best Buy Canada' },
    ],
    ['a formula before the name', ['Cordialement, Luc Gagnon'], { familyNames: 'Gagnon' }],
    [
      'a hyphen before the title',
      ['Luc Gagnon - Directeur général'],
      { familyNames: 'Gagnon', title: 'Directeur général' },
    ],
    [
      'a bar before the title',
      ['Luc Gagnon | Directeur général'],
      { familyNames: 'Gagnon', title: 'Directeur général' },
    ],
    ['titled lines', ['Nom : Luc Gagnon', 'Message : Bonjour'], { givenNames: 'Luc', familyNames: 'Gagnon' }],
    [
      'the address of a letter',
      ['Luc Gagnon', 'A: 12 Main Street, Toronto'],
      { address: { streetAddress: '12 Main Street, Toronto' } },
    ],
    ['opening hours', ['Luc Gagnon', 'Au bureau de 8 h 30 à 16 h'], { address: { streetAddress: '' } }],
    ['a service', ['Luc Gagnon', 'Service client : 1 800 555-0199'], { phones: [{ label: 'Service client' }, {}] }],
    [
      'an extension after a mobile',
      ['Luc Gagnon', 'T 418 555-0111', 'C 418 555-0133', 'Poste : 45'],
      { phones: [{ extension: '45' }, { extension: '' }, {}] },
    ],
    [
      'a long quotation',
      [
        'Luc Gagnon',
        'T 418 555-0122',
        MAIL,
        'Le mardi 3 mars 2025 à 10:12:45 UTC−5, Zoé Roy <zoe.roy@exemple.com> a écrit :',
        'Zoé Roy',
        '514 555-0199',
      ],
      { familyNames: 'Gagnon', emails: [{ address: MAIL }] },
    ],
  ])('reads %s', (_what, lines, expected) => {
    const text = lines.includes(MAIL) ? lines : [...lines, '418 555-0122', MAIL];
    expect(person(...text)).toMatchObject(expected);
  });

  it('of two lines is one person', () => {
    expect(people('Zoé Roy, 418 555-0122', 'zoe.roy@exemple.ca')).toMatchObject([
      { familyNames: 'Roy', phones: [{}], emails: [{}] },
    ]);
  });

  it('below a short answer is its sender’s', () => {
    const found = people(
      'Parfait, merci!',
      '',
      'De : Zoé Roy <zoe@quai.example>',
      'À : Luc <luc@gagnon.example>',
      'Objet : test',
      '',
      'Clinique du Quai',
      '418 555-0122',
    );
    expect(found).toMatchObject([
      { familyNames: 'Roy', organisation: 'Clinique du Quai', emails: [{ address: 'zoe@quai.example' }] },
    ]);
  });

  it('of one line is split at its commas', () => {
    expect(person('Luc Gagnon, CPA, Gagnon inc., 418 555-0122 poste 4, luc@gagnon.example')).toMatchObject({
      familyNames: 'Gagnon',
      honorificSuffixes: 'CPA',
      organisation: 'Gagnon inc.',
      phones: [{ extension: '4' }],
      emails: [{ address: MAIL }],
    });
  });
});

describe('a text about several people', () => {
  it.each([
    ['Zoé Roy <zoe@quai.example>, Luc Gagnon <luc@gagnon.example>'],
    ['Zoé Roy <zoe@quai.example>; Luc Gagnon <luc@gagnon.example>'],
    ['À : "Roy, Zoé" <zoe@quai.example>; Luc Gagnon <luc@gagnon.example>'],
  ])('%s', (text) => {
    expect(people(text)).toMatchObject([
      { givenNames: 'Zoé', familyNames: 'Roy', emails: [{ address: 'zoe@quai.example' }] },
      { givenNames: 'Luc', familyNames: 'Gagnon', emails: [{ address: MAIL }] },
    ]);
  });

  it.each([
    ['blocks', ['Zoé Roy', '418 555-0122', '', 'Luc Gagnon', '418 555-0133']],
    ['names before a colon', ['Zoé Roy : 418 555-0122', 'Luc Gagnon : 418 555-0133']],
    ['a heading', ['Liste téléphonique', 'Zoé Roy ..... 418 555-0122', 'Luc Gagnon ..... 418 555-0133']],
  ])('in %s', (_how, lines) => {
    expect(people(...lines)).toMatchObject([
      { familyNames: 'Roy', phones: [{ number: '+14185550122' }] },
      { familyNames: 'Gagnon', phones: [{ number: '+14185550133' }] },
    ]);
  });

  it('titled lines in blocks', () => {
    const found = people('Nom : Zoé Roy', 'Tél. : 418 555-0122', '', 'Nom : Luc Gagnon', 'Tél. : 418 555-0133 p. 4');
    expect(found).toMatchObject([{ familyNames: 'Roy' }, { familyNames: 'Gagnon', phones: [{ extension: '4' }] }]);
  });

  it('LDIF, with folded lines and base64', () => {
    const found = people(
      'dn: cn=Zoe Roy,mail=zoe@quai.example',
      'objectclass: person',
      'cn:: Wm/DqSBSb3k=',
      'givenName:: Wm/DqQ==',
      'sn: Roy',
      'mail: zoe@quai',
      ' .example',
      'telephoneNumber: 418-555-0122 x45',
      'facsimileTelephoneNumber: 418-555-0144',
      'mozillaNickname: Zo',
      '',
      'dn: cn=Luc Gagnon',
      'cn: Luc Gagnon',
      'mobile: 418 555-0133',
    );
    expect(found).toMatchObject([
      { givenNames: 'Zoé', familyNames: 'Roy', emails: [{ address: 'zoe@quai.example' }] },
      { givenNames: 'Luc', familyNames: 'Gagnon' },
    ]);
    expect(phonesOf(found[0] ?? {})).toEqual(['+14185550122|45|work|', '+14185550144||workFax|']);
    expect(found[0]?.alternates).toEqual([{ property: 'mozillaNickname', value: 'Zo' }]);
  });
});

describe('the code of a badge', () => {
  const read = (text: string) => {
    const scanned = parseScannedText(text, reading);
    return scanned.kind === 'contact' ? scanned.content : {};
  };

  it.each([
    '{"firstName":"Zoé","lastName":"Roy","company":"Clinique","phone":"418-555-0122 x45","email":"zoe@quai.example"}',
    '12345;Zoé;Roy;Clinique;zoe@quai.example;418 555-0122',
    '12345\tZoé\tRoy\tClinique\tzoe@quai.example\t418 555-0122',
    '12345~Zoé~Roy~Clinique~zoe@quai.example~4185550122',
    '12345,Zoé,Roy,Clinique,zoe@quai.example,4185550122',
    'Zoé Roy, Clinique, 418 555-0122, zoe@quai.example',
    '{"fn":"Zoé","ln":"Roy","company":"Clinique","e":"zoe@quai.example","phone":"4185550122"}',
  ])('%s is a whole person', (text) => {
    expect(read(text)).toMatchObject({
      givenNames: 'Zoé',
      familyNames: 'Roy',
      organisation: 'Clinique',
      phones: [{ number: '+14185550122' }],
      emails: [{ address: 'zoe@quai.example' }],
    });
  });

  it('tells the kinds of typed numbers', () => {
    const phones = '[{"type":"fax","number":"4185550144"},{"type":"mobile","number":"4185550133"}]';
    expect(phonesOf(read(`{"firstName":"Zoé","lastName":"Roy","phones":${phones}}`))).toEqual([
      '+14185550144||workFax|',
      '+14185550133||cell|',
    ]);
  });

  it('keeps every field of a MECARD and of a BIZCARD', () => {
    const text =
      'MECARD:N:Roy,Zoé;NICKNAME:Zo;BDAY:19850412;TEL:4185550122 x45;TEL-AV:4185550199;URL:https\\://a.ca;' +
      'URL:https\\://b.ca;ADR:12 rue X;ADR:34 rue Y;NOTE:un;NOTE:deux;;';
    expect(read(text)).toMatchObject({
      phones: [{ kind: 'other', extension: '45' }],
      website: 'https://a.ca',
      address: { streetAddress: '12 rue X' },
      otherAddresses: [{ streetAddress: '34 rue Y' }],
      note: 'un\ndeux',
      alternates: [
        { property: 'NICKNAME', value: 'Zo' },
        { property: 'BDAY', value: '19850412' },
        { property: 'TEL-AV', value: '4185550199' },
        { property: 'URL', value: 'https://b.ca' },
      ],
    });
    expect(read('BIZCARD:N:Zoé;X:Roy;B:4185550122;B:4185550123;E:a@x.ca;E:b@x.ca;;')).toMatchObject({
      phones: [{ number: '+14185550122' }, { number: '+14185550123' }],
      emails: [{ address: 'a@x.ca' }, { address: 'b@x.ca' }],
    });
  });

  it.each([
    'BEGIN:VCARD VERSION:3.0 N:Roy;Zoé FN:Zoé Roy TEL:4185550122 END:VCARD',
    String.raw`BEGIN:VCARD\nVERSION:3.0\nN:Roy;Zoé\nFN:Zoé Roy\nTEL:4185550122\nEND:VCARD`,
  ])('reads a vCard on one line: %s', (text) => {
    expect(read(text)).toMatchObject({ givenNames: 'Zoé', familyNames: 'Roy', phones: [{ number: '+14185550122' }] });
  });
});

describe('a number beside the address of another country', () => {
  const card = (country: string, number: string) =>
    people(`BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nTEL:${number}\nADR:;;1 rua A;Rio;;;${country}\nEND:VCARD`)[0] ?? {};

  it.each([
    ['Brasil', '2123456789', '2123456789||other|'],
    ['Mexique', '222 123 4567 ext. 8', '222 123 4567|8|other|'],
    ['China', '13812345678', '13812345678||other|'],
    ['Brasil', '+1 418 555 0122', '+14185550122||other|'],
    ['Canada', '4185550122', '+14185550122||other|'],
    ['France', '4185550122', '+14185550122||other|'],
  ])('in %s, %s is %s', (country, number, expected) => {
    expect(phonesOf(card(country, number))).toEqual([expected]);
    const row = people(`{"name":"Ana","phone":"${number}","country":"${country}"}`)[0] ?? {};
    expect(phonesOf(row)).toEqual([expected]);
  });
});

describe('a number in the groups of another country', () => {
  it.each(['138 1234 5678', '98765 43210', '(21) 2345-6789', '55 5512 3456', '22 34 56 78 90', '70 12 34 56 78'])(
    '%s is not given Canada’s code',
    (typed) => expect(reading.readPhone(typed).number).toBe(typed),
  );

  it.each([
    '418 555-0122',
    '(418) 555-0122',
    '4185550122',
    '418.555.01.22',
    '1 418 5550122',
    '1418 555-0122',
    '418555-0122',
  ])('%s is', (typed) => expect(reading.readPhone(typed).number).toBe('+14185550122'));
});
