/** Why a lock could not be set, opened or taken off. */
export function lockProblemOf(error: unknown): 'cancelled' | 'no_prf' | 'data_lost' | 'failed' {
  if (!(error instanceof Error)) return 'failed';
  if (error.message === 'lock.no_prf') return 'no_prf';
  if (error.message === 'lock.data_lost') return 'data_lost';
  // WebAuthn §5.1.3: the owner cancelled, or did not answer in time.
  return error.name === 'NotAllowedError' || error.name === 'AbortError' ? 'cancelled' : 'failed';
}
