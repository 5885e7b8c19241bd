import { describe, expect, it } from 'vitest';
import { contactFromRow } from '@/lib/book/csv-read';
import { isTable, parseCsv } from '@/lib/book/csv-table';
import { decodeTable } from '@/lib/book/table-text';
import { fullNameOf } from '@/lib/card/card';
import type { ContactPatch } from '@/lib/card/contact';
import { phoneReader } from '@/lib/i18n/phone';

const reading = { newId: () => 'i', readPhone: phoneReader('fr-CA') };
const rowsOf = (text: string) => {
  const table = parseCsv(text);
  return table.rows.map((row) => contactFromRow(table, row, reading));
};
const contactsOf = (text: string) => rowsOf(text).flatMap((row) => (row === null ? [] : [row.content]));
const onlyOf = (text: string): ContactPatch => contactsOf(text)[0] ?? {};
const phonesOf = ({ phones = [] }: ContactPatch) =>
  phones.map(({ number, extension, kind, label = '' }) => [number, extension, kind, label].join('|'));
const namesOf = ({ givenNames = '', familyNames = '' }: ContactPatch) => `${givenNames}|${familyNames}`;
const othersOf = ({ alternates = [] }: ContactPatch) => alternates.map(({ property, value }) => `${property}=${value}`);

describe('a cell of a number', () => {
  it.each([
    ['C: 418 555-0122', ['+14185550122||cell|']],
    ['418 555-0122 (F)', ['+14185550122||workFax|']],
    ['rés. 418 555-0122', ['+14185550122||home|']],
    ['418 555-0122 trav.', ['+14185550122||work|']],
    ['B 418 555-0122', ['+14185550122||work|']],
    ['Tél./Fax 418 555-0122', ['+14185550122||other|Tél. Fax']],
    ['418 555-0122 après 17h', ['+14185550122||other|après 17h']],
    ['418 555-0122poste45', ['+14185550122|45|other|']],
    ['418 555-0122 poste 45 ou 46', ['+14185550122||other|poste 45 ou 46']],
    ['418 555-0122 - 418 555-0133', ['+14185550122||other|', '+14185550133||other|']],
    ['418 555-0122 418 555-0133', ['+14185550122||other|', '+14185550133||other|']],
    ['418 555-0122 (bur) 418 555-0133 (cell)', ['+14185550122||work|', '+14185550133||cell|']],
    ['bur 418 555-0122 p. 4, cell 418 555-0133', ['+14185550122|4|work|', '+14185550133||cell|']],
    ['418 555-0122 (son mari: 418 555-0133)', ['+14185550122||other|', '+14185550133||other|son mari']],
    ['418 555-0122 ou 555-0133', ['+14185550122||other|', '555-0133||other|']],
    ['02 40 12 34 56 / 06 12 34 56 78', ['02 40 12 34 56||other|', '06 12 34 56 78||other|']],
    ['418 · 555 · 0122', ['+14185550122||other|']],
    ['４１８ ５５５ ０１２２', ['+14185550122||other|']],
  ])('«%s»', (cell, expected) => {
    expect(phonesOf(onlyOf(`Nom\tTéléphone\nZoé Roy\t${cell}`))).toEqual(expected);
  });

  it('of two numbers that cannot be told apart is kept as typed, and reported', () => {
    const [row] = rowsOf('Nom;Téléphone\nZoé Roy;418 555-0101/0102');
    expect(row?.content.phones?.[0]?.number).toBe('418 555-0101/0102');
    expect(row?.doubts).toEqual([{ code: 'csv.unclear_number', text: '418 555-0101/0102' }]);
  });

  it('that says there is none is no number; other words are kept as text', () => {
    const contact = onlyOf('Nom;Téléphone;Courriel;Cell;Entreprise\nZoé Roy;n/a;aucun;à venir;-');
    expect(contact).toMatchObject({ phones: [], emails: [], organisation: '' });
    expect(othersOf(contact)).toEqual(['Cell=à venir']);
  });

  it('in the column of addresses is a number, and the reverse', () => {
    const contact = onlyOf('Nom;Courriel;Téléphone\nZoé Roy;418 555-0122;zoe@exemple.ca');
    expect(phonesOf(contact)).toEqual(['+14185550122||other|']);
    expect(contact.emails).toMatchObject([{ address: 'zoe@exemple.ca' }]);
  });
});

