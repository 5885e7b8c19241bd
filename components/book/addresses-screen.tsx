'use client';

import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWrittenPhone } from '@/components/card/use-written-phone';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/text-field';
import { bookStore } from '@/lib/browser/book/book-store';
import { fullNameOf, organisationOf } from '@/lib/card/card';
import type { Contact } from '@/lib/card/contact';
import { formatAddress } from '@/lib/i18n/address';
import { useBook } from './use-book';

const EVERYBODY = '';
/** About 200 printed sheets, the most that is useful to print and that one page can hold. */
const CONTACTS_MAX = 5000;

/** The contact book as a printable address list sorted by family name, for readers who prefer paper. */
export function AddressesScreen() {
  const t = useTranslations('book');
  const { region, locale } = useLanguage();
  const { rows, events, status } = useBook();
  const formatPhone = useWrittenPhone();
  const [eventId, setEventId] = useState(EVERYBODY);
  const [contacts, setContacts] = useState<readonly Contact[] | null>(null);
  useEffect(() => {
    if (status !== 'ready') return;
    let isCurrent = true;
    const ids = rows.filter(({ eventIds }) => eventId === EVERYBODY || eventIds.includes(eventId)).map(({ id }) => id);
    if (ids.length > CONTACTS_MAX) {
      setContacts([]);
      return;
    }
    bookStore.contacts(ids).then(
      (found) => {
        const collator = new Intl.Collator(locale, { sensitivity: 'base' });
        const sortName = (contact: Contact) =>
          [contact.familyNames, contact.givenNames].filter(Boolean).join(' ') || fullNameOf(contact);
        if (isCurrent) setContacts(found.toSorted((one, other) => collator.compare(sortName(one), sortName(other))));
      },
      () => isCurrent && setContacts([]),
    );
    return () => {
      isCurrent = false;
    };
  }, [rows, status, eventId, locale]);
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-end gap-3 print:hidden">
        <SelectField
          label={t('addresses.who')}
          value={eventId}
          options={[
            { value: EVERYBODY, label: t('addresses.everybody') },
            ...events.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => setEventId(event.currentTarget.value)}
        />
        <Button
          emphasis="filled"
          icon={Printer}
          disabled={contacts === null || contacts.length === 0}
          onClick={() => window.print()}
        >
          {t('addresses.print')}
        </Button>
      </div>
      {contacts === null && <p className="text-muted">{t('contacts.loading')}</p>}
      {contacts?.length === 0 && (
        <p>
          {eventId === EVERYBODY && rows.length > CONTACTS_MAX
            ? t('addresses.tooMany', { count: rows.length })
            : t('addresses.none')}
        </p>
      )}
      <ul className="columns-1 gap-8 sm:columns-2 print:columns-2 print:text-small">
        {contacts?.map((contact) => {
          const [name, organisation] = [fullNameOf(contact), organisationOf(contact)];
          const lines = [
            organisation === name ? '' : organisation,
            ...formatAddress(contact.address, region),
            ...contact.phones.map(({ number, extension }) => formatPhone(number, extension)),
            ...contact.emails.map(({ address }) => address),
          ].filter((line) => line.trim() !== '');
          return (
            <li key={contact.id} className="mb-4 break-inside-avoid">
              <p className="font-semibold break-words">{name || t('contacts.unnamed')}</p>
              {[...new Set(lines)].map((line) => (
                <p key={line} className="break-words">
                  {line}
                </p>
              ))}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
