'use client';

import { Check } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { LIMITS } from '@/lib/card/limits';
import { PAPER_PROPERTIES, type PaperProperty, type PrintedWord, type Proposal } from '@/lib/scan/paper-card';

type Answer = { value: string; kept: boolean };

/** Shows each property beside the words it was read from; keeps only the properties the owner confirms. */
export function PaperCardFields({
  card,
  proposals,
  onConfirm,
  onAgain,
}: {
  card: HTMLCanvasElement;
  proposals: readonly Proposal[];
  onConfirm: (confirmed: Partial<Record<PaperProperty, string>>) => void;
  onAgain: () => void;
}) {
  const t = useTranslations('book');
  const [answers, setAnswers] = useState<Partial<Record<PaperProperty, Answer>>>(() =>
    Object.fromEntries(proposals.map(({ property, value }) => [property, { value, kept: false }])),
  );
  const [focusedProperty, setFocusedProperty] = useState<PaperProperty | null>(proposals[0]?.property ?? null);
  const words = useMemo(() => new Map(proposals.map((proposal) => [proposal.property, proposal.words])), [proposals]);
  const confirmedProperties = PAPER_PROPERTIES.filter((property) => answers[property]?.kept === true);
  const setAnswer = (property: PaperProperty, patch: Partial<Answer>) =>
    setAnswers((before) => ({ ...before, [property]: { value: '', kept: false, ...before[property], ...patch } }));
  return (
    <div className="flex max-w-4xl flex-col gap-5 lg:grid lg:grid-cols-2 lg:items-start lg:gap-10">
      <div className="sticky top-0 z-10 -mx-4 bg-paper px-4 py-2 lg:top-4">
        <StraightenedCard card={card} words={focusedProperty === null ? [] : (words.get(focusedProperty) ?? [])} />
      </div>
      <div className="flex flex-col gap-4">
        <p>{t(proposals.length === 0 ? 'paper.nothing' : 'paper.confirm')}</p>
        {PAPER_PROPERTIES.map((property) => {
          const { value = '', kept: isKept = false } = answers[property] ?? {};
          return (
            <div key={property} className="flex items-end gap-2">
              <TextField
                label={t(`paper.${property}`)}
                value={value}
                maxLength={LIMITS.line}
                autoComplete="off"
                className="min-w-0 flex-1"
                onFocus={() => setFocusedProperty(property)}
                onChange={(event) =>
                  setAnswer(property, {
                    value: event.currentTarget.value,
                    kept: event.currentTarget.value.trim() !== '',
                  })
                }
              />
              <Button
                aria-pressed={isKept}
                aria-label={t('paper.right.of', { property: t(`paper.${property}`) })}
                icon={Check}
                emphasis={isKept ? 'filled' : 'outlined'}
                disabled={value.trim() === ''}
                onClick={() => {
                  setFocusedProperty(property);
                  setAnswer(property, { kept: !isKept });
                }}
              >
                {t('paper.right')}
              </Button>
            </div>
          );
        })}
        <Button
          emphasis="filled"
          large
          disabled={confirmedProperties.length === 0}
          onClick={() =>
            onConfirm(
              Object.fromEntries(confirmedProperties.map((property) => [property, answers[property]?.value ?? ''])),
            )
          }
        >
          {t('paper.keep', { count: confirmedProperties.length })}
        </Button>
        <Button emphasis="quiet" onClick={onAgain}>
          {t('paper.another')}
        </Button>
      </div>
    </div>
  );
}

/** The straightened card, with a frame around each of the given words. */
function StraightenedCard({ card, words }: { card: HTMLCanvasElement; words: readonly PrintedWord[] }) {
  const t = useTranslations('book');
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    card.className = 'block w-full rounded-card';
    container.current?.prepend(card);
    return () => card.remove();
  }, [card]);
  return (
    <div ref={container} role="img" aria-label={t('paper.straight')} className="relative shadow-card">
      <svg
        aria-hidden
        viewBox={`0 0 ${card.width} ${card.height}`}
        className="pointer-events-none absolute inset-0 size-full"
      >
        {words.map(({ text, x, y, width, height }) => (
          <rect
            key={`${text} ${x} ${y}`}
            x={x - 6}
            y={y - 6}
            width={width + 12}
            height={height + 12}
            rx={6}
            fill="#0b5b6b33"
            stroke="#0b5b6b"
            strokeWidth={3}
          />
        ))}
      </svg>
    </div>
  );
}
