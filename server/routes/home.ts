import { Hono } from 'hono';
import { screenPath } from '../../lib/i18n/screens';
import type { ServerEnv } from '../http/context';
import { localeFor } from '../http/negotiate';

/**
 * `/`: redirects to the browser's language, else French. Only the browser knows the one last used (LANGUAGE_SCRIPT, the
 * service worker).
 */
export const homeRoute = () =>
  new Hono<ServerEnv>().get('/', (c) => {
    const headers = {
      Location: screenPath(localeFor(c.req.header('accept-language')), 'home'),
      'Cache-Control': 'private, no-store',
      Vary: 'Accept-Language',
      'Content-Security-Policy': "default-src 'none'",
    };
    return new Response(null, { status: 307, headers });
  });
