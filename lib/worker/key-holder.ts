declare const self: ServiceWorkerGlobalScope;

type Message = { type: 'HOLD_KEY'; key: Uint8Array; forMs: number } | { type: 'TAKE_KEY' } | { type: 'FORGET_KEY' };

let held: { key: Uint8Array; untilMs: number } | null = null;

/**
 * Holds the key of an unlocked session in memory while one document of this site gives way to the next. It is lost when the
 * browser stops the worker, about thirty seconds later: the owner then unlocks again.
 */
export function holdKeyBetweenPages(): void {
  self.addEventListener('message', ({ data, ports }) => {
    const message = (data ?? {}) as Message;
    if (message.type === 'HOLD_KEY') held = { key: message.key, untilMs: Date.now() + message.forMs };
    else if (message.type === 'FORGET_KEY') held = null;
    else if (message.type === 'TAKE_KEY') {
      if (held !== null && held.untilMs < Date.now()) held = null;
      ports[0]?.postMessage(held?.key ?? null);
    }
  });
}
