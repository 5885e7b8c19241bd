'use client';

import { Flashlight, FlashlightOff, RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { SelectField } from '@/components/ui/text-field';
import {
  type Camera,
  type CameraProblem,
  closeCamera,
  listCameras,
  openCamera,
  setTorch,
} from '@/lib/browser/scan/camera';
import { codesInVideo } from '@/lib/browser/scan/scan-client';

/** Pause between two scans: a phone's processor also has to draw the video. */
const PAUSE_MS = 120;

/** Consecutive scan failures that mean the decoder cannot load, rather than a bad frame. */
const FAILURES_MAX = 5;

/** Shows the camera's video and scans it until it finds a code; reports the code once, then stops scanning. */
export function CameraView({ onCode }: { onCode: (text: string) => void }) {
  const t = useTranslations('book');
  const { path } = useLanguage();
  const video = useRef<HTMLVideoElement>(null);
  const [camera, setCamera] = useState<Camera | null>(null);
  const [problem, setProblem] = useState<CameraProblem | 'camera.reader' | null>(null);
  const [cameras, setCameras] = useState<readonly { deviceId: string; label: string }[]>([]);
  const [request, setRequest] = useState<{ deviceId: string | null; turn: number }>({ deviceId: null, turn: 0 });
  const [isTorchOn, setIsTorchOn] = useState(false);
  const onCodeRef = useRef(onCode);
  useEffect(() => {
    onCodeRef.current = onCode;
  }, [onCode]);

  useEffect(() => {
    let [isCurrent, openedCamera]: [boolean, Camera | null] = [true, null];
    setProblem(null);
    void openCamera(request.deviceId).then(async (result) => {
      if ('problem' in result) {
        if (isCurrent) setProblem(result.problem);
        return;
      }
      openedCamera = result;
      if (!isCurrent) {
        closeCamera(result);
        return;
      }
      setCamera(result);
      setIsTorchOn(false);
      const found = await listCameras();
      if (isCurrent) setCameras(found);
    });
    return () => {
      isCurrent = false;
      setCamera(null);
      if (openedCamera !== null) closeCamera(openedCamera);
    };
  }, [request]);

  useEffect(() => {
    const element = video.current;
    if (camera === null || element === null) return;
    let isCurrent = true;
    let failures = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    element.srcObject = camera.stream;
    void element.play().catch(() => undefined);
    const scanFrame = async () => {
      const found = document.hidden ? [] : await codesInVideo(element).catch(() => null);
      if (!isCurrent) return;
      failures = found === null ? failures + 1 : 0;
      if (failures >= FAILURES_MAX) return setProblem('camera.reader');
      const [text] = found ?? [];
      if (text !== undefined) onCodeRef.current(text);
      else timer = setTimeout(() => void scanFrame(), PAUSE_MS);
    };
    void scanFrame();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      element.srcObject = null;
    };
  }, [camera]);

  const retry = useCallback(() => setRequest(({ deviceId, turn }) => ({ deviceId, turn: turn + 1 })), []);
  const toggleTorch = async () => {
    if (camera !== null && (await setTorch(camera, !isTorchOn))) setIsTorchOn(!isTorchOn);
  };

  if (problem !== null)
    return (
      <Notice
        tone="warning"
        live="alert"
        actions={
          <>
            <Button icon={RefreshCw} onClick={retry}>
              {t('camera.again')}
            </Button>
            <ButtonLink href={path('guidedEntry')}>{t('receive.note')}</ButtonLink>
          </>
        }
      >
        {t(problem)}
      </Notice>
    );
  return (
    <div className="flex flex-col gap-3">
      <div className="relative aspect-3/4 max-h-[60dvh] w-full overflow-hidden rounded-surface bg-card-ink sm:aspect-4/3">
        <video ref={video} muted playsInline aria-label={t('camera.view')} className="size-full object-cover" />
        <div
          aria-hidden
          className="pointer-events-none absolute inset-[14%] rounded-surface border-3 border-white/80"
        />
      </div>
      <p className="text-center text-muted">{t(camera === null ? 'camera.waiting' : 'camera.aim')}</p>
      <div className="flex flex-wrap items-end justify-center gap-3">
        {camera?.hasTorch === true && (
          <Button
            icon={isTorchOn ? FlashlightOff : Flashlight}
            aria-pressed={isTorchOn}
            onClick={() => void toggleTorch()}
          >
            {t(isTorchOn ? 'camera.torchOff' : 'camera.torchOn')}
          </Button>
        )}
        {cameras.length > 1 && (
          <SelectField
            label={t('camera.choice')}
            value={camera?.deviceId ?? ''}
            options={cameras.map(({ deviceId, label }, index) => ({
              value: deviceId,
              label: label || t('camera.numbered', { number: index + 1 }),
            }))}
            onChange={(event) => setRequest({ deviceId: event.currentTarget.value, turn: 0 })}
          />
        )}
      </div>
    </div>
  );
}
