/** A process of its own that imports one file, or only looks at it, and prints how much memory that took: FILE DESK look|store. */
import { connect } from '../../../server/db/client';
import { databaseUrl } from '../../../server/env';
import { importThrough } from './import-case';
import { newDesk } from './throwaway';

const [path, slug, mode] = process.argv.slice(2);
const db = connect(databaseUrl(), 2);
const { stored } = await importThrough(await newDesk(db, slug), path, mode === 'look');
await db.$disconnect();
process.stdout.write(JSON.stringify({ stored, peakBytes: process.resourceUsage().maxRSS * 1024 }));
