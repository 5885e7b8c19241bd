import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contactJson, contactsOf, exported } from '../../scripts/commands/contacts-engine';

// Files of other programs, through the code of `npm run contacts:json`. The fixtures are the project's own; the cases
// of ../shared are added when they are there.

const CASES = new URL('../../../shared/cases/', import.meta.url);
const hasCases = existsSync(CASES);
const shared = (path: string) => new Uint8Array(readFileSync(new URL(path, CASES)));
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (bytes: Uint8Array) => {
  const { kind, found, problems } = contactsOf(bytes, 'fr-CA');
  return { kind, contacts: found.map(contactJson), problems };
};
const readText = (text: string) => read(bytesOf(text));
const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');
const phone = (number: string, kind: string, more = {}) => expect.objectContaining({ number, kind, ...more });

describe('tables of any program', () => {
  it.each([
    [
      'a site on a line of a note',
      'Prénom,Nom,Téléphone,Notes\r\nLéa,Morin,450 555-0101,"fin\r\nwww.exemple.ca\r\nok"\r\nMax,Morin,,\r\n',
      2,
    ],
    ['one column of addresses', 'Courriel\r\nlea@exemple.ca\r\nmax@exemple.ca\r\n', 2],
    [
      'commas inside a cell of a table with semicolons',
      'Nom;Adresse;Courriel\nLéa Morin;"12, rue A, Laval, QC";lea@exemple.ca\n',
      1,
    ],
    ['a bar between cells', 'Nom|Tél. cell.|Courriel\nLéa Morin|450 555-0101|lea@exemple.ca\n', 1],
    ['a separator announced to Excel', 'sep=;\r\nNom;Courriel\r\nLéa Morin;lea@exemple.ca\r\n', 1],
  ])('recognises %s', (_, text, count) => {
    const { kind, contacts } = readText(text);
    expect(kind).toBe('table');
    expect(contacts).toHaveLength(count);
    expect(contacts[0]?.name.given === 'Léa' || contacts[0]?.emails[0]?.address === 'lea@exemple.ca').toBe(true);
  });

  it.each([
    [
      'Salesforce',
      'Salutation,First Name,Last Name,Title,Account Name,Phone,Mobile,Fax,Email,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,Mailing Country\nMme,Léa,Morin,Notaire,Étude Morin,450 555-0101,450 555-0102,450 555-0103,lea@exemple.ca,12 rue A,Laval,QC,H7A 1A1,Canada\n',
    ],
    [
      'Zoho',
      'Salutation,First Name,Last Name,Title,Account Name,Phone,Mobile,Fax,Email,Mailing Street,Mailing City,Mailing State,Mailing Zip,Mailing Country\nMme,Léa,Morin,Notaire,Étude Morin,450 555-0101,450 555-0102,450 555-0103,lea@exemple.ca,12 rue A,Laval,QC,H7A 1A1,Canada\n',
    ],
    [
      'Pipedrive',
      'Person - First name,Person - Last name,Job title,Organization,Phone - Work,Phone - Mobile,Fax,Email - Work,Street,City,State,Zip code,Country\nLéa,Morin,Notaire,Étude Morin,450 555-0101,450 555-0102,450 555-0103,lea@exemple.ca,12 rue A,Laval,QC,H7A 1A1,Canada\n',
    ],
    [
      'Odoo',
      'Prénom;Nom de famille;Poste occupé;Société;Téléphone;Mobile;Télécopieur;Courriel;Rue;Ville;État;Code postal;Pays\nLéa;Morin;Notaire;Étude Morin;450 555-0101;450 555-0102;450 555-0103;lea@exemple.ca;12 rue A;Laval;QC;H7A 1A1;Canada\n',
    ],
    [
      'everyday French',
      'Prénom;Nom;Métier;Compagnie;No de tél.;Tél. cell.;Fax;Adresse courriel;Adresse civique;Municipalité;Prov.;CP;Pays\nLéa;Morin;Notaire;Étude Morin;450 555-0101;450 555-0102;450 555-0103;lea@exemple.ca;12 rue A;Laval;QC;H7A 1A1;Canada\n',
    ],
    [
      'camel case',
      'firstName,lastName,jobTitle,companyName,phoneNumber,mobilePhone,faxNumber,emailAddress,streetAddress,city,state,postalCode,country\nLéa,Morin,Notaire,Étude Morin,450 555-0101,450 555-0102,450 555-0103,lea@exemple.ca,12 rue A,Laval,QC,H7A 1A1,Canada\n',
    ],
  ])('reads every column of %s', (_, text) => {
    const [contact] = readText(text).contacts;
    expect(contact).toMatchObject({
      name: { given: 'Léa', family: 'Morin' },
      title: 'Notaire',
      organisation: 'Étude Morin',
      emails: [{ address: 'lea@exemple.ca' }],
      addresses: [
        { streetAddress: '12 rue A', locality: 'Laval', region: 'QC', postalCode: 'H7A 1A1', countryName: 'Canada' },
      ],
      others: [],
    });
    expect(contact?.phones.map(({ number, kind }) => [number, kind.replace('other', 'work')])).toEqual([
      ['+14505550101', 'work'],
      ['+14505550102', 'mobile'],
      ['+14505550103', 'work fax'],
    ]);
  });

  it('splits several values of a cell, and reports what a spreadsheet has rounded', () => {
    const { contacts, problems } = readText(
      'Nom;Courriel;Téléphone\nLéa Morin;lea@exemple.ca / l.morin@exemple.org;450 555-0101 ou 450 555-0102\nMax Morin;"Max Morin <max@exemple.ca>";4,50556E+09\nAna Roy;mailto:ana@exemple.ca;450 555-0103 poste 7\n',
    );
    expect(contacts[0]?.phones.map(({ number }) => number)).toEqual(['+14505550101', '+14505550102']);
    expect(contacts[0]?.emails.map(({ address }) => address)).toEqual(['lea@exemple.ca', 'l.morin@exemple.org']);
    expect(contacts[1]?.emails.map(({ address }) => address)).toEqual(['max@exemple.ca']);
    expect(contacts[2]).toMatchObject({ emails: [{ address: 'ana@exemple.ca' }], phones: [{ extension: '7' }] });
    expect(problems).toEqual([{ code: 'csv.not_a_number', line: 3, text: '4,50556E+09' }]);
  });

  it('reads its own complete table back', () => {
    const source = card(
      'N:Morin;Léa;;;',
      'FN:Léa Morin',
      'TEL;TYPE=WORK,FAX:450 555-0103',
      'TEL;TYPE=CELL:450 555-0102 poste 7',
      'EMAIL;TYPE=HOME:lea@exemple.ca',
      'NOTE:Bonjour',
    );
    const { found } = contactsOf(bytesOf(source), 'fr-CA');
    for (const region of ['fr-CA', 'en-CA'] as const) {
      const [contact] = read(bytesOf(exported(found, 'full', region))).contacts;
      expect(contact).toMatchObject({
        name: { given: 'Léa', family: 'Morin' },
        phones: [phone('+14505550103', 'work fax'), phone('+14505550102', 'mobile', { extension: '7' })],
        emails: [{ address: 'lea@exemple.ca', kind: 'home' }],
        note: 'Bonjour',
      });
    }
  });

  it('says what a file that holds no contact is', () => {
    expect(readText('%PDF-1.7\n').kind).toBe('pdf');
    expect(readText('').kind).toBe('empty');
    expect(readText('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n').problems).toMatchObject([
      { code: 'file.calendar' },
    ]);
    expect(readText('<!doctype html><p>Bonjour').kind).toBe('web');
    expect(read(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10)).kind).toBe('picture');
  });
});

