import { cape, capeIndicator } from './cape';
import { credit, creditIndicator } from './credit';
import { creditLevel, creditLevelIndicator } from './credit-level';
import { dividendYield, dividendYieldIndicator } from './dividend-yield';
import { excessCapeYield, excessCapeYieldIndicator } from './excess-cape-yield';
import { financialConditions, financialConditionsIndicator } from './financial-conditions';
import { inflation, inflationIndicator } from './inflation';
import { inflationLevel, inflationLevelIndicator } from './inflation-level';
import type { MacroFormula } from './macro-formula';
import { meanMomentumIndicator } from './mean-momentum';
import type { IndicatorMetadata } from './metadata';
import { momentumIndicator } from './momentum';
import { peakDrawdownIndicator } from './peak-drawdown';
import { production, productionIndicator } from './production';
import { productionGrowth, productionGrowthIndicator } from './production-growth';
import { realYield, realYieldIndicator } from './real-yield';
import { realisedVolatilityIndicator } from './realised-volatility';
import { recessionFromCurve, recessionProbabilityIndicator } from './recession-probability';
import { retailSales, retailSalesIndicator } from './retail-sales';
import { skippedMomentumIndicator } from './skipped-momentum';
import { slope, slopeIndicator } from './slope';
import { trendIndicator } from './trend';
import { unemployment, unemploymentIndicator } from './unemployment';
import { valueIndicator } from './value';
import { vixLevel, vixLevelIndicator } from './vix-level';
import { volatilityIndicator } from './volatility';
import { weightedMomentumIndicator } from './weighted-momentum';
import { yearReturnIndicator } from './year-return';

/** Every indicator there is; `formula` is null for those computed from prices. */
export const INDICATORS: readonly { readonly metadata: IndicatorMetadata; readonly formula: MacroFormula | null }[] = [
  { metadata: trendIndicator, formula: null },
  { metadata: momentumIndicator, formula: null },
  { metadata: volatilityIndicator, formula: null },
  { metadata: valueIndicator, formula: null },
  { metadata: yearReturnIndicator, formula: null },
  { metadata: skippedMomentumIndicator, formula: null },
  { metadata: meanMomentumIndicator, formula: null },
  { metadata: weightedMomentumIndicator, formula: null },
  { metadata: realisedVolatilityIndicator, formula: null },
  { metadata: peakDrawdownIndicator, formula: null },
  { metadata: excessCapeYieldIndicator, formula: excessCapeYield },
  { metadata: capeIndicator, formula: cape },
  { metadata: unemploymentIndicator, formula: unemployment },
  { metadata: productionIndicator, formula: production },
  { metadata: creditIndicator, formula: credit },
  { metadata: slopeIndicator, formula: slope },
  { metadata: inflationIndicator, formula: inflation },
  { metadata: realYieldIndicator, formula: realYield },
  { metadata: dividendYieldIndicator, formula: dividendYield },
  { metadata: creditLevelIndicator, formula: creditLevel },
  { metadata: recessionProbabilityIndicator, formula: recessionFromCurve },
  { metadata: retailSalesIndicator, formula: retailSales },
  { metadata: productionGrowthIndicator, formula: productionGrowth },
  { metadata: inflationLevelIndicator, formula: inflationLevel },
  { metadata: financialConditionsIndicator, formula: financialConditions },
  { metadata: vixLevelIndicator, formula: vixLevel },
];
