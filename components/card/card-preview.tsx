'use client';

import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { trustedHtml } from '@/lib/browser/platform/trusted-html';
import type { Card } from '@/lib/card/card';
import { fullNameOf, isTelephone } from '@/lib/card/card';
import { displayWebAddress } from '@/lib/card/problems';
import type { RegionProfile } from '@/lib/i18n/locales';
import { CardPaper, LetterpressOutline, PAPERS, type Paper } from './card-paper';
import { useCardPreview } from './use-card-preview';
import { useWrittenPhone } from './use-written-phone';

/** Returns the usual card size of a region. */
function paperOf(region: RegionProfile): Paper {
  return region === 'fr-FR' ? PAPERS.europe : PAPERS.america;
}

/** A preview of the printed card, with its text for screen readers. */
export function CardPreview({ card, className }: { card: Card | null; className?: string }) {
  const { region } = useLanguage();
  const t = useTranslations('app');
  const paper = paperOf(region);
  const { preview, failed } = useCardPreview(card, paper.trim);
  const name = card === null ? '' : fullNameOf(card);
  const isBlank = card === null || name === '' || preview === null;
  return (
    <figure className={className}>
      <figcaption className="sr-only">{name === '' ? t('preview.blank') : t('preview.of', { name })}</figcaption>
      <CardPaper paper={paper} isUpright={preview?.isUpright ?? false}>
        {isBlank ? (
          <LetterpressOutline />
        ) : (
          <div
            data-testid="card-drawing"
            className="absolute inset-0 [&>svg]:size-full"
            // Safe: our own renderer writes this SVG and escapes user text (lib/print/render-svg.ts).
            dangerouslySetInnerHTML={{ __html: trustedHtml(preview.front) }}
          />
        )}
      </CardPaper>
      {card !== null && <CardText card={card} />}
      {failed && <p className="mt-2 text-small text-muted">{t('preview.failed')}</p>}
    </figure>
  );
}

function CardText({ card }: { card: Card }) {
  const formatPhone = useWrittenPhone();
  const textParts = [
    fullNameOf(card),
    card.title,
    card.organisation,
    ...card.phones.filter(isTelephone).map(({ number, extension }) => formatPhone(number, extension)),
    ...card.emails.map((email) => email.address),
    displayWebAddress(card.website),
  ];
  return <p className="sr-only">{textParts.filter(Boolean).join('. ')}</p>;
}