describe('cards in JSON', () => {
  it('reads jCard (RFC 7095)', () => {
    const jcard = [
      'vcard',
      [
        ['version', {}, 'text', '4.0'],
        ['fn', {}, 'text', 'Léa Morin'],
        ['n', {}, 'text', ['Morin', 'Léa', '', '', '']],
        ['tel', { type: ['work', 'fax'] }, 'uri', 'tel:+1-450-555-0103'],
        ['org', {}, 'text', ['Étude Morin', 'Droit']],
      ],
    ];
    expect(readText(JSON.stringify([jcard])).contacts).toMatchObject([
      {
        name: { given: 'Léa', family: 'Morin' },
        organisation: 'Étude Morin',
        unit: 'Droit',
        phones: [{ number: '+14505550103', kind: 'work fax' }],
      },
    ]);
  });

  it('reads JSContact (RFC 9553)', () => {
    const jscontact = {
      '@type': 'Card',
      version: '1.0',
      uid: 'a',
      name: {
        components: [
          { kind: 'given', value: 'Léa' },
          { kind: 'surname', value: 'Morin' },
        ],
        isOrdered: true,
      },
      organizations: { o: { name: 'Étude Morin' } },
      titles: { t: { name: 'Notaire' } },
      phones: { p: { number: 'tel:+1-450-555-0102', features: { mobile: true }, label: 'Garde' } },
      emails: { e: { address: 'lea@exemple.ca', contexts: { private: true } } },
      addresses: {
        a: {
          components: [
            { kind: 'number', value: '12' },
            { kind: 'name', value: 'rue A' },
            { kind: 'locality', value: 'Laval' },
          ],
        },
      },
      notes: { n: { note: 'Bonjour' } },
      keywords: { Clients: true },
    };
    expect(readText(JSON.stringify(jscontact)).contacts).toMatchObject([
      {
        name: { given: 'Léa', family: 'Morin', full: 'Léa Morin' },
        title: 'Notaire',
        phones: [{ number: '+14505550102', kind: 'mobile', label: 'Garde' }],
        emails: [{ address: 'lea@exemple.ca', kind: 'home' }],
        addresses: [{ streetAddress: '12 rue A', locality: 'Laval' }],
        note: 'Bonjour',
        tags: ['Clients'],
      },
    ]);
  });
});

