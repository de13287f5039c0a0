import * as z from 'zod';
import { rebalanceSchema } from '../../core/backtest/schema';
import type { IsoDate } from '../../core/base/iso-date';
import { ok, refuse, type Result } from '../../core/base/result';
import { simpleReturns } from '../../core/series/returns';
import { thinRows } from '../../core/series/thin';
import { drawdownCurve } from '../../core/stats/drawdown';
import { summarize, type Statistics } from '../../core/stats/summary';
import { today } from '../clock';
import type { Database } from '../db/client';
import { cancelJobOf, jobsOfRuns, openJob, type BacktestJob, type JobState } from '../db/job-store';
import { findNamedRun, listNamedRuns, nameRun, removeNamedRun, renameNamedRun, type NamedRun } from '../db/named-run-store';
import { userNames } from '../db/people-store';
import { findRun, summariesOf } from '../db/run-store';
import { factsOf, type DeskFacts } from '../desk/facts';
import { deflatedBy, triesOver, type Judgement } from '../desk/judgement';
import { runnableModels, runSpecOf, unpackRun, type RunnableModel, type RunSpec, type RunSummary } from '../desk/named-runs';
import { observesOf } from '../desk/model-choice';
import { openDesk } from '../desk/open-desk';
import { hashOf } from '../hash';
import { dateSchema, momentOf, momentShape, plainText, slugSchema } from './inputs';
import { defineUseCase, type Context } from './use-case';

export type { RunnableModel, RunSpec, RunSummary };

const nameSchema = plainText.trim().min(1, 'is how people will find the run').max(80, 'is 80 characters at the most');
const runSchema = z.uuid('names a run');
const reference = { portfolio: slugSchema, run: runSchema };

/** A deed on one run, which must be of the portfolio that is named, at this desk. */
function aboutRun<Schema extends z.ZodType<{ readonly portfolio: string; readonly run: string }>, Output>(
  name: string,
  input: Schema,
  work: (context: Context, run: NamedRun, input: z.output<Schema>) => Promise<Result<Output>>,
) {
  return defineUseCase({
    name,
    permission: 'run-backtest',
    input,
    run: async (context, asked): Promise<Result<Output>> => {
      const run = await findNamedRun(context.db, context.actor.workspaceId, asked.run);
      return run?.portfolioSlug === asked.portfolio ? work(context, run, asked) : refuse('not-found', `There is no such run of "${asked.portfolio}" at this desk.`);
    },
  });
}

/** How many runs a list holds. */
const LISTED = 50;
/** How many runs may stand side by side. */
export const MOST_COMPARED = 4;
const MAX_POINTS = 1_200;

/** Sets a run up and queues it; one that is computed already is there at once. */
export const startBacktestRun = defineUseCase({
  name: 'start-backtest-run',
  permission: 'run-backtest',
  input: z.strictObject({
    portfolio: slugSchema,
    name: nameSchema,
    model: z.string().min(1).max(40),
    params: z.record(z.string(), z.unknown()).default({}),
    from: dateSchema.optional(),
    to: dateSchema.optional(),
    costBps: z.number().min(0, 'is 0 basis points or more').max(1_000, 'is 1,000 basis points (10 %) at the most').optional(),
    executionLag: z.int('is a whole number of rows').min(0, 'is 0 rows or more').max(60, 'is 60 rows at the most').optional(),
    rebalancing: rebalanceSchema.optional(),
  }),
  run: async (context, { portfolio, name, ...choice }): Promise<Result<{ readonly run: string; readonly isKept: boolean }>> => {
    const { db, actor, clock } = context;
    const desk = await openDesk(context, portfolio, { observes: observesOf(choice.model, choice.params) });
    if (!desk.ok) return desk;
    const spec = runSpecOf(desk.value, choice);
    if (!spec.ok) return spec;
    const inputHash = hashOf(spec.value);
    const { id: portfolioId, workspaceId } = desk.value.portfolio;
    return db.$transaction(async (tx) => {
      const run = await nameRun(tx, {
        workspaceId, portfolioId, name, inputHash, spec: spec.value as unknown as Record<string, unknown>,
        asOf: today(clock), recordedAt: desk.value.recordedAt, createdBy: actor.userId,
      });
      const isKept = (await summariesOf(tx, portfolioId, [inputHash])).size > 0;
      if (!isKept) await openJob(tx, { workspaceId, of: { runId: run.id }, requestedBy: actor.userId, requestedAt: clock.now() });
      return ok({ run: run.id, isKept });
    });
  },
});

