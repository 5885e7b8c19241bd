'use client';

import { Suspense, useEffect, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { ButtonLink } from '@/components/ui/button';
import { bookStore } from '@/lib/browser/book/book-store';
import { fullNameOf, organisationOf } from '@/lib/card/card';
import type { Contact, ContactPatch } from '@/lib/card/contact';
import { useAddressedContact, useBook } from '../use-book';
import { useContactPhoto } from '../use-contact-photo';
import { ConsentSection } from './consent-section';
import { ContactDetails } from './contact-details';
import { FollowUpSection } from './follow-up-section';
import { MeetingSection } from './meeting-section';
import { PrivacyRequests } from './privacy-requests';
import { PrivateNotes } from './private-notes';
import { ReachLinks } from './reach-links';

/** The screen of one contact: how to reach them, then the follow-up, then all other data. */
export function ContactScreen() {
  return (
    <Suspense>
      <AddressedContact />
    </Suspense>
  );
}

function AddressedContact() {
  const t = useTranslations('book');
  const { path } = useLanguage();
  const { contact, change } = useAddressedContact();
  const [erased, setErased] = useState(false);
  if (contact === undefined && !erased) return null;
  if (contact === null || contact === undefined)
    return (
      <div className="flex max-w-xl flex-col gap-4">
        <p role="status">{t(erased ? 'contact.erased' : 'contact.none')}</p>
        <ButtonLink href={path('contacts')}>{t('contact.toList')}</ButtonLink>
      </div>
    );
  return <ContactSheet key={contact.id} contact={contact} change={change} onErased={() => setErased(true)} />;
}

function ContactSheet({
  contact,
  change,
  onErased,
}: {
  contact: Contact;
  change: (patch: ContactPatch) => void;
  onErased: () => void;
}) {
  const t = useTranslations('book');
  const photo = useContactPhoto(contact.photoId);
  // The book may be read after the contact.
  const isNew = useBook().unopened.has(contact.id);
  useEffect(() => {
    if (isNew) void bookStore.markOpened(contact.id).catch(() => undefined);
  }, [isNew, contact.id]);
  const name = fullNameOf(contact);
  const organisation = organisationOf(contact);
  return (
    <div className="flex max-w-2xl flex-col gap-8 lg:grid lg:max-w-none lg:grid-cols-2 lg:items-start lg:gap-x-12">
      <div className="flex flex-col gap-8">
        <header className="flex items-center gap-4">
          {photo !== null && (
            <img src={photo} alt="" width={80} height={80} className="size-20 rounded-surface object-cover" />
          )}
          <div className="min-w-0">
            <h2 className="text-title font-semibold break-words">{name || t('contacts.unnamed')}</h2>
            <p className="text-muted break-words">
              {[contact.title, organisation === name ? '' : organisation].filter(Boolean).join(' · ')}
            </p>
          </div>
        </header>
        <ReachLinks contact={contact} />
        <FollowUpSection contact={contact} change={change} />
        <PrivateNotes contact={contact} change={change} />
      </div>
      <div className="flex flex-col gap-8">
        <MeetingSection contact={contact} change={change} />
        <ConsentSection contact={contact} change={change} />
        <ContactDetails contact={contact} change={change} />
        <PrivacyRequests contact={contact} onErased={onErased} />
      </div>
    </div>
  );
}
