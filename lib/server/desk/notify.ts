import { addDays } from '../../core/base/iso-date';
import type { Decision } from '../../core/models/decision';
import { crossed } from '../../core/proposals/crossed';
import { mayCheck, type ProposalState } from '../../core/proposals/state-machine';
import { actingAt, type Actor } from '../auth/actor';
import { may, type Permission } from '../auth/permissions';
import { today } from '../clock';
import type { Database, Transaction } from '../db/client';
import { settleNotices, tell, type NewNotice, type NoticeKind } from '../db/notice-store';
import { membersOf } from '../db/people-store';
import type { Proposal } from '../db/proposal-store';
import { listSourceStates } from '../db/source-store';
import { few } from '../../format/few';
import { factsOf, type LateSeries } from './facts';
import { modelOf } from './model-of';
import type { Desk } from './open-desk';

/** A proposal as far as a notice is about it. */
type Told = Pick<Proposal, 'id' | 'number' | 'makerId' | 'selfApprovalAllowed'>;

/** How many days before the end its people are reminded. */
const REMINDER_DAYS = 3;
/** Failures in a row from which a source counts as failing. */
const FAILING_FROM = 5;
const WAITING: readonly NoticeKind[] = ['proposal-waits', 'draft-waits', 'proposal-stale', 'proposal-expires'];

/** Who may do something at a portfolio, but for the one who has just done it. */
async function peopleWho(db: Database | Transaction, desk: Pick<Desk, 'portfolio'>, permission: Permission, except: string | null): Promise<readonly Actor[]> {
  const members = await membersOf(db, desk.portfolio.workspaceId);
  return members.filter((one) => one.userId !== except && may(actingAt(one, desk.portfolio.slug), permission));
}

/** Tells outside of any transaction: all of the notices and their mail, or none. */
async function tellNow(db: Database, workspaceId: string, userIds: readonly string[], notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  await db.$transaction(async (tx) => {
    for (const notice of notices) await tell(tx, workspaceId, userIds, notice);
  });
}

const ids = (people: readonly Actor[]): readonly string[] => people.map(({ userId }) => userId);

const about = (desk: Desk, { id, number }: Told): Pick<NewNotice, 'subject' | 'href' | 'madeAt'> => ({ subject: id, href: `/portfolios/${desk.portfolio.slug}/proposals/${number}`, madeAt: desk.clock.now() });
const named = (desk: Desk, { number }: Told): string => `Proposal ${number} of ${desk.portfolio.name}`;

const approversOf = async (db: Database | Transaction, desk: Desk, proposal: Told, except: string | null) =>
  ids((await peopleWho(db, desk, 'decide-proposal', except)).filter(({ userId }) => mayCheck(proposal.makerId, userId, !proposal.selfApprovalAllowed)));

/** Tells who may sign that a proposal waits, or who may propose that a draft does. `version` is the one that waits. */
export async function tellOfWaiting(tx: Transaction, desk: Desk, proposal: Told, { version, by }: { readonly version: number; readonly by: string | null }): Promise<void> {
  const turn = String(version);
  const { workspaceId } = desk.portfolio;
  if (proposal.makerId === null) {
    return tell(tx, workspaceId, ids(await peopleWho(tx, desk, 'propose-reallocation', by)), { ...about(desk, proposal), kind: 'draft-waits', turn, says: `Draft ${proposal.number} of ${desk.portfolio.name} waits for a maker.` });
  }
  await tell(tx, workspaceId, await approversOf(tx, desk, proposal, by), { ...about(desk, proposal), kind: 'proposal-waits', turn, says: `${named(desk, proposal)} waits for your signature.` });
}

const OUTCOME: Partial<Readonly<Record<ProposalState, string>>> = { approved: 'was approved', rejected: 'was rejected', deferred: 'was deferred', expired: 'ran out', superseded: 'was replaced by another', withdrawn: 'was withdrawn', cancelled: 'was cancelled' };

/** What a move means for others: nobody is asked any more what has been answered, and the maker hears the answer. */
export async function tellOfMove(tx: Transaction, desk: Desk, proposal: Told & Pick<Proposal, 'version'>, next: ProposalState, by: { readonly userId: string; readonly name: string }): Promise<void> {
  const { workspaceId } = desk.portfolio;
  await settleNotices(tx, workspaceId, [proposal.id], WAITING, desk.clock.now());
  if (next === 'proposed') return tellOfWaiting(tx, desk, proposal, { version: proposal.version + 1, by: by.userId });
  const outcome = OUTCOME[next];
  if (outcome === undefined || proposal.makerId === null || proposal.makerId === by.userId) return;
  const who = next === 'expired' ? '' : ` by ${by.name}`;
  await tell(tx, workspaceId, [proposal.makerId], { ...about(desk, proposal), kind: 'proposal-decided', turn: `${proposal.version + 1}`, says: `${named(desk, proposal)} ${outcome}${who}.` });
}

