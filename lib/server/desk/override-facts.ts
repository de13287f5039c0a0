import * as z from 'zod';
import { addDays, dayNumber, type IsoDate } from '../../core/base/iso-date';
import { ok, refuse, type Result } from '../../core/base/result';
import { OVERRIDE_KINDS } from '../../core/proposals/state-machine';
import { today } from '../clock';
import type { OverrideMixes } from '../../core/proposals/override-ledger';
import type { OverrideFacts } from '../db/decision-store';
import { dateSchema, reasonSchema } from '../use-cases/inputs';
import type { Holdings } from './holdings';
import type { FoundProposal } from './proposal-moves';

/** A departure from the rule is meant for a while, not for ever. */
const LONGEST_DAYS = 366;

/** What is asked of everybody who departs from the rule. */
export const overrideShape = {
  reason: reasonSchema.min(1, 'is needed: why not what the rule says?'),
  kind: z.enum(OVERRIDE_KINDS),
  /** The last day the departure is meant for; its effect is measured until then. */
  expiresOn: dateSchema,
};

export interface OverrideInput {
  readonly reason: string;
  readonly kind: OverrideFacts['kind'];
  readonly expiresOn: IsoDate;
}

/** The mixes as they stand: what is held, what the rule says, and what is done instead (nothing, unless stated). */
function mixesOf({ desk, proposal }: FoundProposal, holdings: Holdings, done: readonly number[], rule?: readonly number[]): OverrideMixes {
  const { lines } = desk.policyVersion.policy;
  const byRule = new Map(proposal.lines.map((line) => [line.code, line.byRule ?? line.proposed]));
  return {
    assets: lines.map((line) => line.asset),
    before: holdings.weights,
    rule: rule ?? lines.map((line) => byRule.get(line.asset) ?? 0),
    done,
    costBps: lines.map((line) => (line.asset === desk.policyVersion.policy.cashAsset ? 0 : line.costBps)),
    value: Number(holdings.value),
  };
}

/** The facts of a departure from the rule, fixed at the decision; refuses a last day that is none. */
export function overrideOf(found: FoundProposal, holdings: Holdings, input: OverrideInput, edited?: { readonly done: readonly number[]; readonly rule: readonly number[] }): Result<OverrideFacts> {
  const day = today(found.desk.clock);
  if (input.expiresOn <= day) return refuse('invalid-input', `expiresOn: ${input.expiresOn} is not after today, ${day}`);
  if (dayNumber(input.expiresOn) > dayNumber(addDays(day, LONGEST_DAYS))) return refuse('invalid-input', 'expiresOn: is at most a year from now');
  return ok({ kind: input.kind, expiresOn: input.expiresOn, mixes: mixesOf(found, holdings, edited?.done ?? holdings.weights, edited?.rule) });
}
