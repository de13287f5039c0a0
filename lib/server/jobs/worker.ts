import { EventEmitter } from 'node:events';
import { hostname } from 'node:os';
import { Logger, run, type WorkerEvents } from 'graphile-worker';
import { BACKTEST_TASK, beat, buryWorkers, dismissWorker, MAIL_TASK, REFRESH_TASK, registerWorker, WATCH_TASK } from '../db/job-store';
import type { JobTools } from './refresh-job';
import { sendDueMail, type MailTools } from './send-mail';
import { backtestTask, refreshTask, scheduleDue, scheduleWatches, watchTask } from './tasks';

export interface WorkerOptions {
  readonly databaseUrl: string;
  readonly tools: Omit<JobTools, 'signal'>;
  readonly mail?: Pick<MailTools, 'mail' | 'publicUrl'>;
  /** Jobs at the same time: they wait for the network most of the time. */
  readonly concurrency?: number;
  readonly log?: (line: string) => void;
  readonly heartbeatMs?: number;
  /** After how long a silence a worker is taken for dead. */
  readonly silentSeconds?: number;
}

export interface RunningWorker {
  /** Breaks off what is under way, gives it back and ends. */
  readonly stop: () => Promise<void>;
  /** Rejects when the worker ends by a fault. */
  readonly ended: Promise<void>;
}

const SCHEDULE_TASK = 'schedule-refreshes';
const WATCHES_TASK = 'schedule-watches';
const CRONTAB = [...[SCHEDULE_TASK, WATCHES_TASK].map((task) => `*/5 * * * * ${task}`), `* * * * * ${MAIL_TASK}`].join('\n');

/** Warnings and errors in one line each; the library's own chatter is left out. */
const loggerTo = (log: (line: string) => void) =>
  new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log(`worker: ${message}`);
  });

/** Says now and then that this worker lives, and gives back the work of those that no longer say it. */
class Heart {
  private id: string | null = null;
  private clock: NodeJS.Timeout | null = null;

  constructor(
    private readonly options: WorkerOptions,
    private readonly queueIds: readonly string[],
  ) {}

  private async register(): Promise<void> {
    this.id = await registerWorker(this.options.tools.db, { host: hostname(), pid: process.pid, queueIds: this.queueIds });
  }

  private async round(): Promise<void> {
    const { tools, silentSeconds = 60 } = this.options;
    // A machine that slept was taken for dead meanwhile: it lives again under a new name.
    if (this.id === null || !(await beat(tools.db, this.id))) await this.register();
    await buryWorkers(tools.db, silentSeconds);
  }

  async start(): Promise<void> {
    await this.round();
    this.clock = setInterval(() => void this.round().catch((error: unknown) => this.options.log?.(`worker: ${(error as Error).message}`)), this.options.heartbeatMs ?? 10_000);
    this.clock.unref();
  }

  async stop(): Promise<void> {
    if (this.clock) clearInterval(this.clock);
    if (this.id) await dismissWorker(this.options.tools.db, this.id);
  }
}

/**
 * Works on jobs until it is stopped. Any number of these may run, on any number of machines: they share the queue in
 * the database and nothing else.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const stopping = new AbortController();
  const tools: JobTools = { ...options.tools, signal: stopping.signal };
  const mail: MailTools = { mail: null, publicUrl: '', ...options.mail, ...tools };
  const queueIds: string[] = [];
  const events: WorkerEvents = new EventEmitter();
  // The queue knows a job's holder by its pool, and in some modes by the single worker.
  events.on('pool:create', ({ workerPool }) => queueIds.push(workerPool.id));
  events.on('worker:create', ({ worker }) => queueIds.push(worker.workerId));
  const runner = await run({
    connectionString: options.databaseUrl, concurrency: options.concurrency ?? 2, maxPoolSize: (options.concurrency ?? 2) + 2, noHandleSignals: true, pollInterval: 2_000, events,
    // Batched ends of jobs are waited for when the worker stops; single ones would be cut off and leave a lock behind.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: loggerTo(options.log ?? (() => undefined)), crontab: CRONTAB,
    taskList: {
      [REFRESH_TASK]: (payload) => refreshTask(tools, payload),
      [BACKTEST_TASK]: (payload) => backtestTask(tools, payload),
      [SCHEDULE_TASK]: async () => void (await scheduleDue(tools.db, tools.clock)),
      [WATCH_TASK]: (payload) => watchTask(tools, payload),
      [WATCHES_TASK]: () => scheduleWatches(tools.db),
      [MAIL_TASK]: () => sendDueMail(mail),
    },
  });
  const heart = new Heart(options, queueIds);
  await heart.start();
  await scheduleDue(tools.db, tools.clock);
  await scheduleWatches(tools.db);
  if (mail.mail !== null) await runner.addJob(MAIL_TASK, {});
  const stop = async () => {
    stopping.abort();
    await runner.stop();
    await heart.stop();
  };
  return { stop, ended: runner.promise };
}