/** What a look finds about an open proposal: that it is no longer current, or that its end is near. */
export async function tellOfStanding(db: Database, desk: Desk, proposal: Proposal, staleReasons: readonly string[]): Promise<void> {
  const { workspaceId } = desk.portfolio;
  const makers = proposal.makerId === null ? ids(await peopleWho(db, desk, 'propose-reallocation', null)) : [proposal.makerId];
  if (staleReasons.length > 0) await tellNow(db, workspaceId, makers, [{ ...about(desk, proposal), kind: 'proposal-stale', turn: String(proposal.version), says: `${named(desk, proposal)} is no longer current: refresh it.` }]);
  if (proposal.state === 'approved' || proposal.state === 'partly-executed' || addDays(today(desk.clock), REMINDER_DAYS) < proposal.expiresOn) return;
  const askers = proposal.state === 'draft' ? makers : [...new Set([...makers, ...(await approversOf(db, desk, proposal, null))])];
  await tellNow(db, workspaceId, askers, [{ ...about(desk, proposal), kind: 'proposal-expires', turn: proposal.expiresOn, says: `${named(desk, proposal)} runs out on ${proposal.expiresOn}.` }]);
}

/** Tells who makes proposals that a signal has crossed the level where it turns since the last decision, once a decision. */
export async function tellOfCrossings(db: Database, desk: Desk, decision: Pick<Decision, 'date' | 'distances'>): Promise<void> {
  const { id, workspaceId, slug, name } = desk.portfolio;
  const { policy, classes } = desk.policyVersion;
  const makers = ids(await peopleWho(db, desk, 'propose-reallocation', null));
  const notices = crossed(decision, desk.view).map(({ asset, indicator, months, state }): NewNotice => {
    const called = classes[policy.lines.findIndex((line) => line.asset === asset)].name;
    return {
      kind: 'signal-crossed', subject: `${id}:${asset}:${indicator}:${months}`, turn: decision.date, href: `/portfolios/${slug}/signals`, madeAt: desk.clock.now(),
      says: `The ${months}-month ${indicator} of ${called} in ${name} has crossed to ${state > 0 ? 'negative' : 'positive'} since the decision of ${decision.date}; the next decision counts it.`,
    };
  });
  await tellNow(db, workspaceId, makers, notices);
}

type DataNotice = Pick<NewNotice, 'kind' | 'subject' | 'turn' | 'says'>;

/** An observation is late for the whole desk; prices that stop together are one notice of their portfolio. */
function latenessOf({ portfolio, clock }: Desk, late: readonly LateSeries[]): readonly DataNotice[] {
  const dueOf = (days: number) => addDays(today(clock), -days);
  const observed = late.filter(({ kind }) => kind === 'observation').map(({ code, daysLate }): DataNotice => ({ kind: 'data-late', subject: code, turn: dueOf(daysLate), says: `${code} is late: its next value should have come by ${dueOf(daysLate)}.` }));
  const prices = late.filter(({ kind }) => kind === 'price');
  const stops = [...new Set(prices.map(({ daysLate }) => daysLate))].map((days): DataNotice => {
    const codes = prices.filter(({ daysLate }) => daysLate === days).map(({ code }) => code);
    return { kind: 'data-late', subject: pricesOf(portfolio), turn: dueOf(days), says: `Prices of ${few(codes)} in ${portfolio.name} are late: the next should have come by ${dueOf(days)}.` };
  });
  return [...observed, ...stops];
}

const pricesOf = ({ id }: Desk['portfolio']): string => `${id}:prices`;

/** Tells who brings data in that a series is late or a source fails, once for each time that it does; nobody is asked any more about what has come in. */
export async function tellOfData(db: Database, desk: Desk): Promise<void> {
  const { portfolio, clock } = desk;
  const { workspaceId } = portfolio;
  const people = ids((await membersOf(db, workspaceId)).filter((one) => may(one, 'import-data')));
  const sources = await listSourceStates(db, workspaceId);
  const late = latenessOf(desk, factsOf(desk).late);
  const failing = sources.filter(({ failuresInARow }) => failuresInARow >= FAILING_FROM).map(({ connector, lastSuccessAt }): DataNotice => ({
    kind: 'source-failing', subject: connector, turn: lastSuccessAt?.toISOString() ?? 'never', says: `The source ${connector} has failed several times in a row and is left alone for a while.`,
  }));
  const told = [...late, ...failing];
  const mended = [...modelOf(desk.policyVersion).observes, pricesOf(portfolio), ...sources.map(({ connector }) => connector)].filter((subject) => told.every((one) => one.subject !== subject));
  const madeAt = clock.now();
  await db.$transaction((tx) => settleNotices(tx, workspaceId, mended, ['data-late', 'source-failing'], madeAt));
  await tellNow(db, workspaceId, people, told.map((one) => ({ ...one, href: '/data', madeAt })));
}
