'use client';

import { ShieldCheck, ShieldOff } from 'lucide-react';
import { useWrittenPhone } from '@/components/card/use-written-phone';
import { useLanguage } from '@/components/i18n/language-provider';
import { Button, Icon } from '@/components/ui/button';
import { consentFor } from '@/lib/book/reach';
import type { Consent, Contact, ContactPatch } from '@/lib/card/contact';
import { dateWords } from './book-format';
import { useBookWords } from './book-words';
import { useEveningName } from './use-book';

type Change = (patch: ContactPatch) => void;

/** For each address, whether it may be written to, since when, and where it comes from (CASL; Law 25). */
export function ConsentSection({ contact, change }: { contact: Contact; change: Change }) {
  const b = useBookWords();
  const { locale } = useLanguage();
  const write = useWrittenPhone();
  const eveningName = useEveningName();
  const held = [...contact.phones.map(({ number }) => number), ...contact.emails.map(({ address }) => address)];
  // What was agreed about an address that has been corrected since, or about the person, is still said.
  const addresses = [...new Set([...held.filter(Boolean), ...contact.consents.map(({ address }) => address)])];
  if (addresses.length === 0) return null;
  const source =
    eveningName(contact.meetings[0]?.eventId ?? null) || b(`channel.${contact.meetings[0]?.channel ?? 'typed'}`);
  const agree = (address: string, form: Consent['form']) =>
    change({
      consents: [
        ...contact.consents,
        { address, basis: 'express', form, source, wording: '', atMs: Date.now(), withdrawnAtMs: null },
      ],
    });
  const withdraw = (consent: Consent) =>
    change({
      consents: contact.consents.map((one) => (one === consent ? { ...one, withdrawnAtMs: Date.now() } : one)),
    });
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-large font-semibold">{b('consent.title')}</h3>
      <ul className="flex flex-col gap-3">
        {addresses.map((address) => {
          const consent = consentFor(contact, address);
          const isGiven = consent !== undefined && consent.withdrawnAtMs === null;
          return (
            <li key={address} className="flex flex-col gap-1 rounded-surface border border-line bg-surface p-4">
              <p className="flex items-center gap-2 font-semibold break-words">
                <Icon icon={isGiven ? ShieldCheck : ShieldOff} />
                {address === '' ? b('consent.person') : write(address)}
              </p>
              <p className="text-small text-muted">
                {consent === undefined
                  ? b('consent.none')
                  : isGiven
                    ? b(`consent.given.${consent.form}`, {
                        date: dateWords(consent.atMs, locale),
                        source: consent.source || b('consent.noSource'),
                      })
                    : b('consent.withdrawn', { date: dateWords(consent.withdrawnAtMs ?? 0, locale) })}
              </p>
              {consent !== undefined && consent.wording !== '' && (
                <p className="text-small text-muted">{b('quoted', { text: consent.wording })}</p>
              )}
              <div className="flex flex-wrap gap-2">
                {consent !== undefined && isGiven ? (
                  <Button
                    emphasis="quiet"
                    aria-label={b('consent.withdraw.of', { address: write(address) })}
                    onClick={() => withdraw(consent)}
                  >
                    {b('consent.withdraw')}
                  </Button>
                ) : (
                  <>
                    <Button
                      emphasis="quiet"
                      aria-label={b('consent.agree.of', { address: write(address) })}
                      onClick={() => agree(address, 'verbal')}
                    >
                      {b('consent.agree')}
                    </Button>
                    <Button
                      emphasis="quiet"
                      aria-label={b('consent.written.of', { address: write(address) })}
                      onClick={() => agree(address, 'written')}
                    >
                      {b('consent.written')}
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
