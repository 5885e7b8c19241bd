'use client';

import { DoorOpen } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { LazyMessages, useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { shortLinkVersion, subscribeShortLinks } from '@/lib/browser/card/short-link-version';
import { browserContext } from '@/lib/browser/exchange/browser-context';
import {
  canHaveEventToken,
  endEventToken,
  isEventTokenActive,
  startEventToken,
} from '@/lib/browser/exchange/event-token';
import { ProblemNotice } from './problem-notice';
import { useAsyncTask } from './use-async-task';

/**
 * Switch of the event token: in a full room, the code on show lets everyone's reply in. Renders nothing without a short
 * link.
 */
export function EventTokenSection() {
  const published = useSyncExternalStore(subscribeShortLinks, shortLinkVersion, () => '');
  if (!canHaveEventToken(published)) return null;
  return (
    <LazyMessages catalogue="exchange">
      <EventTokenSwitch published={published} />
    </LazyMessages>
  );
}

function EventTokenSwitch({ published }: { published: string }) {
  const t = useTranslations('exchange');
  const { busy, problem, run } = useAsyncTask();
  const isOn = isEventTokenActive(published);
  const toggleToken = () => run(() => (isOn ? endEventToken(browserContext) : startEventToken(browserContext)));
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-semibold">{t('pass.title')}</h3>
      <p role="status" className="text-muted">
        {t(isOn ? 'pass.on' : 'pass.lead')}
      </p>
      {problem !== null && <ProblemNotice problem={problem} />}
      <Button icon={DoorOpen} disabled={busy} onClick={() => void toggleToken()}>
        {t(isOn ? 'pass.end' : 'pass.begin')}
      </Button>
    </section>
  );
}
