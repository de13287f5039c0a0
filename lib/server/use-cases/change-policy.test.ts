import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IsoDate } from '../../core/base/iso-date';
import { listPolicies, policyAt } from '../db/portfolio-store';
import { LAST_DAY, makeDesk, openBench, POLICY_LINES, refusalOf, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { countAllTables } from '../testing/sql';
import { changePolicy } from './change-policy';
import { computeRecommendation } from './compute-recommendation';
import { exportWeights } from './export-weights';
import { importFile } from './import-file';
import { previewPolicy } from './preview-policy';
import { proposeReallocation } from './propose-reallocation';
import { readBacktest } from './read-backtest';
import { readMix } from './read-mix';
import { replayRecommendations } from './replay-recommendations';

let bench: Bench;
let desk: Desk;

beforeAll(async () => {
  bench = await openBench();
  desk = await makeDesk(bench, 'north');
});

afterAll(() => bench.end());

const lines = POLICY_LINES.map((line) => ({ ...line, weight: { EQ: 0.4, BD: 0.5, BILL: 0.1 }[line.code] }));
const settings = {
  cash: 'BILL', rebalancing: { rule: 'threshold', absolute: 0.05, destination: 'half', check: 'month-end' }, executionLag: 2, feeAnnual: 0.005, turnoverLimit: null, trackingErrorLimit: 0.06, costLimitBps: 7,
  selfApprovalAllowed: true, approversNeeded: 2, groupLimits: [{ group: 'equity', min: 0.2, max: 0.7 }],
} as const;
const draft = { portfolio: 'fund', lines, settings: { ...settings, groupLimits: [...settings.groupLimits] } };

describe('another policy', () => {
  it('is previewed without a trace, and its target is the one that comes', async () => {
    const { number } = valueOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' }));
    const before = await countAllTables(bench.owner);
    const preview = valueOf(await previewPolicy(desk.context('administrator'), draft));
    expect(await countAllTables(bench.owner)).toEqual(before);
    expect(preview.goesStale).toBe(number);
    const now = valueOf(await readMix(desk.context('viewer'), { portfolio: 'fund' }));
    expect(preview.lines.map((line) => line.before)).toEqual(now.recommendation.lines.map((line) => line.target));

    const made = valueOf(await changePolicy(desk.context('administrator'), { ...draft, after: 1, reason: 'The board is older', }));
    expect(made.version).toBe(2);
    const then = valueOf(await readMix(desk.context('viewer'), { portfolio: 'fund' }));
    expect(then.recommendation.lines.map((line) => line.target)).toEqual(preview.lines.map((line) => line.after));
    expect(preview.lines[0].after).not.toBeCloseTo(preview.lines[0].before, 3);
    expect(preview.turnover?.after).toBeCloseTo(then.turnover ?? NaN, 12);
  });

  it('keeps every setting, and stands in the journal with its reason', async () => {
    const { id } = await bench.db.portfolio.findFirstOrThrow({ where: { workspaceId: desk.workspaceId, slug: 'fund' } });
    const version = await policyAt(bench.db, id, LAST_DAY);
    const { cash, groupLimits, ...terms } = settings;
    expect(version).toMatchObject({ version: 2, ...terms, policy: { cashAsset: cash, groupLimits } });
    expect(version?.policy.lines.map((line) => line.weight)).toEqual([0.4, 0.5, 0.1]);
    const entry = await bench.db.journalEntry.findFirstOrThrow({ where: { workspaceId: desk.workspaceId, kind: 'policy.changed' } });
    expect(entry).toMatchObject({ actor: 'north-administrator', body: { portfolio: 'fund', version: 2, reason: 'The board is older' } });
  });

  it('of two that are written at once one is refused, and nothing is half written', async () => {
    const before = await countAllTables(bench.owner);
    const both = await Promise.all([1, 2].map((k) => changePolicy(desk.context('administrator'), { ...draft, after: 2, reason: `try ${k}` })));
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(refusalOf(both.find((one) => !one.ok) ?? both[0]).kind).toBe('moved-meanwhile');
    const after = await countAllTables(bench.owner);
    expect([after.policy_version - before.policy_version, after.journal_entry - before.journal_entry]).toEqual([1, 1]);
  });

  it('may wait for its day: until then the one before it is in force', async () => {
    const { id } = await bench.db.portfolio.findFirstOrThrow({ where: { workspaceId: desk.workspaceId, slug: 'fund' } });
    valueOf(await changePolicy(desk.context('administrator'), { ...draft, after: 3, reason: 'next year', effectiveFrom: '2022-01-03' }));
    expect([(await policyAt(bench.db, id, '2022-01-02' as IsoDate))?.version, (await policyAt(bench.db, id, '2022-01-03' as IsoDate))?.version]).toEqual([3, 4]);
    expect(refusalOf(await changePolicy(desk.context('administrator'), { ...draft, after: 4, reason: 'too soon' })).kind).toBe('past-date');
  });
});

describe('another model', () => {
  const own = { portfolio: 'fund', lines: POLICY_LINES.map((line) => ({ ...line })), settings: { cash: 'BILL' } };
  const gtaa = { slug: 'gtaa5', params: { months: 6 } };
  let other: Desk;
  const policies = async () => listPolicies(bench.db, (await bench.db.portfolio.findFirstOrThrow({ where: { workspaceId: other.workspaceId, slug: 'fund' } })).id);
  const mix = async (asOf?: string) => valueOf(await readMix(other.context('viewer', '2021-07-05T18:00:00.000Z'), { portfolio: 'fund', ...(asOf && { asOf }) }));

  beforeAll(async () => {
    other = await makeDesk(bench, 'south');
  });

  it('is previewed, then followed from its day by every reading; the past keeps the model of its day', async () => {
    const before = await mix();
    const evidence = valueOf(await readBacktest(other.context('viewer'), { portfolio: 'fund' }));
    const stored = valueOf(await computeRecommendation(other.context('analyst'), { portfolio: 'fund' }));
    const preview = valueOf(await previewPolicy(other.context('administrator'), { ...own, model: gtaa }));
    expect(preview.lines.map((line) => line.before)).toEqual(before.recommendation.lines.map((line) => line.target));
    expect(preview.lines.map((line) => line.after)).not.toEqual(preview.lines.map((line) => line.before));

    valueOf(await changePolicy(other.context('administrator'), { ...own, model: gtaa, after: 1, reason: 'A simpler rule', effectiveFrom: '2021-07-05' }));
    expect((await mix('2021-07-02')).recommendation.model).toMatchObject({ slug: 'house' });
    const after = await mix();
    expect(after.recommendation.model).toMatchObject({ slug: 'gtaa5', version: '1.0.0' });
    expect(after.recommendation.lines.map((line) => line.target)).toEqual(preview.lines.map((line) => line.after));
    const judged = valueOf(await readBacktest(other.context('viewer', '2021-07-05T18:00:00.000Z'), { portfolio: 'fund' }));
    expect(judged.statistics.dynamic).not.toEqual(evidence.statistics.dynamic);
    expect(judged.facts.policyVersion.model.params).toEqual({ months: 6, cadence: 'month-end' });
    const replays = valueOf(await replayRecommendations(other.context('viewer', '2021-07-05T18:00:00.000Z'), { portfolio: 'fund' }));
    expect(replays.map(({ asOf, isSame, difference }) => ({ asOf, isSame, difference }))).toEqual([{ asOf: stored.asOf, isSame: true, difference: null }]);
    expect((await policies()).map(({ version, model }) => [version, model.slug])).toEqual([[2, 'gtaa5'], [1, 'house']]);
  });

  it('stands in the journal with its parameters and the model before it; one left as it is does not', async () => {
    const bodies = async () => (await bench.db.journalEntry.findMany({ where: { workspaceId: other.workspaceId, kind: 'policy.changed' }, orderBy: { sequence: 'asc' } })).map(({ body }) => body as object);
    expect(await bodies()).toMatchObject([{ version: 2, reason: 'A simpler rule', model: 'gtaa5 1.0.0', modelBefore: 'house 1.0.0', params: { months: 6, cadence: 'month-end' } }]);
    const [newest] = await policies();
    for (const [k, model] of [{ slug: 'gtaa5', params: { cadence: 'month-end', months: 6 } }, undefined].entries()) {
      valueOf(await changePolicy(other.context('administrator'), { ...own, model, after: 2 + k, reason: 'no other model', effectiveFrom: '2021-07-05' }));
    }
    expect((await policies()).slice(0, 3).map(({ model }) => model.id)).toEqual([newest.model.id, newest.model.id, newest.model.id]);
    expect((await bodies()).slice(1).every((body) => !('model' in body))).toBe(true);
  });

  it('is carried into imported weights', async () => {
    const csv = valueOf(await exportWeights(other.context('viewer', '2021-07-05T18:00:00.000Z'), { portfolio: 'fund' })).csv;
    valueOf(await importFile(other.context('administrator', '2021-07-05T18:00:00.000Z'), { portfolio: 'fund', fileName: 'weights.csv', path: bench.file('weights.csv', csv), request: { kind: 'weights' } }));
    const [newest] = await policies();
    expect([newest.version, newest.model.slug]).toEqual([5, 'gtaa5']);
  });

  it.each([
    ['has no name', { slug: 'crystal-ball', params: {} }, 'unknown-model', /crystal-ball/],
    ['is given what it does not take', { slug: 'gtaa5', params: { months: 0 } }, 'bad-parameters', /months/],
    ['has a role that nobody plays', { slug: 'gem', params: {} }, 'missing-asset', /No asset class of the policy plays/],
  ] as const)('that %s is refused before anything is written', async (_, model, kind, message) => {
    const [before, newest] = [await countAllTables(bench.owner), (await policies())[0]];
    const refusals = [
      refusalOf(await previewPolicy(other.context('administrator'), { ...own, model })),
      refusalOf(await changePolicy(other.context('administrator'), { ...own, model, after: newest.version, reason: 'try', effectiveFrom: '2021-07-05' })),
    ];
    expect(refusals.map((one) => one.kind)).toEqual([kind, kind]);
    refusals.forEach((one) => expect(one.message).toMatch(message));
    expect(await countAllTables(bench.owner)).toEqual(before);
  });

  it('that cannot decide on the history there is is refused, and nothing is half written', async () => {
    const [before, newest] = [await countAllTables(bench.owner), (await policies())[0]];
    const refused = refusalOf(await changePolicy(other.context('administrator'), { ...own, model: { slug: 'gtaa5', params: { months: 120 } }, after: newest.version, reason: 'try', effectiveFrom: '2021-07-05' }));
    expect(refused.message).toMatch(/^gtaa5 cannot decide under this policy today\./);
    expect(await countAllTables(bench.owner)).toEqual(before);
  });
});
