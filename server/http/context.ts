import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** Every route runs on node:http and reaches the request and its connection through the context. */
export type ServerEnv = { Bindings: HttpBindings };
export type ServerContext = Context<ServerEnv>;

/** The path and query exactly as they arrived, which is what a device signs. */
export const targetOf = (c: ServerContext): string => c.env.incoming.url ?? '/';
