import { isIPv6 } from 'node:net';

/** Removes the port that some proxies add: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(address: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(address)?.[1];
  if (bracketed !== undefined) return bracketed;
  return /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address)?.[1] ?? address;
}

/**
 * Returns the client's address: that of the connection or, with `proxies` of our own proxies in front, the entry of
 * X-Forwarded-For added by the outermost one.
 */
export function clientAddress(forwardedFor: string | undefined, connection: string, proxies: number): string {
  const entries = (forwardedFor ?? '').split(',').map((entry) => entry.trim());
  const forwarded = proxies > 0 ? entries.at(-proxies) : undefined;
  return withoutPort(forwarded === undefined || forwarded === '' ? connection : forwarded);
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: missing }, () => '0'), ...after].map((group) =>
    Number.parseInt(group, 16).toString(16),
  );
}

/**
 * Networks that a rate limit applies to. `host`: the IPv4 address, or the /64 of one IPv6 subscriber. `site`: the /48
 * of one IPv6 organisation (RFC 6177 §2), `null` for IPv4.
 */
export type Network = { host: string; site: string | null };

export function networkOf(address: string): Network {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return { host: mapped, site: null };
  const plain = address.split('%')[0] ?? '';
  if (!isIPv6(plain)) return { host: plain, site: null };
  const groups = groupsOf(plain);
  return { host: groups.slice(0, 4).join(':'), site: groups.slice(0, 3).join(':') };
}
