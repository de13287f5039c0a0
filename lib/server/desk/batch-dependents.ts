import type { Transaction } from '../db/client';
import type { ImportBatch } from '../db/import-store';
import { confirmersOf, emptiedPolicies, firstRecommendation, laterBooking, portfoliosPricedBy, seriesOfBatch } from '../db/undo-store';
import { listNamedModels, listPortfolios } from '../db/portfolio-store';
import { ratedSeries } from './exchange';
import { listSeries } from '../db/market-store';
import { modelOf } from './model-of';

const NOT_LAST = 'Undo what came later first.';

/** What a person is told of a recommendation that rests on a batch. */
function restsOn(found: { readonly portfolio: string; readonly asOf: string; readonly proposal: number | null }): string {
  const signed = found.proposal === null ? '' : `, and proposal ${found.proposal} rests on it`;
  return `A recommendation of ${found.portfolio} as of ${found.asOf} was computed with it${signed}. What was decided must stay as it was known; import corrected rows instead.`;
}

/** Portfolios that may have read one of these series: by price, by the indicators of a model they follow or followed, or by an exchange rate. */
async function readersOf(tx: Transaction, workspaceId: string, ids: readonly number[]): Promise<readonly string[]> {
  const series = (await listSeries(tx, workspaceId)).filter((one) => ids.includes(one.id));
  const [priced, portfolios] = [await portfoliosPricedBy(tx, workspaceId, ids), await listPortfolios(tx, workspaceId)];
  const named = await listNamedModels(tx, workspaceId);
  const observed = new Set(series.filter((one) => one.kind === 'observation').map((one) => one.code));
  const hasRates = ratedSeries(series).length > 0;
  return portfolios.filter((one) => priced.includes(one.id) || hasRates || named.some((version) => version.portfolioId === one.id && modelOf(version).observes.some((code) => observed.has(code)))).map((one) => one.id);
}

async function marketDependent(tx: Transaction, workspaceId: string, batch: ImportBatch): Promise<string | null> {
  const [confirmer] = await confirmersOf(tx, batch.id);
  if (confirmer) return `${confirmer.fileName} says some of the same again and was stored without it, so that those rows would be lost. ${NOT_LAST}`;
  const ids = await seriesOfBatch(tx, batch.id);
  const found = await firstRecommendation(tx, await readersOf(tx, workspaceId, ids), { recordedFrom: batch.recordedAt });
  if (found) return restsOn(found);
  const [emptied] = await emptiedPolicies(tx, batch.id, ids);
  return emptied ? `The policy of ${emptied.portfolio} stands on ${emptied.code}, which would have no prices left.` : null;
}

async function bookDependent(tx: Transaction, batch: ImportBatch): Promise<string | null> {
  const portfolioId = batch.portfolioId ?? '';
  const later = await laterBooking(tx, portfolioId, batch.recordedAt);
  if (later) return `The book of the portfolio goes on after it: ${later}. A book is not rewritten under what came later. ${NOT_LAST}`;
  const found = await firstRecommendation(tx, [portfolioId], { createdFrom: batch.recordedAt });
  return found ? restsOn(found) : null;
}

/** Why a batch cannot be taken back, naming what depends on it; null where nothing does. */
export async function dependentOf(tx: Transaction, workspaceId: string, batch: ImportBatch): Promise<string | null> {
  if (batch.kind === 'weights') return 'A policy was made from it, and policies stay in their history. Import other weights: they make a new version.';
  return batch.kind === 'holdings' || batch.kind === 'transactions' ? bookDependent(tx, batch) : marketDependent(tx, workspaceId, batch);
}