describe('a column of a part of a number', () => {
  it('the area code and the country code go before the number', () => {
    expect(phonesOf(onlyOf('Nom;Ind. rég.;Téléphone;Poste\nZoé Roy;418;555-0122;45'))).toEqual([
      '+14185550122|45|other|',
    ]);
    expect(phonesOf(onlyOf('Nom;Indicatif pays;Téléphone\nZoé Roy;+33;612345678'))).toEqual(['+33612345678||other|']);
  });

  it('an extension belongs to the number of its title, its place or its side', () => {
    expect(phonesOf(onlyOf('Nom;Ext. bureau;Tél. cell.;Tél. bureau\nZoé;12;418 555-0133;418 555-0122'))).toEqual([
      '+14185550133||cell|',
      '+14185550122|12|work|',
    ]);
    expect(phonesOf(onlyOf('Nom;Téléphone 1;Téléphone 2;Poste 2\nZoé;418 555-0122;418 555-0133;12'))).toEqual([
      '+14185550122||other|',
      '+14185550133|12|other|',
    ]);
    expect(phonesOf(onlyOf('Nom;Téléphone (poste);Ville\nZoé;418 555-0122 (45);Alma'))).toEqual([
      '+14185550122|45|other|',
    ]);
  });

  it('an extension without an office number, or of two numbers, is kept as text', () => {
    const mobile = onlyOf('Nom;Poste;Tél. bureau;Cellulaire\nLuc;46;;418 555-0133');
    expect(phonesOf(mobile)).toEqual(['+14185550133||cell|']);
    expect(othersOf(mobile)).toEqual(['Poste=46']);
    const several = onlyOf('Nom;Téléphone;No de poste\nLuc;418 555-0122;1-45');
    expect(phonesOf(several)).toEqual(['+14185550122||other|']);
    expect(othersOf(several)).toEqual(['No de poste=1-45']);
  });

  it('a column of kinds tells the kinds', () => {
    const text = 'Nom;Téléphone 1;Type 1;Téléphone 2;Type 2\nZoé;418 555-0122;Bureau;418 555-0144;Télécopieur';
    expect(phonesOf(onlyOf(text))).toEqual(['+14185550122||work|', '+14185550144||workFax|']);
  });
});

describe('a cell of an address', () => {
  it.each([
    ['zoe@exemple.ca (perso)', [{ address: 'zoe@exemple.ca', kind: 'home' }]],
    ['mailto:zoe@exemple.ca?subject=Allo', [{ address: 'zoe@exemple.ca', kind: 'other' }]],
    ['[zoe@exemple.ca](mailto:zoe@exemple.ca)', [{ address: 'zoe@exemple.ca', kind: 'other' }]],
    ["'zoe@exemple.ca'", [{ address: 'zoe@exemple.ca', kind: 'other' }]],
    ['=HYPERLINK("mailto:zoe@exemple.ca","zoe@exemple.ca")', [{ address: 'zoe@exemple.ca', kind: 'other' }]],
    [
      'Bureau : a@exemple.ca, maison : b@exemple.ca',
      [
        { address: 'a@exemple.ca', kind: 'work' },
        { address: 'b@exemple.ca', kind: 'home' },
      ],
    ],
    ['zoe@exemple.ca (facturation)', [{ address: 'zoe@exemple.ca', kind: 'other', label: 'facturation' }]],
  ])('«%s»', (cell, expected) => {
    expect(onlyOf(`Nom\tCourriel\nZoé Roy\t${cell}`).emails).toEqual(expected.map((email) => ({ id: 'i', ...email })));
  });

  it('names the person when no column does, and else is kept', () => {
    expect(namesOf(onlyOf('Courriel\n"Cyr, Luc" <luc@exemple.ca>'))).toBe('Luc|Cyr');
    expect(othersOf(onlyOf('Nom;Courriel\nZoé;Lise Roy <lise@exemple.ca>'))).toEqual(['Courriel=Lise Roy']);
  });
});

