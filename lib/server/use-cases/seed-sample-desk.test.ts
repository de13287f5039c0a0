import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../clock';
import { membersOf } from '../db/people-store';
import { listWorkspaces } from '../db/workspace-store';
import { openBench, valueOf, type Bench } from '../testing/desk-builder';
import { countAllTables } from '../testing/sql';
import { verifyJournal } from './journal';
import { readProposals } from './read-proposals';
import { readBook } from './read-book';
import { readMix } from './read-mix';
import { seedSampleDesk } from './seed-sample-desk';
import type { Context } from './use-case';

const SLUGS = ['us-balanced', 'global-multi-asset'];
const quiet = () => undefined;

let bench: Bench;
let broken: Bench;

beforeAll(async () => {
  [bench, broken] = [await openBench(), await openBench()];
  await seedSampleDesk(bench.db, quiet);
});

afterAll(async () => {
  await bench.end();
  await broken.end();
});

async function visitor({ db }: Bench): Promise<Context> {
  const [workspace] = await listWorkspaces(db);
  const actor = (await membersOf(db, workspace.id)).find((one) => one.role === 'viewer');
  if (!actor) throw new Error('the sample desk has no viewer');
  return { db, actor, clock: systemClock };
}

/** All that a visitor can tell two sample desks apart by: identifiers and the time of filling are no part of it. */
async function stateOf(desk: Bench) {
  const context = await visitor(desk);
  const levels = await desk.app.query('SELECT s.code, s.basis::text, count(*)::int AS n, sum(level) AS sum FROM price p JOIN series s ON s.id = p.series_id GROUP BY 1, 2 ORDER BY 1, 2');
  const observations = await desk.app.query('SELECT s.code, count(*)::int AS n, sum(value) AS sum FROM observation o JOIN series s ON s.id = o.series_id GROUP BY 1 ORDER BY 1');
  const journal = await desk.app.query('SELECT kind, actor, subject FROM journal_entry ORDER BY sequence');
  const bookings = await desk.app.query('SELECT p.slug, t.sequence, t.kind::text, t.date::text, t.quantity::text, t.amount::text, t.cost::text FROM transaction t JOIN portfolio p ON p.id = t.portfolio_id ORDER BY 1, 2');
  const proposals = await desk.app.query('SELECT f.slug, p.number, p.state::text, p.version, p.as_of::text, p.value::text, p.turnover, p.maker_id, p.created_at::text FROM proposal p JOIN portfolio f ON f.id = p.portfolio_id ORDER BY 1, 2');
  const outputs = await desk.app.query('SELECT f.slug, r.as_of::text, r.output_hash FROM recommendation r JOIN portfolio f ON f.id = r.portfolio_id ORDER BY 1, 2');
  // Backtests are kept, and counted as tries, when somebody first looks.
  const counts = { ...(await countAllTables(desk.owner)), backtest_run: 0, trial: 0 };
  return { counts, intact: (await verifyJournal(desk.db, context.actor.workspaceId)).intact, levels, observations, journal, bookings, proposals, outputs };
}

describe('the sample desk', () => {
  it('has two portfolios, each with an executed, a rejected and an open proposal, and a journal that holds', async () => {
    const context = await visitor(bench);
    const book = valueOf(await readBook(context, {}));
    expect(book.map((row) => row.slug).sort()).toEqual([...SLUGS].sort());
    expect(book.map((row) => [row.problem, row.proposal?.state])).toEqual([[null, 'proposed'], [null, 'proposed']]);
    for (const portfolio of SLUGS) {
      const { proposals, facts } = valueOf(await readProposals(context, { portfolio }));
      expect(proposals.map((one) => one.state).reverse()).toEqual(['executed', 'rejected', 'proposed']);
      expect(proposals.every((one) => one.makerName === 'Ana Lindgren')).toBe(true);
      expect([facts.isSample, facts.simulated]).toEqual([true, portfolio === 'global-multi-asset']);
    }
    expect(await verifyJournal(bench.db, context.actor.workspaceId)).toMatchObject({ intact: true });
  });

  it('stores recommendations whose steps add up in every class, dynamic layer included', async () => {
    const rows = await bench.app.query<{ gap: number; dynamic: number }>(
      `SELECT abs(l.target - l.strategic - sum(s.change)) AS gap, abs(l.dynamic_tilt) AS dynamic FROM recommendation_line l
       JOIN recommendation_step s ON s.recommendation_id = l.recommendation_id AND s.asset_class_id = l.asset_class_id GROUP BY l.recommendation_id, l.asset_class_id, l.target, l.strategic, l.dynamic_tilt`,
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(Math.max(...rows.map((row) => row.gap))).toBeLessThanOrEqual(1e-12);
    expect(rows.some((row) => row.dynamic > 0.001)).toBe(true);
  });

  it('shows what is due today at its own clock, long after its last day', async () => {
    for (const portfolio of SLUGS) {
      const mix = valueOf(await readMix(await visitor(bench), { portfolio }));
      expect(mix.isDue).toBe(true);
      expect(mix.openProposal?.number).toBe(3);
      expect(mix.facts.asOf < '2026-01-01').toBe(true);
    }
  });

  it('filled again stays as it is', async () => {
    const before = await stateOf(bench);
    await seedSampleDesk(bench.db, quiet);
    expect(await stateOf(bench)).toEqual(before);
  });

  it('broken off after its first portfolio and taken up again ends in the same state', async () => {
    let filled = 0;
    const breakOff = () => {
      filled += 1;
      if (filled === 2) throw new Error('the light went out');
    };
    await expect(seedSampleDesk(broken.db, breakOff)).rejects.toThrow('the light went out');
    expect((await countAllTables(broken.owner)).portfolio).toBe(1);
    await seedSampleDesk(broken.db, quiet);
    expect(await stateOf(broken)).toEqual(await stateOf(bench));
  });
});
