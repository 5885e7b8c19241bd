'use client';

import { Download, ExternalLink, FileDown, Printer, Share2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button, Icon } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { deliverFile } from '@/lib/browser/platform/deliver-file';

/** Checks whether this device has a share sheet for the file. */
const canShare = (file: File): boolean =>
  typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] });

/**
 * Notice that the PDF is ready: its verification, its batch number, and every way to open or share it on this device.
 */
export function PdfReadyNotice({
  file,
  proved,
  batch,
  onPrint,
}: {
  file: File;
  proved: boolean;
  /** Number of the stored batch; `null` if this browser cannot store it; absent if the file is not a batch. */
  batch?: string | null;
  onPrint?: () => void;
}) {
  const t = useTranslations('print');
  const [url, setUrl] = useState<string | undefined>();
  useEffect(() => {
    const objectUrl = URL.createObjectURL(file);
    setUrl(objectUrl);
    return () => URL.revokeObjectURL(objectUrl);
  }, [file]);
  return (
    <Notice
      tone="good"
      icon={FileDown}
      actions={
        <>
          <a
            href={url}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-12 items-center gap-2 rounded-surface border border-control bg-surface px-5 font-semibold text-ink no-underline"
          >
            <Icon icon={ExternalLink} />
            {t('print.open')}
          </a>
          <Button emphasis="quiet" icon={Download} onClick={() => void deliverFile(file)}>
            {t('print.saveAgain')}
          </Button>
          {canShare(file) && (
            // Rejected when the share sheet is closed without sharing: nothing to report.
            <Button
              emphasis="quiet"
              icon={Share2}
              onClick={() => void navigator.share({ files: [file] }).catch(() => undefined)}
            >
              {t('print.share')}
            </Button>
          )}
          {onPrint && (
            <Button emphasis="quiet" icon={Printer} onClick={onPrint}>
              {t('print.direct')}
            </Button>
          )}
        </>
      }
    >
      <p>{t('print.ready', { file: file.name })}</p>
      {proved && <p className="text-small">{t('print.proved')}</p>}
      {batch && <p className="text-small">{t('print.noted', { number: batch })}</p>}
      {batch === null && <p className="text-small">{t('print.notNoted')}</p>}
    </Notice>
  );
}
