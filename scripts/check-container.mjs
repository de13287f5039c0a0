/** npm run check:container: does what the Dockerfile says without Docker, and starts the result as a plain user who can write nothing. */
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { checkContainer } = await import('./lib/check-container.mjs');
await checkContainer();
