import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { mayCheck, moveProposal as nextState } from '../../core/proposals/state-machine';
import { today } from '../clock';
import type { Transaction } from '../db/client';
import { dataRevision } from '../db/market-store';
import { lockPolicy, policyAt } from '../db/portfolio-store';
import { checksOf } from '../desk/build-proposal';
import { holdingsOf } from '../desk/holdings';
import { keySchema, once, type Remember } from '../desk/once';
import { overrideOf, overrideShape, type OverrideInput } from '../desk/override-facts';
import { findToAct, sign, transition, type FoundProposal, type Signed } from '../desk/proposal-moves';
import { standingOf } from '../desk/staleness';
import { proposalReference, reasonSchema } from './inputs';
import { defineUseCase, orRollback, Rollback, type Context } from './use-case';

const { reason: reasonGiven, ...departing } = overrideShape;
const DEPARTURES = ['reject', 'defer'] as const;

const decisionSchema = z
  .strictObject({
    ...proposalReference,
    key: keySchema,
    decision: z.enum(['approve', 'resume', ...DEPARTURES]),
    reason: reasonSchema.default(''),
    /** Asked of a rejection and a deferral alone. */
    kind: departing.kind.optional(),
    expiresOn: departing.expiresOn.optional(),
  })
  .superRefine((input, issues) => {
    if (!DEPARTURES.some((one) => one === input.decision)) return;
    if (!reasonGiven.safeParse(input.reason).success) issues.addIssue({ code: 'custom', path: ['reason'], message: `is needed to ${input.decision}` });
    for (const field of ['kind', 'expiresOn'] as const) if (input[field] === undefined) issues.addIssue({ code: 'custom', path: [field], message: `is needed to ${input.decision}` });
  });

type Input = z.output<typeof decisionSchema>;
type Departure = Input & { readonly decision: (typeof DEPARTURES)[number] } & OverrideInput;

const isDeparture = (input: Input): input is Departure => DEPARTURES.some((one) => one === input.decision);

/** What stands against an approval, before it is tried. The database asks the same again. */
async function objections(context: Context, { desk, proposal }: FoundProposal): Promise<Result<null>> {
  if (!mayCheck(proposal.makerId, context.actor.userId, !proposal.selfApprovalAllowed)) {
    return refuse('maker-is-checker', 'You made this proposal; the policy asks for another person to approve it.');
  }
  const holdings = await holdingsOf(context.db, desk);
  if (!holdings.ok) return holdings;
  const { recommendation, reasons } = await standingOf(context.db, desk, holdings.value, proposal);
  if (reasons.length > 0) return refuse('stale', `This proposal is no longer current: ${reasons.join('; ')}. Refresh it.`, { reasons });
  const breaches = checksOf(desk, holdings.value, recommendation, proposal, proposal.lines.map((line) => line.proposed), proposal.riskAfter.trackingErrorAnnual).filter((check) => check.result === 'breach');
  if (breaches.length > 0) return refuse('checks-failed', `It breaks a rule and cannot be approved: ${breaches.map((check) => check.message).join('; ')}.`, { breaches });
  return ok(null);
}

/** Between the checks and the signature a new policy or new data may have come; the policy waits from here on. */
async function holdPolicy(tx: Transaction, { desk }: FoundProposal): Promise<void> {
  await lockPolicy(tx, desk.portfolio.id);
  const now = await policyAt(tx, desk.portfolio.id, today(desk.clock));
  if (now?.id !== desk.policyVersion.id) throw new Rollback(refuse('stale', 'This proposal is no longer current: a new policy came into force a moment ago. Refresh it.'));
  const { batchId } = await dataRevision(tx, desk.portfolio.workspaceId);
  if (batchId !== desk.batchId) throw new Rollback(refuse('data-moved', 'New data came in while you signed. Look at it again and sign what you see.'));
}

async function approve(context: Context, found: FoundProposal, reason: string, remember: Remember<Signed>): Promise<Result<Signed>> {
  const allowed = nextState(found.proposal.state, 'approve');
  if (!allowed.ok) return allowed;
  const free = await objections(context, found);
  if (!free.ok) return free;
  return orRollback(() =>
    context.db.$transaction(async (tx) => {
      await holdPolicy(tx, found);
      return ok(await remember(tx, found.proposal.id, await sign(tx, context, found, reason)));
    }),
  );
}

/** How often an approval looks again when data come in between its checks and its signature. */
const LOOKS = 3;

async function approveOnCurrentData(context: Context, input: Input, remember: Remember<Signed>): Promise<Result<Signed>> {
  for (let look = 1; ; look += 1) {
    const found = await findToAct(context, input);
    if (!found.ok) return found;
    const outcome = await approve(context, found.value, input.reason, remember);
    if (outcome.ok || outcome.error.kind !== 'data-moved' || look === LOOKS) return outcome;
  }
}

/** Rejects or defers: both depart from the rule and say why and until when. */
async function depart(context: Context, input: Departure, remember: Remember<Signed>): Promise<Result<Signed>> {
  const found = await findToAct(context, input);
  if (!found.ok) return found;
  const { desk, proposal } = found.value;
  const allowed = nextState(proposal.state, input.decision);
  if (!allowed.ok) return allowed;
  if (input.decision === 'defer' && input.expiresOn > proposal.expiresOn) return refuse('invalid-input', `expiresOn: a deferral ends before the proposal does, on ${proposal.expiresOn} at the latest`);
  const holdings = await holdingsOf(context.db, desk);
  if (!holdings.ok) return holdings;
  const override = overrideOf(found.value, holdings.value, input);
  if (!override.ok) return override;
  return orRollback(() =>
    context.db.$transaction(async (tx) => {
      const state = await transition(tx, context, found.value, { move: input.decision, kind: input.decision, reason: input.reason, override: override.value });
      return ok(await remember(tx, proposal.id, { state, signatures: 0, needed: proposal.approversNeeded }));
    }),
  );
}

/** Takes up a deferred proposal before its day. */
async function resume(context: Context, input: Input, remember: Remember<Signed>): Promise<Result<Signed>> {
  const found = await findToAct(context, input);
  if (!found.ok) return found;
  return orRollback(() =>
    context.db.$transaction(async (tx) => {
      const state = await transition(tx, context, found.value, { move: 'resume', kind: null, reason: input.reason });
      return ok(await remember(tx, found.value.proposal.id, { state, signatures: 0, needed: found.value.proposal.approversNeeded }));
    }),
  );
}

/**
 * Approves, rejects or defers a proposal in the version the person saw. Of several people at once each gets one outcome,
 * and a proposal moves once. An approval is refused when stale, expired, in breach, or made by its own maker; where the
 * policy asks for several, the last signature approves.
 */
export const decideProposal = defineUseCase({
  name: 'decide-proposal',
  permission: 'decide-proposal',
  input: decisionSchema,
  run: (context, input): Promise<Result<Signed>> =>
    once<Signed>(context, 'decide-proposal', input, (remember) =>
      isDeparture(input) ? depart(context, input, remember) : input.decision === 'approve' ? approveOnCurrentData(context, input, remember) : resume(context, input, remember),
    ),
});
