import next from 'eslint-config-next/core-web-vitals';
import tseslint from 'typescript-eslint';

/** What pure code must not reach for. */
const outsideWorld = ['fetch', 'process', 'window', 'document', 'setTimeout', 'setInterval'];

const config = [
  { ignores: ['.next/**', '.data*/**', 'node_modules/**', 'lib/server/db/generated/**', 'next-env.d.ts', 'test-results/**', 'playwright-report/**', '.mutation/**'] },
  ...next,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme'] }],
    },
  },
  {
    files: ['lib/core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...outsideWorld],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Randomness is passed in, seeded.' }],
    },
  },
  {
    files: ['lib/core/**/*.ts'],
    ignores: ['lib/core/base/**', '**/*.test.ts'],
    rules: { 'no-restricted-globals': ['error', 'Date', ...outsideWorld] },
  },
];

export default config;
