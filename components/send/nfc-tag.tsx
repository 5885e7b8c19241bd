'use client';

import { Nfc } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { hasNfc, writeTag } from '@/lib/browser/platform/nfc';

type Step = 'idle' | 'waiting' | 'written' | 'refused' | 'failed';
const subscribeNever = () => () => undefined;

/** Writes the link to an NFC tag, or reports that the browser cannot. */
export function NfcTag({ link }: { link: string | null }) {
  const t = useTranslations('app');
  const [step, setStep] = useState<Step>('idle');
  const controller = useRef<AbortController | null>(null);
  const isSupported = useSyncExternalStore(subscribeNever, hasNfc, () => false);
  useEffect(() => () => controller.current?.abort(), []);

  if (!isSupported) return <p className="text-small text-muted">{t('nfc.unsupported')}</p>;
  const write = async () => {
    if (link === null) return;
    controller.current?.abort();
    const attempt = new AbortController();
    controller.current = attempt;
    setStep('waiting');
    const result = await writeTag(link, attempt.signal);
    if (!attempt.signal.aborted) setStep(result);
  };
  return (
    <div className="flex flex-col gap-2">
      <Button icon={Nfc} onClick={() => void write()} disabled={link === null}>
        {t('nfc.write')}
      </Button>
      <p role="status" className={step === 'failed' || step === 'refused' ? 'text-small text-error' : 'text-small'}>
        {step === 'waiting' && t('nfc.waiting')}
        {step === 'written' && t('nfc.done')}
        {step === 'refused' && t('nfc.refused')}
        {step === 'failed' && t('nfc.failed', { count: link?.length ?? 0 })}
      </p>
    </div>
  );
}
