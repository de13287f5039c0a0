import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/**
 * Only the tests that stand beside the mutated sources: a folder proves itself, it is not proved by its callers. Files that
 * need market data from beside the checkout are left out, so that the score is the same everywhere.
 */
export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    include: ['stats', 'targets', 'backtest'].map((folder) => `lib/core/${folder}/**/*.test.ts`),
    exclude: ['house-cases', 'house-evidence', 'timing'].map((name) => `lib/core/backtest/${name}.golden.test.ts`),
    testTimeout: 60_000,
  },
});
