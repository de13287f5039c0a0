import type { IsoDate } from '../../core/base/iso-date';
import type { OverrideMixes } from '../../core/proposals/override-ledger';
import type { OverrideKind } from '../../core/proposals/state-machine';
import type { Database, Transaction } from './client';
import { fromDay, toDay } from './dates';
import type { Prisma } from './generated/client';
import type { DecisionKind } from './proposal-store';

/** What makes a decision an override. */
export interface OverrideFacts {
  readonly kind: OverrideKind;
  readonly expiresOn: IsoDate;
  readonly mixes: OverrideMixes;
}

export interface NewDecision {
  readonly workspaceId: string;
  readonly proposalId: string;
  readonly kind: DecisionKind;
  readonly userId: string;
  readonly reason: string;
  readonly contentHash: string;
  readonly decidedAt: Date;
  readonly override?: OverrideFacts;
}

const fromKind = (kind: OverrideKind) => (kind === 'client-instruction' ? ('client_instruction' as const) : kind);
const toKind = (kind: ReturnType<typeof fromKind>): OverrideKind => (kind === 'client_instruction' ? 'client-instruction' : kind);

/** Records what a person decided. A trigger binds it to the proposal's own maker, flag and content, and to its state. */
export async function recordDecision(tx: Transaction, { override, ...decision }: NewDecision): Promise<void> {
  const facts = override && { overrideKind: fromKind(override.kind), expiresOn: toDay(override.expiresOn), mixes: override.mixes as unknown as Prisma.InputJsonObject };
  await tx.proposalDecision.create({ data: { ...decision, ...facts, selfApprovalAllowed: false } });
}

/** Who has signed a proposal so far. */
export async function signersOf(db: Database | Transaction, proposalId: string): Promise<readonly string[]> {
  const rows = await db.proposalDecision.findMany({ where: { proposalId, kind: 'approve' }, orderBy: { decidedAt: 'asc' }, select: { userId: true } });
  return rows.map((row) => row.userId);
}

/** A departure from the rule as it stands in the store. */
export interface StoredOverride {
  readonly id: string;
  readonly proposalId: string;
  readonly proposalNumber: number;
  readonly decision: DecisionKind;
  readonly userId: string;
  readonly reason: string;
  readonly decidedAt: Date;
  readonly kind: OverrideKind;
  readonly expiresOn: IsoDate;
  readonly mixes: OverrideMixes;
}

/** Every departure from the rule of a portfolio, oldest first. */
export async function listOverrides(db: Database | Transaction, workspaceId: string, portfolioId: string): Promise<readonly StoredOverride[]> {
  const rows = await db.proposalDecision.findMany({
    where: { workspaceId, proposal: { portfolioId }, overrideKind: { not: null } },
    orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, proposalId: true, kind: true, userId: true, reason: true, decidedAt: true, overrideKind: true, expiresOn: true, mixes: true, proposal: { select: { number: true } } },
  });
  return rows.flatMap(({ kind, overrideKind, expiresOn, mixes, proposal, ...row }): readonly StoredOverride[] =>
    overrideKind === null || expiresOn === null
      ? []
      : [{ ...row, decision: kind, proposalNumber: proposal.number, kind: toKind(overrideKind), expiresOn: fromDay(expiresOn), mixes: mixes as unknown as OverrideMixes }],
  );
}

/** What became of the proposals of a portfolio, for telling which departure was carried out and where one ends. */
export interface ProposalFate {
  readonly id: string;
  readonly parentId: string | null;
  readonly state: string;
  /** Days on which something was booked for it, oldest first. */
  readonly executedOn: readonly IsoDate[];
}

export async function proposalFates(db: Database | Transaction, workspaceId: string, portfolioId: string): Promise<readonly ProposalFate[]> {
  const rows = await db.proposal.findMany({
    where: { workspaceId, portfolioId },
    orderBy: { number: 'asc' },
    select: { id: true, parentId: true, state: true, transactions: { select: { date: true }, distinct: ['date'], orderBy: { date: 'asc' } } },
  });
  return rows.map(({ transactions, ...row }) => ({ ...row, state: row.state === 'partly_executed' ? 'partly-executed' : row.state, executedOn: transactions.map((one) => fromDay(one.date)) }));
}

/** A deed that was done under a key, with what its sender was told. */
export interface ProposalAction {
  readonly name: string;
  readonly inputHash: string;
  readonly outcome: unknown;
}

export async function findAction(db: Database | Transaction, actor: { readonly workspaceId: string; readonly userId: string }, key: string): Promise<ProposalAction | null> {
  const { workspaceId, userId } = actor;
  return db.proposalAction.findUnique({ where: { workspaceId_userId_key: { workspaceId, userId, key } }, select: { name: true, inputHash: true, outcome: true } });
}

export async function recordAction(
  tx: Transaction,
  action: { readonly workspaceId: string; readonly userId: string; readonly key: string; readonly name: string; readonly inputHash: string; readonly proposalId: string; readonly outcome: object },
): Promise<void> {
  await tx.proposalAction.create({ data: { ...action, outcome: action.outcome as Prisma.InputJsonObject } });
}
