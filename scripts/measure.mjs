/** npm run measure: what the rooms cost a browser, against the budgets, written to docs/measured.md. */
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { measure } = await import('./lib/measure.mjs');
await measure();
