/** Mutation testing of the code that figures rest on: `npm run test:mutation`. What it found stands in docs/mutation.md. */
const config = {
  testRunner: 'vitest',
  vitest: { configFile: 'scripts/mutation/vitest.config.ts', related: false },
  mutate: ['stats', 'targets', 'backtest'].map((folder) => `lib/core/${folder}/!(*.test).ts`),
  ignorePatterns: ['/app', '/components', '/docs', '/e2e', '/prisma', '/public', '/.data*', '/test-results', '/playwright-report', '/lib/server', '/lib/cli'],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  incremental: true,
  incrementalFile: '.mutation/incremental.json',
  tempDirName: '.mutation/sandbox',
  concurrency: 1,
  reporters: ['json', 'clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, allowEmojis: false, reportTests: false },
  jsonReporter: { fileName: '.mutation/report.json' },
  checkers: [],
  allowEmpty: false,
  thresholds: { high: 95, low: 90, break: 85 },
};

export default config;
