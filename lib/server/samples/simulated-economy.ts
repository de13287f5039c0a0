import { isoDate, monthIndex, type IsoDate } from '../../core/base/iso-date';
import { exponential, normal, tailScale, type Random } from './random';
import { tradingDays } from './trading-days';

/** The states of the economy, in the order in which they may follow each other. */
export type Regime = 'expansion' | 'slowdown' | 'crisis' | 'recovery';

interface RegimeTraits {
  /** Months a spell lasts: at least `minMonths`, plus an exponential share. */
  readonly minMonths: number;
  readonly moreMonths: number;
  /** Log drift and volatility of world equity a year. */
  readonly equityDrift: number;
  readonly equityVol: number;
  /** Months of the indicators: towards which short rate (fraction), inflation a year, production growth a year. */
  readonly shortRate: number;
  readonly inflation: number;
  readonly production: number;
  /** Change of the unemployment rate a month, in percentage points. */
  readonly unemploymentStep: number;
  /** Yield of low-grade over high-grade bonds, in percentage points. */
  readonly creditSpread: number;
}

/** Round numbers in the range of the post-war record of the United States; none was fitted to any model's result. */
const TRAITS: Readonly<Record<Regime, RegimeTraits>> = {
  expansion: { minMonths: 26, moreMonths: 36, equityDrift: 0.115, equityVol: 0.115, shortRate: 0.038, inflation: 0.025, production: 0.03, unemploymentStep: -0.06, creditSpread: 0.8 },
  slowdown: { minMonths: 5, moreMonths: 8, equityDrift: -0.02, equityVol: 0.155, shortRate: 0.047, inflation: 0.034, production: 0.005, unemploymentStep: 0.04, creditSpread: 1.1 },
  crisis: { minMonths: 7, moreMonths: 5, equityDrift: -0.46, equityVol: 0.27, shortRate: 0.008, inflation: 0.008, production: -0.08, unemploymentStep: 0.42, creditSpread: 2.6 },
  recovery: { minMonths: 6, moreMonths: 6, equityDrift: 0.26, equityVol: 0.19, shortRate: 0.01, inflation: 0.016, production: 0.03, unemploymentStep: -0.02, creditSpread: 1.5 },
};
const CRISIS_AFTER_SLOWDOWN = 0.5;

function following(regime: Regime, random: Random): Regime {
  switch (regime) {
    case 'expansion':
      return 'slowdown';
    case 'slowdown':
      return random.next() < CRISIS_AFTER_SLOWDOWN ? 'crisis' : 'expansion';
    case 'crisis':
      return 'recovery';
    case 'recovery':
      return 'expansion';
  }
}

/** The regime of each month: a semi-Markov chain, so that no spell lasts a single month. */
export function drawRegimes(months: number, random: Random): Regime[] {
  const path: Regime[] = [];
  let regime: Regime = 'expansion';
  while (path.length < months) {
    const { minMonths, moreMonths } = TRAITS[regime];
    const spell = Math.round(minMonths + exponential(random, moreMonths));
    for (let i = 0; i < spell && path.length < months; i += 1) path.push(regime);
    regime = following(regime, random);
  }
  return path;
}

/** True figures of one month, before they are published: rates and growth as percent, CPI as an index. */
export interface EconomyMonth {
  readonly month: number;
  readonly cpi: number;
  readonly unemployment: number;
  readonly productionYoy: number;
  readonly gs10: number;
  readonly bill: number;
  readonly aaa: number;
  readonly baa: number;
  readonly cape: number;
}

/** The daily path of one simulated world. Returns are log returns of row `t` over row `t − 1`, by asset. */
export interface SimulatedWorld {
  readonly dates: readonly IsoDate[];
  readonly regimes: readonly Regime[];
  readonly logReturns: readonly (readonly number[])[];
  /** Log distribution yield of each row, by asset; the price return is the total return less this. */
  readonly logYields: readonly (readonly number[])[];
  readonly months: readonly EconomyMonth[];
}

/** How the return of an asset is put together; drifts, volatilities and yields a year. */
export interface AssetTraits {
  readonly kind: 'equity' | 'treasury' | 'credit' | 'cash';
  readonly equityBeta: number;
  readonly drift: number;
  readonly ownVol: number;
  readonly yield: number;
  /** Years by which a fall of the ten-year yield is multiplied. */
  readonly duration: number;
}

