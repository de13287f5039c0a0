import { deflateByTrials, trialSpread, type Trial } from '../../core/backtest/trial-registry';
import { ENGINE_VERSION } from '../../core/engine-version';
import { ok, type Result } from '../../core/base/result';
import { probabilisticSharpe, type SharpeRecord } from '../../core/stats/psr';
import type { Database } from '../db/client';
import { findRun, saveRun } from '../db/run-store';
import { listTrials, recordTrials } from '../db/trial-store';
import { hashOf } from '../hash';
import { createCache } from './cache';
import { evidenceOf, specOf } from './evidence';
import type { Desk } from './open-desk';
import { computeRobustnessOf, PATHS, SEED, type Robustness } from './robustness';

/** Robustness, and what the tries of this desk make of it: those change with every try, so they are read anew. */
export interface Judgement extends Robustness {
  readonly paths: number;
  /** How sure that the true ratio is above 0, and above the strategic mix's. */
  readonly psrAboveZero: number | null;
  readonly psrAboveStrategic: number | null;
  readonly deflated: { readonly probability: number; readonly tries: number; readonly benchmarkAnnual: number } | null;
}

/** Changes whenever what is stored changes its shape. */
const SHAPE = 1;

const robustnessSpec = (desk: Desk) => ({ kind: 'robustness', shape: SHAPE, seed: SEED, paths: PATHS, of: specOf(desk) });

/** What was computed for this very evidence; null until somebody asked. */
export async function keptRobustness(db: Database, desk: Desk): Promise<Robustness | null> {
  const kept = await findRun(db, desk.portfolio.id, hashOf(robustnessSpec(desk)));
  return kept && (kept.summary as unknown as Robustness);
}

/** Work under way, so that two people who ask at once wait for the same answer. */
const underWay = createCache<Result<Robustness>>(4);

/** Computes the robustness of a desk's evidence once, counts its tries, and keeps it. */
export function makeRobustness(db: Database, desk: Desk): Promise<Result<Robustness>> {
  const spec = robustnessSpec(desk);
  const inputHash = hashOf(spec);
  const { id: portfolioId, workspaceId } = desk.portfolio;
  return underWay(`${portfolioId} ${inputHash}`, async () => {
    const kept = await keptRobustness(db, desk);
    if (kept) return ok(kept);
    const evidence = await evidenceOf(db, desk);
    if (!evidence.ok) return evidence;
    const made = await computeRobustnessOf(desk, evidence.value);
    if (!made.ok) return made;
    const summary = made.value.figures as unknown as Record<string, unknown>;
    await db.$transaction(async (tx) => {
      await recordTrials(tx, workspaceId, made.value.tries);
      await saveRun(tx, { workspaceId, portfolioId }, { inputHash, engineVersion: ENGINE_VERSION, spec, summary, series: new Uint8Array(0) });
    });
    return ok(made.value.figures);
  });
}

const sameAssets = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((asset) => other.includes(asset));

/** The tries of a desk over the same asset classes, which a ratio that was chosen among them is deflated by. */
export async function triesOver(db: Database, workspaceId: string, universe: readonly string[], upTo: Date | null): Promise<readonly Trial[]> {
  return (await listTrials(db, workspaceId, upTo)).filter(({ spec }) => sameAssets(spec.universe, universe));
}

/** A record after that many tries; null where there are too few to deflate by. */
export function deflatedBy(record: SharpeRecord | null, periodsPerYear: number, tries: readonly Trial[]): Judgement['deflated'] {
  const deflated = record && deflateByTrials(record, periodsPerYear, tries);
  return deflated && { probability: deflated.probability, tries: trialSpread(tries, periodsPerYear)?.count ?? 0, benchmarkAnnual: deflated.benchmarkPerPeriod * Math.sqrt(periodsPerYear) };
}

/** What to make of it: PSR, and the DSR after every try that this desk made over the same asset classes. */
export async function judgementOf(db: Database, desk: Desk, figures: Robustness): Promise<Judgement> {
  const { dynamic, strategic } = figures.records;
  const { periodsPerYear } = desk.view.grid;
  const universe = desk.policyVersion.policy.lines.map(({ asset }) => asset);
  const tries = await triesOver(db, desk.portfolio.workspaceId, universe, desk.bookedAt);
  return {
    ...figures,
    paths: PATHS,
    psrAboveZero: dynamic && probabilisticSharpe(dynamic),
    psrAboveStrategic: dynamic && strategic && probabilisticSharpe(dynamic, strategic.sharpePerPeriod),
    deflated: deflatedBy(dynamic, periodsPerYear, tries),
  };
}
