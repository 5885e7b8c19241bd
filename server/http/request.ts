import type { LimitName } from '../limits';
import type { Services } from '../services';
import { clientAddress } from './client-network';
import type { ServerContext } from './context';
import { RequestProblem } from './problem';

export const clientOf = ({ config }: Pick<Services, 'config'>, c: ServerContext): string =>
  clientAddress(c.req.header('x-forwarded-for'), c.env.incoming.socket.remoteAddress ?? '', config.proxies);

/** Counts the request and returns whether the client's network is within the limit. */
export const isAllowed = (services: Services, limit: LimitName, c: ServerContext): boolean =>
  services.limits.allow(limit, clientOf(services, c));

/** Counts the request. Throws 429 when the client's network exceeds the limit. */
export function enforceLimit(services: Services, limit: LimitName, c: ServerContext): void {
  if (!isAllowed(services, limit, c)) throw new RequestProblem(429, 'request.too_many', {}, { 'Retry-After': '60' });
}

/**
 * Returns the public origin of this server: the configured one, else from the Host header. Behind a proxy it is always
 * configured. Throws 400.
 */
export function originOf({ config }: Services, c: ServerContext): string {
  if (config.origin !== null) return config.origin;
  const origin = `http://${c.req.header('host') ?? 'localhost'}`;
  if (!URL.canParse(origin)) throw new RequestProblem(400, 'request.malformed');
  return origin;
}

/** Host that a signature must name. */
export const hostOf = (services: Services, c: ServerContext): string => new URL(originOf(services, c)).host;

/**
 * Throws 403 for a cross-site request (Fetch Metadata, or Origin of RFC 6454 for an older browser). There is no cookie
 * to abuse: this keeps other sites from filling mailboxes through their visitors' browsers.
 */
export function enforceOwnSite(services: Services, c: ServerContext): void {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const isCrossSite =
    site === undefined
      ? origin !== undefined && origin !== originOf(services, c)
      : site !== 'same-origin' && site !== 'none';
  if (isCrossSite) throw new RequestProblem(403, 'request.other_site');
}
