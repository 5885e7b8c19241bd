import { decodeBase64url, encodeBase64url } from '../../exchange/base64url';
import { ENTROPY_BYTES } from '../../exchange/recovery';
import { readSession, writeSession } from '../storage/local-storage';
import { newEntropy } from './identity';

const KEY = 'poignee.drawn-words';

/**
 * The entropy of the phrase being written down, in sessionStorage until it is used: after a reload the screen shows the same
 * twelve words as the paper.
 */
export function draftEntropy(): Uint8Array<ArrayBuffer> {
  const stored = decodeBase64url(readSession(KEY) ?? '');
  if (stored?.length === ENTROPY_BYTES) return stored;
  const entropy = newEntropy();
  writeSession(KEY, encodeBase64url(entropy));
  return entropy;
}

export const clearDraftEntropy = () => writeSession(KEY, null);