describe('the cell of a name', () => {
  it.each([
    ['ROY Zoé', 'Zoé|ROY'],
    ['DE LA TOUR Jean', 'Jean|DE LA TOUR'],
    ['Roy, Zoé', 'Zoé|Roy'],
    ['Zoé Roy <zoe@exemple.ca>', 'Zoé|Roy'],
    ['Zoé Roy (418 555-0122 p. 3)', 'Zoé|Roy'],
  ])('«%s» is %s', (cell, name) => {
    expect(namesOf(onlyOf(`Nom\tVille\n${cell}\tAlma`))).toBe(name);
  });

  it('keeps a title of civility, and brackets in the name as it is written', () => {
    expect(onlyOf('Nom\tTél\nMme Zoé Roy\t418 555-0122')).toMatchObject({
      honorificPrefixes: 'Mme',
      givenNames: 'Zoé',
    });
    expect(
      fullNameOf({
        honorificPrefixes: '',
        honorificSuffixes: '',
        ...onlyOf('Nom\tTél\nJean Roy (concierge)\t4'),
      } as never),
    ).toBe('Jean Roy (concierge)');
  });

  it('holds an address or a number of the person', () => {
    expect(onlyOf('Nom\tTél\nZoé Roy <zoe@exemple.ca>\t').emails).toMatchObject([{ address: 'zoe@exemple.ca' }]);
    expect(phonesOf(onlyOf('Nom\tVille\nLuc (418 555-0122 p. 3)\tAlma'))).toEqual(['+14185550122|3|other|']);
  });

  it('of a company is the organisation, and its contact the person', () => {
    expect(onlyOf('Nom\tTél\nAcier inc.\t418 555-0122')).toMatchObject({ organisation: 'Acier inc.', familyNames: '' });
    const both = onlyOf('Client;Contact;Tél\nAcier inc;Zoé Roy;418 555-0122');
    expect(both).toMatchObject({ organisation: 'Acier inc', givenNames: 'Zoé', familyNames: 'Roy' });
  });

  it('never replaces the name by another person or an answer', () => {
    const contact = onlyOf('Prénom,Nom,Courriel,Invité,Participant\nZoé,Roy,z@exemple.ca,Luc Cyr,Oui');
    expect(contact).toMatchObject({ givenNames: 'Zoé', familyNames: 'Roy' });
    expect(contact.formattedName).toBeUndefined();
    expect(othersOf(contact)).toEqual(['Invité=Luc Cyr', 'Participant=Oui']);
    expect(othersOf(onlyOf('Nom complet,Nom affiché\nZoé Roy,La reine'))).toEqual(['Nom affiché=La reine']);
  });

  it('separates the letters of an order from the family name', () => {
    expect(onlyOf('Prénom;Nom;Courriel\nÉtienne;Bolduc, CPA;e@exemple.ca')).toMatchObject({
      familyNames: 'Bolduc',
      honorificSuffixes: 'CPA',
    });
    expect(onlyOf('Prénom;Nom;Courriel\nÉtienne;Bolduc, inc.;e@exemple.ca').familyNames).toBe('Bolduc, inc.');
  });
});

