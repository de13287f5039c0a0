import { describe, expect, it } from 'vitest';
import { executionOf } from './execution';

const TRADES = [
  { instrument: 'EQ', quantity: -100, price: 50 },
  { instrument: 'BD', quantity: 40, price: 100 },
];
const fill = (instrument: string, quantity: number, price: number, cost = 0) => ({ instrument, quantity, price, cost });

describe('an execution', () => {
  it('before the first fill has everything left and no slippage', () => {
    const { trades, shareDone, slippage, slippageBps, isComplete } = executionOf(TRADES, []);
    expect(trades.map((one) => one.remaining)).toEqual([-100, 40]);
    expect([shareDone, slippage, slippageBps, isComplete]).toEqual([0, 0, null, false]);
  });

  it('at model prices slips by nothing', () => {
    const { slippage, slippageBps, isComplete, shareDone } = executionOf(TRADES, [fill('EQ', -100, 50), fill('BD', 40, 100)]);
    expect([slippage, slippageBps, isComplete, shareDone]).toEqual([0, 0, true, 1]);
  });

  it('counts a sale below and a buy above the model price as a cost', () => {
    // Sold 60 at 49 instead of 50: 60 less. Bought 40 at 101 instead of 100: 40 more. 100 of 7,000: 142.86 bp.
    const { trades, slippage, slippageBps, isComplete, shareDone, cost } = executionOf(TRADES, [fill('EQ', -60, 49, 3), fill('BD', 40, 101, 4)]);
    expect(trades.map((one) => [one.remaining, one.averagePrice, one.slippage])).toEqual([[-40, 49, 60], [0, 101, 40]]);
    expect(trades.map((one) => one.slippageBps)).toEqual([200, 100]);
    expect([slippage, isComplete, cost]).toEqual([100, false, 7]);
    expect(slippageBps).toBeCloseTo(142.857142857, 8);
    expect(shareDone).toBeCloseTo(7_000 / 9_000, 12);
  });

  it('counts a better price as a gain', () => {
    const { slippageBps } = executionOf(TRADES, [fill('EQ', -100, 51)]);
    expect(slippageBps).toBe(-200);
  });

  it('in several parts is the sum of its parts, at their mean price', () => {
    const [eq] = executionOf(TRADES, [fill('EQ', -30, 49), fill('EQ', -70, 51)]).trades;
    expect([eq.filled, eq.remaining]).toEqual([-100, 0]);
    expect(eq.averagePrice).toBeCloseTo(50.4, 12);
  });

  it('takes what float noise leaves over as nothing', () => {
    const [one] = executionOf([{ instrument: 'EQ', quantity: 0.3, price: 1 }], [fill('EQ', 0.1, 1), fill('EQ', 0.2, 1)]).trades;
    expect(one.remaining).toBe(0);
  });
});
