import { describe, expect, it } from 'vitest';
import { serializeCalendar } from '@/lib/book/calendar';
import { contactMethodsOf, hrefFor } from '@/lib/book/contact-methods';
import { contactFromVcard, serializeContact } from '@/lib/book/contact-vcard';
import { contactFromRow } from '@/lib/book/csv-read';
import { parseCsv } from '@/lib/book/csv-table';
import { GUARDED, serializeCsv } from '@/lib/book/csv-write';
import { followUpDraft, followUpMessage, todoOf } from '@/lib/book/follow-up';
import { bestChannel, byChannel, byEvent } from '@/lib/book/insights';
import { rowOf } from '@/lib/book/row';
import { SearchIndex } from '@/lib/book/search';
import { EMPTY_ADDRESS } from '@/lib/card/card';
import { type Contact, type ContactId, type ContactPatch, newContact } from '@/lib/card/contact';
import { contactSchema } from '@/lib/card/contact-schema';
import { phoneReader } from '@/lib/i18n/phone';
import { parseVcards } from '@/lib/vcard/read';
import { cardOf } from '../support/cards';
import { readWithIcal } from '../support/vcard-readers';

let nextId = 0;
const reading = {
  newId: () => {
    nextId += 1;
    return `id-${nextId}`;
  },
  readPhone: phoneReader('fr-CA'),
};
const MEETING = { channel: 'file', atMs: 1_790_000_000_000, eventId: null, batch: '' } as const;
const person = (id: string, content: ContactPatch): Contact =>
  newContact(id as ContactId, 1_790_000_000_000, MEETING, content);
const phone = (number: string, kind: 'work' | 'cell' | 'home' = 'work') => ({
  id: number,
  kind,
  number,
  extension: '',
});
const email = (address: string) => ({ id: address, kind: 'work' as const, address });
const vcardOf = (lines: string) => {
  const [card] = parseVcards(
    new TextEncoder().encode(`BEGIN:VCARD\r\nVERSION:3.0\r\n${lines.replace(/\n/g, '\r\n')}\r\nEND:VCARD\r\n`),
  ).cards;
  if (card === undefined) throw new Error('no card');
  return card;
};

const rowsOf = (text: string) => {
  const table = parseCsv(text);
  return { ...table, contacts: table.rows.map((row) => contactFromRow(table, row, reading)?.content ?? null) };
};

