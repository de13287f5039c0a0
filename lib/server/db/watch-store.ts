import type { IsoDate } from '../../core/base/iso-date';
import type { Database, Transaction } from './client';
import { toDay } from './dates';

/** What the scheduler may do with a portfolio, and what it found when it looked last. */
export interface Watch {
  /** Whether it makes drafts here. On until somebody turns it off. */
  readonly drafts: boolean;
  readonly lookedAt: Date | null;
  readonly finding: string;
}

/** The workspace and the name of a portfolio that the scheduler looks at. */
export interface Watched {
  readonly portfolioId: string;
  readonly slug: string;
  readonly workspace: { readonly id: string; readonly slug: string; readonly name: string; readonly kind: 'real' | 'sample' };
}

const watchedSelect = { id: true, slug: true, workspace: { select: { id: true, slug: true, name: true, kind: true } } } as const;
const toWatched = ({ id, ...rest }: { readonly id: string } & Omit<Watched, 'portfolioId'>): Watched => ({ portfolioId: id, ...rest });

/** Every portfolio of a real desk. Samples keep their own clock and wait for nobody. */
export async function listWatched(db: Database): Promise<readonly Watched[]> {
  return (await db.portfolio.findMany({ where: { workspace: { kind: 'real' } }, orderBy: { createdAt: 'asc' }, select: watchedSelect })).map(toWatched);
}

export async function findWatched(db: Database, portfolioId: string): Promise<Watched | null> {
  const row = await db.portfolio.findUnique({ where: { id: portfolioId }, select: watchedSelect });
  return row && toWatched(row);
}

export async function readWatch(db: Database | Transaction, portfolioId: string): Promise<Watch> {
  const row = await db.portfolioWatch.findUnique({ where: { portfolioId }, select: { drafts: true, lookedAt: true, finding: true } });
  return row ?? { drafts: true, lookedAt: null, finding: '' };
}

/** Turns drafts on or off. False when that is how it is already. */
export async function setDrafts(tx: Transaction, { workspaceId, portfolioId }: { readonly workspaceId: string; readonly portfolioId: string }, drafts: boolean): Promise<boolean> {
  if ((await readWatch(tx, portfolioId)).drafts === drafts) return false;
  // What was seen is forgotten: the next look begins anew.
  await tx.portfolioWatch.upsert({ where: { portfolioId }, create: { workspaceId, portfolioId, drafts }, update: { drafts, seen: '' } });
  return true;
}

export async function wasSeen(db: Database, portfolioId: string, seen: string): Promise<boolean> {
  return (await db.portfolioWatch.count({ where: { portfolioId, seen } })) > 0;
}

export async function noteLook(db: Database, { workspaceId, portfolioId }: { readonly workspaceId: string; readonly portfolioId: string }, look: { readonly seen: string; readonly lookedAt: Date; readonly finding: string }): Promise<void> {
  await db.portfolioWatch.upsert({ where: { portfolioId }, create: { workspaceId, portfolioId, ...look }, update: look });
}

/** Seconds since anything was last written for a portfolio: data of its desk, its book, its policy. By the store's clock. */
export async function secondsQuiet(db: Database, { workspaceId, portfolioId }: { readonly workspaceId: string; readonly portfolioId: string }): Promise<number> {
  const [row] = await db.$queryRaw<{ seconds: number | null }[]>`
    SELECT extract(epoch FROM clock_timestamp() - greatest(
      (SELECT max(recorded_at) FROM import_batch WHERE workspace_id = ${workspaceId}::uuid),
      (SELECT max(recorded_at) FROM transaction WHERE portfolio_id = ${portfolioId}::uuid),
      (SELECT max(created_at) FROM policy_version WHERE portfolio_id = ${portfolioId}::uuid)))::float8 AS seconds`;
  return row.seconds ?? 0;
}

/** How many bookings there are: with the policy and the data, what a portfolio rests on. */
export async function bookingCount(db: Database, portfolioId: string): Promise<number> {
  return db.transaction.count({ where: { portfolioId } });
}

/** The newest decision that was recorded under a policy and a model; null where none was. */
export async function lastRecordedDecision(db: Database, of: { readonly portfolioId: string; readonly policyVersionId: string; readonly modelVersionId: string }): Promise<Date | null> {
  return (await db.recommendation.aggregate({ where: of, _max: { decisionDate: true } }))._max.decisionDate;
}

export interface Answer {
  readonly number: number;
  readonly state: string;
}

/** What became of the newest proposal that rests on a decision; what was replaced is no answer. */
export async function answerTo(db: Database | Transaction, { portfolioId, policyVersionId, decisionDate }: { readonly portfolioId: string; readonly policyVersionId: string; readonly decisionDate: IsoDate }): Promise<Answer | null> {
  return db.proposal.findFirst({
    where: { portfolioId, state: { not: 'superseded' }, recommendation: { policyVersionId, decisionDate: toDay(decisionDate) } },
    orderBy: { number: 'desc' },
    select: { number: true, state: true },
  });
}
