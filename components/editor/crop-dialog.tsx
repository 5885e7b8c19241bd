'use client';

import { useState } from 'react';
import Cropper from 'react-easy-crop';
import { useTranslations } from '@/components/i18n/translations';
import 'react-easy-crop/react-easy-crop.css';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { CropArea } from '@/lib/browser/card/picture';

/** Crops a photo: the area is moved by finger or arrow keys and zoomed with the slider. */
export function CropDialog({
  url,
  onCancel,
  onCrop,
}: {
  url: string;
  onCancel: () => void;
  onCrop: (area: CropArea) => Promise<void>;
}) {
  const t = useTranslations('app');
  const [crop, setCrop] = useState({ x: 0, y: 0 });
  const [zoom, setZoom] = useState(1);
  const [area, setArea] = useState<CropArea | null>(null);
  const [working, setWorking] = useState(false);
  return (
    <Dialog open onClose={onCancel} title={t('crop.title')}>
      <div className="relative aspect-square w-full overflow-hidden rounded-surface bg-card-ink">
        <Cropper
          image={url}
          crop={crop}
          zoom={zoom}
          aspect={1}
          cropShape="round"
          showGrid={false}
          onCropChange={setCrop}
          onZoomChange={setZoom}
          onCropComplete={(_percent, pixels) => setArea(pixels)}
          disableAutomaticStylesInjection
        />
      </div>
      <label className="flex flex-col gap-1 text-small font-semibold">
        {t('crop.zoom')}
        <input
          type="range"
          min={1}
          max={4}
          step={0.05}
          value={zoom}
          onChange={(event) => setZoom(Number(event.currentTarget.value))}
          className="h-12 w-full accent-[var(--accent)]"
        />
      </label>
      <div className="flex justify-end gap-2">
        <Button emphasis="quiet" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
        <Button
          emphasis="filled"
          disabled={area === null || working}
          onClick={() => {
            if (area === null) return;
            setWorking(true);
            void onCrop(area);
          }}
        >
          {working ? t('picture.opening') : t('crop.keep')}
        </Button>
      </div>
    </Dialog>
  );
}
