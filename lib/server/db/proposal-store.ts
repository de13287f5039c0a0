import type { IsoDate } from '../../core/base/iso-date';
import type { ProposalMode } from '../../core/proposals/cash-moves';
import type { CheckKind } from '../../core/proposals/checks';
import type { OverrideKind, ProposalState } from '../../core/proposals/state-machine';
import type { Database, Transaction } from './client';
import { fromDay, toDay } from './dates';
import type { Prisma } from './generated/client';

export interface RiskFigures {
  readonly volatilityAnnual: number | null;
  readonly trackingErrorAnnual: number | null;
}

export interface ProposalLine {
  readonly assetClassId: string;
  readonly code: string;
  readonly current: number;
  readonly strategic: number;
  readonly target: number;
  readonly proposed: number;
  /** What the rule alone would have proposed; null where nobody edited it. */
  readonly byRule: number | null;
}

export interface ProposalTrade {
  readonly instrumentId: string;
  readonly symbol: string;
  readonly name: string;
  readonly assetCode: string;
  readonly lotSize: string;
  readonly quantity: string;
  readonly price: string;
  readonly amount: string;
  readonly cost: string;
}

/** Weights and errors are fractions, cost is in bp, age in days. */
export interface ProposalCheck {
  readonly kind: CheckKind;
  readonly subject: string | null;
  readonly measured: number | null;
  readonly limit: number | null;
  readonly shareUsed: number | null;
  readonly result: 'within' | 'note' | 'breach';
  readonly message: string;
}

export type DecisionKind = 'approve' | 'reject' | 'withdraw' | 'edit' | 'refresh' | 'defer' | 'cancel';

export interface ProposalDecision {
  readonly kind: DecisionKind;
  readonly userId: string;
  readonly reason: string;
  readonly decidedAt: Date;
  readonly overrideKind: OverrideKind | null;
  /** The last day a departure is meant for; a deferral resumes on it. */
  readonly expiresOn: IsoDate | null;
}

/** What stays the same from the day it is made: the content that is signed. */
export interface ProposalContent {
  readonly mode: ProposalMode;
  /** What is to be invested or raised, in base currency; null where the rule decides. */
  readonly moneyMoved: string | null;
  readonly asOf: IsoDate;
  readonly value: string;
  readonly turnover: number;
  readonly costAmount: string;
  readonly cashResidual: string;
  readonly riskBefore: RiskFigures;
  readonly riskAfter: RiskFigures;
  readonly expiresOn: IsoDate;
  readonly lines: readonly ProposalLine[];
  readonly trades: readonly ProposalTrade[];
  readonly checks: readonly ProposalCheck[];
}

export interface Proposal extends ProposalContent {
  readonly id: string;
  readonly portfolioId: string;
  readonly recommendationId: string;
  readonly parentId: string | null;
  readonly number: number;
  readonly state: ProposalState;
  readonly version: number;
  readonly makerId: string | null;
  readonly selfApprovalAllowed: boolean;
  readonly approversNeeded: number;
  readonly contentHash: string;
  readonly createdAt: Date;
  readonly decisions: readonly ProposalDecision[];
}

export interface ProposalSummary {
  readonly id: string;
  readonly portfolioId: string;
  readonly number: number;
  readonly state: ProposalState;
  readonly asOf: IsoDate;
  readonly turnover: number;
  readonly makerId: string | null;
  readonly approversNeeded: number;
  readonly createdAt: Date;
  readonly expiresOn: IsoDate;
  readonly decisions: readonly ProposalDecision[];
}

const toState = (state: string): ProposalState => (state === 'partly_executed' ? 'partly-executed' : state) as ProposalState;
const fromState = (state: ProposalState) => (state === 'partly-executed' ? ('partly_executed' as const) : state);

const decisionSelect = { orderBy: { decidedAt: 'asc' }, select: { kind: true, userId: true, reason: true, decidedAt: true, overrideKind: true, expiresOn: true } } as const;

