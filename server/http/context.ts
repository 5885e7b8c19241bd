import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** Every route runs on node:http and reaches the request and its connection through the context. */
export type ServerEnv = { Bindings: HttpBindings };
export type ServerContext = Context<ServerEnv>;

/** Path and query exactly as received: devices sign them. */
export const targetOf = (c: ServerContext): string => c.env.incoming.url ?? '/';
