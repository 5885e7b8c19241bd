'use client';

import { useWrittenPhone } from '@/components/card/use-written-phone';
import { useTranslations } from '@/components/i18n/translations';
import { ForCard } from '@/components/shell/for-card';
import { ScreenTitle } from '@/components/shell/screen-title';
import { type Card, fullNameOf, isTelephone } from '@/lib/card/card';
import { displayWebAddress } from '@/lib/card/problems';

/** Shows what can be dictated and written down by hand, in type legible at arm's length. */
export function DictateScreen() {
  const t = useTranslations('app');
  return <ForCard title={t('dictate.title')}>{(card) => <Dictate card={card} />}</ForCard>;
}

function Dictate({ card }: { card: Card }) {
  const t = useTranslations('app');
  const formatPhone = useWrittenPhone();
  const phones = card.phones.filter((phone) => phone.number.trim() !== '' && isTelephone(phone));
  const addresses = [displayWebAddress(card.website), card.emails[0]?.address.trim() ?? ''].filter(Boolean);
  return (
    <div>
      <ScreenTitle>{t('dictate.title')}</ScreenTitle>
      <p className="text-title font-semibold break-words">{fullNameOf(card)}</p>
      {phones.length === 0 && addresses.length === 0 && <p className="mt-4 text-muted">{t('dictate.nothing')}</p>}
      <ul className="mt-6 flex flex-col gap-6">
        {phones.map(({ id, number, extension }) => (
          <li key={id} className="text-display leading-tight font-semibold tracking-wide [overflow-wrap:anywhere]">
            {formatPhone(number, extension)}
          </li>
        ))}
        {addresses.map((address) => (
          <li key={address} className="text-title tracking-wide [overflow-wrap:anywhere]">
            {address}
          </li>
        ))}
      </ul>
      <p className="mt-8 text-muted">{t('dictate.hint')}</p>
    </div>
  );
}
