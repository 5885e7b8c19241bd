import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/budget/**/*.test.ts', 'tests/storage/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    // Storage tests wait for timeouts and for PostgreSQL: three workers keep two processors busy.
    maxWorkers: 3,
  },
});
