'use client';

import { type LucideIcon, Mail, MapPin, MessageSquare, Phone, Printer, QrCode, Send, Volume2 } from 'lucide-react';
import { useState } from 'react';
import { useCards } from '@/components/card/use-cards';
import { useWrittenPhone } from '@/components/card/use-written-phone';
import { LANGUAGE_NAMES } from '@/components/i18n/language-names';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { ButtonLink, Icon } from '@/components/ui/button';
import { SelectField } from '@/components/ui/text-field';
import { addressFor, consentFor, contactMethodsOf, hrefFor, SHARING_METHODS } from '@/lib/book/contact-methods';
import { followUpDraft, followUpMessage } from '@/lib/book/follow-up';
import { currentCardId } from '@/lib/browser/card/card-store';
import { isTelephone } from '@/lib/card/card';
import { type Contact, type FollowUpWay, lastMeeting } from '@/lib/card/contact';
import { revealedAddress } from '@/lib/card/homograph';
import { isLocale, LOCALES, type Locale, regionForLanguage } from '@/lib/i18n/locales';
import { useEventName } from '../use-book';
import { AllDetails } from './all-details';

const ICONS: Record<FollowUpWay, LucideIcon> = { phone: Phone, message: MessageSquare, email: Mail, post: MapPin };
const SHARING_ICONS = { show: QrCode, send: Send, print: Printer, dictate: Volume2 } as const;

/**
 * Links to reach the contact, the preferred one filled; then ways to share the owner's card, the most suitable first.
 */
export function ReachLinks({ contact }: { contact: Contact }) {
  const t = useTranslations('book');
  const { path, locale } = useLanguage();
  const methods = contactMethodsOf(contact);
  const [language, setLanguage] = useState<Locale>(
    () => contact.languages.map((tag) => tag.slice(0, 2)).find(isLocale) ?? locale,
  );
  const { cards } = useCards();
  const addresses = [...contact.emails.map(({ address }) => address), ...contact.phones.map(({ number }) => number)];
  const hasWithdrawnConsent = addresses.some(
    (address) => (consentFor(contact, address)?.withdrawnAtMs ?? null) !== null,
  );
  const canWrite = methods.some((way) => way === 'email' || way === 'message');
  return (
    <section className="flex flex-col gap-3" aria-label={t('ways.title')}>
      {methods.length === 0 && <p className="text-muted">{t('ways.none')}</p>}
      {methods.map((way, index) => (
        <ReachLink key={way} way={way} contact={contact} language={language} isFirst={index === 0} />
      ))}
      <AllDetails contact={contact} />
      {canWrite && cards.length === 0 && <p className="text-warning">{t('ways.noSender')}</p>}
      {hasWithdrawnConsent && <p className="text-warning">{t('ways.withdrawn')}</p>}
      {canWrite && (
        <SelectField
          label={t('ways.language')}
          value={language}
          options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          onChange={(lastEventName) =>
            isLocale(lastEventName.currentTarget.value) && setLanguage(lastEventName.currentTarget.value)
          }
          className="max-w-60"
        />
      )}
      <details>
        <summary className="flex min-h-12 cursor-pointer items-center text-accent underline">{t('ways.give')}</summary>
        <div className="flex flex-col gap-2 pt-1">
          {SHARING_METHODS[contact.comfort].map((way, index) => (
            <ButtonLink
              key={way}
              href={path(way)}
              icon={SHARING_ICONS[way]}
              emphasis={index === 0 && contact.comfort !== '' ? 'filled' : 'outlined'}
              className="justify-start"
            >
              {t(`give.${way}`)}
            </ButtonLink>
          ))}
        </div>
      </details>
    </section>
  );
}

function ReachLink({
  way,
  contact,
  language,
  isFirst,
}: {
  way: FollowUpWay;
  contact: Contact;
  language: Locale;
  isFirst: boolean;
}) {
  const t = useTranslations('book');
  const { region: ownRegion } = useLanguage();
  const { cards } = useCards();
  const formatPhone = useWrittenPhone();
  const eventName = useEventName();
  const region = regionForLanguage(language, ownRegion);
  const [lastViewedId] = useState(currentCardId);
  const sender = cards.find(({ id }) => id === lastViewedId) ?? cards[0] ?? null;
  const event = eventName(lastMeeting(contact)?.eventId ?? null);
  const draft =
    way === 'email'
      ? followUpDraft(contact, sender, event, region)
      : way === 'message'
        ? { subject: '', body: followUpMessage(contact, sender, region) }
        : undefined;
  const contactPoint = addressFor(way, contact);
  const extension =
    way === 'phone'
      ? (contact.phones.find((phone) => isTelephone(phone) && phone.number === contactPoint)?.extension ?? '')
      : '';
  const displayedAddress =
    way === 'email'
      ? revealedAddress(contactPoint)
      : way === 'post'
        ? [contactPoint, contact.address.locality, contact.address.postalCode].filter(Boolean).join(', ')
        : formatPhone(contactPoint, extension);
  const label = (
    <span className="min-w-0 text-left">
      {t(`way.${way}`)}
      <span className="block text-small font-normal break-words">{displayedAddress}</span>
    </span>
  );
  const href = hrefFor(way, contact, draft);
  // No link can start a letter: the postal address is shown as text.
  if (href === '')
    return (
      <p className="flex min-h-16 items-center gap-2.5 rounded-surface border border-line px-5 py-2.5 font-semibold">
        <Icon icon={ICONS[way]} size={24} />
        {label}
      </p>
    );
  return (
    <ButtonLink
      href={href}
      icon={ICONS[way]}
      large
      emphasis={isFirst ? 'filled' : 'outlined'}
      className="justify-start"
    >
      {label}
    </ButtonLink>
  );
}
