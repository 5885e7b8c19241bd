'use client';

import { Download, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { clearDeleted } from '@/components/card/deleted-card';
import { useCards } from '@/components/card/use-cards';
import { useLazyModule } from '@/components/card/use-lazy-module';
import { LANGUAGE_NAMES } from '@/components/i18n/language-names';
import { useLanguage } from '@/components/i18n/language-provider';
import { LazyMessages, useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { ChoiceGroup } from '@/components/ui/choice-group';
import { classNames } from '@/components/ui/class-names';
import { ScreenLink } from '@/components/ui/screen-link';
import { cardStore } from '@/lib/browser/card/card-store';
import { shortLinkVersion, subscribeShortLinks } from '@/lib/browser/card/short-link-version';
import { deliverFile } from '@/lib/browser/platform/deliver-file';
import { isInstalled, isWebKit } from '@/lib/browser/platform/device';
import { isPersisted, requestPersistence } from '@/lib/browser/platform/persistence';
import { chooseRegion, chooseTheme, subscribePreferences, type Theme, theme } from '@/lib/browser/platform/preferences';
import type { PageRemoval } from '@/lib/browser/storage/records';
import { type Card, fullNameOf } from '@/lib/card/card';
import { fileNameOf } from '@/lib/card/file-name';
import { LOCALES, type RegionProfile } from '@/lib/i18n/locales';
import { screenPath } from '@/lib/i18n/screens';

const loadLockSection = () => import('@/components/lock/lock-section').then((module) => module.LockSection);
const EraseDialog = dynamic(() => import('./erase-dialog').then((module) => module.EraseDialog), { ssr: false });

export function SettingsScreen() {
  const { locale, region, path } = useLanguage();
  const t = useTranslations('app');
  const LockSection = useLazyModule(loadLockSection);
  const currentTheme = useSyncExternalStore(subscribePreferences, theme, () => 'auto' as const);
  const regions: { value: RegionProfile; label: string }[] =
    locale === 'fr'
      ? [
          { value: 'fr-CA', label: t('region.frCA') },
          { value: 'fr-FR', label: t('region.frFR') },
        ]
      : [
          { value: 'en-CA', label: t('region.enCA') },
          { value: 'en-US', label: t('region.enUS') },
        ];
  const themes: { value: Theme; label: string }[] = [
    { value: 'auto', label: t('theme.auto') },
    { value: 'light', label: t('theme.light') },
    { value: 'dark', label: t('theme.dark') },
  ];
  return (
    <div className="flex max-w-xl flex-col gap-9">
      <h1 className="text-title font-semibold">{t('settings.title')}</h1>
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold">{t('settings.language')}</h2>
        <div className="flex gap-2">
          {LOCALES.map((other) => (
            <ScreenLink
              key={other}
              href={screenPath(other, 'settings')}
              hrefLang={other}
              lang={other}
              aria-current={other === locale ? 'true' : undefined}
              className={classNames(
                'inline-flex min-h-12 items-center rounded-surface border px-5 no-underline',
                other === locale
                  ? 'border-accent bg-accent font-semibold text-on-accent'
                  : 'border-control bg-surface text-ink',
              )}
            >
              {LANGUAGE_NAMES[other]}
            </ScreenLink>
          ))}
        </div>
      </section>
      <div className="flex flex-col gap-2">
        <ChoiceGroup legend={t('settings.region')} choices={regions} value={region} onChange={chooseRegion} />
        <p className="text-small text-muted">{t('settings.region.detail')}</p>
      </div>
      <ChoiceGroup legend={t('settings.theme')} choices={themes} value={currentTheme} onChange={chooseTheme} inline />
      <nav aria-labelledby="settings-places" className="flex flex-col gap-2">
        <h2 id="settings-places" className="font-semibold">
          {t('settings.places')}
        </h2>
        {(['backup', 'publish', 'devices', 'move', 'recover'] as const).map((screen) => (
          <ButtonLink key={screen} href={path(screen)} className="justify-start">
            {t(`settings.places.${screen}`)}
          </ButtonLink>
        ))}
      </nav>
      {LockSection && <LockSection />}
      <DataSection />
      <section>
        <h2 className="font-semibold">{t('settings.about')}</h2>
        <p className="text-muted">{t('settings.about.detail')}</p>
      </section>
    </div>
  );
}

function DataSection() {
  const t = useTranslations('app');
  const { cards } = useCards();
  const published = useSyncExternalStore(subscribeShortLinks, shortLinkVersion, () => '');
  const [isConfirming, setIsConfirming] = useState(false);
  const [exported, setExported] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<'erased' | 'failed' | null>(null);
  const [persisted, setPersisted] = useState<boolean | null>(null);
  const [wasRefused, setWasRefused] = useState(false);
  const [deletesAfterSevenDays, setDeletesAfterSevenDays] = useState(false);
  useEffect(() => {
    void isPersisted().then(setPersisted);
    setDeletesAfterSevenDays(isWebKit() && !isInstalled());
  }, []);
  const askToPersist = async () => {
    const answer = await requestPersistence();
    setPersisted(answer);
    setWasRefused(answer !== true);
  };
  const erase = async (removals: PageRemoval[]) => {
    clearDeleted();
    const isErased = await cardStore.eraseEverything(removals);
    // Deletes a file that another app shared and that was never imported.
    await (await import('@/lib/browser/platform/shared-file')).dropSharedFile();
    setIsConfirming(false);
    setOutcome(isErased ? 'erased' : 'failed');
  };
  const exportCard = async (card: Card) => {
    const { serializeCardFile } = await import('@/lib/card/card-file');
    const name = `${fileNameOf(card, 'carte')}.poignee.json`;
    const result = await deliverFile(new File([serializeCardFile(card)], name, { type: 'application/json' }));
    if (result !== 'cancelled') setExported(name);
  };
  return (
    <section className="flex flex-col items-start gap-3">
      <h2 className="font-semibold">{t('settings.data')}</h2>
      <p className="text-muted">
        {published === '' ? t('settings.data.detail') : t('settings.data.published', { host: window.location.host })}
      </p>
      {persisted !== null && (
        <p className="text-muted" role="status">
          {t(
            persisted ? 'settings.data.persisted' : wasRefused ? 'settings.data.refused' : 'settings.data.notPersisted',
          )}
        </p>
      )}
      {persisted === false && !wasRefused && (
        <Button onClick={() => void askToPersist()}>{t('settings.data.persist')}</Button>
      )}
      {deletesAfterSevenDays && <p className="text-muted">{t('settings.data.sevenDays')}</p>}
      {cards.map((card) => (
        <Button key={card.id} icon={Download} onClick={() => void exportCard(card)}>
          {cards.length === 1 ? t('settings.export') : `${t('settings.export')} ${card.label || fullNameOf(card)}`}
        </Button>
      ))}
      <Button emphasis="danger" icon={Trash2} onClick={() => setIsConfirming(true)}>
        {t('settings.erase')}
      </Button>
      <p role="status" className={outcome === 'failed' ? 'text-error' : 'text-good'}>
        {exported !== null && outcome === null && t('settings.export.done', { file: exported })}
        {outcome === 'erased' && t('settings.erased')}
        {outcome === 'failed' && t('settings.eraseFailed')}
      </p>
      {isConfirming && (
        <LazyMessages catalogue="book">
          <EraseDialog
            cards={cards.length}
            onCancel={() => setIsConfirming(false)}
            onErase={(removals) => void erase(removals)}
          />
        </LazyMessages>
      )}
    </section>
  );
}
