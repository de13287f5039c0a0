import type { IsoDate } from '../../core/base/iso-date';
import type { Decision, DistanceToFlip, MissingReading, Reading } from '../../core/models/decision';
import type { Database, Transaction } from './client';
import { fromDay, toDay } from './dates';
import type { Prisma } from './generated/client';

/** A recommendation as it was stored: the three mixes, every reading and every step between them. */
export interface Recommendation {
  readonly id: string;
  readonly portfolioId: string;
  readonly policyVersionId: string;
  readonly policyVersion: number;
  readonly model: { readonly slug: string; readonly version: string };
  readonly engineVersion: string;
  readonly asOf: IsoDate;
  readonly recordedAt: Date;
  readonly decisionDate: IsoDate;
  readonly dynamicDate: IsoDate | null;
  readonly orderDue: 'move' | 'quarter-end' | null;
  readonly inputHash: string;
  readonly outputHash: string;
  /** Portfolio value in base currency; null where nothing is held. */
  readonly value: string | null;
  readonly lines: readonly RecommendationLine[];
  readonly readings: readonly StoredReading[];
  readonly steps: readonly RecommendationStep[];
  readonly missing: readonly MissingReading[];
  readonly distances: readonly DistanceToFlip[];
  readonly createdAt: Date;
}

export interface RecommendationLine {
  readonly assetClassId: string;
  readonly code: string;
  readonly current: number | null;
  readonly strategic: number;
  readonly dynamicTilt: number;
  readonly tacticalTilt: number;
  readonly target: number;
}

export interface StoredReading extends Reading {
  readonly assetClassId: string;
}

/** Changes in the order of `Recommendation.lines`. */
export interface RecommendationStep {
  readonly step: string;
  readonly changes: readonly number[];
}

const select = {
  id: true, portfolioId: true, policyVersionId: true, engineVersion: true, asOf: true, recordedAt: true, decisionDate: true, dynamicDate: true,
  orderDue: true, inputHash: true, outputHash: true, value: true, missing: true, distances: true, createdAt: true,
  policy: { select: { version: true } },
  model: { select: { slug: true, version: true } },
  lines: { orderBy: { position: 'asc' }, select: { assetClassId: true, current: true, strategic: true, dynamicTilt: true, tacticalTilt: true, target: true, assetClass: { select: { code: true } } } },
  readings: {
    select: { layer: true, indicator: true, assetClassId: true, reading: true, unit: true, score: true, share: true, knownAt: true, period: true, parts: true, assetClass: { select: { code: true } } },
  },
  steps: { orderBy: { position: 'asc' }, select: { step: true, assetClassId: true, change: true } },
} as const;

type Row = Prisma.RecommendationGetPayload<{ select: typeof select }>;

function toSteps(row: Row): readonly RecommendationStep[] {
  const names = [...new Set(row.steps.map((one) => one.step))];
  const changeOf = new Map(row.steps.map((one) => [`${one.step} ${one.assetClassId}`, one.change]));
  return names.map((step) => ({ step, changes: row.lines.map((line) => changeOf.get(`${step} ${line.assetClassId}`) ?? 0) }));
}

function toRecommendation(row: Row): Recommendation {
  return {
    ...row,
    policyVersion: row.policy.version,
    asOf: fromDay(row.asOf),
    decisionDate: fromDay(row.decisionDate),
    dynamicDate: row.dynamicDate && fromDay(row.dynamicDate),
    orderDue: row.orderDue as Recommendation['orderDue'],
    value: row.value?.toString() ?? null,
    lines: row.lines.map(({ assetClass, ...line }) => ({ ...line, code: assetClass.code })),
    readings: row.readings.map(({ assetClass, knownAt, ...reading }) => ({
      ...reading,
      asset: assetClass.code as Reading['asset'],
      unit: reading.unit as Reading['unit'],
      knownAt: fromDay(knownAt),
      parts: reading.parts as unknown as Reading['parts'],
    })),
    steps: toSteps(row),
    missing: row.missing as unknown as readonly MissingReading[],
    distances: row.distances as unknown as readonly DistanceToFlip[],
  };
}

export async function findRecommendation(db: Database | Transaction, workspaceId: string, id: string): Promise<Recommendation | null> {
  const row = await db.recommendation.findUnique({ where: { workspaceId_id: { workspaceId, id } }, select });
  return row && toRecommendation(row);
}

