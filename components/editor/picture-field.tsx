'use client';

import { ImagePlus, Trash2 } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { type OpenedPicture, openPicture, type PictureProblem } from '@/lib/browser/card/picture';
import type { PictureId } from '@/lib/card/card';
import { usePicture } from './use-picture';

const PROBLEMS = {
  'picture.too_large': 'problem.picture.tooLarge',
  'picture.not_a_picture': 'problem.picture.notAPicture',
  'picture.not_loaded': 'problem.picture.notLoaded',
} as const satisfies Record<PictureProblem, string>;

/** Field to choose, view, replace and remove a picture of the card. The caller processes the chosen file. */
export function PictureField({
  label,
  hint,
  pictureId,
  round,
  status,
  onOpened,
  onRemove,
  children,
}: {
  label: string;
  hint: string;
  pictureId: PictureId | null;
  round?: boolean;
  /** Message about the last action on the picture. */
  status: string | null;
  /** Resolves to the problem with the picture, or `null`. */
  onOpened: (opened: OpenedPicture) => Promise<PictureProblem | null>;
  onRemove: () => void;
  children?: ReactNode;
}) {
  const t = useTranslations('app');
  const inputId = useId();
  const input = useRef<HTMLInputElement>(null);
  const currentPicture = usePicture(pictureId);
  const [problem, setProblem] = useState<PictureProblem | null>(null);
  const [opening, setOpening] = useState(false);

  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    setProblem(null);
    setOpening(true);
    const opened = await openPicture(file);
    setOpening(false);
    if (input.current !== null) input.current.value = '';
    if ('problem' in opened) setProblem(opened.problem);
    else setProblem(await onOpened(opened));
  };

  const chooseLabel = opening ? t('picture.opening') : pictureId === null ? t('picture.choose') : t('picture.replace');
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={inputId} className="text-small font-semibold">
        {label}
      </label>
      <input
        ref={input}
        id={inputId}
        type="file"
        accept="image/*"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => void choose(event.currentTarget.files?.[0])}
      />
      <div className="flex items-center gap-4">
        {currentPicture !== null && (
          <img
            src={currentPicture.url}
            alt={t('picture.current')}
            className={classNames(
              'size-20 border border-line bg-card object-contain',
              round ? 'rounded-full' : 'rounded-card',
            )}
          />
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            icon={ImagePlus}
            aria-label={`${chooseLabel} (${label})`}
            onClick={() => input.current?.click()}
            disabled={opening}
          >
            {chooseLabel}
          </Button>
          {pictureId !== null && (
            <Button emphasis="quiet" icon={Trash2} aria-label={`${t('picture.remove')} (${label})`} onClick={onRemove}>
              {t('picture.remove')}
            </Button>
          )}
        </div>
      </div>
      <p className="text-small text-muted">{hint}</p>
      <p role="status" className="text-small font-semibold text-good">
        {status}
      </p>
      {problem !== null && (
        <p role="alert" className="text-small font-semibold text-error">
          {t(PROBLEMS[problem])}
        </p>
      )}
      {children}
    </div>
  );
}
