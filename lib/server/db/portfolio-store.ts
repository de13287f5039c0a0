import type { IsoDate } from '../../core/base/iso-date';
import type { AssetGroup, AssetId } from '../../core/base/units';
import type { RebalanceRule } from '../../core/rebalancing/rule';
import type { GroupLimit, Policy } from '../../core/targets/policy';
import type { Database, Transaction } from './client';
import { fromDay, toDay } from './dates';
import type { Prisma } from './generated/client';

export interface AssetClass {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly group: AssetGroup;
  readonly analyticsSeriesId: number;
  readonly instruments: readonly Instrument[];
}

export interface Instrument {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly currency: string;
  readonly lotSize: number;
  readonly valuationSeriesId: number;
}

/** How a policy is run, apart from its mix. */
export interface PolicyTerms {
  readonly rebalancing: RebalanceRule;
  readonly executionLag: number;
  readonly feeAnnual: number;
  readonly turnoverLimit: number | null;
  readonly trackingErrorLimit: number | null;
  readonly costLimitBps: number | null;
  readonly selfApprovalAllowed: boolean;
  /** How many different people sign an order. */
  readonly approversNeeded: number;
}

/** A model with the parameters it was given, as they were typed: what is left out has its default. */
export interface ModelVersion {
  readonly id: string;
  readonly slug: string;
  readonly version: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A policy as it is in force: the mix and its limits for the engine, the classes behind it, the model that tilts it, and how it is run. */
export interface PolicyVersion extends PolicyTerms {
  readonly id: string;
  readonly version: number;
  readonly effectiveFrom: IsoDate;
  readonly policy: Policy;
  /** In the order of `policy.lines`. */
  readonly classes: readonly AssetClass[];
  readonly model: ModelVersion;
  readonly proposalLifeDays: number;
  readonly createdAt: Date;
}

export interface Portfolio {
  readonly id: string;
  readonly workspaceId: string;
  readonly slug: string;
  readonly name: string;
  readonly baseCurrency: string;
  readonly evidenceStart: IsoDate;
}

const portfolioSelect = { id: true, workspaceId: true, slug: true, name: true, baseCurrency: true, evidenceStart: true } as const;

type PortfolioRow = Prisma.PortfolioGetPayload<{ select: typeof portfolioSelect }>;

const toPortfolio = ({ evidenceStart, ...row }: PortfolioRow): Portfolio => ({ ...row, evidenceStart: fromDay(evidenceStart) });

export async function listPortfolios(db: Database | Transaction, workspaceId: string): Promise<readonly Portfolio[]> {
  const rows = await db.portfolio.findMany({ where: { workspaceId }, orderBy: { createdAt: 'asc' }, select: portfolioSelect });
  return rows.map(toPortfolio);
}

export async function findPortfolio(db: Database | Transaction, workspaceId: string, slug: string): Promise<Portfolio | null> {
  const row = await db.portfolio.findUnique({ where: { workspaceId_slug: { workspaceId, slug } }, select: portfolioSelect });
  return row && toPortfolio(row);
}

const instrumentSelect = { id: true, symbol: true, name: true, currency: true, lotSize: true, valuationSeriesId: true } as const;
const classSelect = {
  id: true, code: true, name: true, group: true, analyticsSeriesId: true,
  instruments: { select: instrumentSelect, orderBy: { createdAt: 'asc' } },
} as const;

type ClassRow = Prisma.AssetClassGetPayload<{ select: typeof classSelect }>;

const toClass = (row: ClassRow): AssetClass => ({
  ...row,
  instruments: row.instruments.map((instrument) => ({ ...instrument, lotSize: instrument.lotSize.toNumber() })),
});

export async function listAssetClasses(db: Database | Transaction, workspaceId: string): Promise<readonly AssetClass[]> {
  const rows = await db.assetClass.findMany({ where: { workspaceId }, orderBy: { createdAt: 'asc' }, select: classSelect });
  return rows.map(toClass);
}

const modelSelect = { modelVersion: { select: { id: true, slug: true, version: true, params: true } } } as const;

const policySelect = {
  ...modelSelect, portfolio: { select: modelSelect },
  id: true, version: true, effectiveFrom: true, cashAssetClassId: true, rebalancingRule: true, rebalancing: true, executionLag: true,
  feeAnnual: true, turnoverLimit: true, trackingErrorLimit: true, costLimitBps: true, proposalLifeDays: true, selfApprovalAllowed: true, approversNeeded: true, createdAt: true,
  groupLimits: { select: { group: true, min: true, max: true } },
  lines: { orderBy: { position: 'asc' }, select: { weight: true, min: true, max: true, costBps: true, assetClass: { select: classSelect } } },
} as const;

/** The model a row names; one written before policies named any follows that of its portfolio. */
function modelIn({ modelVersion, portfolio }: Pick<PolicyRow, 'modelVersion' | 'portfolio'>): ModelVersion {
  const { params, ...model } = modelVersion ?? portfolio.modelVersion;
  return { ...model, params: params as Record<string, unknown> };
}

type PolicyRow = Prisma.PolicyVersionGetPayload<{ select: typeof policySelect }>;

function toPolicyVersion(row: PolicyRow): PolicyVersion {
  const classes = row.lines.map((line) => toClass(line.assetClass));
  const cash = classes.find((one) => one.id === row.cashAssetClassId);
  const policy: Policy = {
    lines: row.lines.map((line, k) => ({
      asset: classes[k].code as AssetId,
      group: classes[k].group,
      weight: line.weight.toNumber(),
      min: line.min.toNumber(),
      max: line.max.toNumber(),
      costBps: line.costBps.toNumber(),
    })),
    cashAsset: (cash?.code ?? null) as AssetId | null,
    groupLimits: row.groupLimits.map((limit) => ({ group: limit.group, min: limit.min.toNumber(), max: limit.max.toNumber() })),
  };
  return {
    id: row.id,
    version: row.version,
    effectiveFrom: fromDay(row.effectiveFrom),
    policy,
    classes,
    model: modelIn(row),
    rebalancing: { rule: row.rebalancingRule, ...(row.rebalancing as object) } as RebalanceRule,
    executionLag: row.executionLag,
    feeAnnual: row.feeAnnual.toNumber(),
    turnoverLimit: row.turnoverLimit?.toNumber() ?? null,
    trackingErrorLimit: row.trackingErrorLimit?.toNumber() ?? null,
    costLimitBps: row.costLimitBps?.toNumber() ?? null,
    proposalLifeDays: row.proposalLifeDays,
    selfApprovalAllowed: row.selfApprovalAllowed,
    approversNeeded: row.approversNeeded,
    createdAt: row.createdAt,
  };
}

/** The policy in force on a date: the newest version that is effective by then. */
export async function policyAt(db: Database | Transaction, portfolioId: string, date: IsoDate, writtenBy?: Date): Promise<PolicyVersion | null> {
  const row = await db.policyVersion.findFirst({
    where: { portfolioId, effectiveFrom: { lte: toDay(date) }, ...(writtenBy && { createdAt: { lte: writtenBy } }) },
    orderBy: [{ effectiveFrom: 'desc' }, { version: 'desc' }],
    select: policySelect,
  });
  return row && toPolicyVersion(row);
}

/** Whether a portfolio has a policy already, in force or not yet. */
export async function hasPolicy(db: Database | Transaction, portfolioId: string): Promise<boolean> {
  return (await db.policyVersion.count({ where: { portfolioId } })) > 0;
}

/** A version of some policy of a workspace: from when it counts, and the model it names. */
export interface NamedModel extends Pick<PolicyVersion, 'effectiveFrom' | 'model'> {
  readonly portfolioId: string;
}

/** The models that all policies of a workspace name or ever named; of each portfolio the one that counts last is first. */
export async function listNamedModels(db: Database | Transaction, workspaceId: string): Promise<readonly NamedModel[]> {
  const rows = await db.policyVersion.findMany({
    where: { workspaceId }, orderBy: [{ effectiveFrom: 'desc' }, { version: 'desc' }], select: { portfolioId: true, effectiveFrom: true, ...modelSelect, portfolio: { select: modelSelect } },
  });
  return rows.map((row) => ({ portfolioId: row.portfolioId, effectiveFrom: fromDay(row.effectiveFrom), model: modelIn(row) }));
}

export async function listPolicies(db: Database | Transaction, portfolioId: string): Promise<readonly PolicyVersion[]> {
  const rows = await db.policyVersion.findMany({ where: { portfolioId }, orderBy: { version: 'desc' }, select: policySelect });
  return rows.map(toPolicyVersion);
}

// ── Writing ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Makers of asset classes, instruments and model versions queue: two who need the same new one find it or make it, never both. */
export async function lockCatalogue(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`catalogue:${workspaceId}`}, 0))`;
}

export async function createAssetClass(
  tx: Transaction,
  workspaceId: string,
  asset: { readonly code: string; readonly name: string; readonly group: AssetGroup; readonly analyticsSeriesId: number },
): Promise<AssetClass> {
  return toClass(await tx.assetClass.create({ data: { workspaceId, ...asset }, select: classSelect }));
}

export async function createInstrument(
  tx: Transaction,
  workspaceId: string,
  instrument: { readonly assetClassId: string; readonly symbol: string; readonly name: string; readonly currency: string; readonly lotSize: string; readonly valuationSeriesId: number },
): Promise<void> {
  await tx.instrument.create({ data: { workspaceId, ...instrument } });
}

export async function ensureModelVersion(
  tx: Transaction,
  workspaceId: string,
  model: { readonly slug: string; readonly version: string; readonly params: Readonly<Record<string, unknown>>; readonly paramsHash: string },
): Promise<string> {
  const key = { workspaceId, slug: model.slug, version: model.version, paramsHash: model.paramsHash };
  const existing = await tx.modelVersion.findUnique({ where: { workspaceId_slug_version_paramsHash: key }, select: { id: true } });
  return (existing ?? (await tx.modelVersion.create({ data: { ...key, params: model.params as Prisma.InputJsonObject }, select: { id: true } }))).id;
}

export async function createPortfolio(
  tx: Transaction,
  portfolio: { readonly workspaceId: string; readonly slug: string; readonly name: string; readonly baseCurrency: string; readonly modelVersionId: string; readonly evidenceStart: IsoDate },
): Promise<Portfolio> {
  const data = { ...portfolio, evidenceStart: toDay(portfolio.evidenceStart) };
  return toPortfolio(await tx.portfolio.create({ data, select: portfolioSelect }));
}

export interface NewPolicyVersion extends PolicyTerms {
  readonly workspaceId: string;
  readonly portfolioId: string;
  readonly effectiveFrom: IsoDate;
  readonly cashAssetClassId: string | null;
  /** Null follows the model that the portfolio was made with. */
  readonly modelVersionId: string | null;
  readonly note: string;
  readonly batchId: number | null;
  readonly createdBy: string;
  readonly groupLimits: readonly GroupLimit[];
  readonly lines: readonly { readonly assetClassId: string; readonly weight: number; readonly min: number; readonly max: number; readonly costBps: number }[];
}

/** A signature and a new policy queue, so that nobody signs under a policy that is being replaced. */
export async function lockPolicy(tx: Transaction, portfolioId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`policy:${portfolioId}`}, 0))`;
}

/** Adds the next version of a portfolio's policy. Versions are counted under a lock, so two editors get two numbers. */
export async function createPolicyVersion(tx: Transaction, next: NewPolicyVersion): Promise<{ readonly id: string; readonly version: number }> {
  await lockPolicy(tx, next.portfolioId);
  const last = await tx.policyVersion.findFirst({ where: { portfolioId: next.portfolioId }, orderBy: { version: 'desc' }, select: { version: true } });
  const { rebalancing, lines, groupLimits, ...rest } = next;
  const { rule, ...details } = rebalancing;
  const row = await tx.policyVersion.create({
    data: { ...rest, version: (last?.version ?? 0) + 1, effectiveFrom: toDay(next.effectiveFrom), rebalancingRule: rule, rebalancing: details },
    select: { id: true, version: true },
  });
  const key = { policyVersionId: row.id, workspaceId: next.workspaceId };
  await tx.policyLine.createMany({ data: lines.map((line, position) => ({ ...line, ...key, position })) });
  await tx.policyGroupLimit.createMany({ data: groupLimits.map((limit) => ({ ...limit, ...key })) });
  return row;
}