/** Computes a run that failed or was cancelled after all. */
export const retryBacktestRun = aboutRun('retry-backtest-run', z.strictObject(reference), async ({ db, actor, clock }, { id, name, portfolioId, inputHash }) => {
  if ((await summariesOf(db, portfolioId, [inputHash])).size > 0) return refuse('not-retryable', `${name} is computed already.`);
  await db.$transaction((tx) => openJob(tx, { workspaceId: actor.workspaceId, of: { runId: id }, requestedBy: actor.userId, requestedAt: clock.now() }));
  return ok({ run: id });
});

/** Stops a run that waits or is under way. Nothing of it is kept, and it counts as no try. */
export const cancelBacktestRun = aboutRun('cancel-backtest-run', z.strictObject(reference), async ({ db, actor, clock }, { id, name }) => {
  const isCancelled = await cancelJobOf(db, actor.workspaceId, id, clock.now(), `Cancelled by ${actor.name}.`);
  return isCancelled ? ok({ run: id }) : refuse('not-under-way', `${name} is not under way; there is nothing to cancel.`);
});

export const renameBacktestRun = aboutRun('rename-backtest-run', z.strictObject({ ...reference, name: nameSchema }), async ({ db, actor }, { id }, { name }) => {
  await renameNamedRun(db, actor.workspaceId, id, name);
  return ok({ name });
});

/** Takes a run off the list. The try it was stays counted, and asking for it again gives the same figures at once. */
export const removeBacktestRun = aboutRun('remove-backtest-run', z.strictObject(reference), async ({ db, actor }, { id, name }) => {
  await removeNamedRun(db, actor.workspaceId, id);
  return ok({ name });
});

/** `absent`: neither computed nor asked for any more, because its job is long forgotten. */
export type RunState = Exclude<JobState, 'done' | 'failed'> | 'done' | 'failed' | 'cancelled' | 'absent';

export interface RunReading {
  readonly id: string;
  readonly name: string;
  readonly by: string;
  readonly at: Date;
  readonly spec: RunSpec;
  readonly state: RunState;
  readonly progress: number;
  readonly step: string;
  readonly error: string | null;
  readonly summary: RunSummary | null;
  /** After every try of this desk over the same asset classes. */
  readonly deflated: Judgement['deflated'];
}

/** One of the runs that stand side by side, over the window that all of them cover. */
export interface ComparedRun {
  readonly run: RunReading;
  readonly statistics: Statistics;
}

export interface RunComparison {
  readonly runs: readonly ComparedRun[];
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly rows: number;
  readonly periodsPerYear: number;
  readonly dates: readonly IsoDate[];
  /** On base 1 at the first common row, one column per run. */
  readonly wealth: readonly (readonly number[])[];
  readonly drawdown: readonly (readonly number[])[];
}

export interface RunsReading {
  readonly facts: DeskFacts;
  readonly models: readonly RunnableModel[];
  readonly runs: readonly RunReading[];
  /** Null where fewer than two computed runs were chosen. */
  readonly comparison: RunComparison | null;
  /** Why a chosen run is not among those compared. */
  readonly left: readonly string[];
}

function stateOf(summary: RunSummary | null, job: BacktestJob | undefined): RunState {
  if (summary) return 'done';
  if (!job || job.state === 'done') return 'absent';
  return job.state === 'failed' && job.errorKind === 'cancelled' ? 'cancelled' : job.state;
}

async function readingsOf(db: Database, workspaceId: string, portfolioId: string, runs: readonly NamedRun[], upTo: Date | null): Promise<readonly RunReading[]> {
  const [summaries, jobs, people] = await Promise.all([
    summariesOf(db, portfolioId, runs.map(({ inputHash }) => inputHash)),
    jobsOfRuns(db, workspaceId, runs.map(({ id }) => id)),
    userNames(db, runs.map(({ createdBy }) => createdBy)),
  ]);
  const universes = new Map<string, Awaited<ReturnType<typeof triesOver>>>();
  const readings: RunReading[] = [];
  for (const { id, name, createdBy, createdAt, inputHash, ...run } of runs) {
    const spec = run.spec as unknown as RunSpec;
    const [summary, job] = [(summaries.get(inputHash) as unknown as RunSummary | undefined) ?? null, jobs.get(id)];
    const universe = spec.policy.lines.map(({ asset }) => asset);
    const key = [...universe].sort().join('\n');
    const tries = universes.get(key) ?? (await triesOver(db, workspaceId, universe, upTo));
    universes.set(key, tries);
    readings.push({
      id, name, by: people.get(createdBy) ?? createdBy, at: createdAt, spec, summary,
      state: stateOf(summary, job), progress: job?.progress ?? 0, step: job?.step ?? '', error: summary ? null : (job?.errorMessage ?? null),
      deflated: summary && deflatedBy(summary.record, summary.periodsPerYear, tries),
    });
  }
  return readings;
}

