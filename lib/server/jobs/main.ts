/** One worker as a process of its own: `npm start` runs one, and more may run beside it, on this machine or another. */
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../clock';
import { connect } from '../db/client';
import { databaseUrl, mailSettings, publicUrl, sourceOrigins } from '../env';
import { sealingKey } from '../secret-box';
import { RETRY_POLICY } from './retry-policy';
import { startWorker } from './worker';

const POOL_SIZE = 3;
const log = (line: string) => process.stderr.write(`${line}\n`);

const db = connect(databaseUrl(), POOL_SIZE);
const worker = await startWorker({
  databaseUrl: databaseUrl(), log, mail: { mail: mailSettings(), publicUrl: publicUrl() },
  tools: { db, clock: systemClock, fetch, origins: sourceOrigins(), retry: RETRY_POLICY, random: Math.random, sealingKey: sealingKey(), sleep: (ms) => sleep(ms) },
});
process.stdout.write('worker ready\n');

let isStopping = false;
const leave = async (code: number) => {
  if (isStopping) return;
  isStopping = true;
  await worker.stop().catch((error: unknown) => log(`worker: ${(error as Error).message}`));
  await db.$disconnect();
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0));
worker.ended.then(
  () => leave(0),
  (error: unknown) => {
    log(`worker: ${(error as Error).message}`);
    return leave(1);
  },
);
