import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IsoDate } from '../../core/base/iso-date';
import type { AssetId } from '../../core/base/units';
import { decide, decisions } from '../../core/decide';
import { policyRisk } from '../../core/proposals/policy-risk';
import { whatIf } from '../../core/what-if/what-if';
import { buildProposal, rulePlan } from '../desk/build-proposal';
import { holdingsOf } from '../desk/holdings';
import { modelOf } from '../desk/model-of';
import { openDesk } from '../desk/open-desk';
import { canonicalJson, hashOf } from '../hash';
import { ASSETS, LAST_DAY, makeDesk, marketDays, openBench, PRICES_REQUEST, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { countAllTables } from '../testing/sql';
import { computeRecommendation } from './compute-recommendation';
import { readMix } from './read-mix';
import { replayRecommendations } from './replay-recommendations';

let bench: Bench;
let desk: Desk;
const EARLIER = '2020-11-18' as IsoDate;

beforeAll(async () => {
  bench = await openBench();
  desk = await makeDesk(bench, 'north');
});

afterAll(() => bench.end());

const recommend = async (asOf?: string, instant?: string) => valueOf(await computeRecommendation(desk.context('viewer', instant), { portfolio: 'fund', asOf }));

describe('a stored recommendation', () => {
  it('adds up: the steps of each class sum to target − strategic, in the rows themselves', async () => {
    const { id } = await recommend();
    const rows = await bench.app.query<{ code: string; difference: number; steps: number; sum: number; target: number; strategic: number }>(
      `SELECT a.code, l.target - l.strategic AS difference, sum(s.change) AS sum, count(s.*)::int AS steps, l.target, l.strategic
       FROM recommendation_line l JOIN asset_class a ON a.id = l.asset_class_id
       JOIN recommendation_step s ON s.recommendation_id = l.recommendation_id AND s.asset_class_id = l.asset_class_id
       WHERE l.recommendation_id = $1 GROUP BY a.code, l.target, l.strategic`,
      [id],
    );
    expect(rows).toHaveLength(ASSETS.length);
    for (const row of rows) expect(Math.abs(row.difference - row.sum)).toBeLessThanOrEqual(1e-12);
    for (const weight of ['target', 'strategic'] as const) expect(rows.reduce((sum, row) => sum + row[weight], 0)).toBeCloseTo(1, 12);
    expect((await bench.app.query('SELECT count(*)::int AS n FROM recommendation_reading WHERE recommendation_id = $1', [id]))[0].n).toBeGreaterThan(0);
  });

  it('is one row for one input, also when five ask at once and on another day', async () => {
    const before = await countAllTables(bench.owner);
    const asked = await Promise.all([1, 2, 3, 4, 5].map(() => recommend('2021-03-31')));
    const later = await recommend('2021-03-31', '2022-01-03T09:00:00.000Z');
    expect(new Set([...asked, later].map((one) => one.id)).size).toBe(1);
    const after = await countAllTables(bench.owner);
    expect([after.recommendation - before.recommendation, after.journal_entry - before.journal_entry]).toEqual([1, 1]);
  });

  it('is what a browser makes of its basis where nothing is changed: target, turnover, cost, tracking error, limits', async () => {
    const mix = valueOf(await readMix(desk.context('viewer'), { portfolio: 'fund' }));
    // The functions of the browser on what a browser would be sent.
    const found = valueOf(whatIf(structuredClone(mix.basis), { held: new Map(), scores: [] }));
    const draft = valueOf(await openDesk(desk.context('viewer'), 'fund'));
    const holdings = valueOf(await holdingsOf(bench.db, draft));
    const content = valueOf(buildProposal(draft, holdings, mix.recommendation));
    mix.recommendation.lines.forEach((line, k) => {
      expect(Math.abs(found.weights[k] - line.target)).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(found.modelTarget[k] - line.target)).toBeLessThanOrEqual(1e-12);
    });
    expect(Math.abs((found.cost?.amount ?? NaN) - (mix.costAmount ?? NaN))).toBeLessThanOrEqual(5e-5);
    expect(Math.abs((found.cost?.amount ?? NaN) - rulePlan(draft, holdings, mix.recommendation).cost)).toBeLessThanOrEqual(1e-12);
    const risk = valueOf(policyRisk(draft.view, draft.policyVersion.policy, mix.recommendation.lines.map((line) => line.target)));
    expect(Math.abs((found.trackingErrorAnnual ?? NaN) - risk.trackingErrorAnnual)).toBeLessThanOrEqual(1e-12);
    expect(Math.abs((found.volatilityAnnual ?? NaN) - risk.volatilityAnnual)).toBeLessThanOrEqual(1e-12);
    expect(found.checks).toEqual(content.checks.filter(({ kind }) => found.checks.some((check) => check.kind === kind)));
    expect(found.checks).toHaveLength(6);
    // A score that is set to what it is changes nothing; one that is not, does.
    const trend = mix.basis.readings.find(({ indicator, asset }) => indicator === 'trend' && asset === 'EQ');
    const withTrend = (score: number) => valueOf(whatIf(mix.basis, { held: new Map(), scores: [{ layer: 'tactical', indicator: 'trend', asset: 'EQ' as AssetId, score }] })).weights;
    withTrend(trend?.score ?? NaN).forEach((weight, k) => expect(Math.abs(weight - found.weights[k])).toBeLessThanOrEqual(1e-12));
    expect(withTrend(-(trend?.score ?? NaN))[0]).not.toBeCloseTo(found.weights[0], 3);
  });

  it('is what the mix shows, before and after it is stored', async () => {
    const look = async () => valueOf(await readMix(desk.context('viewer'), { portfolio: 'fund', asOf: '2021-05-14' }));
    const before = await look();
    const stored = await recommend('2021-05-14');
    const after = await look();
    expect([before.stored, after.stored]).toEqual([false, true]);
    expect(after.recommendation).toEqual(stored);
    expect(before.recommendation.lines).toEqual(stored.lines);
    expect(before.recommendation.steps).toEqual(stored.steps);
    expect(before.recommendation.inputHash).toBe(stored.inputHash);
  });

  it('as of a day is the decision of that day on the full history', async () => {
    const full = valueOf(await openDesk(desk.context('viewer'), 'fund'));
    const all = valueOf(decisions(full.view, full.policyVersion.policy, modelOf(full.policyVersion)));
    expect(all.length).toBeGreaterThan(10);
    const days = [...all.filter((_, k) => k % 4 === 0).map((decision) => decision.date), '2020-11-18', '2021-06-29', LAST_DAY];
    for (const day of days) {
      const expected = all.filter((decision) => decision.date <= day).at(-1);
      const made = await recommend(day);
      expect(made.decisionDate).toBe(expected?.date);
      made.lines.forEach((line, k) => expect(Math.abs(line.target - (expected?.target[k] ?? NaN))).toBeLessThanOrEqual(1e-12));
    }
  });

  it('replayed gives the same bytes', async () => {
    const stored = await recommend(EARLIER);
    const again = valueOf(await openDesk(desk.context('viewer', '2021-12-24T09:00:00.000Z'), 'fund', { asOf: EARLIER }));
    const replayed = [1, 2].map(() => valueOf(decide(again.view, again.policyVersion.policy, modelOf(again.policyVersion))));
    expect(canonicalJson(replayed[0])).toBe(canonicalJson(replayed[1]));
    expect(hashOf(replayed[0])).toBe(stored.outputHash);
  });

  it('at another desk with the same data is the same to the last bit', async () => {
    const twin = await makeDesk(bench, 'twin');
    const there = valueOf(await computeRecommendation(twin.context('viewer'), { portfolio: 'fund' }));
    expect(there.outputHash).toBe((await recommend()).outputHash);
  });
});

