import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const port = process.env.E2E_PORT ?? '3111';
const origin = `http://127.0.0.1:${port}`;

// npm test sets CHROMIUM_PATH after making sure that it starts; without any of these, Playwright's own is used.
const executablePath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => file && existsSync(file));

// The desk under test has data of its own. Tests that use the command line or the database reach it the same way.
// Sources and the mail server are on this machine: one of each answers there when a test lets it, the others cannot be reached.
const nowhere = 'http://127.0.0.1:9';
const origins = { ecb: `http://127.0.0.1:${Number(port) + 1}`, fred: nowhere, yahoo: nowhere, tiingo: nowhere, shiller: nowhere };
const environment = { MAINSHEET_DATA: '.data-e2e', DATABASE_URL: '', MIGRATION_DATABASE_URL: '', MAINSHEET_SAMPLE: '', MAINSHEET_SIGN_INS_PER_MINUTE: '200', MAINSHEET_SOURCE_ORIGINS: JSON.stringify(origins), SMTP_URL: `smtp://desk:secret@127.0.0.1:${Number(port) + 2}`, MAIL_FROM: 'desk@example.invalid' };
Object.assign(process.env, environment);

export default defineConfig({
  testDir: 'e2e',
  // What is measured is asked for by npm run measure; it is no test.
  ...(process.env.MAINSHEET_MEASURE ? { testMatch: 'measured/**/*.spec.ts' } : {}),
  snapshotPathTemplate: 'e2e/baselines/{arg}{ext}',
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: origin,
    trace: 'retain-on-failure',
    timezoneId: 'UTC',
    locale: 'en-US',
    launchOptions: {
      executablePath,
      // A browser that fetches updates and speaks QUIC is slower and less repeatable; containers lack its sandbox.
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  // The pictures are of a desk at which nobody did anything yet: projects run in this order.
  projects: process.env.MAINSHEET_MEASURE
    ? [{ name: 'measured', use: { browserName: 'chromium' } }]
    : [
        { name: 'pictures', testDir: 'e2e/pictures', use: { browserName: 'chromium', trace: 'off' } },
        { name: 'journeys', testIgnore: ['measured/**', 'pictures/**'], use: { browserName: 'chromium' } },
      ],
  webServer: {
    command: 'node scripts/start.mjs start --temporary',
    url: `${origin}/api/health`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'pipe',
    env: { ...environment, PORT: port, HOST: '127.0.0.1', BETTER_AUTH_URL: origin, BETTER_AUTH_SECRET: '' },
  },
});
