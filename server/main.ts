// Entry point of the standalone server: `node dist/server/main.mjs`, configured by the environment (docs/hosting.md).
import { startServer } from './start-server';

await startServer(process.env, {
  host: process.env.HOST ?? '127.0.0.1',
  port: Number(process.env.PORT ?? 3000),
  folder: process.cwd(),
});
