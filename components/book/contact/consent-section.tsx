'use client';

import { ShieldCheck, ShieldOff } from 'lucide-react';
import { useWrittenPhone } from '@/components/card/use-written-phone';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, Icon } from '@/components/ui/button';
import { consentFor } from '@/lib/book/contact-methods';
import { isTelephone } from '@/lib/card/card';
import type { Consent, Contact, ContactPatch } from '@/lib/card/contact';
import { formatDate } from '../dates';
import { useEventName } from '../use-book';

type Change = (patch: ContactPatch) => void;

/**
 * For each phone number and email address: whether consent to write to it was given, when, and its source (CASL; Law
 * 25).
 */
export function ConsentSection({ contact, change }: { contact: Contact; change: Change }) {
  const t = useTranslations('book');
  const { locale } = useLanguage();
  const formatPhone = useWrittenPhone();
  const eventName = useEventName();
  const currentAddresses = [
    ...contact.phones.filter(isTelephone).map(({ number }) => number),
    ...contact.emails.map(({ address }) => address),
  ];
  // Consents about a since-corrected address, or about the person (empty address), are listed too.
  const addresses = [
    ...new Set([...currentAddresses.filter(Boolean), ...contact.consents.map(({ address }) => address)]),
  ];
  if (addresses.length === 0) return null;
  const source =
    eventName(contact.meetings[0]?.eventId ?? null) || t(`channel.${contact.meetings[0]?.channel ?? 'typed'}`);
  const recordConsent = (address: string, form: Consent['form']) =>
    change({
      consents: [
        ...contact.consents,
        { address, basis: 'express', form, source, wording: '', atMs: Date.now(), withdrawnAtMs: null },
      ],
    });
  const withdrawConsent = (consent: Consent) =>
    change({
      consents: contact.consents.map((entry) => (entry === consent ? { ...entry, withdrawnAtMs: Date.now() } : entry)),
    });
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-large font-semibold">{t('consent.title')}</h3>
      <ul className="flex flex-col gap-3">
        {addresses.map((address) => {
          const consent = consentFor(contact, address);
          const isGiven = consent !== undefined && consent.withdrawnAtMs === null;
          return (
            <li key={address} className="flex flex-col gap-1 rounded-surface border border-line bg-surface p-4">
              <p className="flex items-center gap-2 font-semibold break-words">
                <Icon icon={isGiven ? ShieldCheck : ShieldOff} />
                {address === '' ? t('consent.person') : formatPhone(address)}
              </p>
              <p className="text-small text-muted">
                {consent === undefined
                  ? t('consent.none')
                  : isGiven
                    ? t(`consent.given.${consent.form}`, {
                        date: formatDate(consent.atMs, locale),
                        source: consent.source || t('consent.noSource'),
                      })
                    : t('consent.withdrawn', { date: formatDate(consent.withdrawnAtMs ?? 0, locale) })}
              </p>
              {consent !== undefined && consent.wording !== '' && (
                <p className="text-small text-muted">{t('quoted', { text: consent.wording })}</p>
              )}
              <div className="flex flex-wrap gap-2">
                {consent !== undefined && isGiven ? (
                  <Button
                    emphasis="quiet"
                    aria-label={t('consent.withdraw.of', { address: formatPhone(address) })}
                    onClick={() => withdrawConsent(consent)}
                  >
                    {t('consent.withdraw')}
                  </Button>
                ) : (
                  <>
                    <Button
                      emphasis="quiet"
                      aria-label={t('consent.agree.of', { address: formatPhone(address) })}
                      onClick={() => recordConsent(address, 'verbal')}
                    >
                      {t('consent.agree')}
                    </Button>
                    <Button
                      emphasis="quiet"
                      aria-label={t('consent.written.of', { address: formatPhone(address) })}
                      onClick={() => recordConsent(address, 'written')}
                    >
                      {t('consent.written')}
                    </Button>
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
