'use client';

import { DoorOpen } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { beginPass, endPass, isPassOn, mayHavePass } from '@/lib/browser/event-pass';
import { publishedVersion, subscribePublished } from '@/lib/browser/published-version';
import { ExchangeWords, useExchangeWords } from './exchange-words';
import { ProblemNotice } from './problem-notice';
import { useTask } from './use-task';

/** For a full room: the code held out tonight lets everybody's reply in. Nothing at all for who has no short link. */
export function EventPassSection() {
  const published = useSyncExternalStore(subscribePublished, publishedVersion, () => '');
  if (!mayHavePass(published)) return null;
  return (
    <ExchangeWords waiting={null}>
      <EventPass published={published} />
    </ExchangeWords>
  );
}

function EventPass({ published }: { published: string }) {
  const x = useExchangeWords();
  const { busy, problem, run } = useTask();
  const isOn = isPassOn(published);
  const turn = () => run(() => (isOn ? endPass() : beginPass()));
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-semibold">{x('pass.title')}</h3>
      <p role="status" className="text-muted">
        {x(isOn ? 'pass.on' : 'pass.lead')}
      </p>
      {problem !== null && <ProblemNotice problem={problem} />}
      <Button icon={DoorOpen} disabled={busy} onClick={() => void turn()}>
        {x(isOn ? 'pass.end' : 'pass.begin')}
      </Button>
    </section>
  );
}
