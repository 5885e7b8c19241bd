/** Where a reply slip comes from, stored in its code's URL fragment, which no server sees. */
export type ReplyOrigin = { event: string; batch: string };

export const MAX_EVENT_CHARACTERS = 60;

/** Parses such a fragment ("#e=…&l=…"); returns `null` when it is damaged or not one of ours. */
export function readReplyFragment(hash: string): ReplyOrigin | null {
  const parts = new Map(
    hash
      .replace(/^#/, '')
      .split('&')
      .map((part) => [part.slice(0, 1), part.slice(2)]),
  );
  try {
    const event = decodeURIComponent(parts.get('e') ?? '').slice(0, 2 * MAX_EVENT_CHARACTERS);
    const batch = decodeURIComponent(parts.get('l') ?? '').slice(0, 12);
    return event === '' && batch === '' ? null : { event, batch };
  } catch {
    return null;
  }
}
