import { cape, capeIndicator } from './cape';
import { credit, creditIndicator } from './credit';
import { creditLevel, creditLevelIndicator } from './credit-level';
import { dividendYield, dividendYieldIndicator } from './dividend-yield';
import { excessCapeYield, excessCapeYieldIndicator } from './excess-cape-yield';
import { financialConditions, financialConditionsIndicator } from './financial-conditions';
import { inflation, inflationIndicator } from './inflation';
import { inflationLevel, inflationLevelIndicator } from './inflation-level';
import type { MacroFormula } from './macro-formula';
import { meanMomentum, meanMomentumIndicator } from './mean-momentum';
import type { IndicatorMetadata } from './metadata';
import { momentumIndicator, momentumReadings, monthlyVolatility } from './momentum';
import { peakDrawdownIndicator, peakDrawdownReadings } from './peak-drawdown';
import type { PriceReadings } from './price-readings';
import { atEvery } from './price-readings';
import { production, productionIndicator } from './production';
import { productionGrowth, productionGrowthIndicator } from './production-growth';
import { realYield, realYieldIndicator } from './real-yield';
import { realisedVolatilityIndicator, volatilityAtEvery } from './realised-volatility';
import { recessionFromCurve, recessionProbabilityIndicator } from './recession-probability';
import { retailSales, retailSalesIndicator } from './retail-sales';
import { skippedMomentum, skippedMomentumIndicator } from './skipped-momentum';
import { slope, slopeIndicator } from './slope';
import { trendIndicator, trendReadings } from './trend';
import { unemployment, unemploymentIndicator } from './unemployment';
import { valueIndicator, valueReadings } from './value';
import { vixLevel, vixLevelIndicator } from './vix-level';
import { volatilityIndicator, volatilityReadings, volatilityWindows } from './volatility';
import { weightedMomentum, weightedMomentumIndicator } from './weighted-momentum';
import { trailingReturn, yearReturnIndicator } from './year-return';

/** An indicator by what it is computed from: a formula over observations, or readings of prices. The other one is null. */
export interface IndicatorEntry {
  readonly metadata: IndicatorMetadata;
  readonly formula: MacroFormula | null;
  readonly readings: PriceReadings | null;
}

/** Every indicator there is. Adding one is a file and a line here; the contract tests bind it from then on. */
export const INDICATORS: readonly IndicatorEntry[] = [
  { metadata: trendIndicator, formula: null, readings: ({ levels }) => trendReadings(levels, 10) },
  { metadata: momentumIndicator, formula: null, readings: ({ levels, cash }) => momentumReadings(levels, cash, monthlyVolatility(levels), 6) },
  { metadata: volatilityIndicator, formula: null, readings: ({ levels }) => volatilityReadings(levels, levels.map((_, k) => k), 12, volatilityWindows(12, 0.25, 5)) },
  { metadata: valueIndicator, formula: null, readings: ({ levels, cash }) => valueReadings(levels, cash, 60, () => true) },
  { metadata: yearReturnIndicator, formula: null, readings: atEvery((levels, k) => trailingReturn(levels, 12, k)) },
  { metadata: skippedMomentumIndicator, formula: null, readings: atEvery(skippedMomentum) },
  { metadata: meanMomentumIndicator, formula: null, readings: atEvery(meanMomentum) },
  { metadata: weightedMomentumIndicator, formula: null, readings: atEvery(weightedMomentum) },
  { metadata: realisedVolatilityIndicator, formula: null, readings: ({ levels }) => volatilityAtEvery(levels) },
  { metadata: peakDrawdownIndicator, formula: null, readings: ({ levels }) => peakDrawdownReadings(levels) },
  { metadata: excessCapeYieldIndicator, formula: excessCapeYield, readings: null },
  { metadata: capeIndicator, formula: cape, readings: null },
  { metadata: unemploymentIndicator, formula: unemployment, readings: null },
  { metadata: productionIndicator, formula: production, readings: null },
  { metadata: creditIndicator, formula: credit, readings: null },
  { metadata: slopeIndicator, formula: slope, readings: null },
  { metadata: inflationIndicator, formula: inflation, readings: null },
  { metadata: realYieldIndicator, formula: realYield, readings: null },
  { metadata: dividendYieldIndicator, formula: dividendYield, readings: null },
  { metadata: creditLevelIndicator, formula: creditLevel, readings: null },
  { metadata: recessionProbabilityIndicator, formula: recessionFromCurve, readings: null },
  { metadata: retailSalesIndicator, formula: retailSales, readings: null },
  { metadata: productionGrowthIndicator, formula: productionGrowth, readings: null },
  { metadata: inflationLevelIndicator, formula: inflationLevel, readings: null },
  { metadata: financialConditionsIndicator, formula: financialConditions, readings: null },
  { metadata: vixLevelIndicator, formula: vixLevel, readings: null },
];
