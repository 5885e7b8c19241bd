'use client';

import { Copy } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { asStored, usePhoneWriter } from '@/components/card/use-written-phone';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { copyRich } from '@/lib/browser/platform/copy-rich';
import { setStyledMarkup } from '@/lib/browser/platform/styled-markup';
import type { Card } from '@/lib/card/card';
import { formatAddress } from '@/lib/i18n/address';
import { signatureHtml } from '@/lib/share/signature';
import { textSummary } from '@/lib/share/text-summary';
import { useCardLink } from './use-card-link';

export function SignatureScreen({ card }: { card: Card }) {
  const { region } = useLanguage();
  const t = useTranslations('print');
  const writePhone = usePhoneWriter();
  const phone = writePhone ?? asStored;
  const link = useCardLink(card, 'signature');
  const [withCard, setWithCard] = useState(true);
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  const html = useMemo(() => {
    const address = formatAddress(card.address, region);
    const href = withCard ? link?.text : undefined;
    const text = t('signature.card');
    return signatureHtml(card, { phone, address, card: href === undefined ? null : { href, text } });
  }, [card, region, phone, link, withCard, t]);
  const draw = useCallback(
    (holder: HTMLDivElement | null) => {
      if (holder !== null) setStyledMarkup(holder, html);
    },
    [html],
  );
  // A signature is pasted once and sent a thousand times: never copy an incomplete one.
  const isReady = writePhone !== null && !(withCard && link === undefined);
  const copy = async () => {
    const text = textSummary(card, { phone, address: formatAddress(card.address, region) });
    setOutcome((await copyRich(html, text)) ? 'copied' : 'failed');
  };
  return (
    <div className="flex max-w-2xl flex-col gap-5">
      <p className="text-muted">{t('signature.detail')}</p>
      <div
        id="signature"
        ref={draw}
        className="overflow-x-auto rounded-card border border-line bg-card p-5 text-card-ink"
      />
      <label className="flex min-h-12 cursor-pointer items-center gap-3 has-disabled:cursor-default has-disabled:opacity-50">
        <input
          type="checkbox"
          checked={withCard && link !== null}
          disabled={link === null}
          onChange={(event) => setWithCard(event.target.checked)}
          className="size-5 accent-[var(--accent)]"
        />
        {t('signature.withCard')}
      </label>
      <Button emphasis="filled" large icon={Copy} disabled={!isReady} onClick={() => void copy()}>
        {t('signature.copy')}
      </Button>
      <p role="status" className={outcome === 'failed' ? 'font-semibold text-error' : 'font-semibold text-good'}>
        {outcome === 'copied' && t('signature.copied')}
        {outcome === 'failed' && t('signature.failed')}
      </p>
    </div>
  );
}
