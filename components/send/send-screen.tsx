'use client';

import { Copy, Download, FileUser, Share2 } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { CardPreview } from '@/components/card/card-preview';
import { useAddressedCard } from '@/components/card/use-cards';
import { useWrittenPhone } from '@/components/card/use-written-phone';
import { useLanguage } from '@/components/i18n/language-provider';
import { NoCard } from '@/components/shell/no-card';
import { ScreenTitle } from '@/components/shell/screen-title';
import { Button, Icon } from '@/components/ui/button';
import { deliverFile, deliveryWay } from '@/lib/browser/deliver-file';
import type { Card } from '@/lib/card/card';
import { formatAddress } from '@/lib/i18n/address';
import { textSummary } from '@/lib/share/text-summary';
import { contactFileName } from '@/lib/vcard/contact-file';
import { makeContactFile } from './contact-file';

export function SendScreen() {
  return (
    <Suspense>
      <AddressedSend />
    </Suspense>
  );
}

function AddressedSend() {
  const { t } = useLanguage();
  const { state, card } = useAddressedCard();
  if (state.status === 'loading') return <ScreenTitle>{t('send.title')}</ScreenTitle>;
  return card === null ? <NoCard /> : <Send card={card} />;
}

type Outcome = 'downloaded' | 'shared' | 'copied' | 'failed' | null;

function Send({ card }: { card: Card }) {
  const { t, locale, profile } = useLanguage();
  const writtenPhone = useWrittenPhone();
  const [file, setFile] = useState<File | null>(null);
  const [outcome, setOutcome] = useState<Outcome>(null);

  // Made ahead: iOS opens its share sheet only from within the tap itself.
  useEffect(() => {
    let current = true;
    void makeContactFile(card, t, locale).then((made) => current && setFile(made));
    return () => {
      current = false;
    };
  }, [card, t, locale]);

  const share = file !== null && deliveryWay(file) === 'share';
  const deliver = async () => {
    if (file === null) return;
    const result = await deliverFile(file);
    if (result !== 'cancelled') setOutcome(result);
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(
        textSummary(card, { phone: writtenPhone, address: formatAddress(card.address, profile) }),
      );
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  };
  const outcomes: Record<Exclude<Outcome, null>, string> = {
    downloaded: t('send.downloaded', { file: contactFileName(card) }),
    shared: t('send.shared'),
    copied: t('send.copied'),
    failed: t('send.copyFailed'),
  };

  return (
    <>
      <ScreenTitle>{t('send.title')}</ScreenTitle>
      <div className="grid items-start gap-6 lg:grid-cols-2 lg:gap-12">
        <CardPreview card={card} className="mx-auto w-full max-w-xs lg:order-2 lg:max-w-none" />
        <div className="flex flex-col gap-6">
          <section className="flex flex-col gap-4 rounded-surface border border-line bg-surface p-4">
            <div className="flex gap-3">
              <span className="mt-1 text-accent">
                <Icon icon={FileUser} size={24} />
              </span>
              <div>
                <h2 className="font-semibold">{t('send.file.title')}</h2>
                <p className="text-small text-muted">{t('send.file.detail')}</p>
                <p className="mt-1 text-small break-all">{contactFileName(card)}</p>
              </div>
            </div>
            <Button
              emphasis="filled"
              large
              icon={share ? Share2 : Download}
              onClick={() => void deliver()}
              disabled={file === null}
            >
              {share ? t('send.file.share') : t('send.file.download')}
            </Button>
          </section>
          <section className="flex flex-col gap-3 rounded-surface border border-line bg-surface p-4">
            <div>
              <h2 className="font-semibold">{t('send.text.title')}</h2>
              <p className="text-small text-muted">{t('send.text.detail')}</p>
            </div>
            <Button icon={Copy} onClick={() => void copy()}>
              {t('send.text.copy')}
            </Button>
          </section>
          <p role="status" className="min-h-6 font-semibold text-good">
            {outcome !== null && outcomes[outcome]}
          </p>
        </div>
      </div>
    </>
  );
}
