import type { Transaction } from './client';
import { fromDay } from './dates';
import { standing, standingBookings, undoneOfPortfolio } from './undone';

/** The series that a batch added rows to. */
export async function seriesOfBatch(tx: Transaction, batchId: number): Promise<readonly number[]> {
  const rows = await tx.batchSeries.findMany({ where: { batchId }, select: { seriesId: true } });
  return rows.map((row) => row.seriesId);
}

/** Standing batches that said again what this one holds. */
export async function confirmersOf(tx: Transaction, batchId: number): Promise<readonly { readonly fileName: string }[]> {
  return tx.$queryRaw<{ fileName: string }[]>`
    SELECT b.file_name AS "fileName" FROM import_confirmation c JOIN import_batch b ON b.id = c.batch_id
    WHERE c.confirms = ${batchId} AND NOT EXISTS (SELECT FROM import_batch u WHERE u.undoes = b.id) ORDER BY b.id LIMIT 1`;
}

/** The portfolios one of whose policies prices an asset class or an instrument with one of these series. */
export async function portfoliosPricedBy(tx: Transaction, workspaceId: string, series: readonly number[]): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT v.portfolio_id::text AS id FROM policy_version v JOIN policy_line l ON l.policy_version_id = v.id
    JOIN asset_class a ON a.id = l.asset_class_id LEFT JOIN instrument i ON i.asset_class_id = a.id
    WHERE v.workspace_id = ${workspaceId}::uuid AND (a.analytics_series_id = ANY(${[...series]}::int[]) OR i.valuation_series_id = ANY(${[...series]}::int[]))`;
  return rows.map((row) => row.id);
}

/** Series of the batch that a policy needs and that would have no standing price without it. */
export async function emptiedPolicies(tx: Transaction, batchId: number, series: readonly number[]): Promise<readonly { readonly portfolio: string; readonly code: string }[]> {
  return tx.$queryRaw<{ portfolio: string; code: string }[]>`
    SELECT p.name AS portfolio, s.code FROM series s JOIN asset_class a ON a.analytics_series_id = s.id JOIN policy_line l ON l.asset_class_id = a.id
    JOIN policy_version v ON v.id = l.policy_version_id JOIN portfolio p ON p.id = v.portfolio_id
    WHERE s.id = ANY(${[...series]}::int[]) AND NOT EXISTS (SELECT FROM price WHERE series_id = s.id AND batch_id <> ${batchId} AND ${standing()})
    ORDER BY p.created_at, s.id LIMIT 1`;
}

/** The first recommendation of these portfolios on a state of the data, or made, from a moment on; with its proposal. */
export async function firstRecommendation(tx: Transaction, portfolios: readonly string[], from: { readonly recordedFrom?: Date; readonly createdFrom?: Date }) {
  const found = await tx.recommendation.findFirst({
    where: { portfolioId: { in: [...portfolios] }, ...(from.recordedFrom && { recordedAt: { gte: from.recordedFrom } }), ...(from.createdFrom && { createdAt: { gte: from.createdFrom } }) },
    orderBy: { createdAt: 'asc' },
    select: { asOf: true, portfolio: { select: { name: true } }, proposals: { select: { number: true }, orderBy: { number: 'asc' }, take: 1 } },
  });
  return found && { portfolio: found.portfolio.name, asOf: fromDay(found.asOf), proposal: found.proposals[0]?.number ?? null };
}

/** What was booked in a portfolio after a moment and stands, in words; null where nothing was. */
export async function laterBooking(tx: Transaction, portfolioId: string, after: Date): Promise<string | null> {
  const booked = await tx.transaction.findFirst({ where: { portfolioId, recordedAt: { gt: after }, ...(await standingBookings(tx, portfolioId, null)) }, orderBy: { sequence: 'asc' }, select: { kind: true, date: true } });
  if (booked) return `a ${booked.kind} of ${fromDay(booked.date)}`;
  const undone = await undoneOfPortfolio(tx, portfolioId, null);
  const stated = await tx.statement.findFirst({ where: { portfolioId, recordedAt: { gt: after }, batchId: { notIn: [...undone] } }, select: { asOf: true } });
  return stated && `a statement of ${fromDay(stated.asOf)}`;
}
