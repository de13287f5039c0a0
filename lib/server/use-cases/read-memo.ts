import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { decide } from '../../core/decide';
import type { Decision } from '../../core/models/decision';
import { reversals, type Reversal } from '../../core/proposals/reversals';
import { hashOf } from '../hash';
import { modelOf } from '../desk/model-of';
import { openDesk } from '../desk/open-desk';
import { findBrowser } from '../print/chromium';
import { countSchema, slugSchema } from './inputs';
import { readProposalEvidence, type ProposalEvidence } from './read-proposal-evidence';
import { readProposal, type ProposalReading } from './read-proposals';
import type { Context } from './use-case';
import { defineUseCase } from './use-case';

export interface MemoReading {
  readonly proposal: ProposalReading;
  /** What the past says of such a shift, or why it says nothing. */
  readonly evidence: Result<ProposalEvidence>;
  /** Signals whose turn would take a target back, from the very inputs of the recommendation; null where those cannot be had again. */
  readonly reversals: readonly Reversal[] | null;
  /** Whether this server can make a PDF. */
  readonly printsHere: boolean;
}

/** Decides again on the inputs of the recommendation, and on those inputs with one close moved at a time. */
async function reversalsOf(context: Context, { proposal, recommendation }: ProposalReading, slug: string): Promise<readonly Reversal[] | null> {
  const { asOf, recordedAt, createdAt } = recommendation;
  const desk = await openDesk(context, slug, { asOf, recordedAt, bookedAt: createdAt });
  if (!desk.ok) return null;
  const { view, policyVersion } = desk.value;
  const model = modelOf(policyVersion);
  const decision = decide(view, policyVersion.policy, model);
  // Another engine or another setting of the model would answer for another decision.
  if (!decision.ok || hashOf(decision.value) !== recommendation.outputHash) return null;
  const shifts = new Map(proposal.lines.map((line) => [line.code, line.proposed - line.current]));
  const again = (other: typeof view): Decision | null => {
    const result = decide(other, policyVersion.policy, model);
    return result.ok ? result.value : null;
  };
  return reversals(decision.value, view, (asset) => shifts.get(asset) ?? 0, again);
}

/** Everything a committee needs on one page: what is asked, what it rests on, what speaks against it, and who has signed. */
export const readMemo = defineUseCase({
  name: 'read-memo',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, number: countSchema }),
  run: async (context, input): Promise<Result<MemoReading>> => {
    const proposal = await readProposal(context, input);
    if (!proposal.ok) return proposal;
    const [evidence, against] = await Promise.all([readProposalEvidence(context, input), reversalsOf(context, proposal.value, input.portfolio)]);
    return ok({ proposal: proposal.value, evidence, reversals: against, printsHere: findBrowser() !== null });
  },
});
