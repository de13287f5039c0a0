import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proposeReallocation } from '../use-cases/propose-reallocation';
import { readDrawdowns } from '../use-cases/read-drawdowns';
import { readProposal } from '../use-cases/read-proposals';
import { makeDesk, marketDays, marketLevels, openBench, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { findRun } from '../db/run-store';
import { evidenceOf } from './evidence';
import { openDesk } from './open-desk';

/** A statement that holds these weights of EQ and BD in a million, the rest in cash, at the newest prices. */
function holdingsOf([equity, bonds]: readonly [number, number]): string {
  const [eq, bd] = marketLevels(marketDays()).at(-1) as readonly number[];
  const units = [Math.round((equity * 1e6) / eq), Math.round((bonds * 1e6) / bd)];
  return `instrument,quantity,value\nEQ,${units[0]},\nBD,${units[1]},\nCASH,,${(1e6 - units[0] * eq - units[1] * bd).toFixed(2)}\n`;
}

let bench: Bench;
let desk: Desk;

beforeAll(async () => {
  bench = await openBench();
  desk = await makeDesk(bench, 'north', { settings: { turnoverLimit: 0.02 } });
});

afterAll(() => bench.end());

describe('the evidence of a portfolio', () => {
  it('is computed once and kept: what comes back from the store is what was computed, to the last bit', async () => {
    const open = valueOf(await openDesk(desk.context('viewer'), 'fund'));
    const computed = valueOf(await evidenceOf(bench.db, open));
    const kept = await findRun(bench.db, open.portfolio.id, computed.inputHash);
    const wealth = new Float64Array(new Uint8Array(kept?.series ?? []).buffer);
    const rows = computed.dates.length;
    expect(computed.mixes.map((mix) => mix.name)).toEqual(['strategic', 'dynamic', 'dynamic-layer', 'tactical-layer']);
    computed.mixes.forEach((mix, k) => expect(wealth.subarray(rows * (2 + k), rows * (3 + k))).toEqual(mix.nav));
    const [{ count }] = await bench.app.query<{ count: number }>('SELECT count(*)::int AS count FROM backtest_run');
    expect(count).toBe(1);
  });

  it('never hides the deepest point when it is drawn', async () => {
    const reading = valueOf(await readDrawdowns(desk.context('viewer'), { portfolio: 'fund' }));
    const deepest = Math.min(...reading.rows.map((row) => row.drawdown.strategic ?? 0));
    expect(deepest).toBeCloseTo(reading.statistics.strategic?.maxDrawdown ?? Number.NaN, 12);
  });
});

describe('the turnover cap of a policy', () => {
  const proposed = async (of: Desk) => {
    const { number } = valueOf(await proposeReallocation(of.context('analyst'), { portfolio: 'fund' }));
    const { proposal } = valueOf(await readProposal(of.context('viewer'), { portfolio: 'fund', number }));
    const wanted = proposal.lines.reduce((sum, line) => sum + Math.abs(line.target - line.current), 0) / 2;
    return { proposal, wanted, turnoverCheck: proposal.checks.find((check) => check.kind === 'turnover') };
  };

  it('stops a proposal on the straight way to the target', async () => {
    const inside = await makeDesk(bench, 'south', { holdings: holdingsOf([0.79, 0.12]), settings: { turnoverLimit: 0.02 } });
    const { proposal, wanted, turnoverCheck } = await proposed(inside);
    expect(wanted).toBeGreaterThan(0.02);
    expect(proposal.turnover).toBeLessThanOrEqual(0.02 + 1e-9);
    for (const line of proposal.lines) expect(line.proposed).toBeCloseTo(line.current + (0.02 / wanted) * (line.target - line.current), 3);
    expect(turnoverCheck?.result).toBe('within');
  });

  it('gives way to limits: holdings outside them are brought back in one step, and the check says so', async () => {
    const { proposal, turnoverCheck } = await proposed(desk);
    expect(proposal.turnover).toBeGreaterThan(0.02);
    // The trading cost of so large a move comes off the mix: a tenth of a point here.
    for (const line of proposal.lines) expect(line.proposed).toBeCloseTo(line.target, 2);
    expect(turnoverCheck).toMatchObject({ result: 'note', message: expect.stringContaining('bring holdings back') });
  });
});
