import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `npm run test:hosting`: tests the proxies in front of the server, from Debian's packages. */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: ['tests/hosting/**/*.test.ts'],
    testTimeout: 60_000,
    // These tests use self-signed certificates.
    env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
  },
});
