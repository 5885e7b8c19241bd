'use client';

import { Mail, MessageSquare } from 'lucide-react';
import { useState } from 'react';
import { useWrittenPhone } from '@/components/card/use-written-phone';
import { LANGUAGE_NAMES } from '@/components/i18n/language-names';
import { useLanguage } from '@/components/i18n/language-provider';
import { ButtonLink } from '@/components/ui/button';
import { ChoiceGroup } from '@/components/ui/choice-group';
import type { Card } from '@/lib/card/card';
import { formatAddress } from '@/lib/i18n/address';
import { guessRegionProfile, LOCALES, type Locale } from '@/lib/i18n/locales';
import { mailGreeting, mailHref, smsHref, textGreeting } from '@/lib/share/greeting';
import { textSummary } from '@/lib/share/text-summary';
import { Channel } from './channel';

/** A text message or an e-mail, begun in the language of the person it goes to. */
export function MessageChannel({ card, link }: { card: Card; link: string }) {
  const { t, locale, profile } = useLanguage();
  const writtenPhone = useWrittenPhone();
  const [language, setLanguage] = useState<Locale>(locale);
  // The owner's own region for their language; the region beside it for the other.
  const region = language === locale ? profile : guessRegionProfile(language, [`${language}-${profile.slice(3)}`]);
  const summary = textSummary(card, { phone: writtenPhone, address: formatAddress(card.address, region) });
  return (
    <Channel icon={MessageSquare} title={t('send.message.title')} detail={t('send.message.detail')}>
      <ChoiceGroup
        legend={t('send.language')}
        choices={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        value={language}
        onChange={setLanguage}
        inline
      />
      <div className="grid grid-cols-2 gap-3">
        <ButtonLink href={smsHref(textGreeting(card, link, region))} icon={MessageSquare} aria-disabled={link === ''}>
          {t('send.sms')}
        </ButtonLink>
        <ButtonLink href={mailHref(mailGreeting(card, summary, link, region))} icon={Mail} aria-disabled={link === ''}>
          {t('send.mail')}
        </ButtonLink>
      </div>
    </Channel>
  );
}
