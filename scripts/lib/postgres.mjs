/**
 * The database for a command that runs beside the desk or without it: the one of DATABASE_URL, else the built-in one
 * that runs, else the built-in one started for as long as the command takes.
 */
import path from 'node:path';
import { assertReachable, databaseOfEnvironment, prepareDatabase } from './database.mjs';
import { holderOf, takeLock } from './lock.mjs';
import { dataDirectory, ensureDataDirectory } from './paths.mjs';
import { findDatabase, startServer } from './postgres-server.mjs';
import { until } from './processes.mjs';
import { Plain } from './say.mjs';

/** Who holds this lock uses the data directory and the Postgres in it. */
export const deskLock = (data) => path.join(data, 'desk.lock');
export const purposes = { desk: 'the desk', command: 'a command' };

const patience = 60_000;

/** Opens the database; call `stop` at the end (it only ends what this call started). */
export async function connectionOrStart({ environment = process.env } = {}) {
  const external = databaseOfEnvironment(environment);
  if (external) {
    await assertReachable(external);
    return { ...external, embedded: false, stop: async () => {} };
  }
  const data = ensureDataDirectory(dataDirectory(environment));
  return (await ofRunningDesk(data)) ?? startOwn(data);
}

/** A desk that is up lends its database; one that is just starting is worth a moment's wait. */
async function ofRunningDesk(data) {
  let found = null;
  const isDesk = () => holderOf(deskLock(data))?.purpose === purposes.desk;
  if (!isDesk()) return null;
  await until(async () => (found = await findDatabase(data)) !== null || !isDesk(), patience, 200);
  if (!found) return null;
  return { databaseUrl: found.databaseUrl, migrationUrl: found.migrationUrl, embedded: true, stop: async () => {} };
}

async function startOwn(data) {
  // Two commands take turns: the first to end would otherwise stop the database under the second.
  const lock = await takeLock(deskLock(data), purposes.command, { patience });
  if (lock.holder) throw new Plain(`The database in ${data} is in use by ${lock.holder.purpose} (process ${lock.holder.pid}).`);
  let server = null;
  const stop = async () => {
    await server?.stop();
    lock.release();
  };
  try {
    server = await startServer(data);
    await prepareDatabase(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { databaseUrl: server.databaseUrl, migrationUrl: server.migrationUrl, embedded: true, stop };
}

/** Runs `work` with a database, and stops afterwards what had to be started for it, also on Ctrl-C. */
export async function withDatabase(work, options) {
  const database = await connectionOrStart(options);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const onSignal = () => void database.stop().finally(() => process.exit(130));
  for (const signal of signals) process.once(signal, onSignal);
  try {
    return await work(database);
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
    await database.stop();
  }
}
