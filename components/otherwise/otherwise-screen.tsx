'use client';

import { type LucideIcon, Mail, NotebookPen, Phone, Printer } from 'lucide-react';
import { Suspense } from 'react';
import { useAddressedCard } from '@/components/card/use-cards';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { ScreenTitle } from '@/components/shell/screen-title';
import { ButtonLink } from '@/components/ui/button';
import type { MessageKey } from '@/lib/i18n/messages/app/catalogue';
import type { Screen } from '@/lib/i18n/screens';

const ALTERNATIVES = [
  { screen: 'dictate', icon: Phone, word: 'otherwise.dictate', detail: 'otherwise.dictate.detail' },
  { screen: 'print', icon: Printer, word: 'otherwise.print', detail: 'otherwise.print.detail' },
  { screen: 'send', icon: Mail, word: 'otherwise.send', detail: 'otherwise.send.detail' },
  { screen: 'guidedEntry', icon: NotebookPen, word: 'otherwise.note', detail: 'otherwise.note.detail' },
] as const satisfies readonly { screen: Screen; icon: LucideIcon; word: MessageKey; detail: MessageKey }[];

/** Four alternatives for a person whose phone cannot scan a code; none requires anything of that person. */
export function OtherwiseScreen() {
  return (
    <Suspense>
      <Alternatives />
    </Suspense>
  );
}

function Alternatives() {
  const { path } = useLanguage();
  const t = useTranslations('app');
  const { card } = useAddressedCard();
  return (
    <div className="max-w-xl">
      <ScreenTitle>{t('otherwise.title')}</ScreenTitle>
      <p className="mb-5 text-muted">{t('otherwise.lead')}</p>
      <div className="flex flex-col gap-3">
        {ALTERNATIVES.map(({ screen, icon, word, detail }) => (
          <ButtonLink
            key={screen}
            href={screen === 'print' ? `${path(screen, card?.id ?? '')}&design=large-print` : path(screen, card?.id)}
            large
            icon={icon}
            className="justify-start py-4 text-left"
          >
            <span>
              {t(word)}
              <span className="block text-small font-normal text-muted">{t(detail)}</span>
            </span>
          </ButtonLink>
        ))}
      </div>
    </div>
  );
}