const DAYS_PER_YEAR = 252;
const TAIL_DEGREES = 5;
/** The macro figures follow the regime of two months ago: markets look ahead. */
const MACRO_DELAY_MONTHS = 2;
const REAL_EARNINGS_GROWTH = 0.018;
const FAIR_CAPE = 21;
/** Share of its distance to the fair valuation, in logs, that equity loses a year. */
const VALUATION_PULL = 0.1;
const EQUITY_DIVIDEND_YIELD = 0.019;
/** How much of an asset's own risk remains in a crisis, when everything moves together, as a multiple of calm times. */
const OWN_RISK_IN_CRISIS = 1.25;
const YIELD_VOL_DAILY = 0.00052;

interface State {
  shortRate: number;
  tenYear: number;
  termPremium: number;
  spread: number;
  inflation: number;
  cpi: number;
  unemployment: number;
  production: number;
  productionIndex: number[];
  realEarnings: number[];
  logVolatility: number;
  regimeVol: number;
  priceIndex: number;
}

/** Long enough before the first month for a ten-year mean of earnings. */
function initialState(): State {
  const realEarnings = Array.from({ length: 120 }, (_, i) => Math.exp((REAL_EARNINGS_GROWTH * (i - 119)) / 12));
  const mean = realEarnings.reduce((sum, x) => sum + x, 0) / realEarnings.length;
  return {
    shortRate: 0.04,
    tenYear: 0.052,
    termPremium: 0.012,
    spread: 0.9,
    inflation: 0.026,
    cpi: 100,
    unemployment: 5.5,
    production: 0.03,
    productionIndex: Array.from({ length: 12 }, (_, i) => Math.exp((0.03 * (i - 11)) / 12)),
    realEarnings,
    logVolatility: 0,
    regimeVol: TRAITS.expansion.equityVol,
    priceIndex: FAIR_CAPE * 0.85 * mean * 100,
  };
}

function capeOf(state: State): number {
  const decade = state.realEarnings.slice(-120);
  return state.priceIndex / state.cpi / (decade.reduce((sum, x) => sum + x, 0) / decade.length);
}

/** Moves what changes once a month; `macro` is the regime the figures follow. */
function stepMonth(state: State, month: number, macro: Regime, random: Random): void {
  const traits = TRAITS[macro];
  state.shortRate = Math.max(0.0005, state.shortRate + 0.09 * (traits.shortRate - state.shortRate) + 0.0006 * normal(random));
  state.termPremium += 0.06 * (0.013 - state.termPremium) + 0.0007 * normal(random);
  state.spread = Math.max(0.45, state.spread + 0.25 * (traits.creditSpread - state.spread) + 0.06 * normal(random));
  state.inflation += 0.07 * (traits.inflation - state.inflation) + 0.0012 * normal(random);
  const season = 0.0015 * Math.sin((2 * Math.PI * ((month % 12) + 1)) / 12);
  state.cpi *= Math.exp(state.inflation / 12 + season + 0.0012 * normal(random));
  state.unemployment = Math.min(11.5, Math.max(3.4, state.unemployment + traits.unemploymentStep + 0.015 * (5.2 - state.unemployment) + 0.06 * normal(random)));
  state.production += 0.3 * (traits.production - state.production);
  state.productionIndex.push(state.productionIndex[state.productionIndex.length - 1] * Math.exp(state.production / 12 + 0.005 * normal(random)));
  const slump = macro === 'crisis' ? -0.35 : macro === 'recovery' ? 0.3 : 0;
  state.realEarnings.push(state.realEarnings[state.realEarnings.length - 1] * Math.exp((REAL_EARNINGS_GROWTH + slump) / 12 + 0.01 * normal(random)));
}

interface DayShocks {
  readonly equity: number;
  readonly yieldChange: number;
  readonly carry: number;
  readonly scale: number;
}

/** Moves rates and volatility by one day and draws the shocks that all assets share. */
function stepDay(state: State, regime: Regime, random: Random): DayShocks {
  const traits = TRAITS[regime];
  state.regimeVol += 0.06 * (traits.equityVol - state.regimeVol);
  state.logVolatility = 0.97 * state.logVolatility + 0.08 * normal(random);
  const tail = tailScale(random, TAIL_DEGREES);
  const clustered = Math.exp(state.logVolatility - 0.05) * tail;
  const equityShock = normal(random) * clustered;
  const volatility = state.regimeVol / Math.sqrt(DAYS_PER_YEAR);
  const pull = -VALUATION_PULL * Math.log(capeOf(state) / FAIR_CAPE);
  const flight = regime === 'crisis' ? 0.5 : 0.2;
  const target = 0.45 * state.shortRate + 0.55 * 0.035 + state.termPremium;
  const rateShock = (flight * equityShock + Math.sqrt(1 - flight * flight) * normal(random) * tail) * YIELD_VOL_DAILY;
  const before = state.tenYear;
  state.tenYear = Math.max(0.004, state.tenYear + 0.006 * (target - state.tenYear) + rateShock);
  return { equity: (traits.equityDrift + pull) / DAYS_PER_YEAR + volatility * equityShock, yieldChange: state.tenYear - before, carry: before / DAYS_PER_YEAR, scale: clustered };
}

