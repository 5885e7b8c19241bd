'use client';

import { useWrittenPhone } from '@/components/card/use-written-phone';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { directHref } from '@/lib/book/contact-methods';
import { isBlankAddress, isTelephone } from '@/lib/card/card';
import type { Contact } from '@/lib/card/contact';
import { dialString } from '@/lib/card/dial';
import { revealedAddress } from '@/lib/card/homograph';
import { displayWebAddress, readWebAddress } from '@/lib/card/problems';
import { serviceOf } from '@/lib/card/profiles';
import { formatAddress } from '@/lib/i18n/address';

type Detail = { id: string; name: string; text: string; href: string; isPage?: boolean };

/**
 * Lists what the links above do not say: the numbers and addresses if there are several of a kind, labels, faxes, the
 * website and profiles.
 */
export function AllDetails({ contact }: { contact: Contact }) {
  const t = useTranslations('book');
  const details = useDetails(contact);
  if (details.length === 0) return null;
  return (
    <ul aria-label={t('details.title')} className="flex flex-col">
      {details.map(({ id, name, text, href, isPage = false }) => (
        <li key={id} className="flex min-h-12 flex-wrap items-center gap-x-2">
          <span className="text-muted">{name}</span>
          {href === '' ? (
            <span className="min-w-0 break-words whitespace-pre-line">{text}</span>
          ) : (
            <a
              href={href}
              {...(isPage && { target: '_blank', rel: 'noreferrer' })}
              className="inline-flex min-h-12 min-w-0 items-center break-all text-accent underline"
            >
              {text}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

function useDetails({ phones, emails, address, otherAddresses = [], website, profiles }: Contact): Detail[] {
  const t = useTranslations('book');
  const { region } = useLanguage();
  const formatPhone = useWrittenPhone();
  const several = <One extends { label?: string | undefined }>(all: readonly One[], isPlain: (one: One) => boolean) =>
    all.length > 1 || all.some((one) => one.label || !isPlain(one)) ? all : [];
  const numbers = several(
    phones.filter(({ number }) => number.trim() !== ''),
    isTelephone,
  );
  const mailboxes = several(
    emails.filter((email) => email.address.trim() !== ''),
    () => true,
  );
  const addresses = several(
    [address, ...otherAddresses].filter((one) => !isBlankAddress(one)),
    () => true,
  );
  const pages = [
    ...(website.trim() === '' ? [] : [{ id: 'website', name: t('details.website'), url: website }]),
    ...profiles
      .filter(({ url }) => url.trim() !== '')
      .map(({ id, url }) => ({ id, name: serviceOf(url) || t('details.profile'), url })),
  ];
  return [
    ...numbers.map((phone) => ({
      id: phone.id,
      name: phone.label || t(`kind.${phone.kind}`),
      text: formatPhone(phone.number, phone.extension),
      href: isTelephone(phone) ? directHref('phone', dialString(phone.number, phone.extension)) : '',
    })),
    ...mailboxes.map((email) => ({
      id: email.id,
      name: email.label || t(`kind.${email.kind}`),
      text: revealedAddress(email.address),
      href: directHref('email', email.address),
    })),
    ...addresses.map((one, index) => ({
      id: `address ${index}`,
      name: one.label || t(`kind.${one.kind ?? 'work'}`),
      text: formatAddress(one, region).join('\n'),
      href: '',
    })),
    ...pages.map(({ id, name, url }) => ({
      id,
      name,
      text: revealedAddress(displayWebAddress(url)),
      href: readWebAddress(url) ?? '',
      isPage: true,
    })),
  ];
}