const select = {
  id: true, portfolioId: true, recommendationId: true, parentId: true, number: true, state: true, version: true, makerId: true, selfApprovalAllowed: true, approversNeeded: true, mode: true, moneyMoved: true,
  asOf: true, value: true, turnover: true, costAmount: true, cashResidual: true, riskBefore: true, riskAfter: true, expiresOn: true, contentHash: true, createdAt: true,
  lines: { orderBy: { position: 'asc' }, select: { assetClassId: true, current: true, strategic: true, target: true, proposed: true, byRule: true, assetClass: { select: { code: true } } } },
  trades: {
    orderBy: { position: 'asc' },
    select: { instrumentId: true, quantity: true, price: true, amount: true, cost: true, instrument: { select: { symbol: true, name: true, lotSize: true, assetClass: { select: { code: true } } } } },
  },
  checks: { orderBy: { position: 'asc' }, select: { kind: true, subject: true, measured: true, limit: true, shareUsed: true, result: true, message: true } },
  decisions: decisionSelect,
} as const;

type Row = Prisma.ProposalGetPayload<{ select: typeof select }>;

const toDecision = ({ overrideKind, expiresOn, ...row }: Row['decisions'][number]): ProposalDecision => ({
  ...row,
  overrideKind: overrideKind === 'client_instruction' ? 'client-instruction' : overrideKind,
  expiresOn: expiresOn && fromDay(expiresOn),
});

function toProposal(row: Row): Proposal {
  return {
    ...row,
    state: toState(row.state),
    mode: row.mode.replace('_', '-') as ProposalMode,
    moneyMoved: row.moneyMoved?.toString() ?? null,
    asOf: fromDay(row.asOf),
    value: row.value.toString(),
    costAmount: row.costAmount.toString(),
    cashResidual: row.cashResidual.toString(),
    riskBefore: row.riskBefore as unknown as RiskFigures,
    riskAfter: row.riskAfter as unknown as RiskFigures,
    expiresOn: fromDay(row.expiresOn),
    decisions: row.decisions.map(toDecision),
    checks: row.checks.map((check) => ({ ...check, kind: check.kind as CheckKind })),
    lines: row.lines.map(({ assetClass, ...line }) => ({ ...line, code: assetClass.code })),
    trades: row.trades.map(({ instrument, ...trade }) => ({
      instrumentId: trade.instrumentId,
      symbol: instrument.symbol,
      name: instrument.name,
      assetCode: instrument.assetClass.code,
      lotSize: instrument.lotSize.toString(),
      quantity: trade.quantity.toString(),
      price: trade.price.toString(),
      amount: trade.amount.toString(),
      cost: trade.cost.toString(),
    })),
  };
}

export async function findProposal(db: Database | Transaction, workspaceId: string, portfolioId: string, number: number): Promise<Proposal | null> {
  const row = await db.proposal.findFirst({ where: { workspaceId, portfolioId, number }, select });
  return row && toProposal(row);
}

const summarySelect = { id: true, portfolioId: true, number: true, state: true, asOf: true, turnover: true, makerId: true, approversNeeded: true, createdAt: true, expiresOn: true, decisions: decisionSelect } as const;

/** Proposals of a workspace or of one portfolio, newest first. */
export async function listProposals(db: Database | Transaction, workspaceId: string, portfolioId?: string): Promise<readonly ProposalSummary[]> {
  const rows = await db.proposal.findMany({
    where: { workspaceId, ...(portfolioId === undefined ? {} : { portfolioId }) },
    orderBy: [{ createdAt: 'desc' }, { number: 'desc' }],
    take: 500,
    select: summarySelect,
  });
  return rows.map((row) => ({ ...row, state: toState(row.state), asOf: fromDay(row.asOf), expiresOn: fromDay(row.expiresOn), decisions: row.decisions.map(toDecision) }));
}

const OPEN_STATES = ['draft', 'proposed', 'deferred', 'approved', 'partly_executed'] as const;

/** The open question of a portfolio, if there is one. */
export async function openProposalNumber(db: Database | Transaction, portfolioId: string): Promise<number | null> {
  return (await openProposal(db, portfolioId))?.number ?? null;
}

/** Names an open proposal and the version of it that is looked at. */
export interface OpenProposal {
  readonly number: number;
  readonly version: number;
  readonly state: ProposalState;
}

export async function openProposal(db: Database | Transaction, portfolioId: string): Promise<OpenProposal | null> {
  const row = await db.proposal.findFirst({ where: { portfolioId, state: { in: [...OPEN_STATES] } }, select: { number: true, version: true, state: true } });
  return row && { ...row, state: toState(row.state) };
}