describe('a column of an unknown or empty title', () => {
  it('is the name, a number or an address by its cells, else text', () => {
    const contact = onlyOf(',,Courriel,\nZoé Roy,418 555-0122,zoe@exemple.ca,membre depuis 2010');
    expect(namesOf(contact)).toBe('Zoé|Roy');
    expect(phonesOf(contact)).toEqual(['+14185550122||other|']);
    expect(othersOf(contact)).toEqual(['=membre depuis 2010']);
  });

  it('signs are titles', () => {
    const contact = onlyOf('Nom,☎,✉,🏠\nZoé Roy,418 555-0122,zoe@exemple.ca,1 rue A');
    expect(contact).toMatchObject({ phones: [{}], emails: [{}], address: { streetAddress: '1 rue A' } });
  });

  it('a form asks questions', () => {
    const text =
      'Horodateur,Quel est votre nom complet ?,Courriel (pour l’envoi),Numéro de téléphone (facultatif),Nom de votre organisme\n' +
      '2024-01-01,Zoé Roy,zoe@exemple.ca,418 555-0122,Roy et fils';
    expect(onlyOf(text)).toMatchObject({
      givenNames: 'Zoé',
      familyNames: 'Roy',
      organisation: 'Roy et fils',
      phones: [{ number: '+14185550122' }],
      emails: [{ address: 'zoe@exemple.ca' }],
    });
  });

  it('a column of ways to reach holds numbers, addresses and words', () => {
    const contact = onlyOf('Nom,Coordonnées\nZoé Roy,"418 555-0122\nzoe@exemple.ca\nle matin"\nLuc,418 555-0133');
    expect(phonesOf(contact)).toEqual(['+14185550122||other|']);
    expect(contact.emails).toMatchObject([{ address: 'zoe@exemple.ca' }]);
    expect(othersOf(contact)).toEqual(['Coordonnées=le matin']);
  });
});

describe('addresses', () => {
  it('parts without a place belong to the street before them', () => {
    const text =
      'Prénom,Nom,Adresse privée,Ville,Pays/État,Code postal,Pays (domicile),Adresse professionnelle,Ville,Pays/État,Code postal\n' +
      'Lou,Ratté,7 rue H,Alma,QC,G8B 1A1,Canada,8 rue W,Lévis,QC,G6V 1A1';
    expect(onlyOf(text)).toMatchObject({
      address: { kind: 'home', streetAddress: '7 rue H', locality: 'Alma', region: 'QC', countryName: 'Canada' },
      otherAddresses: [{ kind: 'work', streetAddress: '8 rue W', locality: 'Lévis', postalCode: 'G6V 1A1' }],
    });
  });

  it('a post-office box is a part of the address of its place', () => {
    const text = 'Nom,Rue (bureau),Ville (bureau),Boîte postale (bureau)\nRoy,1 rue A,Alma,CP 12';
    expect(onlyOf(text)).toMatchObject({
      address: { kind: 'work', streetAddress: '1 rue A', extendedAddress: 'CP 12' },
    });
    expect(onlyOf(text).otherAddresses).toBeUndefined();
  });
});

