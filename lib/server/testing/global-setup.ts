/** One real Postgres for all server tests, with a migrated database that each test copies. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { prepareDatabase } from '../../../scripts/lib/database.mjs';
import { holderOf, takeLock } from '../../../scripts/lib/lock.mjs';
import { ensureDataDirectory, root } from '../../../scripts/lib/paths.mjs';
import { startServer, stopServer } from '../../../scripts/lib/postgres-server.mjs';
import { deskLock } from '../../../scripts/lib/postgres.mjs';
import { removeData } from '../../../scripts/lib/remove.mjs';

export interface TestServer {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

const runs = path.join(root, '.data-tests');

/** A run that was killed leaves its Postgres and its files; the next one clears them away. */
async function sweep() {
  for (const name of existsSync(runs) ? readdirSync(runs) : []) {
    const data = path.join(runs, name);
    if (holderOf(deskLock(data))) continue;
    await stopServer(data);
    removeData(data);
  }
}

export default async function setup(project: TestProject) {
  await sweep();
  const data = ensureDataDirectory(path.join(ensureDataDirectory(runs), String(process.pid)));
  const lock = await takeLock(deskLock(data), 'the tests');
  const server = await startServer(data, { durable: false });
  const teardown = async () => {
    await server.stop();
    removeData(data);
    lock.release?.();
  };
  try {
    await prepareDatabase(server);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('testServer', { superuserUrl: server.superuserUrl, ownerUrl: server.migrationUrl, appUrl: server.databaseUrl });
  return teardown;
}