describe('contact tables (CSV)', () => {
  it('reads a Google table, with labels and several values in one cell', () => {
    const { contacts } = rowsOf(
      'First Name,Middle Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Street,Address 1 - City,Address 1 - Postal Code,Website 1 - Value\n' +
        '"Élodie",Anne,Côté-Gagné,"Boulangerie ""L’Été""",Boulangère,* myContacts ::: Clients,* Home,elodie@exemple.ca ::: e2@exemple.ca,Mobile,514 285-9286,"125, rue Ontario",Montréal,H2X 1Y8,https://www.linkedin.com/in/elodie\n',
    );
    expect(contacts[0]).toMatchObject({
      givenNames: 'Élodie Anne',
      familyNames: 'Côté-Gagné',
      organisation: 'Boulangerie "L’Été"',
      title: 'Boulangère',
      tags: ['Clients'],
      emails: [{ kind: 'home', address: 'elodie@exemple.ca' }, { address: 'e2@exemple.ca' }],
      phones: [{ kind: 'cell', number: '+15142859286' }],
      address: { streetAddress: '125, rue Ontario', locality: 'Montréal', postalCode: 'H2X 1Y8' },
      website: '',
      profiles: [{ url: 'https://www.linkedin.com/in/elodie' }],
    });
  });

  it('reads a French Outlook table, with semicolons', () => {
    const { contacts } = rowsOf(
      'Titre;Prénom;Nom;Société;Service;Profession;Rue (bureau);Ville (bureau);Code postal (bureau);Téléphone (bureau);Tél. mobile;Adresse de messagerie;Catégories;Anniversaire\r\n' +
        'Me;Noémie;Roy;Roy et filles;Litige;Avocate;1, rue Une;Québec;G1R 2B5;418 555-0199;581 555-0100;n@roy.ca;VIP;1980-01-01\r\n',
    );
    expect(contacts[0]).toMatchObject({
      honorificPrefixes: 'Me',
      givenNames: 'Noémie',
      familyNames: 'Roy',
      unit: 'Litige',
      title: 'Avocate',
      phones: [{ kind: 'work' }, { kind: 'cell', number: '+15815550100' }],
      tags: ['VIP'],
      alternates: [{ property: 'Anniversaire', value: '1980-01-01' }],
    });
  });

  it('reads a LinkedIn table, which follows a notice', () => {
    const { contacts } = rowsOf(
      'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing, of course."\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\nLuc,Roy,https://www.linkedin.com/in/lucroy,,Roy inc.,Président,12 Nov 2026\n',
    );
    expect(contacts[0]).toMatchObject({
      givenNames: 'Luc',
      title: 'Président',
      profiles: [{ url: 'https://www.linkedin.com/in/lucroy' }],
      alternates: [{ property: 'Connected On', value: '12 Nov 2026' }],
    });
  });

  it('reads any other table, with the full name in one column', () => {
    const { contacts } = rowsOf('Nom\tTéléphone\tCourriel\nZoé Tremblay\t450-555-0123 poste 4\tzoe@exemple.ca\n\t\t\n');
    expect(contacts).toHaveLength(1);
    expect(contacts[0]).toMatchObject({
      givenNames: 'Zoé',
      familyNames: 'Tremblay',
      phones: [{ number: '+14505550123', extension: '4' }],
    });
  });

  it('reads nothing from a table without known columns, or from a row without a name', () => {
    expect(parseCsv('a,b\n1,2\n')).toMatchObject({ columns: ['a', 'b'], needsMapping: true });
    const table = parseCsv('Prénom,Ville\n,Québec\n');
    expect(contactFromRow(table, table.rows[0] ?? [], reading)).toBeNull();
  });

  it.each(['google', 'outlook'] as const)('%s: reads back what it writes', (format) => {
    const contact = person('a', {
      givenNames: 'Zoé',
      familyNames: 'L’Été; "fils", inc.',
      organisation: '=1+1',
      title: '@admin',
      note: '-2+3\nDeux lignes',
      phones: [phone('+15142859286'), phone('+14388889967', 'cell')],
      emails: [email('zoe@exemple.ca')],
      address: {
        ...EMPTY_ADDRESS,
        streetAddress: '1, rue Une',
        locality: 'Québec',
        region: 'QC',
        postalCode: 'G1R 2B5',
        countryName: 'Canada',
      },
      website: 'https://exemple.ca',
      tags: ['client'],
    });
    const text = serializeCsv([contact], format, (number) => number.replace(/^\+1(...)(...)(....)$/, '$1 $2-$3'));
    const { contacts } = rowsOf(text);
    const { familyNames, organisation, title, note, address, website, tags } = contact;
    expect(contacts[0]).toMatchObject({
      familyNames,
      organisation,
      title,
      note,
      address,
      website,
      tags,
      phones: [{ number: '+15142859286' }, { number: '+14388889967', kind: 'cell' }],
    });
    for (const row of parseCsv(text).rows) for (const cell of row) expect(GUARDED.test(cell)).toBe(false);
  });
});

describe('a contact as a contact file', () => {
  it('keeps the properties the book has no field for, and writes them back', () => {
    const { content } = contactFromVcard(
      vcardOf(
        'N:Roy;Zoé;;;\nFN:Zoé Roy\nBDAY:1980-01-01\nitem1.X-CUSTOM;TYPE=a:valeur\\, dite\nADR:;;1 rue A;Québec;;;\nADR:;;2 rue B;Lévis;;;\nCATEGORIES:Clients,myContacts\nUID:abc',
      ),
      reading,
    );
    const contact = person('a', content);
    expect(contactSchema.safeParse(contact).success).toBe(true);
    expect(contact.tags).toEqual(['Clients']);
    const written = serializeContact(contact, {}, '3.0');
    for (const line of [
      'BDAY:1980-01-01',
      'item1.X-CUSTOM;TYPE=a:valeur\\, dite',
      'ADR:;;2 rue B;Lévis;;;',
      'CATEGORIES:Clients,myContacts',
      'UID:abc',
      'X-POIGNEE-ID:a',
    ])
      expect(written).toContain(`\r\n${line}\r\n`);
    const again = contactFromVcard(
      parseVcards(new TextEncoder().encode(written)).cards[0] ?? { version: '', properties: [] },
      reading,
    );
    expect(again.content.otherProperties?.map(({ name, value }) => [name, value])).toEqual(
      content.otherProperties?.map(({ name, value }) => [name, value]),
    );
    expect(() => readWithIcal(serializeContact(contact, {}, '4.0'))).not.toThrow();
  });

  it('keeps hostile values as text and makes no link of them', () => {
    const script = '<script>alert(1)</script>';
    const { content, clipped } = contactFromVcard(
      vcardOf(
        `N:${script};${script};;;\nFN:${script}\nORG:${script}\nTITLE:${script}\nURL:javascript:alert(1)\nitem2.URL:data:text/html,x\nEMAIL:${script}@x.ca\nTEL:javascript:alert(1)\nX-${script}:1\nNOTE:${'a'.repeat(30_000)}`,
      ),
      reading,
    );
    const contact = person('a', content);
    expect(contactSchema.safeParse(contact).success).toBe(true);
    expect(contact.givenNames).toBe(script);
    expect([contact.website, ...contact.profiles.map(({ url }) => url)].join()).not.toContain(':');
    expect(contact.alternates.map(({ value }) => value)).toContain('javascript:alert(1)');
    expect(clipped).toEqual(['note']);
    expect(serializeContact(contact, {}, '3.0')).not.toMatch(/^URL.*javascript/m);
    expect(hrefFor('phone', contact)).toBe('');
  });
});

