'use client';

import { Mail, MessageSquare } from 'lucide-react';
import { useState } from 'react';
import { loadPhoneRules, useLazyModule } from '@/components/card/use-lazy-module';
import { LANGUAGE_NAMES } from '@/components/i18n/language-names';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { ChoiceGroup } from '@/components/ui/choice-group';
import { countShare } from '@/lib/browser/book/current-event';
import type { Card } from '@/lib/card/card';
import { formatAddress } from '@/lib/i18n/address';
import { LOCALES, type Locale, regionForLanguage } from '@/lib/i18n/locales';
import { mailGreeting, mailHref, smsHref, textGreeting } from '@/lib/share/message-templates';
import { textSummary } from '@/lib/share/text-summary';
import { Channel } from './channel';

/** Starts a text message or an e-mail in the recipient's language. */
export function MessageChannel({ card, link }: { card: Card; link: string }) {
  const { locale, region: ownRegion } = useLanguage();
  const t = useTranslations('app');
  const rules = useLazyModule(loadPhoneRules);
  const [language, setLanguage] = useState<Locale>(locale);
  const region = regionForLanguage(language, ownRegion);
  const phone = (number: string, extension: string) => rules?.formatPhone(number, extension, region) ?? number;
  const summary = textSummary(card, { phone, address: formatAddress(card.address, region) });
  const sms = smsHref(textGreeting(card, link, region));
  const mail = mailHref(mailGreeting(card, summary, link, region));
  return (
    <Channel icon={MessageSquare} title={t('send.message.title')} detail={t('send.message.detail')}>
      <ChoiceGroup
        legend={t('send.language')}
        choices={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        value={language}
        onChange={setLanguage}
        inline
      />
      {/* Disabled until the link and the phone rules are loaded: a short wait beats an incomplete message. */}
      <div className="grid grid-cols-2 gap-3">
        {link === '' || rules === null ? (
          <>
            <Button icon={MessageSquare} disabled>
              {t('send.sms')}
            </Button>
            <Button icon={Mail} disabled>
              {t('send.mail')}
            </Button>
          </>
        ) : (
          <>
            <ButtonLink href={sms} icon={MessageSquare} onClick={() => countShare('link')}>
              {t('send.sms')}
            </ButtonLink>
            <ButtonLink href={mail} icon={Mail} onClick={() => countShare('link')}>
              {t('send.mail')}
            </ButtonLink>
          </>
        )}
      </div>
    </Channel>
  );
}
