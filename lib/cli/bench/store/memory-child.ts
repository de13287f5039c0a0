/** A process of its own that imports one file, or only looks at it, and prints how much memory that took: FILE DESK look|store. */
import { readFileSync } from 'node:fs';
import { connect } from '../../../server/db/client';
import { databaseUrl } from '../../../server/env';
import { importThrough } from './import-case';
import { newDesk } from './throwaway';

/** Peak resident bytes. What Linux reports as used by a process begins with its parent's memory; its own high-water mark does not. */
function peakBytes(): number {
  const own = process.platform === 'linux' ? /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) : null;
  return 1024 * (own ? Number(own[1]) : process.resourceUsage().maxRSS);
}

const [path, slug, mode] = process.argv.slice(2);
const db = connect(databaseUrl(), 2);
const { stored } = await importThrough(await newDesk(db, slug), path, mode === 'look');
await db.$disconnect();
process.stdout.write(JSON.stringify({ stored, peakBytes: peakBytes() }));
