import { decodeBase64url, encodeBase64url } from '../../../exchange/base64url';
import { lockState, readingCipher, writingCipher } from './sealing';

const PREFIX = 'sealed:';

/** Text for localStorage, encrypted if the owner has set a lock; `null` if this page is locked: then it must not be written. */
export function sealText(context: string, text: string): string | null {
  if (lockState() === 'locked') return null;
  const cipher = writingCipher();
  return cipher === null ? text : PREFIX + encodeBase64url(cipher.seal(context, new TextEncoder().encode(text)));
}

/** The text that was sealed; `null` if this page is locked, or it was sealed with another key. */
export function openText(context: string, stored: string): string | null {
  if (!stored.startsWith(PREFIX)) return stored;
  if (lockState() === 'locked') return null;
  const bytes = decodeBase64url(stored.slice(PREFIX.length));
  try {
    const opened = bytes === null ? undefined : readingCipher()?.open(context, bytes);
    return opened === undefined ? null : new TextDecoder().decode(opened);
  } catch {
    return null;
  }
}
