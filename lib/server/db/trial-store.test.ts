import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trial } from '../../core/backtest/trial-registry';
import { makeDesk, openBench, type Bench, type Desk } from '../testing/desk-builder';
import { rolledBack } from '../testing/sql';
import { listTrials, recordTrials, trialRegistry } from './trial-store';

let bench: Bench;
let [north, south]: Desk[] = [];

beforeAll(async () => {
  bench = await openBench();
  [north, south] = [await makeDesk(bench, 'north'), await makeDesk(bench, 'south')];
});

afterAll(() => bench.end());

const trial = (pace: number, over: Partial<Trial> = {}): Trial => ({
  spec: { model: { slug: 'house', version: '1' }, params: { pace, gain: 1 }, universe: ['BD', 'EQ'], window: { start: '2001-01-31', end: '2020-12-31' } },
  sharpePerPeriod: 0.03, periodsPerYear: 252, ...over,
});

describe('the tries of a desk', () => {
  it('count once, whoever records them, however often, and in whatever order their parts are named', async () => {
    const registry = trialRegistry(bench.db, north.workspaceId);
    await registry.record(trial(0.5));
    await registry.record(trial(0.5, { sharpePerPeriod: 9 }));
    const spec = { ...trial(0.5).spec, params: { gain: 1, pace: 0.5 }, universe: ['EQ', 'BD', 'EQ'] };
    await Promise.all([registry.record(trial(0.5, { spec })), registry.record(trial(1, { sharpePerPeriod: null })), registry.record(trial(1, { sharpePerPeriod: null }))]);
    expect(await registry.all()).toEqual([trial(0.5), trial(1, { sharpePerPeriod: null })]);
  });

  it('belong to one desk', async () => {
    expect(await listTrials(bench.db, south.workspaceId)).toEqual([]);
  });

  it('are those that had been made by a moment', async () => {
    await recordTrials(bench.db, south.workspaceId, [trial(2), trial(3)]);
    expect(await listTrials(bench.db, south.workspaceId, new Date('2000-01-01'))).toEqual([]);
    expect(await listTrials(bench.db, south.workspaceId, new Date('2100-01-01'))).toHaveLength(2);
  });

  it.each(['UPDATE trial SET sharpe = 0', 'DELETE FROM trial', 'TRUNCATE trial'])('cannot be forgotten: %s is refused to the app and to its owner', async (statement) => {
    await expect(rolledBack(bench.app, () => bench.app.query(statement))).rejects.toThrow('permission denied');
    await expect(rolledBack(bench.owner, () => bench.owner.query(statement))).rejects.toThrow('append-only');
  });

  it('nothing to record is nothing asked of the store', async () => {
    await expect(recordTrials(bench.db, 'no workspace at all', [])).resolves.toBeUndefined();
  });
});