describe('nothing from the future', () => {
  const poisoned = (days: readonly string[]) => `date,EQ,BD,BILL\n${days.map((day, k) => `${day},${1000 + k},${0.01 + k},${500 - k / 10}`).join('\n')}\n`;
  const later = '2021-12-31T18:00:00.000Z';

  it('absurd prices and observations after a day change nothing decided on it, and the same row is found', async () => {
    const before = await recommend(EARLIER);
    const lookBefore = valueOf(await readMix(desk.context('viewer'), { portfolio: 'fund', asOf: EARLIER }));
    const after = marketDays('2021-09-30' as IsoDate).filter((day) => day > EARLIER);
    // Days that had prices are rewritten, days after the last are added.
    expect(valueOf(await desk.importText('poison.csv', poisoned(after), PRICES_REQUEST, { instant: later })).stored).toBe(3 * after.length);
    const observations = ['CAPE', 'GS10', 'CPI_NSA', 'UNRATE', 'BAA', 'AAA'].flatMap((series) => [`${series},2020-10,1e9,2020-11-19`, `${series},2021-01,-1e9,2021-02-01`]);
    valueOf(await desk.importText('poison-observations.csv', `series_id,period,value,release_date\n${observations.join('\n')}\n`, { kind: 'observations', pointInTime: true }, { instant: later }));
    const again = await recommend(EARLIER, later);
    expect(again.id).toBe(before.id);
    const fresh = valueOf(await openDesk(desk.context('viewer', later), 'fund', { asOf: EARLIER }));
    expect(hashOf(valueOf(decide(fresh.view, fresh.policyVersion.policy, modelOf(fresh.policyVersion))))).toBe(before.outputHash);
    const lookAfter = valueOf(await readMix(desk.context('viewer', later), { portfolio: 'fund', asOf: EARLIER }));
    expect(lookAfter.recommendation).toEqual(lookBefore.recommendation);
    expect(lookAfter.risk).toEqual(lookBefore.risk);
    expect(lookAfter.drawdownNow).toEqual(lookBefore.drawdownNow);
  });

  it('and the poison works: the same prices up to that day do change it', async () => {
    const before = await recommend(EARLIER);
    valueOf(await desk.importText('poison-past.csv', poisoned(['2020-10-30']), PRICES_REQUEST, { instant: later }));
    const after = await recommend(EARLIER, later);
    expect(after.id).not.toBe(before.id);
    expect(after.outputHash).not.toBe(before.outputHash);
  });

  it('every recommendation replays from what was recorded when it was made, whatever was rewritten since', async () => {
    const replays = valueOf(await replayRecommendations(desk.context('viewer', later), { portfolio: 'fund' }));
    expect(replays.length).toBeGreaterThan(3);
    expect(replays.filter(({ isSame }) => !isSame)).toEqual([]);
  });

  it('and the replay would tell: with another answer on record it says so', async () => {
    await bench.owner.query('ALTER TABLE recommendation DISABLE TRIGGER USER');
    await bench.owner.query("UPDATE recommendation SET output_hash = repeat('0', 64) WHERE id = (SELECT id FROM recommendation WHERE portfolio_id = (SELECT id FROM portfolio WHERE workspace_id = $1::uuid) ORDER BY created_at DESC LIMIT 1)", [desk.workspaceId]);
    await bench.owner.query('ALTER TABLE recommendation ENABLE TRIGGER USER');
    const [newest, ...others] = valueOf(await replayRecommendations(desk.context('viewer', later), { portfolio: 'fund' }));
    expect(newest.difference).toBe('the same inputs gave another answer');
    expect(others.every(({ isSame }) => isSame)).toBe(true);
  });

  it('by today’s books an earlier day may look different from how it looked then', async () => {
    const then = valueOf(await readMix(desk.context('viewer', later), { portfolio: 'fund', asOf: EARLIER }));
    expect(then.facts).toMatchObject({ isPast: true, asOf: EARLIER, bookedAt: null });
    const now = valueOf(await readMix(desk.context('viewer', later), { portfolio: 'fund' }));
    expect(now.facts).toMatchObject({ isPast: false, latest: now.facts.asOf });
  });
});
