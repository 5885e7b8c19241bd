'use client';

import { Camera, ImageUp, RotateCw, ScanText } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { loadPhoneRules, useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { FileButton } from '@/components/ui/file-button';
import { Notice } from '@/components/ui/notice';
import { bookStore } from '@/lib/browser/book/book-store';
import { openPicture } from '@/lib/browser/card/picture';
import { newIdentifier } from '@/lib/browser/platform/identifier';
import { cornersOf, rasterOf, straightened } from '@/lib/browser/scan/scan-client';
import type { ContactPatch, Meeting } from '@/lib/card/contact';
import {
  contentFromFields,
  type PaperProperty,
  type Proposal,
  proposeFields,
  READING_SIDE_PX,
} from '@/lib/scan/paper-card';
import { type Corners, type Raster, turned, wholePicture } from '@/lib/scan/straighten';
import { CurrentEventLink } from '../event/current-event-link';
import { CornerPicker } from './corner-picker';
import { PaperCardFields } from './paper-card-fields';
import { ReceivedContact } from './received-contact';

/** Maximum long side of the photo: enough for the small print of a card that fills it. */
const PHOTO_SIDE_PX = 2200;

type Step =
  | { step: 'choose'; problem: 'picture' | 'reading' | null }
  | { step: 'corners'; url: string; picture: Raster; corners: Corners; found: boolean }
  | { step: 'reading'; share: number }
  | { step: 'confirm'; card: HTMLCanvasElement; proposals: Proposal[] }
  | { step: 'found'; content: ContactPatch; meeting: Meeting };

const asTyped = (typed: string) => ({ number: typed.trim(), extension: '' });

/**
 * Turns a paper card into a contact, on the device: photo, straightening, text recognition, confirmation of each
 * property.
 */
export function PaperCardScreen() {
  const t = useTranslations('book');
  const { region } = useLanguage();
  const rules = useLazyModule(loadPhoneRules);
  const [step, setStep] = useState<Step>({ step: 'choose', problem: null });
  const cardReading = useMemo(
    () => ({ newId: newIdentifier, readPhone: rules?.phoneReader(region) ?? asTyped }),
    [rules, region],
  );
  const shownUrl = step.step === 'corners' ? step.url : null;
  useEffect(() => () => (shownUrl === null ? undefined : URL.revokeObjectURL(shownUrl)), [shownUrl]);
  // A result that arrives after a newer request, or after the screen was left, is ignored.
  const latestRequest = useRef(0);
  useEffect(
    () => () => {
      latestRequest.current += 1;
    },
    [],
  );

  const open = async (file: File) => {
    latestRequest.current += 1;
    const request = latestRequest.current;
    const opened = await openPicture(file);
    const picture =
      'problem' in opened
        ? null
        : rasterOf(opened.image, opened.image.naturalWidth, opened.image.naturalHeight, PHOTO_SIDE_PX);
    if ('problem' in opened || picture === null) return setStep({ step: 'choose', problem: 'picture' });
    const corners = await cornersOf(picture).catch(() => null);
    if (latestRequest.current !== request) return URL.revokeObjectURL(opened.url);
    setStep({
      step: 'corners',
      url: opened.url,
      picture,
      corners: corners ?? wholePicture(picture),
      found: corners !== null,
    });
  };
  const read = async (picture: Raster, corners: Corners) => {
    latestRequest.current += 1;
    const request = latestRequest.current;
    setStep({ step: 'reading', share: 0 });
    try {
      const { recogniseLines } = await import('@/lib/browser/scan/text-recogniser');
      const card = canvasOf(await straightened(picture, corners, READING_SIDE_PX));
      const lines = await recogniseLines(
        card,
        (share) => latestRequest.current === request && setStep({ step: 'reading', share }),
      );
      if (latestRequest.current === request)
        setStep({ step: 'confirm', card, proposals: proposeFields(lines, cardReading.readPhone) });
    } catch {
      if (latestRequest.current === request) setStep({ step: 'choose', problem: 'reading' });
    }
  };
  const confirm = (confirmed: Partial<Record<PaperProperty, string>>) =>
    setStep({ step: 'found', content: contentFromFields(confirmed, cardReading), meeting: bookStore.meeting('paper') });
  const startOver = () => {
    latestRequest.current += 1;
    setStep({ step: 'choose', problem: null });
  };

  switch (step.step) {
    case 'choose':
      return (
        <div className="flex max-w-xl flex-col gap-4">
          <CurrentEventLink />
          <p className="text-muted">{t('paper.lead')}</p>
          {step.problem !== null && (
            <Notice tone="error" live="alert">
              {t(`paper.problem.${step.problem}`)}
            </Notice>
          )}
          <FileButton
            icon={Camera}
            filled
            accept="image/*"
            capture="environment"
            disabled={rules === null}
            onFile={(file) => void open(file)}
          >
            {t('paper.photograph')}
          </FileButton>
          <FileButton icon={ImageUp} accept="image/*" disabled={rules === null} onFile={(file) => void open(file)}>
            {t('paper.choose')}
          </FileButton>
          <p className="text-small text-muted">{t('paper.private')}</p>
        </div>
      );
    case 'corners':
      return (
        <div className="flex max-w-xl flex-col gap-4">
          <p>{t(step.found ? 'paper.corners.found' : 'paper.corners.none')}</p>
          <CornerPicker
            url={step.url}
            size={step.picture}
            corners={step.corners}
            onChange={(corners) => setStep({ ...step, corners })}
          />
          <div className="flex flex-wrap gap-2">
            <Button icon={RotateCw} onClick={() => setStep({ ...step, corners: turned(step.corners) })}>
              {t('paper.turn')}
            </Button>
            <Button onClick={startOver}>{t('paper.another')}</Button>
          </div>
          <Button emphasis="filled" large icon={ScanText} onClick={() => void read(step.picture, step.corners)}>
            {t('paper.read')}
          </Button>
        </div>
      );
    case 'reading':
      return (
        <div className="flex max-w-xl flex-col gap-3">
          <progress value={step.share} max={1} aria-label={t('paper.reading')} className="h-3 w-full" />
          <p role="status">{t('paper.reading')}</p>
          <Button className="self-start" onClick={startOver}>
            {t('paper.stop')}
          </Button>
        </div>
      );
    case 'confirm':
      return <PaperCardFields card={step.card} proposals={step.proposals} onConfirm={confirm} onAgain={startOver} />;
    case 'found':
      return (
        <div className="max-w-xl">
          <ReceivedContact
            content={step.content}
            meeting={step.meeting}
            onAgain={startOver}
            again={t('paper.another')}
          />
        </div>
      );
  }
}

function canvasOf({ data, width, height }: Raster): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  return canvas;
}