describe('what a number, a label or a name means', () => {
  it('keeps a fax apart, and a label beside its number', () => {
    const [contact] = readText(
      card(
        'N:Morin;Léa;;;',
        'FN:Léa Morin',
        'item1.TEL:450 555-0101',
        'item1.X-ABLabel:Garde',
        'TEL;TYPE=HOME,FAX:450 555-0103',
        'item2.TEL:450 555-0102',
        'item2.X-ABLabel:_$!<HomeFAX>!$_',
        'TEL;TYPE=X-Chalet:450 555-0104',
      ),
    ).contacts;
    expect(contact?.phones.map(({ kind, label }) => [kind, label])).toEqual([
      ['other', 'Garde'],
      ['home fax', ''],
      ['home fax', ''],
      ['other', 'Chalet'],
    ]);
  });

  it.each([
    '450 555-0101 poste 7',
    '450 555-0101 p. 7',
    '450 555-0101 ext 7',
    '4505550101x7',
    '450 555-0101 #7',
    '450 555-0101\\;7',
    '+14505550101\\,\\,7',
    '4505550101w7',
    '450 555-0101 (poste : 7)',
  ])('reads the extension of «%s»', (typed) => {
    expect(readText(card('FN:Léa', `TEL:${typed}`)).contacts[0]?.phones).toMatchObject([
      { number: '+14505550101', extension: '7' },
    ]);
  });

  it('keeps as typed what is not a number of the region', () => {
    const numbers = ['555-0101', '02 40 12 34 56', '450 555-0101 / 450 555-0102', '1 800 FLEURS', '#31#0612345678'];
    const [contact] = readText(card('FN:Léa', ...numbers.map((number) => `TEL:${number}`))).contacts;
    expect(contact?.phones.map(({ number }) => number)).toEqual(numbers);
    expect(readText(card('FN:Léa', 'TEL:310-2355')).contacts[0]?.phones).toMatchObject([{ number: '310-2355' }]);
  });

  it('makes a group the tag of its members, and nobody of an empty card', () => {
    const group = [
      'BEGIN:VCARD',
      'VERSION:4.0',
      'KIND:group',
      'FN:Clients',
      'MEMBER:urn:uuid:A1',
      'END:VCARD',
      '',
    ].join('\r\n');
    const { contacts, problems } = readText(group + card('UID:a1', 'FN:Léa Morin') + card('N:;;;;', 'FN:'));
    expect(contacts).toMatchObject([{ name: { full: 'Léa Morin' }, tags: ['Clients'] }]);
    expect(problems).toMatchObject([{ code: 'import.nobody' }]);
  });

  it('reads the signature of a message', () => {
    const [contact] = readText(
      'Cordialement,\n--\nLéa Morin, notaire\nÉtude Morin inc.\nTél. : 450 555-0101 poste 7 | Cell. : 450 555-0102\nTéléc. : 450 555-0103\nlea@exemple.ca | www.exemple.ca\n',
    ).contacts;
    expect(contact).toMatchObject({
      name: { given: 'Léa', family: 'Morin' },
      organisation: 'Étude Morin inc.',
      phones: [
        phone('+14505550101', 'work', { extension: '7' }),
        phone('+14505550102', 'mobile'),
        phone('+14505550103', 'work fax'),
      ],
      emails: [{ address: 'lea@exemple.ca' }],
      urls: [{ url: 'www.exemple.ca' }],
    });
  });
});

