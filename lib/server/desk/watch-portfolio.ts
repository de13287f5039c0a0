import { ok, refuse, type Result } from '../../core/base/result';
import { decide } from '../../core/decide';
import { moveProposal as nextState } from '../../core/proposals/state-machine';
import { today, type Clock } from '../clock';
import type { Database } from '../db/client';
import { fromDay } from '../db/dates';
import { isUniqueViolation } from '../db/errors';
import { findProposal, lockProposals, openProposalNumber, type Proposal } from '../db/proposal-store';
import type { Recommendation } from '../db/recommendation-store';
import { answerTo, bookingCount, lastRecordedDecision, noteLook, readWatch, secondsQuiet, wasSeen, type Answer, type Watched } from '../db/watch-store';
import { hashOf } from '../hash';
import { orRollback, Rollback, type Context } from '../use-cases/use-case';
import { callsFor, contentOf, rulePlan, type Call } from './build-proposal';
import { holdingsOf, type Holdings } from './holdings';
import { modelOf } from './model-of';
import { openDesk, type Desk } from './open-desk';
import { tellOfCrossings, tellOfData, tellOfStanding } from './notify';
import { settled, transition, type FoundProposal } from './proposal-moves';
import { recordRecommendation } from './record-recommendation';
import { SCHEDULE, schedulerAt } from './scheduler';
import { standingOf } from './staleness';
import { storeDraft } from './store-proposal';

/** Whoever imports or books has a quarter of an hour before a draft is made of it: a desk half filled calls for nothing. */
export const QUIET_SECONDS = 15 * 60;

export interface WatchTools {
  readonly db: Database;
  readonly clock: Clock;
  readonly quietSeconds?: number;
}

/** What came of a look, in a sentence that the portfolio shows. */
interface Finding {
  readonly finding: string;
  /** Whether the same portfolio need not be looked at again before something changes. */
  readonly isFinal: boolean;
}

const found = (finding: string): Finding => ({ finding, isFinal: true });
const WHY: Readonly<Record<Call, string>> = { order: 'the model has an order', limit: 'a limit is broken', drift: 'the holdings have drifted' };

/** Everything a look rests on, but for what it does itself: while it is the same, another look would find the same. */
async function fingerprint(db: Database, desk: Desk): Promise<string> {
  const { portfolio, policyVersion, batchId, clock } = desk;
  return hashOf({ policy: policyVersion.id, model: policyVersion.model.id, batchId, bookings: await bookingCount(db, portfolio.id), day: today(clock) });
}

/** Whether a past answer to this decision leaves what calls now unanswered. Once carried out, an order is no order; a limit or drift may call again. */
function callsStill(calls: readonly Call[], answer: Answer | null): readonly Call[] {
  if (answer === null) return calls;
  return answer.state === 'executed' ? calls.filter((call) => call !== 'order') : [];
}

/** Takes a draft away that nothing calls for any more. */
async function dismiss(context: Context, draft: FoundProposal, reason: string): Promise<void> {
  await orRollback(() => context.db.$transaction(async (tx) => ok(await transition(tx, context, draft, { move: 'supersede', kind: null, reason, by: SCHEDULE }))));
}

/** Makes a draft, unless somebody proposed or answered in the meantime; a draft that the newer decision overtook makes room in the same transaction. */
async function draft(context: Context, desk: Desk, { recommendation, holdings, overtaken }: { readonly recommendation: Recommendation; readonly holdings: Holdings; readonly overtaken: Proposal | null }): Promise<Result<number>> {
  const content = contentOf(desk, holdings, recommendation, rulePlan(desk, holdings, recommendation));
  if (!content.ok) return content;
  const { portfolio } = desk;
  try {
    return await orRollback(() =>
      context.db.$transaction(async (tx) => {
        await lockProposals(tx, portfolio.id);
        const answer = await answerTo(tx, { portfolioId: portfolio.id, policyVersionId: recommendation.policyVersionId, decisionDate: recommendation.decisionDate });
        if (callsStill(callsFor(desk, holdings, recommendation), answer).length === 0) throw new Rollback(refuse('answered', 'Somebody was faster.'));
        if (overtaken) await transition(tx, context, { desk, proposal: overtaken }, { move: 'supersede', kind: null, reason: `overtaken by the decision of ${recommendation.decisionDate}`, by: SCHEDULE });
        return ok((await storeDraft(tx, context, desk, { recommendation, content: content.value, ...(overtaken && { parent: overtaken }) })).number);
      }),
    );
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('already-open', 'Somebody was faster.');
    throw error;
  }
}