describe('contact methods', () => {
  const all = {
    phones: [phone('+15142859286'), phone('+14388889967', 'cell')],
    emails: [email('zoe@exemple.ca')],
    address: { ...EMPTY_ADDRESS, streetAddress: '1, rue Une', locality: 'Québec' },
  };
  it.each([
    ['', '', 'phone'],
    ['', 'paper', 'post'],
    ['', 'email', 'email'],
    ['', 'mobile', 'message'],
    ['email', 'paper', 'email'],
    ['message', 'phone', 'message'],
  ] as const)('preferred contact «%s», comfort «%s»: %s first', (preferredContact, comfort, first) => {
    const contact = person('a', { ...all, preferredContact, comfort });
    expect(contactMethodsOf(contact)[0]).toBe(first);
    expect(contactMethodsOf(contact)).toHaveLength(4);
  });

  it('leaves out an address whose consent was withdrawn, until it is given again', () => {
    const consent = {
      address: 'zoe@exemple.ca',
      basis: 'express',
      form: 'verbal',
      source: '',
      wording: '',
      atMs: 1,
      withdrawnAtMs: 2,
    } as const;
    expect(contactMethodsOf(person('a', { ...all, consents: [consent] }))).not.toContain('email');
    expect(
      contactMethodsOf(person('a', { ...all, consents: [consent, { ...consent, atMs: 3, withdrawnAtMs: null }] })),
    ).toContain('email');
  });

  it('offers only the methods the contact has', () => {
    expect(
      contactMethodsOf(person('a', { emails: [email('a@b.ca')], preferredContact: 'phone', comfort: 'paper' })),
    ).toEqual(['email']);
    expect(contactMethodsOf(person('a', {}))).toEqual([]);
  });

  it('encodes the number, address and message in links, so that they add no parameter', () => {
    const contact = person('a', all);
    expect(hrefFor('phone', contact)).toBe('tel:+15142859286');
    expect(hrefFor('message', contact, { subject: '', body: 'a & b\n?' })).toBe(
      'sms:+14388889967?&body=a%20%26%20b%0D%0A%3F',
    );
    expect(hrefFor('email', person('a', { emails: [email('a?cc=b@c.ca')] }))).toBe('mailto:a%3Fcc%3Db@c.ca');
  });
});