function assetReturn(traits: AssetTraits, state: State, shocks: DayShocks, spreadChange: number, regime: Regime, random: Random): { total: number; yield: number } {
  const own = (traits.ownVol / Math.sqrt(DAYS_PER_YEAR)) * normal(random) * shocks.scale * (regime === 'crisis' ? OWN_RISK_IN_CRISIS : 1);
  const rates = -traits.duration * shocks.yieldChange;
  const drift = traits.drift / DAYS_PER_YEAR;
  switch (traits.kind) {
    case 'cash':
      return { total: state.shortRate / DAYS_PER_YEAR, yield: state.shortRate / DAYS_PER_YEAR };
    case 'treasury':
      return { total: shocks.carry + rates + own, yield: shocks.carry };
    case 'credit': {
      const carry = shocks.carry + state.spread / 100 / DAYS_PER_YEAR;
      return { total: carry + drift + rates - (traits.duration * spreadChange) / 100 + traits.equityBeta * shocks.equity + own, yield: carry };
    }
    case 'equity':
      return { total: drift + traits.equityBeta * shocks.equity + rates + own, yield: traits.yield / DAYS_PER_YEAR };
  }
}

function publishMonth(state: State, month: number, tenYears: readonly number[], random: Random): EconomyMonth {
  const index = state.productionIndex;
  const gs10 = (100 * tenYears.reduce((sum, x) => sum + x, 0)) / tenYears.length;
  const aaa = gs10 + 0.85 + 0.25 * state.spread + 0.04 * normal(random);
  return {
    month,
    cpi: state.cpi,
    unemployment: state.unemployment,
    productionYoy: 100 * (index[index.length - 1] / index[index.length - 13] - 1),
    gs10,
    bill: 100 * state.shortRate,
    aaa,
    baa: aaa + state.spread,
    cape: capeOf(state),
  };
}

/**
 * Simulates a world day by day. Equity, rates and credit share shocks with Student-t tails; volatility clusters and
 * rises in a crisis, when common risk outgrows each asset's own and correlations rise with it. Regimes last for months,
 * so prices trend by construction.
 *
 * @param assets how each asset's return is put together; the first one's price is what CAPE values
 */
export function simulateWorld(first: IsoDate, last: IsoDate, assets: readonly AssetTraits[], random: Random): SimulatedWorld {
  const dates = tradingDays(first, last);
  const firstMonth = monthIndex(first);
  const path = drawRegimes(monthIndex(last) - firstMonth + 1, random);
  const state = initialState();
  const world = { logReturns: [] as number[][], logYields: [] as number[][], regimes: [] as Regime[], months: [] as EconomyMonth[] };
  let tenYears: number[] = [];
  let spreadStep = 0;
  dates.forEach((date, t) => {
    const k = monthIndex(date) - firstMonth;
    const regime = path[k];
    if (t === 0 || monthIndex(dates[t - 1]) !== monthIndex(date)) {
      const spread = state.spread;
      stepMonth(state, monthIndex(date), path[Math.max(0, k - MACRO_DELAY_MONTHS)], random);
      spreadStep = (state.spread - spread) / 21;
      tenYears = [];
    }
    const shocks = stepDay(state, regime, random);
    const returns = assets.map((traits) => assetReturn(traits, state, shocks, spreadStep, regime, random));
    world.logReturns.push(returns.map(({ total }) => total));
    world.logYields.push(returns.map((entry) => entry.yield));
    world.regimes.push(regime);
    state.priceIndex *= Math.exp(returns[0].total - EQUITY_DIVIDEND_YIELD / DAYS_PER_YEAR);
    tenYears.push(state.tenYear);
    const next = dates[t + 1] ?? isoDate('9999-12-31');
    if (monthIndex(next) !== monthIndex(date)) world.months.push(publishMonth(state, monthIndex(date), tenYears, random));
  });
  return { dates, ...world };
}
