/** npm test: types, lint, unit tests, server tests on a real Postgres, the build, and the app in a real browser. */
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { test } = await import('./lib/test.mjs');
await test(process.argv.slice(2));