describe('the shape of a table', () => {
  it('the row with the most known titles is that of the titles', () => {
    const text =
      'Contact:;Lise Roy;Tél.:;418 555-0199\n;;;\nNom;Prénom;Téléphone;Courriel\nCyr;Luc;418 555-0101;l@exemple.ca';
    expect(contactsOf(text).map(namesOf)).toEqual(['Luc|Cyr']);
  });

  it('titles that are repeated, in another order, say where the cells belong', () => {
    const text =
      'Nom,Tél,Courriel\nZoé Roy,418 555-0101,z@exemple.ca\nCourriel,Nom,Tél,Ville\nl@exemple.ca,Luc Cyr,418 555-0102,Alma';
    const [, luc = {}] = contactsOf(text);
    expect(contactsOf(text)).toHaveLength(2);
    expect(luc).toMatchObject({
      givenNames: 'Luc',
      emails: [{ address: 'l@exemple.ca' }],
      address: { locality: 'Alma' },
    });
  });

  it('a second row of titles says which place they are of', () => {
    const contact = onlyOf(
      ',Travail,,Domicile,\nNom,Tél.,Courriel,Tél.,Courriel\nZoé,418 555-0101,w@exemple.ca,418 555-0102,h@exemple.ca',
    );
    expect(phonesOf(contact)).toEqual(['+14185550101||work|', '+14185550102||home|']);
    expect(contact.emails?.map(({ kind }) => kind)).toEqual(['work', 'home']);
  });

  it('titles may be the first cells of the rows', () => {
    const text = 'Nom;Zoé Roy\nTéléphone;418 555-0122\nCourriel;zoe@exemple.ca';
    expect(contactsOf(text)).toMatchObject([{ givenNames: 'Zoé', familyNames: 'Roy', phones: [{}], emails: [{}] }]);
  });

  it('a total and the last lines of a list are nobody', () => {
    const text = 'Nom;Prénom;Courriel;Montant\nRoy;Zoé;z@exemple.ca;25,00\nTOTAL;;;25,00\nMis à jour le 3 mars 2024;;;';
    expect(rowsOf(text).map((row) => row !== null)).toEqual([true, false, false]);
  });

  it.each([
    ['two columns, one of them known', 'Nom,Repas\nZoé Roy,végé\nLuc Cyr,régulier'],
    ['no titles', 'Zoé Roy,418 555-0101,zoe@exemple.ca\nLuc Côté,418 555-0102,luc@exemple.ca'],
    ['rows in quotes', '"Nom,Téléphone"\n"Zoé Roy,418 555-0101"\n"Luc Côté,418 555-0102"'],
    ['single quotes', "'Nom','Tél'\n'Roy, Zoé','418 555-0101'\n'L’Été, Luc','418 555-0102'"],
    ['typographic quotes', '“Nom”,“Tél”\n“Roy, Zoé”,“418 555-0101”\n“Cyr, Luc”,“418 555-0102”'],
    ['a space before the quotes', '"Nom", "Tél"\n"Roy, Zoé", "418 555-0101"\n"Cyr, Luc", "418 555-0102"'],
    ['Markdown', '| Nom | Tél |\n|---|---|\n| Zoé Roy | 418 555-0101 |\n| Luc Cyr | 418 555-0102 |'],
  ])('%s', (_shape, text) => {
    expect(isTable(text)).toBe(true);
    const contacts = contactsOf(text);
    expect(contacts.map(({ givenNames }) => givenNames)).toEqual(['Zoé', 'Luc']);
    for (const { familyNames } of contacts) expect(familyNames).toMatch(/^[\p{L}’]+$/u);
  });

  it('a quote that nothing closes is a character, and hides no row', () => {
    const text =
      'Nom,Entreprise,Téléphone\nLuc,"Chez Luc" inc.,418 555-0102\nAna,5\' 10" bois,418 555-0103\n' +
      'Jo,"Sans fin,418 555-0104\nMo,"Da, inc",418 555-0105';
    expect(contactsOf(text).map(({ organisation }) => organisation)).toEqual([
      '"Chez Luc" inc.',
      '5\' 10" bois',
      '"Sans fin',
      'Da, inc',
    ]);
    expect(parseCsv(text).problems.map(({ code }) => code)).toEqual(['csv.bad_quotes', 'csv.bad_quotes']);
  });

  it('a backslash escapes a quote', () => {
    const text = '"Nom","Note","Tél"\n"Zoé","dit \\"Zoz\\", gentille","418 555-0101"';
    expect(onlyOf(text)).toMatchObject({ note: 'dit "Zoz", gentille', phones: [{ number: '+14185550101' }] });
  });

  it('a line in another encoding leaves the others as they are', () => {
    const utf8 = new TextEncoder().encode('Prénom;Nom\nZoé;Côté\nAndr');
    const bytes = new Uint8Array([...utf8, 0xe9, 0x3b, 0x52, 0x6f, 0x79]);
    expect(decodeTable(bytes)).toEqual({ text: 'Prénom;Nom\nZoé;Côté\nAndré;Roy', guessed: 'windows-1252' });
  });
});

