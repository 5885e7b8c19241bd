// What tests that run the server in their own process need of it.
export { readConfig } from './config';
export { createHttpServer, openServer } from './open-server';
