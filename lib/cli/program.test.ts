import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerBacktest } from './commands/backtest';
import { registerDrawdowns } from './commands/drawdowns';
import { registerStats } from './commands/stats';
import { runProgram } from './program';

const folder = mkdtempSync(join(tmpdir(), 'mainsheet-cli-'));
const file = (name: string, text: string) => writeFileSync(join(folder, name), text);
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...argv: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runProgram([registerBacktest, registerStats, registerDrawdowns], argv, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n'), json: () => JSON.parse(out.join('\n')) };
}

const SPEC = {
  prices: 'prices.csv',
  periodsPerYear: 252,
  assets: ['up', 'flat'],
  executionLag: 0,
  strategies: [{ name: 'mix', model: 'strategic', weights: { up: 0.5, flat: 0.5 }, rebalance: { rule: 'calendar', every: 'month' } }],
};
const spec = (over: object) => file('spec.json', JSON.stringify({ ...SPEC, ...over }));

beforeAll(() => {
  file('prices.csv', 'date,up,flat\n2024-01-29,,1\n2024-01-30,100,1\n2024-01-31,200,1\n2024-02-01,200,1\n2024-02-29,100,1\n2024-03-01,100,1\n');
  file('returns.csv', 'date,fund,index\n2024-01-31,0.1,0.05\n2024-02-29,-0.1,-0.05\n2024-03-31,0.02,\n2024-04-30,0.03,0.01\n');
});

describe('backtest', () => {
  it('prints one JSON document with spec, engine, figures and series', async () => {
    spec({});
    const { code, json } = await run('backtest', join(folder, 'spec.json'), '--json');
    const document = json();
    expect(code).toBe(0);
    expect(document.spec.assets).toEqual(['up', 'flat']);
    expect(document.engine.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(document.strategies[0]).toMatchObject({ name: 'mix', dates: ['2024-01-30', '2024-01-31', '2024-02-01', '2024-02-29', '2024-03-01'], nav: [1, 1.5, 1.5, 1.125, 1.125] });
    expect(document.strategies[0].drawdowns[0]).toMatchObject({ start: '2024-02-01', trough: '2024-02-29', recovery: null, depth: -0.25 });
    expect(document.strategies[0].weights.byAsset.up).toEqual([0.5, 0.5, 0.5]);
  });

  it('runs a published rule by its slug, and refuses one whose roles are not there', async () => {
    const strategies = (roles: object) => [{ name: 'rule', model: 'gem', params: { roles } }];
    spec({ strategies: strategies({ SPY: 'up', ACWX: 'flat', AGG: 'flat', BIL: 'flat' }) });
    expect((await run('backtest', join(folder, 'spec.json'), '--json')).json().strategies[0]).toMatchObject({ name: 'rule', nav: [1, 1, 1, 1, 1] });
    spec({ strategies: strategies({ SPY: 'up' }) });
    const { code, json } = await run('backtest', join(folder, 'spec.json'), '--json');
    expect([code, json().error.kind]).toEqual([1, 'missing-asset']);
    expect(json().error.message).toMatch(/ACWX.*AGG.*BIL/);
  });

  it('leaves the long arrays out with --no-series', async () => {
    spec({});
    const [strategy] = (await run('backtest', join(folder, 'spec.json'), '--json', '--no-series')).json().strategies;
    expect(strategy.nav).toBeUndefined();
    expect(strategy.weights).toBeUndefined();
    expect(strategy.stats.maxDrawdown).toBeCloseTo(-0.25, 12);
  });

  it.each([
    ['averaged-prices', { sampling: 'average' }],
    ['bad-spec', { executionLag: -1 }],
    ['bad-spec', { misspelt: true }],
    ['missing-column', { assets: ['up', 'flat', 'gone'] }],
    ['missing-asset', { strategies: [{ ...SPEC.strategies[0], weights: { other: 1 } }] }],
    ['weights-sum', { strategies: [{ ...SPEC.strategies[0], weights: { up: 0.8, flat: 0.8 } }] }],
    ['bad-spec', { strategies: [{ name: 'h', model: 'house', weights: { up: 0.5, flat: 0.5 }, params: { pase: 1 } }] }],
    ['infeasible', { strategies: [{ name: 'h', model: 'house', weights: { up: 0.5, flat: 0.5 }, max: { up: 0.4, flat: 0.5 } }] }],
    ['missing-file', { prices: 'nowhere.csv' }],
  ])('refuses %s with exit code 1 and its reason', async (kind, over) => {
    spec(over);
    const { code, json } = await run('backtest', join(folder, 'spec.json'), '--json');
    expect(code).toBe(1);
    expect(json().error.kind).toBe(kind);
    expect(json().error.message).not.toBe('');
  });

  it('warns on stderr, not on stdout', async () => {
    spec({ decide: 'every-row', strategies: [{ name: 'h', model: 'house', weights: { up: 0.5, flat: 0.5 } }] });
    const { code, err, json } = await run('backtest', join(folder, 'spec.json'), '--json');
    expect([code, json().strategies.length]).toEqual([0, 1]);
    expect(err).toContain('ignored by h');
  });

  it('prints a table for people', async () => {
    spec({});
    const { out } = await run('backtest', join(folder, 'spec.json'));
    expect(out).toContain('max drawdown');
    expect(out).toContain('-25.00 %');
  });
});

describe('stats', () => {
  it('prints every statistic on the rows that all columns share, and why one is null', async () => {
    const { code, err, json } = await run('stats', join(folder, 'returns.csv'), '--periods-per-year', '12', '--column', 'fund', '--benchmark', 'index', '--json');
    const document = json();
    expect(code).toBe(0);
    expect(document.periods).toBe(3);
    expect(document.stats.cumulative).toBeCloseTo(1.1 * 0.9 * 1.03 - 1, 12);
    expect(document.stats.turnoverAnnual).toBeNull();
    expect(document.reasons.turnoverAnnual).toContain('needs weights');
    expect(err).toContain('1 rows without a value');
  });

  it('asks for a column when there are several', async () => {
    const { code, json } = await run('stats', join(folder, 'returns.csv'), '--periods-per-year', '12', '--json');
    expect([code, json().error.kind]).toEqual([1, 'bad-column']);
  });
});

describe('drawdowns', () => {
  it('lists the episodes of a column, the deepest first', async () => {
    const { code, json } = await run('drawdowns', join(folder, 'prices.csv'), '--column', 'up', '--json');
    expect(code).toBe(0);
    expect(json().episodes).toEqual([{ start: '2024-02-01', trough: '2024-02-29', recovery: null, depth: -0.5, periodsDown: 1, periodsToRecover: null, periods: 2 }]);
  });
});

describe('wrong usage', () => {
  it.each([[[]], [['nonsense']], [['stats', 'x.csv', '--periods-per-year', '0']], [['drawdowns', 'x.csv']], [['backtest']]])('%j exits with 2', async (argv) => {
    expect((await run(...argv)).code).toBe(2);
  });

  it('under --json it says so as JSON', async () => {
    expect((await run('drawdowns', 'x.csv', '--json')).json().error.kind).toBe('usage');
  });

  it('help is not wrong', async () => {
    expect((await run('backtest', '--help')).code).toBe(0);
  });
});
