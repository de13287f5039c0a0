import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listTrials } from '../db/trial-store';
import { makeDesk, openBench, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { computeRobustness } from './compute-robustness';
import { readBacktest } from './read-backtest';
import { readDrawdowns } from './read-drawdowns';
import { readStress } from './read-stress';

let bench: Bench;
let desk: Desk;

beforeAll(async () => {
  bench = await openBench();
  desk = await makeDesk(bench, 'north');
});

afterAll(() => bench.end());

const reading = async (over: object = {}) => valueOf(await readBacktest(desk.context('viewer'), { portfolio: 'fund', ...over }));
const stored = async () => (await bench.app.query<{ count: number }>('SELECT count(*)::int AS count FROM backtest_run'))[0].count;

describe('the backtest of a portfolio', () => {
  it('has both mixes, the layers and the dynamic mix gross, which is never below the net one', async () => {
    const { curves, rows, statistics } = await reading();
    expect(curves).toEqual(['strategic', 'dynamic', 'dynamic-layer', 'tactical-layer', 'gross']);
    for (const { wealth } of rows) expect(wealth.gross).toBeGreaterThanOrEqual((wealth.dynamic ?? 0) - 1e-12);
    expect(statistics.gross?.cagr).toBeGreaterThan(statistics.dynamic?.cagr as number);
    expect([statistics.gross?.costAnnual, statistics.strategic?.trackingError]).toEqual([0, null]);
    expect(statistics.dynamic?.activeShare).toBeGreaterThan(0);
  });

  it('tells one story in its ledger, its statistics and its years', async () => {
    const { ledger, statistics, years } = await reading();
    expect(ledger.dynamic.figures.cagr).toBeCloseTo(statistics.dynamic?.cagr as number, 12);
    expect(ledger.drawdownSaved).toBeCloseTo((statistics.dynamic?.maxDrawdown as number) - (statistics.strategic?.maxDrawdown as number), 12);
    const compounded = years.reduce((wealth, { strategic }) => wealth * (1 + strategic), 1) - 1;
    expect(compounded).toBeCloseTo(statistics.strategic?.cumulative as number, 10);
    expect(years.map(({ isWhole }) => isWhole)).toEqual([true, true, true, false]);
  });

  it('holds everything at every time', async () => {
    const { weights } = await reading();
    weights.dates.forEach((_, t) => expect(weights.byAsset.reduce((sum, held) => sum + held[t], 0)).toBeCloseTo(1, 10));
  });

  it('has rolling windows of the length asked for, and none beyond the data', async () => {
    const { rolling } = await reading({ rolling: 'drawdown', years: 1 });
    expect(rolling.dates.length).toBeGreaterThan(20);
    expect(Math.max(...rolling.strategic)).toBeLessThanOrEqual(0);
    expect((await reading({ years: 5 })).rolling.dates).toEqual([]);
  });

  it('sees no later than the day it is asked for', async () => {
    const { whole, rows } = await reading({ asOf: '2020-03-31' });
    expect([whole.to, rows.at(-1)?.date]).toEqual(['2020-03-31', '2020-03-31']);
  });
});

describe('one fall, looked at closely', () => {
  const drawdowns = async (over: object = {}) => valueOf(await readDrawdowns(desk.context('viewer'), { portfolio: 'fund', depthAtLeast: 0.01, ...over }));

  it('is there for the day on which an episode began, and for no other', async () => {
    const { episodes } = await drawdowns();
    expect((await drawdowns({ episode: '2018-01-03' })).study).toBeNull();
    const { study } = await drawdowns({ episode: episodes[0].peak });
    const at = study?.dates.indexOf(episodes[0].trough) ?? -1;
    expect(study?.strategicDrawdown[at]).toBeCloseTo(episodes[0].depth, 12);
    expect((study?.from ?? '') <= episodes[0].peak).toBe(true);
    study?.dates.forEach((_, t) => expect(study.held.reduce((sum, { weights }) => sum + weights[t], 0)).toBeCloseTo(1, 10));
    for (const { trend } of study?.held ?? []) trend.forEach((stretch, k) => expect(stretch.from).toBe(k === 0 ? stretch.from : trend[k - 1].to));
  });

  it('draws what is held now beside the mixes, and the whole more coarsely around a window', async () => {
    const mixes = ['current', 'strategic', 'dynamic'] as const;
    const { mixes: drawn, rows, overview, currentMissing, percentiles } = await drawdowns({ mixes, from: '2019-01-02', to: '2019-06-28' });
    expect([drawn, currentMissing]).toEqual([mixes, null]);
    expect([overview.length > rows.length, overview[0].date < rows[0].date]).toEqual([true, true]);
    expect(rows.every(({ wealth, drawdown }) => (wealth.current ?? 0) > 0 && (drawdown.current ?? 1) <= 0)).toBe(true);
    // Other weights than the policy's, so another past.
    expect(rows.at(-1)?.wealth.current).not.toBeCloseTo(rows.at(-1)?.wealth.strategic as number, 4);
    expect(percentiles).toHaveLength(100);
    const deepest = Math.min(...overview.map(({ drawdown }) => drawdown.current as number));
    expect(percentiles.at(-1)?.current).toBeCloseTo(deepest, 12);
  });

  it('has no curve of what is held where nothing is, and was not asked', async () => {
    const empty = await makeDesk(bench, 'bare', { holdings: null });
    const reading = valueOf(await readDrawdowns(empty.context('viewer'), { portfolio: 'fund', mixes: ['current', 'strategic'] }));
    expect([reading.mixes, reading.currentMissing, reading.percentiles[0].current]).toEqual([['strategic'], null, null]);
    expect((await drawdowns()).mixes).toEqual(['strategic', 'dynamic']);
  });

  it('lies among depths that grow with the share of days, and is shallower at month-ends', async () => {
    const { percentiles, atMonthEnds, statistics } = await drawdowns();
    const depths = percentiles.map(({ strategic }) => strategic as number);
    expect([...depths].sort((a, b) => b - a)).toEqual(depths);
    expect(depths.at(-1)).toBeGreaterThanOrEqual(statistics.strategic?.maxDrawdown as number);
    expect(atMonthEnds?.strategic).toBeGreaterThanOrEqual(statistics.strategic?.maxDrawdown as number);
  });
});

describe('a crisis with a name', () => {
  it('is replayed where the data cover it whole, and left open elsewhere', async () => {
    const { crises, mixes, classes } = valueOf(await readStress(desk.context('viewer'), { portfolio: 'fund' }));
    const reached = crises.filter(({ strategic }) => strategic !== null).map(({ id }) => id);
    expect(reached).toEqual(['rates-2018', 'pandemic']);
    for (const { id, target, current } of crises) expect([target !== null, current !== null]).toEqual([reached.includes(id), reached.includes(id)]);
    expect(mixes.target.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
    expect(classes).toHaveLength(mixes.strategic.length);
  });
});

describe('the question of luck', () => {
  it('is computed once, kept, and read from then on', async () => {
    expect((await reading()).judgement).toBeNull();
    const before = await stored();
    const [first, second] = await Promise.all([computeRobustness(desk.context('viewer'), { portfolio: 'fund' }), computeRobustness(desk.context('analyst'), { portfolio: 'fund' })]);
    expect(valueOf(second)).toEqual(valueOf(first));
    expect(await stored()).toBe(before + 1);
    expect((await reading()).judgement).toEqual(valueOf(first));
  });

  it('counts the tries behind the record: the mixes, the design of the model, and the neighbourhood, each once', async () => {
    const { judgement } = await reading();
    const tries = await listTrials(bench.db, desk.workspaceId);
    const windows = tries.filter(({ spec }) => spec.window.end === '2021-07-02');
    // 101 of the design with the model itself among them, two layers, and 16 places of the map that the design lacks.
    expect(windows).toHaveLength(119);
    expect(judgement?.deflated?.tries).toBe(tries.length);
    expect(judgement?.variants).toBe(101);
  });

  it('says nothing that is no share, and keeps its intervals around what was measured', async () => {
    const { judgement, ledger } = await reading();
    for (const share of [judgement?.psrAboveZero, judgement?.psrAboveStrategic, judgement?.deflated?.probability, judgement?.overfitting?.probability]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    const { low, high } = judgement?.cagrDifference ?? { low: 1, high: 0 };
    expect(low).toBeLessThan(-ledger.cagrGivenUp);
    expect(high).toBeGreaterThan(-ledger.cagrGivenUp);
    expect(judgement?.map?.cells).toHaveLength(25);
    const own = judgement?.map?.cells.find(({ place }) => place.every((index) => index === 2));
    expect(own?.cagr).toBeCloseTo(judgement?.map?.base.cagr as number, 12);
  });
});