/** Runs side by side over the rows that all of them have, each on base 1 at the first of these. */
async function compare(db: Database, portfolioId: string, chosen: readonly { readonly reading: RunReading; readonly inputHash: string }[]): Promise<RunComparison | null> {
  const found = await Promise.all(chosen.map(({ inputHash }) => findRun(db, portfolioId, inputHash)));
  const all = chosen.flatMap(({ reading }, k) => {
    const kept = found[k];
    return kept && reading.summary ? [{ reading, series: unpackRun(reading.summary, kept.series) }] : [];
  });
  if (all.length < 2) return null;
  const places = all.map(({ series }) => new Map(series.dates.map((date, row) => [date, row])));
  const dates = all[0].series.dates.filter((date) => places.every((rows) => rows.has(date)));
  if (dates.length < 2) return null;
  const { periodsPerYear } = all[0].reading.summary as RunSummary;
  const compared = all.map(({ reading, series }, k) => {
    const rows = dates.map((date) => places[k].get(date) as number);
    const nav = Float64Array.from(rows, (row) => series.nav[row] / series.nav[rows[0]]);
    const cash = Float64Array.from(rows.slice(1), (row) => series.cashReturns[row - 1]);
    const { turnoverAnnual, costAnnual } = (reading.summary as RunSummary).statistics;
    return { run: reading, nav, statistics: summarize({ returns: simpleReturns(nav), periodsPerYear, cash, turnoverAnnual, costAnnual }) };
  });
  const kept = Array.from(thinRows(compared.map(({ nav }) => nav), MAX_POINTS));
  const falls = compared.map(({ nav }) => drawdownCurve(nav));
  return {
    runs: compared.map(({ run, statistics }) => ({ run, statistics })),
    from: dates[0], to: dates[dates.length - 1], rows: dates.length, periodsPerYear,
    dates: kept.map((row) => dates[row]),
    wealth: compared.map(({ nav }) => kept.map((row) => nav[row])),
    drawdown: falls.map((fall) => kept.map((row) => fall[row])),
  };
}

/** The runs of a portfolio, those under way with their progress, and some of them side by side. */
export const readBacktestRuns = defineUseCase({
  name: 'read-backtest-runs',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, ...momentShape, compare: z.array(runSchema).max(MOST_COMPARED, `is ${MOST_COMPARED} runs at the most`).default([]) }),
  run: async (context, input): Promise<Result<RunsReading>> => {
    const { db, actor } = context;
    const opened = await openDesk(context, input.portfolio, momentOf(input));
    if (!opened.ok) return opened;
    const desk = opened.value;
    const { id: portfolioId } = desk.portfolio;
    const listed = await listNamedRuns(db, actor.workspaceId, portfolioId, LISTED);
    const wanted = [...new Set(input.compare)];
    const further = await Promise.all(wanted.filter((id) => !listed.some((run) => run.id === id)).map((id) => findNamedRun(db, actor.workspaceId, id)));
    const known = [...listed, ...further.filter((run) => run?.portfolioId === portfolioId).map((run) => run as NamedRun)];
    const readings = await readingsOf(db, actor.workspaceId, portfolioId, known, desk.bookedAt);
    const chosen = wanted.flatMap((id) => known.flatMap((run, k) => (run.id === id ? [{ reading: readings[k], inputHash: run.inputHash }] : [])));
    const unknown = wanted.length - chosen.length;
    const undone = chosen.filter(({ reading }) => reading.state !== 'done').map(({ reading }) => `${reading.name} is not computed.`);
    const done = chosen.filter(({ reading }) => reading.state === 'done');
    const comparison = await compare(db, portfolioId, done);
    return ok({
      facts: factsOf(desk),
      models: runnableModels(desk),
      runs: readings.slice(0, listed.length),
      comparison,
      left: [
        ...(unknown > 0 ? [`${unknown === 1 ? 'One run' : `${unknown} runs`} of this address ${unknown === 1 ? 'is' : 'are'} not among those of this portfolio: taken off the list, or of another desk.`] : []),
        ...undone,
        ...(done.length >= 2 && !comparison ? ['The chosen runs have no two rows in common.'] : []),
      ],
    });
  },
});
