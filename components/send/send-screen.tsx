'use client';

import { Copy, Download, FileUser, Globe, Link2, QrCode, Share2, Signature, TextQuote } from 'lucide-react';
import { useEffect, useState } from 'react';
import { CardPreview } from '@/components/card/card-preview';
import { propertyNames } from '@/components/card/property-names';
import { usePhoneWriter } from '@/components/card/use-written-phone';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { ForCard } from '@/components/shell/for-card';
import { ScreenTitle } from '@/components/shell/screen-title';
import { Button, ButtonLink } from '@/components/ui/button';
import { countShare } from '@/lib/browser/book/current-event';
import { deliverFile, deliveryMethod } from '@/lib/browser/platform/deliver-file';
import type { Card } from '@/lib/card/card';
import { formatAddress } from '@/lib/i18n/address';
import { textSummary } from '@/lib/share/text-summary';
import { contactFileName } from '@/lib/vcard/contact-file';
import { Channel } from './channel';
import { makeContactFile } from './contact-file';
import { MessageChannel } from './message-channel';
import { NfcTag } from './nfc-tag';
import { ShareLink } from './share-link';
import { useCardLink } from './use-card-link';

export function SendScreen() {
  const t = useTranslations('app');
  return <ForCard title={t('send.title')}>{(card) => <Send card={card} />}</ForCard>;
}

type Outcome = 'downloaded' | 'shared' | 'copied' | 'linkCopied' | 'failed' | null;

function Send({ card }: { card: Card }) {
  const { locale, region, path } = useLanguage();
  const t = useTranslations('app');
  const writePhone = usePhoneWriter();
  const link = useCardLink(card, 'sent') ?? null;
  const [file, setFile] = useState<File | null>(null);
  const [outcome, setOutcome] = useState<Outcome>(null);

  // Made in advance: iOS opens its share sheet only from within the tap handler.
  useEffect(() => {
    let current = true;
    void makeContactFile(card, t, locale).then((contactFile) => current && setFile(contactFile));
    return () => {
      current = false;
    };
  }, [card, t, locale]);

  const summary = writePhone && textSummary(card, { phone: writePhone, address: formatAddress(card.address, region) });
  const share = file !== null && deliveryMethod(file) === 'share';
  const deliver = async (contactFile: File | null) => {
    if (contactFile === null) return;
    const result = await deliverFile(contactFile);
    if (result !== 'cancelled') countShare('file');
    if (result !== 'cancelled') setOutcome(result);
  };
  const copy = async (text: string, done: Outcome) => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome(done);
    } catch {
      setOutcome('failed');
    }
  };
  const outcomes: Record<Exclude<Outcome, null>, string> = {
    downloaded: t('send.downloaded', { file: contactFileName(card) }),
    shared: t('send.shared'),
    copied: t('send.copied'),
    linkCopied: t('send.link.copied'),
    failed: t('send.copyFailed'),
  };

  return (
    <>
      <ScreenTitle>{t('send.title')}</ScreenTitle>
      <div className="grid items-start gap-6 lg:grid-cols-2 lg:gap-12">
        <CardPreview card={card} className="mx-auto w-full max-w-xs lg:order-2 lg:max-w-none" />
        <div className="flex flex-col gap-6">
          <Channel
            icon={FileUser}
            title={t('send.file.title')}
            detail={t('send.file.detail')}
            more={contactFileName(card)}
          >
            <Button
              emphasis="filled"
              large
              icon={share ? Share2 : Download}
              onClick={() => void deliver(file)}
              disabled={file === null}
            >
              {share ? t('send.file.share') : t('send.file.download')}
            </Button>
          </Channel>
          <MessageChannel card={card} link={link?.text ?? ''} />
          <Channel icon={Link2} title={t('send.link.title')} detail={t('send.link.detail')}>
            <div className="flex flex-wrap gap-3">
              <Button icon={Copy} disabled={link === null} onClick={() => void copy(link?.text ?? '', 'linkCopied')}>
                {t('send.link.copy')}
              </Button>
              <ShareLink card={card} link={link?.text ?? null} onShared={() => setOutcome('shared')} />
            </div>
            {link !== null && link.dropped.length > 0 && (
              <p className="text-small">{t('send.link.dropped', { properties: propertyNames(link.dropped, t) })}</p>
            )}
            <ButtonLink href={path('publish', card.id)} icon={Globe} className="justify-start">
              {t('action.publish')}
            </ButtonLink>
            <NfcTag link={link?.text ?? null} />
          </Channel>
          <Channel icon={TextQuote} title={t('send.text.title')} detail={t('send.text.detail')}>
            <Button icon={Copy} disabled={summary === null} onClick={() => void copy(summary ?? '', 'copied')}>
              {t('send.text.copy')}
            </Button>
          </Channel>
          <section className="flex flex-col gap-2">
            <h2 className="font-semibold">{t('send.more')}</h2>
            <ButtonLink href={path('signature', card.id)} icon={Signature} className="justify-start">
              {t('send.signature')}
            </ButtonLink>
            <ButtonLink href={path('codes', card.id)} icon={QrCode} className="justify-start">
              {t('send.codes')}
            </ButtonLink>
            {(['2.1', '4.0'] as const).map((version) => (
              <Button
                key={version}
                icon={FileUser}
                className="justify-start"
                onClick={() => void makeContactFile(card, t, locale, version).then(deliver)}
              >
                {t(version === '2.1' ? 'send.outlook' : 'send.four')}
              </Button>
            ))}
          </section>
          <p role="status" className="sticky bottom-20 min-h-6 font-semibold text-good lg:static">
            {outcome !== null && <span className="rounded-surface bg-paper px-2 py-1">{outcomes[outcome]}</span>}
          </p>
        </div>
      </div>
    </>
  );
}
