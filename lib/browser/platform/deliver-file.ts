import { isInstalled, isIos } from './device';

/** How a file can leave the app on this device: the share sheet, or a download. */
export type DeliveryMethod = 'share' | 'download';

/**
 * Returns how to deliver the file. An installed iOS app ignores download links, so the share sheet is used there.
 * Elsewhere a download works; Chrome on Android refuses to share .vcf even if `canShare` accepts it.
 */
export function deliveryMethod(file: File): DeliveryMethod {
  const canShare = isIos() && typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] });
  return canShare && isInstalled() ? 'share' : 'download';
}

/**
 * Shares or downloads the file. Resolves with `cancelled` if the share sheet was closed or could not open; if sharing
 * fails for another reason, downloads the file.
 */
export async function deliverFile(file: File): Promise<'shared' | 'downloaded' | 'cancelled'> {
  if (deliveryMethod(file) === 'share') {
    try {
      await navigator.share({ files: [file] });
      return 'shared';
    } catch (error) {
      // The sheet was closed, or the user activation had expired. A download would then do nothing, yet be reported as
      // done.
      if (error instanceof DOMException && ['AbortError', 'NotAllowedError'].includes(error.name)) return 'cancelled';
    }
  }
  downloadFile(file);
  return 'downloaded';
}

/** Gives the browser time to read the file. */
const REVOKE_AFTER_MS = 60_000;

/** Downloads a file. Also used by the link page, which has no share sheet. */
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
