import { ENGINE_VERSION } from '../../core/engine-version';
import { refuse, type Result } from '../../core/base/result';
import { backtestJobById, failJob, finishBacktestJob, noteProgress, postponeJob, startJob } from '../db/job-store';
import { findNamedRun, type NamedRun } from '../db/named-run-store';
import { findRun, saveRun } from '../db/run-store';
import { recordTrials } from '../db/trial-store';
import { computeRun, type ComputedRun, type Progress, type RunSpec } from '../desk/named-runs';
import { observesOf } from '../desk/model-choice';
import { openDesk } from '../desk/open-desk';
import type { JobTools } from './refresh-job';

/** Thrown where a run is left: somebody ended its job, or the worker stops. */
class Left extends Error {}

/** Writes how far it is, and leaves when nobody wants it any more. */
function progressOf({ db, signal }: JobTools, jobId: string): Progress {
  return async (share, step) => {
    if (signal?.aborted || !(await noteProgress(db, jobId, share, step))) throw new Left();
  };
}

/** The run from the very data it was asked for. */
async function compute({ db, clock }: JobTools, run: NamedRun, progress: Progress): Promise<Result<ComputedRun>> {
  const spec = run.spec as unknown as RunSpec;
  await progress(0, 'reading the data');
  const actor = { workspaceId: run.workspaceId, workspaceKind: run.workspaceKind };
  const desk = await openDesk({ db, actor, clock }, run.portfolioSlug, { asOf: run.asOf, recordedAt: run.recordedAt, bookedAt: run.createdAt, observes: observesOf(spec.model.slug, spec.model.params) });
  if (!desk.ok) return desk;
  if (desk.value.batchId !== spec.batchId || spec.engine !== ENGINE_VERSION) return refuse('moved-meanwhile', 'The engine or the data are not those it was asked for any more. Set the run up again.');
  return computeRun(desk.value, spec, progress);
}

/** Figures, try and end of the job in one transaction: all of them or none. */
async function keep({ db, clock }: JobTools, jobId: string, run: NamedRun, { summary, series, trial }: ComputedRun): Promise<void> {
  await db.$transaction(async (tx) => {
    const { workspaceId, portfolioId, inputHash, spec } = run;
    await recordTrials(tx, workspaceId, [trial]);
    await saveRun(tx, { workspaceId, portfolioId }, { inputHash, engineVersion: ENGINE_VERSION, spec, summary: summary as unknown as Record<string, unknown>, series });
    if (!(await finishBacktestJob(tx, jobId, clock.now()))) throw new Left();
  });
}

/**
 * Computes one run from beginning to end. A refusal of the engine ends the job with its sentence; what is thrown is a
 * fault of this machine, and the queue tries again by itself.
 */
export async function runBacktestJob(tools: JobTools, jobId: string): Promise<void> {
  const { db, clock, signal } = tools;
  if (!(await startJob(db, jobId, clock.now()))) return;
  const job = await backtestJobById(db, jobId);
  const run = job && (await findNamedRun(db, job.workspaceId, job.runId));
  if (!run) return;
  try {
    const made = (await findRun(db, run.portfolioId, run.inputHash)) ? null : await compute(tools, run, progressOf(tools, jobId));
    if (made === null) await db.$transaction((tx) => finishBacktestJob(tx, jobId, clock.now()));
    else if (made.ok) await keep(tools, jobId, run, made.value);
    else await failJob(db, jobId, clock.now(), made.error);
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    // Broken off because the worker stops: that is nobody's failure, and the next worker begins anew.
    if (signal?.aborted) await postponeJob(db, jobId, clock.now(), 'the worker was stopped', null);
  }
}
