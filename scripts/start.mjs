/** npm start and npm run dev: from a fresh checkout to a running desk, and back down in order. */
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { launch } = await import('./lib/launch.mjs');
await launch(process.argv.slice(2));
