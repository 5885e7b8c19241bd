import { isInstalled, isIos } from './device';

/** How a file can leave the app here: the share sheet, or a download. */
export type DeliveryMethod = 'share' | 'download';

/**
 * An installed iOS app ignores a download link, so the share sheet is the way there. Everywhere else the download
 * works; Chrome on Android refuses to share .vcf even where it says it can.
 */
export function deliveryMethod(file: File): DeliveryMethod {
  const canShare = isIos() && typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] });
  return canShare && isInstalled() ? 'share' : 'download';
}

/** Hands the file over. `cancelled` when the share sheet was closed or could not open; a download when sharing fails otherwise. */
export async function deliverFile(file: File): Promise<'shared' | 'downloaded' | 'cancelled'> {
  if (deliveryMethod(file) === 'share') {
    try {
      await navigator.share({ files: [file] });
      return 'shared';
    } catch (error) {
      // The sheet was closed; or the tap was too old to open it, and a download would do nothing there and say it did.
      if (error instanceof DOMException && ['AbortError', 'NotAllowedError'].includes(error.name)) return 'cancelled';
    }
  }
  downloadFile(file);
  return 'downloaded';
}

/** Long enough for the browser to have read the file. */
const REVOKE_AFTER_MS = 60_000;

/** For the page too that has no share sheet to offer. */
export function downloadFile(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}
