import { Hono } from 'hono';
import { routePath } from 'hono/route';
import type { ServerContext, ServerEnv } from './http/context';
import { problem, problemOf } from './http/problem';
import { errorPage } from './pages/public-card';
import { acknowledgementsRoute } from './routes/api/acknowledgements';
import { cardRoute } from './routes/api/card';
import { generationRoute } from './routes/api/generation';
import { linkRoute } from './routes/api/link';
import { photoUploadRoute } from './routes/api/photo';
import { pushRoute } from './routes/api/push';
import { repliesRoute } from './routes/api/replies';
import { replyRoute } from './routes/api/reply';
import { tokensRoute } from './routes/api/tokens';
import { visitsRoute } from './routes/api/visits';
import { contactFileRoute } from './routes/card/contact-file';
import { cardPageRoute } from './routes/card/page';
import { photoRoute } from './routes/card/photo';
import { printRoute } from './routes/card/print';
import { receiptRoute } from './routes/card/receipt';
import { shareImageRoute } from './routes/card/share-image';
import { healthRoutes } from './routes/health';
import { homeRoute } from './routes/home';
import type { Services } from './services';
import type { StaticSite } from './static-site';

/** Creates the app with every route of the server. Other paths get a file of the exported app, or its 404 page. */
export function createApp(services: Services, site: StaticSite, fontFolder: string): Hono<ServerEnv> {
  /**
   * Converts a thrown value to an error response. Logs server faults with the method, the route pattern and the code,
   * and no other data of the request.
   */
  const answerError = (error: unknown, c: ServerContext) => {
    const requestProblem = problemOf(error);
    if (requestProblem.status >= 500 && requestProblem !== error)
      services.log('request.failed', {
        route: `${c.req.method} ${routePath(c)}`,
        code: requestProblem.code,
        ...(requestProblem.code === 'server.failed' && { error: error instanceof Error ? error.name : 'unknown' }),
      });
    return requestProblem;
  };
  const answerJson = (error: unknown, c: ServerContext) => {
    const { status, code, details, headers } = answerError(error, c);
    return problem(status, code, details, headers);
  };
  /** Makes a route answer errors with an HTML page. */
  const withErrorPage = (route: Hono<ServerEnv>) =>
    route.onError((error, c) => {
      const { status, headers } = answerError(error, c);
      return errorPage(c, status, headers);
    });

  const app = new Hono<ServerEnv>();
  app.onError(answerJson);
  app.route('/', withErrorPage(cardPageRoute(services)));
  for (const route of [contactFileRoute, printRoute, receiptRoute]) app.route('/', withErrorPage(route(services)));
  app.route('/', photoRoute(services));
  app.route('/', shareImageRoute(services, fontFolder));
  const api = [
    repliesRoute,
    replyRoute,
    acknowledgementsRoute,
    cardRoute,
    generationRoute,
    visitsRoute,
    tokensRoute,
    photoUploadRoute,
    linkRoute,
    pushRoute,
  ];
  for (const route of api) app.route('/', route(services));
  app.route('/', homeRoute());
  app.route('/', healthRoutes(services));
  for (const path of ['/api', '/api/*']) app.all(path, () => problem(404, 'request.path'));
  app.notFound((c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD')
      return problem(405, 'request.method', {}, { Allow: 'GET, HEAD' });
    // Canonical paths have no trailing slash: redirects a path that was typed or shared with one.
    const [, pathWithoutSlash] = /^(\/[^/\\].*?)\/+$/.exec(c.req.path) ?? [];
    if (pathWithoutSlash !== undefined) {
      const headers = { Location: pathWithoutSlash + new URL(c.req.url).search, 'Cache-Control': 'no-cache' };
      return new Response(null, { status: 308, headers });
    }
    return site.respond(c as ServerContext);
  });
  return app;
}
