import { newEntropy } from './identity';

let draft: Uint8Array<ArrayBuffer> | null = null;

/**
 * The entropy of the phrase being written down, in this page's memory only: other screens may be visited meanwhile, and
 * nothing of it is stored.
 */
export function draftEntropy(): Uint8Array<ArrayBuffer> {
  draft ??= newEntropy();
  return draft;
}

export function clearDraftEntropy(): void {
  draft = null;
}
