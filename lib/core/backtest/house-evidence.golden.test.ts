import { describe, expect, it } from 'vitest';
import type { HouseParams } from '../models/house/params';
import { HOUSE_DEFAULTS } from '../models/house/params';
import { simpleReturns, wealthOf } from '../series/returns';
import { bootstrap, bootstrapInterval } from '../stats/block-bootstrap';
import { automaticBlockLength } from '../stats/block-length';
import { cagr } from '../stats/cagr';
import { maxDrawdown } from '../stats/drawdown';
import { probabilityOfOverfitting } from '../stats/pbo';
import { probabilisticSharpe, sharpeRecord } from '../stats/psr';
import { createRandom } from '../stats/random';
import { excessReturns, sharpe } from '../stats/sharpe';
import { FUND_CONDITIONS, FUND_POLICY, fundHistory, houseOnFunds, STRATEGIC_ON_FUNDS } from '../testing/house-on-funds';
import { hasRealData } from '../testing/real-data';
import { houseDesignTrials } from './house-design-trials';
import { multiplesOf, parameterNeighbourhood } from './parameter-neighbourhood';
import { runBacktest } from './run-backtest';
import type { Json, TrialSpec } from './trial-key';
import type { Trial } from './trial-registry';
import { deflateByTrials, trialSpread } from './trial-registry';
import { walkForward } from './walk-forward';

/** The figures of docs/methodology/skill-or-luck.md, so that the page cannot say other than the engine. */
function evidence() {
  const variants = houseDesignTrials();
  const run = runBacktest(fundHistory(), { ...FUND_CONDITIONS, strategies: [STRATEGIC_ON_FUNDS, houseOnFunds(), ...variants.map((params) => houseOnFunds(params))] });
  if (!run.ok) throw new Error(run.error.message);
  const [strategic, house, ...tried] = run.value.strategies.map(({ nav }) => simpleReturns(nav));
  const cash = run.value.cashReturns;
  const trials = variants.map((params, i): Trial => ({ spec: specOf(params), sharpePerPeriod: sharpe(tried[i], 1, cash), periodsPerYear: 252 }));
  return { strategic, house, tried, trials, cash };
}

const EMPTY = new Float64Array();
const NOTHING: ReturnType<typeof evidence> = { strategic: EMPTY, house: EMPTY, tried: [], trials: [], cash: EMPTY };

function specOf(params: HouseParams): TrialSpec {
  return {
    model: { slug: 'house', version: '1.0.0' },
    params: { ...params, weights: { ...params.weights }, series: { ...params.series } } satisfies Record<string, Json>,
    universe: FUND_POLICY.lines.map(({ asset }) => asset),
    window: { start: FUND_CONDITIONS.start as string, end: FUND_CONDITIONS.end as string },
  };
}

const depth = (path: ArrayLike<number>) => maxDrawdown(wealthOf(path)) as number;

describe.runIf(hasRealData)('what the record of the house model on seven funds is worth', () => {
  // The body of a suite runs even where the suite does not: without the data there is nothing to take apart.
  const { strategic, house, tried, trials, cash } = hasRealData ? evidence() : NOTHING;

  it('its Sharpe ratio is above 0 with 99 %, and with 99 % still after 101 tries that hardly differed', () => {
    const record = sharpeRecord(house, cash) as NonNullable<ReturnType<typeof sharpeRecord>>;
    expect(record.sharpePerPeriod * Math.sqrt(252)).toBeCloseTo(0.586, 3);
    expect(probabilisticSharpe(record)).toBeCloseTo(0.9948, 4);
    expect(trialSpread(trials, 252)?.count).toBe(101);
    expect(deflateByTrials(record, 252, trials)?.probability).toBeCloseTo(0.9878, 4);
  });

  it('that it is above the strategic mix’s is no more than 71 % sure', () => {
    const [own, other] = [sharpeRecord(house, cash), sharpeRecord(strategic, cash)];
    expect(own && other && probabilisticSharpe(own, other.sharpePerPeriod)).toBeCloseTo(0.7141, 4);
  });

  it('choosing among its variants is no better than drawing lots', () => {
    expect(probabilityOfOverfitting(tried)).toMatchObject({ probability: expect.closeTo(0.6427, 4) as number, splits: 12_870, probabilityOfLoss: 0 });
    const walked = walkForward(tried, { trainRows: 1260, testRows: 252, gapRows: 1, memory: 'expanding' }, (returns) => sharpe(returns, 252));
    expect(walked?.folds).toHaveLength(15);
    expect(sharpe(walked?.returns ?? [], 252)).toBeCloseTo(0.703, 3);
    expect(sharpe(house.subarray(1261), 252)).toBeCloseTo(0.788, 3);
  });

  it.each([
    ['automatic', [0.0099, 0.2067], [-0.0167, 0.0237]],
    [63, [0.0189, 0.2623], [-0.0158, 0.0248]],
  ] as const)('with blocks of %s rows its fall is less deep in 19 of 20 histories, its return no different', (block, falls, growth) => {
    const meanBlock = block === 'automatic' ? (automaticBlockLength(excessReturns(house, strategic)) as number) : block;
    const plan = () => ({ random: createRandom(20250829), meanBlock, paths: 2000 });
    const saved = bootstrapInterval(bootstrap([house, strategic], plan(), ([a, b]) => depth(a) - depth(b)));
    const gained = bootstrapInterval(bootstrap([house, strategic], plan(), ([a, b]) => (cagr(a, 252) as number) - (cagr(b, 252) as number)));
    expect([saved?.low, saved?.high].map((x) => (x as number).toFixed(4))).toEqual(falls.map((x) => x.toFixed(4)));
    expect([gained?.low, gained?.high].map((x) => (x as number).toFixed(4))).toEqual(growth.map((x) => x.toFixed(4)));
  });
});

describe.runIf(hasRealData)('the neighbourhood of the house model', () => {
  const history = hasRealData ? fundHistory() : null;
  const SCALARS = ['trendBand', 'momentumClip', 'volShortYears', 'volLongYears', 'tacticalGain', 'tacticalBudget', 'valueMonths', 'valueSharpe', 'dynamicGain', 'dynamicBudget', 'pace', 'turnoverCap', 'noTrade', 'unitFloor'] as const;

  it.each(SCALARS)('%s halved or half as large again keeps the fall between .41 and .50 of the strategic mix’s', (name) => {
    const axes = [{ name, values: multiplesOf(HOUSE_DEFAULTS[name], [0.5, 1.5]) }];
    const found = parameterNeighbourhood(history as NonNullable<typeof history>, { conditions: FUND_CONDITIONS, base: HOUSE_DEFAULTS, axes, strategyOf: houseOnFunds, baseline: STRATEGIC_ON_FUNDS });
    if (!found.ok) throw new Error(found.error.message);
    const ratios = found.value.cells.map((cell) => ('drawdownRatio' in cell ? (cell.drawdownRatio as number) : NaN));
    const halved: Readonly<Record<string, number>> = { tacticalGain: 0.65, tacticalBudget: 0.67 };
    if (name in halved) expect(ratios[0]).toBeCloseTo(halved[name], 2);
    for (const ratio of name in halved ? ratios.slice(1) : ratios) expect(ratio > 0.41 && ratio < 0.5).toBe(true);
  });
});