describe('follow-up', () => {
  const contact = person('a', {
    givenNames: 'Zoé',
    familyNames: 'Roy',
    followUp: { day: '2026-11-30', way: 'email', promise: 'la soumission; deux pages' },
    emails: [email('z@r.ca')],
  });

  it.each([
    ['fr-CA', 'Bonjour Zoé Roy,', 'Comme convenu : la soumission', 'répondez simplement', 'vous'],
    ['en-CA', 'Hello Zoé Roy,', 'As agreed: la soumission', 'simply reply', 'you'],
  ] as const)(
    '%s: drafts a message that names both and offers an opt-out',
    (region, greeting, promise, optOut, pronoun) => {
      const { body } = followUpDraft(contact, cardOf(), '5 à 7 de la Chambre', region);
      expect(body.replace(/\u00a0/g, ' ').startsWith(greeting)).toBe(true);
      const plain = body.replace(/[\u00a0\u202f]/g, ' ');
      for (const expectedText of [
        promise,
        optOut,
        pronoun,
        'Élodie Côté-Gagné',
        'Boulangerie L’Été; Fils, inc.',
        '5 à 7 de la Chambre',
      ])
        expect(plain).toContain(expectedText);
      expect(followUpMessage(contact, cardOf(), region)).toContain('Élodie Côté-Gagné');
    },
  );

  it('writes a calendar with folded lines, escaped text and all-day events', () => {
    const text = serializeCalendar(
      [contact, person('b', {})],
      (_, name) => `Écrire à ${name}; «suite», c’est promis et ceci est une ligne bien trop longue pour une seule`,
    );
    const lines = text.split('\r\n');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    const unfolded = text.replace(/\r\n /g, '');
    expect(unfolded).toContain('SUMMARY:Écrire à Zoé Roy\\; «suite»\\, c’est promis');
    expect(unfolded).toContain('DTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261201');
    expect(unfolded).toContain('UID:a-20261130@poignee');
  });

  it('lists the follow-ups to do, late ones first', () => {
    const row = (id: string, day: string) =>
      rowOf(person(id, { familyNames: id, followUp: { day, way: 'phone', promise: '' } }), new Map());
    const todo = todoOf(
      [
        row('later', '2027-01-01'),
        row('today', '2026-11-23'),
        row('late', '2026-11-20'),
        rowOf(person('none', {}), new Map()),
      ],
      '2026-11-23',
    );
    expect(todo.map(({ row: { id }, when }) => [id, when])).toEqual([
      ['late', 'late'],
      ['today', 'today'],
      ['later', 'later'],
    ]);
  });
});

describe('search', () => {
  const rows = ['Élodie Côté-Gagné boulangère', 'Luc Gagnon', 'Œuvre Sœur', 'Zoé Roy 5142859286'].map((text, index) =>
    rowOf(person(`r${index}`, { givenNames: text }), new Map()),
  );
  const findRows = (query: string, index = new SearchIndex(rows)) => [...index.find(query)];
  it.each([
    ['cote', [0]],
    ['GAGN', [0, 1]],
    ['boulang elod', [0]],
    ['oeuvre soeur', [2]],
    ['514285', [3]],
    ['', [0, 1, 2, 3]],
    ['xyz', []],
  ])('«%s»', (query, expected) => expect(findRows(query)).toEqual(expected));

  it('finds the same rows when a query is typed or erased letter by letter', () => {
    const index = new SearchIndex(rows);
    for (const query of ['g', 'ga', 'gag', 'gagn', 'gagno', 'gag', 'l', 'lu gag', 'gag'])
      expect(findRows(query, index)).toEqual(findRows(query));
  });
});

describe('insights', () => {
  const row = (id: string, content: ContactPatch, channel: 'code' | 'paper', eventId: string | null) => {
    const contact = newContact(id as ContactId, 1, { channel, atMs: 1, eventId, batch: '' }, content);
    return rowOf(contact, new Map());
  };
  const rows = [
    row('a', { clientSinceMs: 5 }, 'paper', 'e1'),
    row('b', { followedUpAtMs: 5 }, 'paper', 'e1'),
    row('c', {}, 'code', 'e1'),
    row('d', { clientSinceMs: 5 }, 'code', null),
    row('e', {}, 'code', null),
  ];
  it('counts by channel and by event', () => {
    expect(byChannel(rows)).toEqual([
      { channel: 'code', met: 3, followedUp: 1, clients: 1 },
      { channel: 'paper', met: 2, followedUp: 2, clients: 1 },
    ]);
    expect(byEvent(rows, ['e2', 'e1'])).toEqual([
      { eventId: 'e1', met: 3, followedUp: 2, clients: 1 },
      { eventId: null, met: 2, followedUp: 1, clients: 1 },
    ]);
    const funnel = { followedUp: 0, clients: 2 };
    expect(
      bestChannel([
        { channel: 'code', met: 9, ...funnel },
        { channel: 'paper', met: 6, ...funnel },
        { channel: 'link', met: 2, ...funnel },
      ])?.channel,
    ).toBe('paper');
    expect(bestChannel(byChannel(rows))).toBeNull();
    expect(bestChannel([])).toBeNull();
  });
});
