import { parseAs, type Schema } from '../base/parsing';
import { ok, type Result } from '../base/result';
import { baaModel } from './baa/baa';
import { BAA_CARD } from './baa/card';
import { baaParamsSchema } from './baa/schema';
import { blackLittermanModel } from './black-litterman/black-litterman';
import { BLACK_LITTERMAN_CARD } from './black-litterman/card';
import { blackLittermanParamsSchema } from './black-litterman/schema';
import { capeMomentumModel } from './cape-momentum/cape-momentum';
import { CAPE_MOMENTUM_CARD } from './cape-momentum/card';
import { capeMomentumParamsSchema } from './cape-momentum/schema';
import { CPPI_CARD, TIPP_CARD } from './cppi/card';
import { cppiModel, tippModel } from './cppi/cppi';
import { cppiParamsSchema } from './cppi/schema';
import { DAA_G12_CARD } from './daa-g12/card';
import { daaG12Model } from './daa-g12/daa-g12';
import { daaG12ParamsSchema } from './daa-g12/schema';
import { ERC_CARD } from './erc/card';
import { ercModel } from './erc/erc';
import { ercParamsSchema } from './erc/schema';
import { GEM_CARD } from './gem/card';
import { gemModel } from './gem/gem';
import { gemParamsSchema } from './gem/schema';
import { GROWTH_TREND_CARD } from './growth-trend/card';
import { growthTrendModel } from './growth-trend/growth-trend';
import { growthTrendParamsSchema } from './growth-trend/schema';
import { GTAA_TOP_N_CARD } from './gtaa-top-n/card';
import { gtaaTopNModel } from './gtaa-top-n/gtaa-top-n';
import { gtaaTopNParamsSchema } from './gtaa-top-n/schema';
import { GTAA5_CARD } from './gtaa5/card';
import { gtaa5Model } from './gtaa5/gtaa5';
import { gtaa5ParamsSchema } from './gtaa5/schema';
import { HAA_CARD } from './haa/card';
import { haaModel } from './haa/haa';
import { haaParamsSchema } from './haa/schema';
import { HOUSE_CARD } from './house/card';
import { houseModel } from './house/house';
import { houseParamsSchema } from './house/schema';
import { HRP_CARD } from './hrp/card';
import { hrpModel } from './hrp/hrp';
import { hrpParamsSchema } from './hrp/schema';
import type { Model, ModelCard } from './model';
import { PAA_CARD } from './paa/card';
import { paaModel } from './paa/paa';
import { paaParamsSchema } from './paa/schema';
import { RISK_BUDGET_CARD } from './risk-budget/card';
import { riskBudgetModel } from './risk-budget/risk-budget';
import { riskBudgetParamsSchema } from './risk-budget/schema';
import { strategicParamsSchema } from './strategic/schema';
import { STRATEGIC_CARD, strategicModel } from './strategic/strategic';
import { VAA_G4_CARD } from './vaa-g4/card';
import { vaaG4ParamsSchema } from './vaa-g4/schema';
import { vaaG4Model } from './vaa-g4/vaa-g4';
import { VOL_TARGET_CARD } from './vol-target/card';
import { volTargetParamsSchema } from './vol-target/schema';
import { volTargetModel } from './vol-target/vol-target';

/** A model by name: its card, and how to make one from parameters as they are typed. */
export interface ModelEntry {
  readonly card: ModelCard;
  /** Refuses `bad-parameters`, naming each; left-out ones have their defaults. */
  readonly create: (params: unknown) => Result<Model, 'bad-parameters'>;
  /** All parameters, defaults filled in: what tells one try of the model from another. Refuses as `create` does. */
  readonly complete: (params: unknown) => Result<Readonly<Record<string, unknown>>, 'bad-parameters'>;
}

function entry<Params extends object>(card: ModelCard, schema: Schema<Params>, make: (params: Params) => Model): ModelEntry {
  const read = (params: unknown): Result<Params, 'bad-parameters'> => parseAs(schema, params ?? {}, 'bad-parameters', 'params');
  return {
    card,
    create: (params) => {
      const complete = read(params);
      return complete.ok ? ok(make(complete.value)) : complete;
    },
    complete: (params) => {
      const complete = read(params);
      return complete.ok ? ok(Object.fromEntries(Object.entries(complete.value))) : complete;
    },
  };
}

/** Every model there is. Adding one is a folder and a line here. */
export const MODELS: readonly ModelEntry[] = [
  entry(STRATEGIC_CARD, strategicParamsSchema, strategicModel),
  entry(GTAA5_CARD, gtaa5ParamsSchema, gtaa5Model),
  entry(GTAA_TOP_N_CARD, gtaaTopNParamsSchema, gtaaTopNModel),
  entry(GEM_CARD, gemParamsSchema, gemModel),
  entry(VAA_G4_CARD, vaaG4ParamsSchema, vaaG4Model),
  entry(DAA_G12_CARD, daaG12ParamsSchema, daaG12Model),
  entry(HAA_CARD, haaParamsSchema, haaModel),
  entry(VOL_TARGET_CARD, volTargetParamsSchema, volTargetModel),
  entry(ERC_CARD, ercParamsSchema, ercModel),
  entry(CAPE_MOMENTUM_CARD, capeMomentumParamsSchema, capeMomentumModel),
  entry(PAA_CARD, paaParamsSchema, paaModel),
  entry(BAA_CARD, baaParamsSchema, baaModel),
  entry(GROWTH_TREND_CARD, growthTrendParamsSchema, growthTrendModel),
  entry(CPPI_CARD, cppiParamsSchema, cppiModel),
  entry(TIPP_CARD, cppiParamsSchema, tippModel),
  entry(HRP_CARD, hrpParamsSchema, hrpModel),
  entry(BLACK_LITTERMAN_CARD, blackLittermanParamsSchema, blackLittermanModel),
  entry(HOUSE_CARD, houseParamsSchema, houseModel),
  entry(RISK_BUDGET_CARD, riskBudgetParamsSchema, riskBudgetModel),
];

/** The entry of a slug; undefined for a name nobody registered. */
export function findModel(slug: string): ModelEntry | undefined {
  return MODELS.find(({ card }) => card.slug === slug);
}
