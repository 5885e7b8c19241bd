'use client';

import { Bell, BellOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { browserContext } from '@/lib/browser/exchange/browser-context';
import { disablePush, enablePush, type PushState, pushState } from '@/lib/browser/exchange/push';
import { ProblemNotice } from './problem-notice';
import { useAsyncTask } from './use-async-task';

/** Lets the owner be told on this device that a reply has arrived. */
export function PushSection() {
  const t = useTranslations('exchange');
  const { locale } = useLanguage();
  const { busy, problem, run } = useAsyncTask();
  const [state, setState] = useState<PushState | null>(null);
  useEffect(() => setState(pushState()), []);
  if (state === null) return null;
  const toggle = () =>
    run(async () => {
      if (state === 'on') await disablePush(browserContext);
      else await enablePush(browserContext, locale);
      setState(pushState());
    });
  return (
    <section className="flex flex-col items-start gap-3">
      <h2 className="font-semibold">{t('push.title')}</h2>
      <p role="status" className="text-muted">
        {t(`push.${state}`)}
      </p>
      {problem !== null && <ProblemNotice problem={problem} />}
      {(state === 'on' || state === 'off') && (
        <Button icon={state === 'on' ? BellOff : Bell} disabled={busy} onClick={() => void toggle()}>
          {t(busy ? 'words.busy' : state === 'on' ? 'push.stop' : 'push.start')}
        </Button>
      )}
    </section>
  );
}
