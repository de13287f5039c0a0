/** npm run reset: ends what runs from this checkout's data, and deletes the data and the build. */
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { reset } = await import('./lib/reset.mjs');
await reset(process.argv.slice(2));