describe('other samples of the same kinds', () => {
  const phonesIn = (text: string) =>
    readText(text).contacts.map(({ phones }) => phones.map(({ number, extension, kind }) => [number, extension, kind]));

  it('gives a column of extensions to the office number, wherever it stands', () => {
    const table = 'Prénom;Nom;Tél. bureau;Cell.;Poste\nZoé;Roy;418 555-0122;418 555-0133;p. 45\n';
    expect(phonesIn(table)).toEqual([
      [
        ['+14185550122', '45', 'work'],
        ['+14185550133', '', 'mobile'],
      ],
    ]);
    expect(phonesIn('Nom,Prénom,Poste,Téléphone\nRoy,Zoé,45,418 555-0122\n')).toEqual([
      [['+14185550122', '45', 'other']],
    ]);
    expect(readText('Nom,Prénom,Poste,Téléphone\nRoy,Zoé,45,\n').contacts[0]?.others).toEqual([
      { name: 'Poste', value: '45' },
    ]);
  });

  it('tells a fax from the words beside its number, and not from a town', () => {
    expect(phonesIn('Nom;Tél\nZoé Roy;"Tél: 418 555-0122 / Fax: 418 555-0133"\n')[0]?.[1]).toEqual([
      '+14185550133',
      '',
      'work fax',
    ]);
    expect(phonesIn(card('FN:Zoé', 'TEL;TYPE=WORK:418 555-0133 (télécopieur)'))).toEqual([
      [['+14185550133', '', 'work fax']],
    ]);
    expect(phonesIn(card('FN:Zoé', 'item1.TEL:418 555-0133', 'item1.X-ABLabel:Bureau de Halifax'))[0]?.[0]?.[2]).toBe(
      'work',
    );
    expect(phonesIn(card('FN:Zoé', 'item1.TEL:418 555-0133', 'item1.X-ABLabel:Pagette'))[0]?.[0]?.[2]).toBe('pager');
  });

  it('keeps two addresses apart, and a second line with its first', () => {
    const of = (text: string) =>
      readText(text).contacts[0]?.addresses.map(
        ({ streetAddress, extendedAddress, locality }: Record<string, string>) => [
          streetAddress,
          extendedAddress,
          locality,
        ],
      );
    expect(
      of('Nom,Mailing Street,Mailing City,Other Street,Other City\nZoé Roy,900 boul. Y,Québec,12 rue X,Lévis\n'),
    ).toEqual([
      ['900 boul. Y', '', 'Québec'],
      ['12 rue X', '', 'Lévis'],
    ]);
    expect(of('Nom,Address 1,City 1,Address 2,City 2\nZoé Roy,1 rue A,Laval,2 rue B,Lac\n')).toEqual([
      ['1 rue A', '', 'Laval'],
      ['2 rue B', '', 'Lac'],
    ]);
    expect(of('Nom,Adresse ligne 1,Adresse ligne 2,Ville\nZoé Roy,1 rue A,app. 3,Laval\n')).toEqual([
      ['1 rue A', 'app. 3', 'Laval'],
    ]);
  });

  it('loses no cell: a consent, a second company, another full name', () => {
    const [contact] = readText(
      'First Name,Last Name,Full Name,Company,Company Name,Email opt-in\nZoé,Roy,Dre Zoé Roy-Pelchat,Clinique,Quai inc.,oui\n',
    ).contacts;
    expect(contact).toMatchObject({ organisation: 'Clinique', name: { given: 'Zoé', full: 'Dre Zoé Roy-Pelchat' } });
    expect(contact?.others).toEqual(
      expect.arrayContaining([
        { name: 'Email opt-in', value: 'oui' },
        { name: 'Company Name', value: 'Quai inc.' },
      ]),
    );
  });

  it('reads several people of one text', () => {
    expect(readText('zoe@exemple.ca\nodile@exemple.ca\n').contacts).toHaveLength(2);
    expect(
      readText('Zoé Roy 418 555-0122\nOdile Bourdages 418 555-0133\n').contacts.map(({ name }) => name.full),
    ).toEqual(['Zoé Roy', 'Odile Bourdages']);
    expect(
      readText('[{"firstName":"Zoé","email":"z@exemple.ca"},{"firstName":"Luc","email":"l@exemple.ca"}]').contacts,
    ).toHaveLength(2);
    expect(readText('Zoé Roy | Vétérinaire\nClinique du Quai | 418 555-0122\n').contacts).toMatchObject([
      { name: { full: 'Zoé Roy' }, organisation: 'Clinique du Quai' },
    ]);
  });

  it('tells DOS, Mac and Windows apart, and changes no symbol of Windows', () => {
    const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'latin1'));
    const towns = (accents: readonly string[]) =>
      bytes(`Nom;Ville\nFran${accents[0]}ois;L${accents[1]}vis\nH${accents[1]}l${accents[2]}ne;X\n`);
    for (const accents of [
      ['\x87', '\x82', '\x8a'],
      ['\x8d', '\x8e', '\x8f'],
      ['\xe7', '\xe9', '\xe8'],
    ])
      expect(read(towns(accents)).contacts.map(({ name }) => name.full)).toEqual(['François', 'Hélène']);
    expect(read(bytes('Nom;Ville\nAcme\x99;Paris\x96Lyon\nAndr\xe9;X')).contacts.map(({ name }) => name.full)).toEqual([
      'Acme™',
      'André',
    ]);
  });

  it('keeps an extension on its own line through an export, and out of every number', () => {
    const source = card(
      'FN:Zoé',
      'TEL;TYPE=MAIN:+14185550122',
      'TEL;TYPE=WORK:+14185550122\\,45',
      'TEL:02 40 12 34 56\\,7',
    );
    const { found } = contactsOf(bytesOf(source), 'fr-CA');
    for (const format of ['vcf3', 'vcf4'] as const)
      expect(phonesIn(exported(found, format, 'fr-CA'))).toEqual([
        [
          ['+14185550122', '', 'main'],
          ['+14185550122', '45', 'work'],
          ['02 40 12 34 56', '7', 'other'],
        ],
      ]);
    expect(exported(found, 'vcf3', 'fr-CA')).not.toMatch(/^TEL.*:.*(?:45|,7)\r$/m);
  });

  it('says that a labelled fax is one, in every table', () => {
    const source = card('FN:Zoé', 'item1.TEL;TYPE=WORK,FAX:418 555-0111', 'item1.X-ABLabel:Ligne 2');
    const { found } = contactsOf(bytesOf(source), 'fr-CA');
    for (const format of ['google', 'full', 'outlook'] as const)
      expect(phonesIn(exported(found, format, 'fr-CA'))[0]?.[0]?.[2], format).toBe('work fax');
  });

  it('does not turn a company and its town into a person', () => {
    expect(readText(card('FN:Garage Côté\\, Lévis')).contacts).toMatchObject([
      { name: { family: '', full: 'Garage Côté, Lévis' } },
    ]);
  });
});

