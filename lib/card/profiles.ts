/** The services whose name labels a profile link, by the end of its host name. */
const SERVICES: readonly [hostSuffix: string, name: string][] = [
  ['linkedin.com', 'LinkedIn'],
  ['facebook.com', 'Facebook'],
  ['instagram.com', 'Instagram'],
  ['threads.net', 'Threads'],
  ['threads.com', 'Threads'],
  ['x.com', 'X'],
  ['twitter.com', 'X'],
  ['bsky.app', 'Bluesky'],
  ['youtube.com', 'YouTube'],
  ['tiktok.com', 'TikTok'],
  ['github.com', 'GitHub'],
  ['behance.net', 'Behance'],
  ['pinterest.com', 'Pinterest'],
  ['whatsapp.com', 'WhatsApp'],
  ['wa.me', 'WhatsApp'],
];

/**
 * Returns the name of the service («LinkedIn» for https://ca.linkedin.com/in/…), or the host name for a service not
 * listed.
 */
export function serviceOf(url: string): string {
  try {
    const host = new URL(/^https?:\/\//i.test(url) ? url : `https://${url}`).hostname.toLowerCase();
    const service = SERVICES.find(([suffix]) => host === suffix || host.endsWith(`.${suffix}`));
    return service?.[1] ?? host.replace(/^www\./, '');
  } catch {
    return '';
  }
}
