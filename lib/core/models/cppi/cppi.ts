import { ok } from '../../base/result';
import type { Cadence } from '../../series/period-ends';
import type { Model, ModelCard } from '../model';
import { riskyShares } from '../risky-mix';
import type { RuleSetting, RuleSignal } from '../rule-model';
import { ruleModel } from '../rule-model';
import { CPPI_CARD, TIPP_CARD } from './card';
import type { Insured } from './insurance';
import { insure, insuredAfter } from './insurance';

export interface CppiParams {
  readonly multiplier: number;
  readonly floor: number;
  readonly cadence: Cadence;
}

/** What a mix bought at one row has earned at a later one: `Σ share·(level/level before) − 1`. */
function mixReturn({ rowsOf }: RuleSetting, shares: Float64Array, from: number, to: number): number {
  return shares.reduce((sum, share, line) => (share > 0 ? sum + share * (rowsOf(line)[to] / rowsOf(line)[from] - 1) : sum), 0);
}

function insuranceModel(card: ModelCard, ratchet: boolean, params: Partial<CppiParams>): Model {
  const { cadence, ...rest }: CppiParams = { multiplier: 4, floor: 0.8, cadence: 'month-end', ...params };
  const terms = { ...rest, ratchet };
  return ruleModel({
    card,
    step: 'tactical.cushion',
    reads: [],
    cadence,
    months: 1,
    prepare: (setting) => {
      const { policy, cashIndex, view } = setting;
      const shares = riskyShares(policy, cashIndex);
      const cash = view.grid.cashLevel;
      let last: { readonly row: number; readonly insured: Insured } | null = null;
      return ok(({ row }) => {
        const insured: Insured = last
          ? insuredAfter(last.insured, mixReturn(setting, shares, last.row, row), cash ? cash[row] / cash[last.row] - 1 : 0, terms)
          : insure(1, terms);
        last = { row, insured };
        const exposure = insured.exposed / insured.value;
        const cushion = insured.value > 0 ? 1 - insured.floor / insured.value : 0;
        const signals = Array.from(shares).flatMap((share, line): readonly RuleSignal[] =>
          share > 0 ? [{ line, indicator: 'cushion', label: 'value above the floor', reading: cushion, unit: 'fraction', score: 2 * exposure - 1 }] : [],
        );
        return { weights: shares.map((share) => share * exposure), signals };
      });
    },
  });
}

/** Constant proportion portfolio insurance: the floor stays where it was. */
export function cppiModel(params: Partial<CppiParams> = {}): Model {
  return insuranceModel(CPPI_CARD, false, params);
}

/** Time invariant portfolio protection: the floor follows the peak. */
export function tippModel(params: Partial<CppiParams> = {}): Model {
  return insuranceModel(TIPP_CARD, true, params);
}
