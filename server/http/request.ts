import type { LimitName } from '../limits';
import type { Services } from '../services';
import { clientAddress } from './client-network';
import type { ServerContext } from './context';
import { RequestProblem } from './problem';

export const clientOf = ({ config }: Pick<Services, 'config'>, c: ServerContext): string =>
  clientAddress(c.req.header('x-forwarded-for'), c.env.incoming.socket.remoteAddress ?? '', config.proxies);

/** May the network this came from do this once more? Counts it. */
export const isAllowed = (services: Services, limit: LimitName, c: ServerContext): boolean =>
  services.limits.allow(limit, clientOf(services, c));

/** Throws 429 when it may not. */
export function enforceLimit(services: Services, limit: LimitName, c: ServerContext): void {
  if (!isAllowed(services, limit, c)) throw new RequestProblem(429, 'request.too_many', {}, { 'Retry-After': '60' });
}

/** Where people reach this server: as configured, else as the request says. Behind a proxy it is always configured. Throws 400. */
export function originOf({ config }: Services, c: ServerContext): string {
  if (config.origin !== null) return config.origin;
  const origin = `http://${c.req.header('host') ?? 'localhost'}`;
  if (!URL.canParse(origin)) throw new RequestProblem(400, 'request.malformed');
  return origin;
}

/** The server that a signature has to name. */
export const hostOf = (services: Services, c: ServerContext): string => new URL(originOf(services, c)).host;

/**
 * Throws 403 for what another site makes a browser send (Fetch Metadata, or Origin of RFC 6454 from an older browser).
 * There is no cookie to abuse: this keeps the pages of other sites from filling mailboxes through their visitors.
 */
export function enforceOwnSite(services: Services, c: ServerContext): void {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const isForeign =
    site === undefined
      ? origin !== undefined && origin !== originOf(services, c)
      : site !== 'same-origin' && site !== 'none';
  if (isForeign) throw new RequestProblem(403, 'request.other_site');
}