export async function findRecommendationByInput(db: Database | Transaction, portfolioId: string, inputHash: string): Promise<Recommendation | null> {
  const row = await db.recommendation.findUnique({ where: { portfolioId_inputHash: { portfolioId, inputHash } }, select });
  return row && toRecommendation(row);
}

/** What a recommendation was computed under and from: policy, model with its parameters, data, hashes. */
export interface Provenance {
  readonly portfolio: { readonly slug: string; readonly name: string };
  readonly policy: { readonly version: number; readonly effectiveFrom: IsoDate };
  readonly model: { readonly slug: string; readonly version: string; readonly params: unknown; readonly paramsHash: string };
  readonly engineVersion: string;
  readonly asOf: IsoDate;
  readonly recordedAt: Date;
  readonly inputHash: string;
  readonly outputHash: string;
}

export async function findProvenance(db: Database, workspaceId: string, id: string): Promise<Provenance | null> {
  const row = await db.recommendation.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: {
      engineVersion: true, asOf: true, recordedAt: true, inputHash: true, outputHash: true,
      portfolio: { select: { slug: true, name: true } }, policy: { select: { version: true, effectiveFrom: true } }, model: { select: { slug: true, version: true, params: true, paramsHash: true } },
    },
  });
  return row && { ...row, asOf: fromDay(row.asOf), policy: { ...row.policy, effectiveFrom: fromDay(row.policy.effectiveFrom) } };
}

/** As much of a stored recommendation as is needed to compute it again. */
export type RecommendationHead = Pick<Recommendation, 'id' | 'asOf' | 'recordedAt' | 'decisionDate' | 'engineVersion' | 'inputHash' | 'outputHash' | 'createdAt'>;

export async function listRecommendationHeads(db: Database | Transaction, portfolioId: string, limit: number): Promise<readonly RecommendationHead[]> {
  const rows = await db.recommendation.findMany({
    where: { portfolioId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { id: true, asOf: true, recordedAt: true, decisionDate: true, engineVersion: true, inputHash: true, outputHash: true, createdAt: true },
  });
  return rows.map((row) => ({ ...row, asOf: fromDay(row.asOf), decisionDate: fromDay(row.decisionDate) }));
}

export interface NewRecommendation {
  readonly workspaceId: string;
  readonly portfolioId: string;
  readonly policyVersionId: string;
  readonly modelVersionId: string;
  readonly engineVersion: string;
  readonly asOf: IsoDate;
  readonly recordedAt: Date;
  readonly inputHash: string;
  readonly outputHash: string;
  readonly value: string | null;
  readonly current: readonly (number | null)[];
  /** In the order of `decision.assets`. */
  readonly assetClassIds: readonly string[];
  readonly decision: Decision;
  readonly createdBy: string;
}

/** Stores a recommendation with all its rows, inside the caller's transaction. */
export async function createRecommendation(tx: Transaction, next: NewRecommendation): Promise<string> {
  const { decision, assetClassIds, current, asOf, ...head } = next;
  const { id } = await tx.recommendation.create({
    data: {
      ...head,
      asOf: toDay(asOf),
      decisionDate: toDay(decision.date),
      dynamicDate: decision.dynamicDate && toDay(decision.dynamicDate),
      orderDue: decision.order,
      dynamicScale: decision.dynamicScale,
      tacticalScale: decision.tacticalScale,
      missing: decision.missing as unknown as Prisma.InputJsonArray,
      distances: decision.distances as unknown as Prisma.InputJsonArray,
    },
    select: { id: true },
  });
  const key = { recommendationId: id, workspaceId: next.workspaceId };
  const classOf = new Map(decision.assets.map((asset, k) => [asset, assetClassIds[k]]));
  await tx.recommendationLine.createMany({
    data: assetClassIds.map((assetClassId, k) => ({
      ...key,
      assetClassId,
      position: k,
      current: current[k],
      strategic: decision.strategic[k],
      dynamicTilt: decision.dynamicTilt[k],
      tacticalTilt: decision.tacticalTilt[k],
      target: decision.target[k],
    })),
  });
  await tx.recommendationReading.createMany({
    data: decision.readings.map(({ asset, parts, knownAt, ...reading }) => ({
      ...key,
      ...reading,
      assetClassId: classOf.get(asset) as string,
      knownAt: toDay(knownAt),
      parts: parts as unknown as Prisma.InputJsonArray,
    })),
  });
  await tx.recommendationStep.createMany({
    data: decision.attribution.flatMap(({ step, byAsset }, position) => byAsset.map((change, k) => ({ ...key, position, step, assetClassId: assetClassIds[k], change }))),
  });
  return id;
}
