import type { ColumnTarget } from '../book/csv-columns';
import { contactFromRow } from '../book/csv-read';
import type { ContactPatch } from '../card/contact';
import { decodeBase64 } from '../vcard/base64';
import type { CardReading } from '../vcard/vcard-content';

/** What the attributes of a person hold (RFC 4519, RFC 2798), and those of Thunderbird. */
const TARGETS: Record<string, ColumnTarget> = {
  cn: { to: 'name' },
  displayname: { to: 'name' },
  givenname: { to: 'given' },
  sn: { to: 'family' },
  mail: { to: 'email', kind: 'other' },
  mozillasecondemail: { to: 'email', kind: 'other' },
  telephonenumber: { to: 'phone', kind: 'work' },
  homephone: { to: 'phone', kind: 'home' },
  mobile: { to: 'phone', kind: 'cell' },
  facsimiletelephonenumber: { to: 'phone', kind: 'workFax' },
  pager: { to: 'phone', kind: 'pager' },
  o: { to: 'organisation' },
  company: { to: 'organisation' },
  ou: { to: 'unit' },
  department: { to: 'unit' },
  title: { to: 'title' },
  street: address('streetAddress', 'work'),
  postaladdress: address('streetAddress', 'work'),
  mozillaworkstreet2: address('extendedAddress', 'work'),
  l: address('locality', 'work'),
  st: address('region', 'work'),
  postalcode: address('postalCode', 'work'),
  c: address('countryName', 'work'),
  mozillahomestreet: address('streetAddress', 'home'),
  mozillahomestreet2: address('extendedAddress', 'home'),
  mozillahomelocalityname: address('locality', 'home'),
  mozillahomestate: address('region', 'home'),
  mozillahomepostalcode: address('postalCode', 'home'),
  mozillahomecountryname: address('countryName', 'home'),
  description: { to: 'note' },
  mozillaworkurl: { to: 'website' },
  mozillahomeurl: { to: 'website' },
  labeleduri: { to: 'website' },
  dn: { to: 'nothing' },
  objectclass: { to: 'nothing' },
  modifytimestamp: { to: 'nothing' },
  version: { to: 'nothing' },
};

function address(part: (ColumnTarget & { to: 'address' })['part'], of: 'work' | 'home'): ColumnTarget {
  return { to: 'address', part, of, kind: of };
}

/** Reads the people of an LDIF file (RFC 2849), which Thunderbird exports; `null` when the text is not one. */
export function readLdif(text: string, reading: CardReading): ContactPatch[] | null {
  if (!/^(?:#.*\r?\n|version:.*\r?\n|\s)*dn::? /i.test(text)) return null;
  const records = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n /g, '')
    .split(/\n{2,}/);
  const people = records.map((record) => personOf(record, reading)).filter((one) => one !== null);
  return people.length > 0 ? people : null;
}

function personOf(record: string, reading: CardReading): ContactPatch | null {
  const attributes = record.split('\n').flatMap((line) => {
    const [, name = '', isBase64 = '', value = ''] = /^([a-z][a-z0-9-]*)(?:;[^:]*)?:(:?)\s*(.*)$/i.exec(line) ?? [];
    return name === '' ? [] : [{ name, value: isBase64 === '' ? value : textOf(value) }];
  });
  const row = contactFromRow(
    {
      columns: attributes.map(({ name }) => name),
      targets: attributes.map(({ name }) => TARGETS[name.toLowerCase()] ?? { to: 'text' }),
    },
    attributes.map(({ value }) => value),
    reading,
  );
  return row?.content ?? null;
}

const textOf = (base64: string): string => {
  const bytes = decodeBase64(base64);
  return bytes === null ? base64 : new TextDecoder().decode(bytes);
};