export interface NewProposal extends ProposalContent {
  readonly workspaceId: string;
  readonly portfolioId: string;
  readonly recommendationId: string;
  readonly state: 'draft' | 'proposed';
  readonly makerId: string | null;
  /** What this one replaces; moved to superseded before, in the same transaction. */
  readonly parentId?: string;
  readonly contentHash: string;
  readonly createdAt: Date;
}

/** Who makes a proposal of a portfolio queues here, to the end of the transaction. */
export async function lockProposals(tx: Transaction, portfolioId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`proposal:${portfolioId}`}, 0))`;
}

/** Stores a proposal with its lines, trades and checks. Numbers are counted per portfolio, under a lock. */
export async function createProposal(tx: Transaction, next: NewProposal): Promise<{ readonly id: string; readonly number: number }> {
  await lockProposals(tx, next.portfolioId);
  const last = await tx.proposal.aggregate({ where: { portfolioId: next.portfolioId }, _max: { number: true } });
  const { lines, trades, checks, mode, asOf, expiresOn, riskBefore, riskAfter, ...head } = next;
  const row = await tx.proposal.create({
    data: {
      ...head,
      mode: mode.replace('-', '_') as Prisma.ProposalCreateInput['mode'],
      number: (last._max.number ?? 0) + 1,
      asOf: toDay(asOf),
      expiresOn: toDay(expiresOn),
      riskBefore: riskBefore as unknown as Prisma.InputJsonObject,
      riskAfter: riskAfter as unknown as Prisma.InputJsonObject,
      // A trigger copies the flag and the number of signatures from the policy; what is written here never counts.
      selfApprovalAllowed: false,
    },
    select: { id: true, number: true },
  });
  const key = { proposalId: row.id, workspaceId: next.workspaceId };
  await tx.proposalLine.createMany({
    data: lines.map(({ assetClassId, current, strategic, target, proposed, byRule }, position) => ({ ...key, position, assetClassId, current, strategic, target, proposed, byRule })),
  });
  await tx.proposalTrade.createMany({
    data: trades.map(({ instrumentId, quantity, price, amount, cost }, position) => ({ ...key, position, instrumentId, quantity, price, amount, cost })),
  });
  await tx.proposalCheck.createMany({ data: checks.map((check, position) => ({ ...key, ...check, position })) });
  return row;
}

/** A proposal by its identifier: what a parent or a child is. */
export async function proposalById(db: Database | Transaction, workspaceId: string, id: string): Promise<Proposal | null> {
  const row = await db.proposal.findFirst({ where: { workspaceId, id }, select });
  return row && toProposal(row);
}

/** The number of what replaced a proposal; null while nothing did. */
export async function childNumber(db: Database | Transaction, workspaceId: string, parentId: string): Promise<number | null> {
  return (await db.proposal.findFirst({ where: { workspaceId, parentId }, select: { number: true } }))?.number ?? null;
}

/**
 * Holds a proposal until the transaction ends, and says whether it still is in the state and version the caller saw.
 * Of two callers at once the second waits here, and then sees what the first has done.
 */
export async function holdProposal(tx: Transaction, proposal: { readonly id: string; readonly state: ProposalState; readonly version: number }): Promise<boolean> {
  const rows = await tx.$queryRaw<readonly { state: string; version: number }[]>`SELECT "state"::text, "version" FROM "proposal" WHERE "id" = ${proposal.id}::uuid FOR UPDATE`;
  return rows[0]?.state === proposal.state && rows[0].version === proposal.version;
}

/**
 * Moves a proposal from the state and version the caller saw. False when somebody else moved it first:
 * the comparison and the move are one statement, so of two callers at once exactly one wins. A maker is given where a
 * draft finds one.
 */
export async function moveProposal(
  tx: Transaction,
  proposal: { readonly id: string; readonly state: ProposalState; readonly version: number },
  to: ProposalState,
  makerId?: string,
): Promise<boolean> {
  const { count } = await tx.proposal.updateMany({
    where: { id: proposal.id, state: fromState(proposal.state), version: proposal.version },
    data: { state: fromState(to), version: { increment: 1 }, ...(makerId !== undefined && { makerId }) },
  });
  return count === 1;
}
