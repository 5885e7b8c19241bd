import { decodeBase64url, encodeBase64url } from '../../exchange/base64url';
import { ENTROPY_BYTES } from '../../exchange/recovery';
import { readSession, writeSession } from '../storage/local-storage';
import { newEntropy } from './identity';

const KEY = 'poignee.drawn-words';

/**
 * The words being written down: the same ones again when this window was put away or loaded anew meanwhile, so that paper and
 * screen agree. In this window's own storage, until they have served.
 */
export function drawnWords(): Uint8Array<ArrayBuffer> {
  const kept = decodeBase64url(readSession(KEY) ?? '');
  if (kept?.length === ENTROPY_BYTES) return kept;
  const drawn = newEntropy();
  writeSession(KEY, encodeBase64url(drawn));
  return drawn;
}

export const forgetDrawnWords = () => writeSession(KEY, null);
