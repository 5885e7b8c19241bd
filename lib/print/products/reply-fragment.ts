/** Where a reply slip comes from: said in its code's fragment, which no server sees. */
export type ReplyOrigin = { event: string; batch: string };

export const MAX_EVENT_CHARACTERS = 60;

/** What such a fragment says ("#e=…&l=…"); `null` when it is none of ours or damaged. */
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
