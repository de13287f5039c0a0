import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { stopLeftoverApp } from './app.mjs';
import { holderOf } from './lock.mjs';
import { dataDirectory, root } from './paths.mjs';
import { stopServer } from './postgres-server.mjs';
import { deskLock } from './postgres.mjs';
import { endProcess } from './processes.mjs';
import { removeData } from './remove.mjs';
import { Plain, report, say, step } from './say.mjs';

async function confirmed(data) {
  if (!process.stdin.isTTY) throw new Plain('Nobody is there to confirm. To delete the data without asking: npm run reset -- --yes');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Delete everything in ${data} (portfolios, journal, accounts) and the build? Type "yes": `);
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}

/** Only processes that are verified to be this desk's: the launcher, its app, its Postgres. */
export async function stopDesk(data) {
  const holder = holderOf(deskLock(data));
  // The launcher stops the rest in order by itself, which may take a while.
  if (holder && holder.pid !== process.pid) await endProcess(holder.pid, [['SIGTERM', 40_000], ['SIGKILL', 5_000]]);
  await stopLeftoverApp(data);
  // Nothing is there to stop before the first start; and then the dependencies may be missing as well.
  if (fs.existsSync(path.join(data, 'postgres.json'))) await stopServer(data);
}

export async function reset(args) {
  try {
    const unknown = args.find((argument) => argument !== '--yes');
    if (unknown) throw new Plain(`Unknown option ${unknown}. Known: --yes.`);
    const data = dataDirectory();
    if (!args.includes('--yes') && !(await confirmed(data))) {
      say('Nothing was deleted.');
      return;
    }
    await step('Stopping what runs', () => stopDesk(data));
    await step('Deleting data and build', () => {
      removeData(data);
      fs.rmSync(path.join(root, '.next'), { recursive: true, force: true });
      return 'Data and build deleted';
    });
    say('  The next npm start begins anew.');
  } catch (error) {
    report(error);
    process.exitCode = 1;
  }
}
