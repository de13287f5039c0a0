import * as z from 'zod';
import { replayMix, type StressOutcome } from '../../core/backtest/stress';
import { ok, type Result } from '../../core/base/result';
import type { AssetId } from '../../core/base/units';
import { decidedAt } from '../desk/decided';
import { crisesOf, type CrisisReading } from '../desk/episode-study';
import { evidenceOf } from '../desk/evidence';
import { factsOf, type DeskFacts } from '../desk/facts';
import { holdingsOf } from '../desk/holdings';
import { openDesk } from '../desk/open-desk';
import { momentOf, momentShape, slugSchema } from './inputs';
import { defineUseCase } from './use-case';

/** A mix of this moment, in the order of the asset classes; null where nothing is held. */
export interface MixesNow {
  readonly current: readonly number[] | null;
  readonly strategic: readonly number[];
  readonly target: readonly number[];
}

export interface StressReading {
  readonly facts: DeskFacts;
  readonly classes: readonly { readonly asset: AssetId; readonly name: string }[];
  readonly mixes: MixesNow;
  /** Every named crisis: what the running mixes did in it, and what the mixes of now would have done, bought at its start. */
  readonly crises: readonly (CrisisReading & { readonly current: StressOutcome | null; readonly target: StressOutcome | null })[];
}

/** What would a known crisis do to the mixes of now, and what did it do to the mixes that ran? */
export const readStress = defineUseCase({
  name: 'read-stress',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, ...momentShape }),
  run: async (context, input): Promise<Result<StressReading>> => {
    const opened = await openDesk(context, input.portfolio, momentOf(input));
    if (!opened.ok) return opened;
    const desk = opened.value;
    const [held, evidence, decided] = await Promise.all([holdingsOf(context.db, desk), evidenceOf(context.db, desk), decidedAt(desk)]);
    if (!held.ok) return held;
    if (!evidence.ok) return evidence;
    if (!decided.ok) return decided;
    const { policy, classes } = desk.policyVersion;
    const mixes = { current: held.value.isEmpty ? null : held.value.weights, strategic: policy.lines.map(({ weight }) => weight), target: [...decided.value.decision.target] };
    const replayed = (weights: readonly number[] | null, crisis: CrisisReading): StressOutcome | null => {
      if (weights === null) return null;
      const onGrid = desk.view.grid.assets.map((asset) => weights[policy.lines.findIndex((line) => line.asset === asset)] ?? 0);
      const outcome = replayMix(desk.view.grid, onGrid, crisis);
      return outcome.ok ? { returnOverall: outcome.value.returnOverall, maxDrawdown: outcome.value.maxDrawdown } : null;
    };
    return ok({
      facts: factsOf(desk),
      classes: policy.lines.map(({ asset }, k) => ({ asset, name: classes[k].name })),
      mixes,
      crises: crisesOf(evidence.value).map((crisis) => ({ ...crisis, current: replayed(mixes.current, crisis), target: replayed(mixes.target, crisis) })),
    });
  },
});
