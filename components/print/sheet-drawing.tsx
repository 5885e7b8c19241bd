'use client';

import { CardPaper, LetterpressOutline } from '@/components/card/card-paper';
import { useLanguage } from '@/components/i18n/language-provider';
import type { Paper, Preview } from '@/lib/browser/print-protocol';
import { cardPositions, SHEETS } from '@/lib/print/sheets';
import { trimOfPaper } from './paper-choices';

/** What will come out of the printer, at scale: the same drawing as the PDF's, as many times, at the same places. */
export function SheetDrawing({ paper, preview }: { paper: Paper; preview: Preview | null }) {
  const { t } = useLanguage();
  const picture = preview === null ? null : `data:image/svg+xml,${encodeURIComponent(preview.svg)}`;
  const card = picture === null ? null : <img src={picture} alt="" className="absolute inset-0 size-full" />;
  if (paper.kind === 'single') {
    return (
      <figure>
        <CardPaper trim={trimOfPaper(paper)}>{card ?? <LetterpressOutline />}</CardPaper>
        <figcaption className="mt-2 text-center text-small text-muted">{t('print.single.caption')}</figcaption>
      </figure>
    );
  }
  const sheet = SHEETS[paper.sheet];
  const { widthMm, heightMm, name } = sheet.paper;
  const percent = (value: number, whole: number) => `${(100 * value) / whole}%`;
  return (
    <figure>
      <div
        className="relative mx-auto w-full max-w-md overflow-hidden rounded-[2px] bg-card shadow-card"
        style={{ aspectRatio: `${widthMm} / ${heightMm}` }}
      >
        {cardPositions(sheet).map(({ xMm, yMm }) => (
          <div
            key={`${xMm} ${yMm}`}
            className={paper.marks ? 'absolute' : 'absolute outline outline-dashed outline-press'}
            style={{
              left: percent(xMm, widthMm),
              top: percent(yMm, heightMm),
              width: percent(sheet.trim.widthMm, widthMm),
              height: percent(sheet.trim.heightMm, heightMm),
            }}
          >
            {card}
          </div>
        ))}
      </div>
      <figcaption className="mt-2 text-center text-small text-muted">
        {name === 'Letter' ? t('print.sheet.letter') : t('print.sheet.a4')}
      </figcaption>
    </figure>
  );
}
