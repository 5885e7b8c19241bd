'use client';

import { Smartphone } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import {
  dismissInstall,
  type InstallMethod,
  installMethod,
  promptInstall,
  subscribeInstall,
} from '@/lib/browser/platform/install';
import type { MessageKey } from '@/lib/i18n/messages/app/catalogue';

const SENTENCES: Record<Exclude<InstallMethod, 'none'>, MessageKey & `install.${string}`> = {
  'prompt-phone': 'install.promptPhone',
  'prompt-computer': 'install.promptComputer',
  ios: 'install.ios',
  'android-menu': 'install.androidMenu',
  'mac-safari': 'install.macSafari',
};

/** Invites the owner to install the app, once there is a card; never shown again after it is dismissed. */
export function InstallInvitation() {
  const t = useTranslations('app');
  const method = useSyncExternalStore(subscribeInstall, installMethod, () => 'none' as const);
  if (method === 'none') return null;
  return (
    <Notice
      icon={Smartphone}
      actions={
        <>
          {method.startsWith('prompt') && <Button onClick={() => void promptInstall()}>{t('install.action')}</Button>}
          <Button emphasis="quiet" onClick={dismissInstall}>
            {t('install.later')}
          </Button>
        </>
      }
    >
      <p className="font-semibold">{t('install.title')}</p>
      <p>{t(SENTENCES[method])}</p>
    </Notice>
  );
}