describe('what looks like something else', () => {
  it.each([
    ['Nom;Statut;Rencontre\nZoé Roy;Client;Bureau\nLuc Cyr;Membre;Téléphone', ['Zoé|Roy', 'Luc|Cyr']],
    ['Name,Preferred contact,Type\nZoe Roy,Email,Member\nLuc Cyr,Phone,Client', ['Zoe|Roy', 'Luc|Cyr']],
    ['Prénom;Nom;Adresse;Note\nZoé;Roy;12 rue A;Source : salon 2024\nAnne;Total;1 rue B;x', ['Zoé|Roy', 'Anne|Total']],
    ['Votre prénom;Votre nom;Courriel\nZoé;Roy;z@exemple.ca', ['Zoé|Roy']],
    ['Your first name,Your name,Email\nZoe,Roy,z@exemple.ca', ['Zoe|Roy']],
    ['Nom;Tél\nIGA Lévis;418 555-0122\nCPE Le Jardin;418 555-0123', ['IGA|Lévis', 'CPE|Le Jardin']],
    ['Nom;Tél\nTremblay, J.;1\nRoy, JP;2\ntremblay, jean;3', ['J.|Tremblay', 'JP|Roy', 'jean|tremblay']],
    ['Nom;Tél\nSá, Maria;1\nBank, Ann;2\nMaria Sá;3', ['Maria|Sá', 'Ann|Bank', 'Maria|Sá']],
    ['Nom et prénom;Tél\nMme Roy Zoé;1\nDe la Tour Jean;2', ['Zoé|Roy', 'Jean|De la Tour']],
    ['Nom;Tél\nMME ZOÉ ROY;1\nMr. & Mrs. Smith;2\nMme Tremblay;3', ['ZOÉ|ROY', '|Smith', '|Tremblay']],
    ['Client,Contact\nAcme Ltd,Zoe Roy\nBolt Design,Luc Cyr', ['Zoe|Roy', 'Luc|Cyr']],
  ])('%j', (text, names) => {
    expect(contactsOf(text).map(namesOf)).toEqual(names);
  });

  it.each([
    ['Nom;Tél;Jour;Ligne\nZoé;418 555-0122;2025-06-14;101', ['+14185550122||other|']],
    ['Nom;Local;Poste;Tél\nZoé;2120;4512;418 555-0122', ['+14185550122|4512|other|']],
    [
      'Nom;Tél. bureau;Tél. domicile;Poste\nZoé;418 555-0122;418 555-0133;45',
      ['+14185550122|45|work|', '+14185550133||home|'],
    ],
    ['Name,Home,Business\nZoe,416-555-0122,416-555-0123', ['+14165550122||home|', '+14165550123||work|']],
    ['Nom;Téléphone;Type\nZoé;418 555-0122;Personnel', ['+14185550122||other|']],
    ['Nom;Tél. mère;Ville\nZoé;4185550122;Alma', ['+14185550122||other|Tél. mère']],
  ])('%j has the numbers %j', (text, expected) => {
    expect(phonesOf(onlyOf(text))).toEqual(expected);
  });

  it('columns of an answer, of a state and of other people stay text', () => {
    const text =
      'Prénom;Nom;Appel;État;Contact owner;Type\nZoé;Roy;Oui;Payé;rep@vente.example;Professionnel\nLuc;Cyr;Non;Payé;rep@vente.example;Personnel';
    const contact = onlyOf(text);
    expect(othersOf(contact)).toEqual([
      'Appel=Oui',
      'État=Payé',
      'Contact owner=rep@vente.example',
      'Type=Professionnel',
    ]);
    expect(contact.emails).toEqual([]);
  });

  it.each([
    'Zoé Roy\nAcier inc.\n418 555-0122\nzoe@acier.ca\nLinkedIn | Facebook',
    'Zoé Roy | Directrice\nAcier inc. | Québec\n418 555-0122 | zoe@acier.ca',
    'Zoé Roy\tDirectrice\n418 555-0122\tzoe@acier.ca',
    'Zoé Roy ; Directrice\nAcier inc. ; 418 555-0122',
  ])('a signature is no table: %j', (text) => expect(isTable(text)).toBe(false));
});

describe('long cells', () => {
  it('are kept whole beside the field that they do not fit in', () => {
    const title = `Directrice ${'des ventes '.repeat(40)}`.trim();
    const contact = onlyOf(`Nom;Fonction\nZoé Roy;${title}`);
    expect((contact.title ?? '').length).toBeLessThan(title.length);
    expect(othersOf(contact)).toEqual([`Fonction=${title}`]);
  });

  it('numbers beyond what a contact holds are kept as text', () => {
    const numbers = Array.from({ length: 40 }, (_, index) => `418 555-01${String(index).padStart(2, '0')}`);
    const contact = onlyOf(`Nom;Téléphone\nZoé Roy;${numbers.join(' / ')}`);
    expect(contact.phones).toHaveLength(32);
    expect(contact.alternates).toHaveLength(8);
  });
});