describe.skipIf(!hasCases)('the shared cases', () => {
  const contactsIn = (path: string) => read(shared(path)).contacts;
  const fullNames = (path: string) => contactsIn(path).map(({ name }) => name.full);
  const ODILE = { given: 'Odile', family: 'Bourdages' };

  it('01: a table is a table, whatever is in its notes', () => {
    expect(fullNames('01-table-taken-for-one-address/input.csv')).toEqual(['Odile Bourdages', 'Zoé Roy']);
    expect(fullNames('01-table-taken-for-one-address/input-phone.csv')).toEqual(['Odile Bourdages', 'Zoé Roy']);
    expect(contactsIn('01-table-taken-for-one-address/input-one-column.csv')).toHaveLength(2);
    expect(contactsIn('01-table-taken-for-one-address/paste-signature.txt')).toMatchObject([
      {
        name: { given: 'Zoé', family: 'Roy' },
        organisation: 'Clinique du Quai',
        title: 'Vétérinaire',
        phones: [{ number: '+14185550122', extension: '45' }],
        emails: [{ address: 'zoe@exemple.ca' }],
      },
    ]);
  });

  it.each(['input.csv', 'input-comma.csv', 'input-unquoted.csv'])(
    '02: the separator is that of the titles (%s)',
    (file) => {
      expect(contactsIn(`02-separator-by-longest-line/${file}`)).toMatchObject([
        { name: ODILE, emails: [{ address: 'odile@exemple.ca' }] },
      ]);
    },
  );

  it('03 and 04: the titles of other programs, and of everyday, are known', () => {
    expect(contactsIn('03-thunderbird-table/input.csv')).toMatchObject([
      {
        emails: [{ address: 'odile@exemple.ca' }],
        phones: [phone('+14185550122', 'work'), phone('+14185550133', 'mobile')],
        addresses: [{ streetAddress: '900 boul. Y', locality: 'Québec', postalCode: 'G1R 2B5' }],
        others: [],
      },
    ]);
    const of = (file: string) => contactsIn(`04-column-titles-of-everyday/${file}`)[0];
    expect(of('input-fr.csv')).toMatchObject({
      name: ODILE,
      phones: [{ number: '+14185550122' }, phone('+14185550133', 'mobile')],
      addresses: [{ postalCode: 'G1R 2B5', locality: 'Québec' }],
    });
    expect(of('input-fr-two.csv')).toMatchObject({ name: ODILE, phones: [phone('+14185550122', 'mobile')] });
    expect(of('input-hubspot.csv')).toMatchObject({
      organisation: 'Clinique',
      phones: [{ number: '+14185550122' }, phone('+14185550133', 'mobile')],
      addresses: [{ streetAddress: '900 boul. Y', locality: 'Québec', region: 'QC', countryName: 'Canada' }],
      others: [],
    });
    expect(of('input-numbered.csv')).toMatchObject({
      phones: [{}, { number: '+14185550133' }],
      emails: [{}, { address: 'b@exemple.ca' }],
    });
    expect(of('input-yahoo.csv')).toMatchObject({
      name: ODILE,
      phones: [phone('+14185550122', 'work'), phone('+14185550133', 'mobile')],
    });
    expect(of('input-poste.csv')).toMatchObject({ title: 'Vétérinaire', phones: [{ extension: '45' }] });
    expect(of('input-google-old.csv')).toMatchObject({ emails: [{ kind: 'home' }] });
  });

  it('05: a fax and a pager are what they are', () => {
    const folder = '05-fax-and-pager-are-telephones';
    expect(contactsIn(`${folder}/input.vcf`)[0]?.phones.map(({ kind }) => kind)).toEqual(['work fax', 'work', 'pager']);
    expect(contactsIn(`${folder}/input-label.vcf`)[0]?.phones.map(({ kind }) => kind)).toEqual(['work fax']);
    expect(contactsIn(`${folder}/input-google.csv`)[0]?.phones.map(({ kind }) => kind)).toEqual(['work fax', 'work']);
  });

  it('06: no extension is lost', () => {
    const folder = '06-extension-lost';
    expect(contactsIn(`${folder}/input.vcf`)[0]?.phones).toEqual(
      Array(5).fill(phone('+14185550122', 'work', { extension: '45' })),
    );
    expect(contactsIn(`${folder}/input.csv`).map(({ phones }) => [phones[0]?.number, phones[0]?.extension])).toEqual([
      ['+14185550122', '45'],
      ['+14185550133', '45'],
      ['#31#0612345678', ''],
    ]);
    expect(contactsIn(`${folder}/qr-text.txt`)[0]?.phones).toMatchObject([{ number: '+14185550122', extension: '45' }]);
  });

  it('07 and 08: seven digits stay as typed, and labels beside their number', () => {
    expect(contactsIn('07-seven-digits-in-canada/input.vcf')[0]?.phones).toMatchObject([{ number: '555-0122' }]);
    const phones = (file: string) =>
      contactsIn(`08-labels-lost/${file}`)[0]?.phones.map(({ kind, label }) => [kind, label]);
    expect(phones('input.vcf')).toEqual([
      ['other', 'Réception'],
      ['other', 'Urgences'],
    ]);
    expect(phones('input-samsung.vcf')).toEqual([['other', 'Urgences']]);
    expect(phones('input-whatsapp.vcf')).toEqual([['mobile', 'Mobile']]);
    expect(phones('input-2.1-equals.vcf')).toEqual([['mobile', '']]);
    const { found } = contactsOf(shared('08-labels-lost/input.vcf'), 'fr-CA');
    expect(exported(found, 'vcf3', 'fr-CA')).toContain(
      'item1.TEL:418 555-0122\r\nitem1.X-ABLabel:Réception\r\nitem2.TEL',
    );
  });

  it('12 and 13: several values in a cell, and the family name first', () => {
    const { contacts, problems } = read(shared('12-several-values-in-a-cell/input.csv'));
    expect(contacts.map(({ emails }) => emails.map(({ address }) => address))).toEqual([
      ['odile@exemple.ca', 'odile.b@exemple.org'],
      ['zoe@exemple.ca'],
      ['luc@exemple.ca'],
    ]);
    expect(contacts[0]?.phones.map(({ number }) => number)).toEqual(['+14185550122', '+14185550133']);
    expect(problems.map(({ text }) => text)).toEqual(['4.18556E+09']);
    for (const file of ['input.csv', 'input.vcf'])
      expect(contactsIn(`13-family-name-first/${file}`)).toMatchObject([{ name: ODILE }]);
  });

  it('14: the accents of a Mac and of DOS', () => {
    for (const file of ['input-mac.csv', 'input-dos.csv', 'input-mac.vcf'])
      expect(fullNames(`14-tables-from-a-mac-or-dos/${file}`), file).toEqual(['Zoé Côté']);
    expect(read(shared('14-tables-from-a-mac-or-dos/input-dos.csv')).problems).toMatchObject([
      { code: 'csv.encoding_guessed' },
    ]);
  });

  it('15 to 17: groups, a blank line in a note, an indented card', () => {
    expect(contactsIn('15-groups-and-empty-cards/input.vcf')).toMatchObject([
      { name: { full: 'Odile Bourdages' }, tags: ['Clients', 'Fournisseurs'] },
    ]);
    expect(contactsIn('16-note-cut-at-a-blank-line/input.vcf')).toMatchObject([{ note: 'Pre\nDeux' }]);
    expect(contactsIn('17-indented-card/input.vcf')).toMatchObject([
      { name: { given: 'Zoé', family: 'Roy' }, phones: [{ number: '+14185550122' }] },
    ]);
  });

  it('18: the small ones', () => {
    const of = (file: string) => contactsIn(`18-small-ones/${file}`)[0];
    expect(of('percent.vcf')?.phones).toMatchObject([{ number: '+14185550122' }]);
    expect(of('quoted.vcf')?.title).toBe('Référente');
    expect(of('slash-name.vcf')?.others).toMatchObject([{ value: 'zoeroy' }]);
    expect(of('newline-name.vcf')).toMatchObject({ name: { family: 'Anne Roy' }, organisation: 'Clinique Du Quai' });
    expect(of('zero-width.vcf')?.emails).toMatchObject([{ address: 'zoe@exemple.ca' }]);
    expect(of('social.vcf')?.urls).toMatchObject([{ url: 'https://www.linkedin.com/in/zoe' }]);
  });

  it('19: the reader', () => {
    const of = (file: string) => contactsIn(`19-vcard-reader-writer/${file}`);
    expect(of('apple-group.vcf')).toEqual([]);
    expect(of('ics-as-contact.vcf')).toEqual([]);
    expect(of('vlist-phantom-contact.vcf').map(({ name }) => name.full)).toEqual(['Test']);
    expect(of('charset-named-once.vcf')[0]?.name).toMatchObject({ family: 'Παπα', full: 'Βαγγέλης' });
    expect(of('header-mojibake-beside-latin1.vcf')[0]?.phones[0]?.label).toBe('télé');
    expect(of('wrong-charset-beside-latin1.vcf').map(({ name }) => name.family)).toEqual(['Côté', 'René']);
    expect(of('wrong-charset-utf8.vcf')[0]?.name.family).toBe('Côté');
    expect(of('photo-data-base64.vcf')[0]?.photo).toEqual({ bytes: 123 });
    expect(of('fax-becomes-voice.vcf')[0]).toMatchObject({
      phones: [{ kind: 'work fax' }, { kind: 'work' }],
      addresses: [{ kind: 'home' }],
    });
    expect(of('ext.vcf')[0]?.phones.map(({ number }) => number)).toEqual([
      ...Array(10).fill('+15142859286'),
      '1 800 FLOWERS',
      '514 285-9286 ou 514 285-9287',
      '*55',
    ]);
    expect(
      of('ext.vcf')[0]
        ?.phones.slice(0, 10)
        .every(({ extension }) => extension.startsWith('123')),
    ).toBe(true);
  });

  it('19: thousands of CATEGORIES are cut to the limit, and written back whole', () => {
    const { found } = contactsOf(shared('19-vcard-reader-writer/categories-quadratic.vcf'), 'fr-CA');
    expect(found[0]?.contact.tags).toHaveLength(32);
    expect(exported(found, 'vcf3', 'fr-CA').length).toBeGreaterThan(500_000);
  });
});
