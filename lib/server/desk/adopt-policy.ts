import { isoDate, type IsoDate } from '../../core/base/iso-date';
import type { AssetGroup } from '../../core/base/units';
import type { GroupLimit } from '../../core/targets/policy';
import { policyProblems } from '../../core/targets/policy-problems';
import type { Transaction } from '../db/client';
import { listSeries, type SeriesMeta } from '../db/market-store';
import {
  createAssetClass, createInstrument, createPolicyVersion, listAssetClasses, lockCatalogue, type AssetClass, type PolicyTerms, type PolicyVersion,
} from '../db/portfolio-store';
import { refuse } from '../../core/base/result';
import { Rollback } from '../use-cases/use-case';
import { ratedSeries, wayToBase } from './exchange';

/** One row of a policy as a person or a file writes it. Weights are fractions. */
export interface PolicyDraftLine {
  readonly code: string;
  readonly name?: string;
  readonly group: AssetGroup;
  readonly weight: number;
  readonly min: number;
  readonly max: number;
  readonly costBps: number;
  readonly lotSize?: string;
  /** False: the class is money in the account, and nothing is bought for it. */
  readonly tradable?: boolean;
}

/** How a policy is run; what a weights file does not say is taken from the version before. */
export interface PolicySettings extends PolicyTerms {
  readonly cash: string | null;
  readonly groupLimits: readonly GroupLimit[];
}

export const DEFAULT_SETTINGS: PolicySettings = {
  cash: null,
  rebalancing: { rule: 'calendar', every: 'quarter-end' },
  executionLag: 1,
  feeAnnual: 0,
  turnoverLimit: 0.2,
  trackingErrorLimit: null,
  costLimitBps: null,
  selfApprovalAllowed: false,
  approversNeeded: 1,
  groupLimits: [],
};

/** The terms alone of whatever has them. */
function termsOf({ rebalancing, executionLag, feeAnnual, turnoverLimit, trackingErrorLimit, costLimitBps, selfApprovalAllowed, approversNeeded }: PolicyTerms): PolicyTerms {
  return { rebalancing, executionLag, feeAnnual, turnoverLimit, trackingErrorLimit, costLimitBps, selfApprovalAllowed, approversNeeded };
}

/** The settings of a version, to carry them into the next one. */
export function settingsOf(version: PolicyVersion): PolicySettings {
  return { ...termsOf(version), cash: version.policy.cashAsset, groupLimits: version.policy.groupLimits };
}

const fail = (kind: string, message: string, details?: Readonly<Record<string, unknown>>): never => {
  throw new Rollback(refuse(kind, message, details));
};

/** The class of a code: known at this desk, or made from its total-return series and, for valuation, its price series. */
async function classFor(tx: Transaction, workspaceId: string, line: PolicyDraftLine, known: readonly AssetClass[], series: readonly SeriesMeta[]): Promise<AssetClass> {
  const existing = known.find((one) => one.code === line.code);
  if (existing && existing.group !== line.group) {
    return fail('group-differs', `${line.code} belongs to the group ${existing.group} at this desk, not to ${line.group}.`, { code: line.code });
  }
  if (existing) return existing;
  const ofCode = series.filter((one) => one.kind === 'price' && one.code === line.code);
  const totalReturn = ofCode.find((one) => one.basis === 'total-return');
  if (!totalReturn) return fail('unknown-asset', `There is no total-return price series called ${line.code}. Import its prices first.`, { code: line.code });
  const valuation = ofCode.find((one) => one.basis === 'price') ?? totalReturn;
  const made = await createAssetClass(tx, workspaceId, { code: line.code, name: line.name ?? line.code, group: line.group, analyticsSeriesId: totalReturn.id });
  if (line.tradable === false) return made;
  await createInstrument(tx, workspaceId, {
    assetClassId: made.id, symbol: line.code, name: valuation.name, currency: valuation.currency ?? '', lotSize: line.lotSize ?? '1', valuationSeriesId: valuation.id,
  });
  return made;
}

/**
 * Writes the next version of a portfolio's policy from its rows, making asset classes and instruments that are new.
 * Rolls back with `policy-invalid`, `unknown-asset`, `group-differs` or `currency-differs`.
 */
export async function adoptPolicy(
  tx: Transaction,
  draft: {
    readonly workspaceId: string;
    readonly portfolioId: string;
    readonly baseCurrency: string;
    readonly effectiveFrom: IsoDate;
    readonly lines: readonly PolicyDraftLine[];
    readonly settings: PolicySettings;
    /** Null follows the model that the portfolio was made with. */
    readonly modelVersionId: string | null;
    readonly note: string;
    readonly batchId: number | null;
    readonly createdBy: string;
  },
): Promise<{ readonly id: string; readonly version: number }> {
  const { lines, settings, workspaceId } = draft;
  const problems = policyProblems(lines, settings);
  if (problems.length > 0) fail('policy-invalid', `This policy cannot be adopted: ${problems.join('; ')}.`, { problems });
  await lockCatalogue(tx, workspaceId);
  const [known, series] = [await listAssetClasses(tx, workspaceId), await listSeries(tx, workspaceId)];
  const classes: AssetClass[] = [];
  for (const line of lines) classes.push(await classFor(tx, workspaceId, line, known, series));
  const pairs = ratedSeries(series);
  const unrated = classes.flatMap((one) => {
    const currency = series.find((meta) => meta.id === one.analyticsSeriesId)?.currency ?? '';
    const way = wayToBase(pairs, currency, draft.baseCurrency);
    return way.ok ? [] : [`${one.code} is priced in ${currency || 'no stated currency'}. ${way.error.message}`];
  });
  if (unrated.length > 0) fail('currency-differs', `The portfolio is kept in ${draft.baseCurrency}. ${unrated.join(' ')}`);
  const { cash, groupLimits } = settings;
  return createPolicyVersion(tx, {
    workspaceId, portfolioId: draft.portfolioId, effectiveFrom: draft.effectiveFrom, note: draft.note, batchId: draft.batchId, createdBy: draft.createdBy, modelVersionId: draft.modelVersionId, ...termsOf(settings), groupLimits,
    cashAssetClassId: cash === null ? null : (classes[lines.findIndex((line) => line.code === cash)].id),
    lines: lines.map((line, k) => ({ assetClassId: classes[k].id, weight: line.weight, min: line.min, max: line.max, costBps: line.costBps })),
  });
}

/** The day from which a policy without a stated date counts: long before any data, so that evidence covers all history. */
export const FROM_THE_BEGINNING = isoDate('1800-01-01');