/** The open proposal of a portfolio after the calendar has had its say; null when none is left. */
async function stillOpen(context: Context, desk: Desk): Promise<Proposal | null> {
  const number = await openProposalNumber(context.db, desk.portfolio.id);
  const proposal = number === null ? null : await findProposal(context.db, desk.portfolio.workspaceId, desk.portfolio.id, number);
  if (!proposal) return null;
  const now = (await settled(context, { desk, proposal })).proposal;
  return nextState(now.state, 'supersede').ok || now.state === 'approved' || now.state === 'partly-executed' ? now : null;
}

async function proposeIfCalled(context: Context, desk: Desk, tools: WatchTools): Promise<Finding> {
  const { db } = context;
  // Before anything that late data may keep from being computed.
  await tellOfData(db, desk);
  const holdings = await holdingsOf(db, desk);
  if (!holdings.ok) return found(holdings.error.message);
  const { portfolio, policyVersion } = desk;
  const decision = decide(desk.view, policyVersion.policy, modelOf(policyVersion));
  if (!decision.ok) return found(decision.error.message);
  const open = await stillOpen(context, desk);
  if (open) await tellOfStanding(db, desk, open, nextState(open.state, 'supersede').ok ? (await standingOf(db, desk, holdings.value, open)).reasons : []);
  await tellOfCrossings(db, desk, decision.value);
  const isQuiet = (await secondsQuiet(db, { workspaceId: portfolio.workspaceId, portfolioId: portfolio.id })) >= (tools.quietSeconds ?? QUIET_SECONDS);
  if (!isQuiet) return { finding: 'Something was imported or booked a moment ago; the next look is the one that counts.', isFinal: false };
  const last = await lastRecordedDecision(db, { portfolioId: portfolio.id, policyVersionId: policyVersion.id, modelVersionId: policyVersion.model.id });
  const isNew = last === null || fromDay(last) < decision.value.date;
  const overtaken = open?.state === 'draft' && isNew ? open : null;
  const of = `decision of ${decision.value.date}`;
  const record = () => recordRecommendation(context, desk, holdings.value);
  const recorded = isNew ? await record() : null;
  if (recorded && !recorded.ok) return found(recorded.error.message);
  if (open && !overtaken) return found(`Proposal ${open.number} is open.`);
  if (holdings.value.isEmpty) return found('Nothing is held yet, so there is nothing to draft.');
  if (!(await readWatch(db, portfolio.id)).drafts) return found(`The ${of} is recorded. Drafts are turned off here.`);
  const answer = await answerTo(db, { portfolioId: portfolio.id, policyVersionId: policyVersion.id, decisionDate: decision.value.date });
  const all = callsFor(desk, holdings.value, { orderDue: decision.value.order, lines: decision.value.target.map((target) => ({ target })) });
  const calls = callsStill(all, answer);
  if (calls.length === 0) {
    if (overtaken) await dismiss(context, { desk, proposal: overtaken }, `nothing is due since the ${of}`);
    return found(answer && all.length > 0 ? `The ${of} was answered by proposal ${answer.number}, ${answer.state}.` : `Nothing is due since the ${of}.`);
  }
  const recommendation = recorded?.ok ? recorded : await record();
  if (!recommendation.ok) return found(recommendation.error.message);
  const made = await draft(context, desk, { recommendation: recommendation.value, holdings: holdings.value, overtaken });
  return found(made.ok ? `Draft ${made.value} waits for a maker: ${calls.map((call) => WHY[call]).join(', ')}.` : made.error.message);
}

/**
 * One look at a portfolio of a real desk: lets happen what the calendar says, records a decision that data have closed,
 * and drafts a proposal when an order, a limit or drift calls for one. Any number of looks at once end as one would.
 */
export async function watchPortfolio(tools: WatchTools, watched: Watched): Promise<string> {
  const { db, clock } = tools;
  const context: Context = { db, clock, actor: schedulerAt(watched) };
  const key = { workspaceId: watched.workspace.id, portfolioId: watched.portfolioId };
  const look = (finding: string, seen: string) => noteLook(db, key, { finding, seen, lookedAt: clock.now() });
  const desk = await openDesk(context, watched.slug);
  if (!desk.ok) {
    await look(desk.error.message, '');
    return desk.error.message;
  }
  const seen = await fingerprint(db, desk.value);
  if (await wasSeen(db, watched.portfolioId, seen)) return '';
  const { finding, isFinal } = await proposeIfCalled(context, desk.value, tools);
  await look(finding, isFinal ? seen : '');
  return finding;
}
