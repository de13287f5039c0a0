import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IsoDate } from '../../core/base/iso-date';
import { policyAt } from '../db/portfolio-store';
import { LAST_DAY, makeDesk, openBench, POLICY_LINES, refusalOf, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { countAllTables } from '../testing/sql';
import { changePolicy } from './change-policy';
import { previewPolicy } from './preview-policy';
import { proposeReallocation } from './propose-reallocation';
import { readMix } from './read-mix';

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
