'use client';

import { useLanguage } from '@/components/i18n/language-provider';
import type { Card } from '@/lib/card/card';
import { fullNameOf } from '@/lib/card/card';
import { displayWebAddress } from '@/lib/card/problems';
import type { RegionProfile } from '@/lib/i18n/locales';
import type { Design } from '@/lib/print/designs';
import type { Trim } from '@/lib/print/scene';
import { SHEETS } from '@/lib/print/sheets';
import { CardPaper, LetterpressOutline } from './card-paper';
import { useCardPreview } from './use-card-preview';
import { useWrittenPhone } from './use-written-phone';

/** The size of a card where the owner is. */
function trimOf(profile: RegionProfile): Trim {
  return profile === 'fr-FR' ? SHEETS['a4-10-85x54'].trim : SHEETS['letter-10'].trim;
}

/** The card as it will be printed; its words are beside the drawing for those who do not see it. */
export function CardPreview({
  card,
  design = 'classic',
  className,
}: {
  card: Card | null;
  design?: Design;
  className?: string;
}) {
  const { t, profile } = useLanguage();
  const trim = trimOf(profile);
  const { preview, failed } = useCardPreview(card, design, trim);
  const name = card === null ? '' : fullNameOf(card);
  const isBlank = card === null || name === '' || preview === null;
  return (
    <figure className={className}>
      <figcaption className="sr-only">{name === '' ? t('preview.blank') : t('preview.of', { name })}</figcaption>
      <CardPaper trim={trim}>
        {isBlank ? (
          <LetterpressOutline />
        ) : (
          <div
            data-testid="card-drawing"
            className="absolute inset-0 [&>svg]:size-full"
            // Numbers and colours of our own renderer; people's words in it are escaped (lib/print/render-svg.ts).
            dangerouslySetInnerHTML={{ __html: preview.svg }}
          />
        )}
      </CardPaper>
      {card !== null && <CardWords card={card} />}
      {failed && <p className="mt-2 text-small text-muted">{t('preview.failed')}</p>}
    </figure>
  );
}

function CardWords({ card }: { card: Card }) {
  const writtenPhone = useWrittenPhone();
  const words = [
    fullNameOf(card),
    card.title,
    card.organisation,
    ...card.phones.map(({ number, extension }) => writtenPhone(number, extension)),
    ...card.emails.map((email) => email.address),
    displayWebAddress(card.website),
  ];
  return <p className="sr-only">{words.filter(Boolean).join('. ')}</p>;
}
