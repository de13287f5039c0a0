import type { HouseParams } from '../models/house/params';
import { HOUSE_DEFAULTS } from '../models/house/params';

const FACTORS = [0.5, 1, 1.5] as const;

const wholeMonths = (months: readonly number[], factor: number): readonly number[] => months.map((count) => Math.max(2, Math.round(count * factor)));

/** Speed, strength and size of the tactical layer: what moves the result most, so every combination was open to choice. */
function tacticalGrid(): readonly HouseParams[] {
  const d = HOUSE_DEFAULTS;
  return FACTORS.flatMap((gain) =>
    FACTORS.flatMap((budget) =>
      FACTORS.flatMap((pace) =>
        FACTORS.map((trend) => ({
          ...d,
          tacticalGain: gain * d.tacticalGain,
          tacticalBudget: budget * d.tacticalBudget,
          pace: pace * d.pace,
          trendMonths: wholeMonths(d.trendMonths, trend),
        })),
      ),
    ),
  );
}

/** The other parameters, halved and half as large again, one at a time. */
function oneAtATime(): readonly HouseParams[] {
  const d = HOUSE_DEFAULTS;
  return [0.5, 1.5].flatMap((factor): readonly HouseParams[] => [
    { ...d, trendBand: factor * d.trendBand },
    { ...d, momentumMonths: wholeMonths(d.momentumMonths, factor) },
    { ...d, momentumClip: factor * d.momentumClip },
    { ...d, volShortYears: factor * d.volShortYears },
    { ...d, valueMonths: factor * d.valueMonths },
    { ...d, valueSharpe: factor * d.valueSharpe },
    { ...d, dynamicGain: factor * d.dynamicGain },
    { ...d, dynamicBudget: factor * d.dynamicBudget },
    { ...d, turnoverCap: factor * d.turnoverCap },
    { ...d, noTrade: factor * d.noTrade },
  ]);
}

/**
 * The tries behind the house model, for judging its record by the deflated Sharpe ratio: the model itself and 100
 * neighbours. About 100 variants were tried while it was designed; which ones was not written down, so these stand in for
 * them: as many, as far around the choice (half to one and a half of each parameter). Whoever tries more adds to them.
 */
export function houseDesignTrials(): readonly HouseParams[] {
  return [...tacticalGrid(), ...oneAtATime()];
}
