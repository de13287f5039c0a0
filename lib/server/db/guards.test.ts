import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProposal } from './proposal-store';
import { decideProposal } from '../use-cases/decide-proposal';
import { proposeReallocation } from '../use-cases/propose-reallocation';
import { makeDesk, openBench, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { countAllTables, rolledBack, type Sql } from '../testing/sql';

/**
 * What holds whoever writes. Each refusal has a control beside it: the same statement passes where it is allowed, or
 * would pass if the guard were not there.
 */
let bench: Bench;
let desk: Desk;
let portfolioId: string;
let proposalId: string;

beforeAll(async () => {
  bench = await openBench();
  desk = await makeDesk(bench, 'north');
  const { number } = valueOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' }));
  portfolioId = (await bench.db.portfolio.findFirstOrThrow({ where: { workspaceId: desk.workspaceId } })).id;
  proposalId = (await findProposal(bench.db, desk.workspaceId, portfolioId, number))?.id ?? '';
});

afterAll(() => bench.end());

/** Tries a statement in a transaction that leaves nothing behind; constraints that wait for the end are asked at once. */
const attempt = (sql: Sql, ...statements: readonly string[]) =>
  rolledBack(sql, async () => {
    for (const statement of statements) await sql.query(statement);
    await sql.query('SET CONSTRAINTS ALL IMMEDIATE');
  });

const without = (table: string, trigger: string) => `ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`;

const FACTS = [
  'price', 'observation', 'import_batch', 'import_confirmation', 'batch_series', 'policy_version', 'policy_line', 'policy_group_limit', 'model_version', 'transaction', 'statement',
  'recommendation', 'recommendation_line', 'recommendation_reading', 'recommendation_step', 'proposal_line', 'proposal_trade', 'proposal_check', 'proposal_decision', 'proposal_action', 'journal_entry',
] as const;
/** A column of each that could be set to itself. */
const COLUMN: Readonly<Record<(typeof FACTS)[number], string>> = {
  price: 'level', observation: 'value', import_batch: 'file_name', import_confirmation: 'confirms', batch_series: 'batch_id', policy_version: 'note', policy_line: 'weight', policy_group_limit: 'min', model_version: 'slug', transaction: 'note',
  statement: 'as_of', recommendation: 'as_of', recommendation_line: 'target', recommendation_reading: 'score', recommendation_step: 'change', proposal_line: 'target',
  proposal_trade: 'price', proposal_check: 'message', proposal_decision: 'reason', proposal_action: 'name', journal_entry: 'body',
};

describe('a fact', () => {
  it.each(FACTS)('%s is neither changed, removed nor emptied by the app, and not by its owner either', async (table) => {
    const change = `UPDATE "${table}" SET ${COLUMN[table]} = ${COLUMN[table]}`;
    const before = await countAllTables(bench.owner);
    for (const statement of [change, `DELETE FROM "${table}"`, `TRUNCATE "${table}" CASCADE`]) await expect(attempt(bench.app, statement)).rejects.toThrow('permission denied');
    await expect(attempt(bench.app, `ALTER TABLE "${table}" DISABLE TRIGGER ALL`)).rejects.toThrow('must be owner');
    await expect(attempt(bench.app, `DROP TRIGGER ${table}_is_append_only ON "${table}"`)).rejects.toThrow('must be owner');
    await expect(attempt(bench.owner, `TRUNCATE "${table}" CASCADE`)).rejects.toThrow('append-only');
    if (before[table] > 0) for (const statement of [change, `DELETE FROM "${table}"`]) await expect(attempt(bench.owner, statement)).rejects.toThrow('append-only');
    // Control: it is the trigger that refuses the owner, and nothing else.
    await expect(attempt(bench.owner, without(`"${table}"`, `${table}_is_append_only`), change)).resolves.toBeUndefined();
    expect(await countAllTables(bench.owner)).toEqual(before);
  });

  it('leaves the app what it may change', async () => {
    await expect(attempt(bench.app, 'UPDATE workspace SET name = name', 'UPDATE portfolio SET name = name')).resolves.toBeUndefined();
  });
});

describe('a proposal', () => {
  it('is never edited: neither by the app, which lacks the right, nor by the owner', async () => {
    const edit = `UPDATE proposal SET turnover = 0, version = version + 1`;
    await expect(attempt(bench.app, edit)).rejects.toThrow('permission denied');
    await expect(attempt(bench.owner, edit)).rejects.toThrow('never edited');
    await expect(attempt(bench.owner, 'DELETE FROM proposal')).rejects.toThrow('never deleted');
    await expect(attempt(bench.owner, 'TRUNCATE proposal CASCADE')).rejects.toThrow('append-only');
    await expect(attempt(bench.owner, without('proposal', 'proposal_is_frozen'), edit)).resolves.toBeUndefined();
  });

  it('does not change its maker', async () => {
    const steal = `UPDATE proposal SET maker_id = 'somebody', version = version + 1, state = 'withdrawn'`;
    await expect(attempt(bench.app, steal)).rejects.toThrow('never edited');
    await expect(attempt(bench.app, `UPDATE proposal SET version = version + 1, state = 'withdrawn'`)).resolves.toBeUndefined();
  });

  it.each(['executed', 'cancelled', 'draft', 'partly-executed', 'proposed'])('does not go from proposed to %s', async (state) => {
    const move = `UPDATE proposal SET state = '${state}', version = version + 1`;
    await expect(attempt(bench.app, move)).rejects.toThrow(`from proposed to ${state}`);
    await expect(attempt(bench.owner, without('proposal', 'proposal_is_frozen'), move)).resolves.toBeUndefined();
  });

  it.each(['rejected', 'withdrawn', 'expired', 'superseded', 'deferred'])('may go from proposed to %s', async (state) => {
    await expect(attempt(bench.app, `UPDATE proposal SET state = '${state}', version = version + 1`)).resolves.toBeUndefined();
  });

  it('raises its version by one with every move', async () => {
    await expect(attempt(bench.app, `UPDATE proposal SET state = 'withdrawn'`)).rejects.toThrow('raises the version');
    await expect(attempt(bench.app, `UPDATE proposal SET state = 'withdrawn', version = version + 2`)).rejects.toThrow('raises the version');
  });

  const COLUMNS = 'workspace_id, portfolio_id, recommendation_id, state, version, maker_id, self_approval_allowed, as_of, value, turnover, cost_amount, cash_residual, risk_before, risk_after, expires_on, content_hash, created_at';
  /** Another proposal like the first, as it was proposed, but for what is said of it. */
  const another = (differs: Readonly<Record<string, string>> = {}) => {
    const said = Object.keys(differs);
    return `INSERT INTO proposal (id, number, ${[COLUMNS, ...said].join(', ')}) SELECT gen_random_uuid(), 99, ${[COLUMNS.replace(' state, version', ` 'proposed'::proposal_state, 1`), ...said.map((column) => differs[column])].join(', ')} FROM proposal WHERE id = '${proposalId}'`;
  };

  it('is the only open one of its portfolio', async () => {
    await expect(attempt(bench.app, another())).rejects.toThrow('proposal_one_open');
    await expect(attempt(bench.owner, 'DROP INDEX proposal_one_open', another())).resolves.toBeUndefined();
  });

  it('takes the place of one that is superseded, of its own portfolio', async () => {
    const child = another({ parent_id: `'${proposalId}'` });
    const move = (state: string) => `UPDATE proposal SET state = '${state}', version = version + 1`;
    for (const state of ['withdrawn', 'rejected']) await expect(attempt(bench.app, move(state), child)).rejects.toThrow('replaces one that is superseded');
    await expect(attempt(bench.app, move('superseded'), child)).resolves.toBeUndefined();
    await expect(attempt(bench.owner, move('withdrawn'), without('proposal', 'proposal_is_bound'), child)).resolves.toBeUndefined();
  });

  it('moves money by a positive amount, or by none where the rule decides', async () => {
    const alone = 'DROP INDEX proposal_one_open';
    const wrong: readonly Readonly<Record<string, string>>[] = [{ mode: `'raise-cash'` }, { mode: `'invest-cash'`, money_moved: '0' }, { mode: `'invest-cash'`, money_moved: '-5' }, { mode: `'rebalance'`, money_moved: '5' }];
    for (const one of wrong) await expect(attempt(bench.owner, alone, another({ ...one, mode: `${one.mode}::proposal_mode` })), JSON.stringify(one)).rejects.toThrow('proposal_moves_money_or_not');
    await expect(attempt(bench.owner, alone, another({ mode: `'raise-cash'::proposal_mode`, money_moved: '5' }))).resolves.toBeUndefined();
  });
});

describe('what was signed', () => {
  const check = () =>
    `INSERT INTO proposal_check (proposal_id, workspace_id, position, kind, result, message) VALUES ('${proposalId}', '${desk.workspaceId}', 900, 'cost', 'within', 'added later')`;
  it('is complete: no part is added afterwards, by the app or by the owner', async () => {
    for (const sql of [bench.app, bench.owner]) await expect(attempt(sql, check())).rejects.toThrow('this proposal is complete');
    const [line] = await bench.owner.query(`SELECT recommendation_id AS id, asset_class_id AS asset FROM recommendation_line WHERE workspace_id = '${desk.workspaceId}' LIMIT 1`);
    const step = `INSERT INTO recommendation_step (recommendation_id, workspace_id, position, step, asset_class_id, change) VALUES ('${line.id}', '${desk.workspaceId}', 99, 'later', '${line.asset}', 0.1)`;
    await expect(attempt(bench.app, step)).rejects.toThrow('this recommendation is complete');
    const [policy] = await bench.owner.query(`SELECT id FROM policy_version WHERE workspace_id = '${desk.workspaceId}' LIMIT 1`);
    const limit = `INSERT INTO policy_group_limit (policy_version_id, workspace_id, "group", min, max) VALUES ('${policy.id}', '${desk.workspaceId}', 'equity', 0, 1)`;
    await expect(attempt(bench.app, limit)).rejects.toThrow('this policy_version is complete');
  });
  it('would take a part if it were not for the guard', async () =>
    expect(attempt(bench.owner, without('proposal_check', 'proposal_check_is_never_late'), check())).resolves.toBeUndefined());
});

const OVERRIDE = { override_kind: `'view'::override_kind`, expires_on: `'2021-10-01'`, mixes: `'{}'::jsonb` };

describe('a decision', () => {
  const decision = (over: Readonly<Record<string, string>> = {}) => {
    const row = { user_id: `'north-approver'`, kind: `'approve'`, reason: `'fine'`, content_hash: 'content_hash', maker_id: 'NULL', self_approval_allowed: 'true', ...over };
    return `INSERT INTO proposal_decision (id, workspace_id, proposal_id, decided_at, ${Object.keys(row).join(', ')})
      SELECT '${randomUUID()}', workspace_id, id, now(), ${Object.values(row).map((value, k) => (Object.keys(row)[k] === 'kind' ? `${value}::decision_kind` : value)).join(', ')} FROM proposal WHERE id = '${proposalId}'`;
  };

  it('by the maker is no approval, whatever the statement says about the maker and the policy', async () => {
    const byMaker = decision({ user_id: `'north-analyst'` });
    await expect(attempt(bench.app, byMaker)).rejects.toThrow('proposal_decision_by_another_person');
    await expect(attempt(bench.owner, byMaker)).rejects.toThrow('proposal_decision_by_another_person');
    await expect(attempt(bench.app, decision({ user_id: `'north-analyst'`, maker_id: `'somebody'` }))).rejects.toThrow('proposal_decision_by_another_person');
    // Controls: another person may, the maker may withdraw, and without the constraint the maker could approve.
    await expect(attempt(bench.app, decision())).resolves.toBeUndefined();
    await expect(attempt(bench.app, decision({ user_id: `'north-analyst'`, kind: `'withdraw'` }))).resolves.toBeUndefined();
    await expect(attempt(bench.owner, 'ALTER TABLE proposal_decision DROP CONSTRAINT proposal_decision_by_another_person', byMaker)).resolves.toBeUndefined();
  });

  it('binds the content that was signed', async () => {
    await expect(attempt(bench.app, decision({ content_hash: `repeat('0', 64)` }))).rejects.toThrow('another content');
    await expect(attempt(bench.owner, without('proposal_decision', 'proposal_decision_is_bound'), decision({ content_hash: `repeat('0', 64)`, maker_id: 'maker_id' }))).resolves.toBeUndefined();
  });

  it('comes before the last signature', async () => {
    await expect(attempt(bench.app, decision(), decision({ user_id: `'north-administrator'` }))).rejects.toThrow('has all its signatures');
    await expect(attempt(bench.app, decision(), decision({ kind: `'reject'`, ...OVERRIDE }))).rejects.toThrow('has all its signatures');
    await expect(attempt(bench.owner, without('proposal_decision', 'proposal_decision_is_bound'), decision({ maker_id: 'maker_id' }), decision({ user_id: `'north-administrator'`, maker_id: 'maker_id' }))).resolves.toBeUndefined();
  });

  it('fits the state of the proposal', async () => {
    const withdrawn = `UPDATE proposal SET state = 'withdrawn', version = version + 1`;
    await expect(attempt(bench.app, withdrawn, decision())).rejects.toThrow('withdrawn takes no decision to approve');
    await expect(attempt(bench.app, decision({ kind: `'cancel'`, ...OVERRIDE }))).rejects.toThrow('proposed takes no decision to cancel');
    await expect(attempt(bench.owner, without('proposal_decision', 'proposal_decision_is_bound'), withdrawn, decision({ maker_id: 'maker_id' }))).resolves.toBeUndefined();
  });

  it('that departs from the rule says why, until when and from what', async () => {
    for (const column of Object.keys(OVERRIDE)) await expect(attempt(bench.app, decision({ kind: `'reject'`, ...OVERRIDE, [column]: 'NULL' }))).rejects.toThrow('proposal_decision_override_is_whole');
    await expect(attempt(bench.app, decision({ kind: `'reject'`, ...OVERRIDE }))).resolves.toBeUndefined();
    await expect(attempt(bench.owner, 'ALTER TABLE proposal_decision DROP CONSTRAINT proposal_decision_override_is_whole', decision({ kind: `'reject'` }))).resolves.toBeUndefined();
  });

  it('of two kinds of ending is made once', async () => {
    const twice = [decision({ kind: `'reject'`, ...OVERRIDE }), decision({ kind: `'withdraw'` })];
    await expect(attempt(bench.app, ...twice)).rejects.toThrow('proposal_decision_once');
    await expect(attempt(bench.owner, 'DROP INDEX proposal_decision_once', ...twice)).resolves.toBeUndefined();
  });

  it('against a proposal gives a reason', async () => {
    await expect(attempt(bench.app, decision({ kind: `'reject'`, ...OVERRIDE, reason: `'  '` }))).rejects.toThrow('proposal_decision_gives_a_reason');
    await expect(attempt(bench.app, decision({ kind: `'reject'`, ...OVERRIDE }))).resolves.toBeUndefined();
    await expect(attempt(bench.app, decision({ reason: `''` }))).resolves.toBeUndefined();
  });

  it('of a use case goes the same way', async () => {
    const before = await countAllTables(bench.owner);
    // Past the check of the use case: the maker with the approver's role.
    const result = await decideProposal(desk.context({ ...desk.actors.analyst, role: 'approver' }), { portfolio: 'fund', number: 1, version: 1, decision: 'approve' });
    expect(result).toMatchObject({ ok: false, error: { kind: 'maker-is-checker' } });
    expect(await countAllTables(bench.owner)).toEqual(before);
  });
});

describe('an approval', () => {
  const move = () => `UPDATE proposal SET state = 'approved', version = version + 1 WHERE id = '${proposalId}'`;
  const signature = (user: string) => `INSERT INTO proposal_decision (id, workspace_id, proposal_id, decided_at, user_id, kind, reason, content_hash, self_approval_allowed) SELECT '${randomUUID()}', workspace_id, id, now(), '${user}', 'approve', '', content_hash, false FROM proposal WHERE id = '${proposalId}'`;

  it('has the signatures that the policy asks for, of different people', async () => {
    await expect(attempt(bench.app, move())).rejects.toThrow('approved by 1 signatures, and has 0');
    await expect(attempt(bench.app, signature('north-approver'), move())).resolves.toBeUndefined();
    await expect(attempt(bench.owner, without('proposal', 'proposal_is_frozen'), move())).resolves.toBeUndefined();
    const two = [without('proposal', 'proposal_is_frozen'), 'UPDATE proposal SET approvers_needed = 2', 'ALTER TABLE proposal ENABLE TRIGGER proposal_is_frozen'];
    await expect(attempt(bench.owner, ...two, signature('north-approver'), move())).rejects.toThrow('approved by 2 signatures, and has 1');
    await expect(attempt(bench.owner, ...two, signature('north-approver'), signature('north-approver'))).rejects.toThrow('proposal_decision_signs_once');
    await expect(attempt(bench.owner, ...two, signature('north-approver'), signature('north-administrator'), move())).resolves.toBeUndefined();
  });

  it('is what a booking rests on, and never exceeds', async () => {
    const fill = (share: string) =>
      `INSERT INTO transaction (id, workspace_id, portfolio_id, sequence, kind, date, instrument_id, quantity, price, amount, cost, proposal_id, booked_by, recorded_at)
       SELECT gen_random_uuid(), p.workspace_id, p.portfolio_id, 900 + (random() * 1000000)::int, CASE WHEN t.quantity > 0 THEN 'buy' ELSE 'sell' END::transaction_kind, p.as_of, t.instrument_id, t.quantity * ${share}, t.price, -t.amount * abs(${share}), 0, p.id, 'north-analyst', now()
       FROM proposal_trade t JOIN proposal p ON p.id = t.proposal_id WHERE p.id = '${proposalId}' ORDER BY t.position LIMIT 1`;
    const approvedNow = [signature('north-approver'), move()];
    await expect(attempt(bench.app, fill('1'))).rejects.toThrow('that is not approved');
    await expect(attempt(bench.app, ...approvedNow, fill('1'))).resolves.toBeUndefined();
    await expect(attempt(bench.app, ...approvedNow, fill('0.5'), fill('0.5'))).resolves.toBeUndefined();
    await expect(attempt(bench.app, ...approvedNow, fill('0.5'), fill('0.6'))).rejects.toThrow('more is booked than was signed');
    await expect(attempt(bench.owner, ...approvedNow, without('transaction', 'transaction_is_signed'), fill('0.5'), fill('0.6'))).resolves.toBeUndefined();
  });
});

describe('a policy', () => {
  const version = randomUUID();
  const columns = 'workspace_id, portfolio_id, effective_from, rebalancing_rule, rebalancing, execution_lag, self_approval_allowed, created_by';
  const head = () => `INSERT INTO policy_version (id, version, ${columns}) SELECT '${version}', 77, ${columns} FROM policy_version WHERE portfolio_id = '${portfolioId}' LIMIT 1`;
  const lines = (weight: string) =>
    `INSERT INTO policy_line (policy_version_id, workspace_id, asset_class_id, position, weight, min, max, cost_bps)
     SELECT '${version}', l.workspace_id, l.asset_class_id, l.position, ${weight}, 0, 1, 10 FROM policy_line l JOIN policy_version v ON v.id = l.policy_version_id WHERE v.portfolio_id = '${portfolioId}' AND v.version = 1`;

  it('sums to 1 when the transaction ends', async () => {
    await expect(attempt(bench.app, head(), lines('l.weight * 0.99'))).rejects.toThrow('policy weights sum to 0.99');
    await expect(attempt(bench.app, head())).rejects.toThrow('policy weights sum to 0');
    await expect(attempt(bench.app, head(), lines('l.weight'))).resolves.toBeUndefined();
    await expect(attempt(bench.owner, without('policy_version', 'policy_is_whole'), head(), lines('l.weight * 0.99'))).resolves.toBeUndefined();
  });

  it('is refused at the commit itself', async () => {
    await bench.app.query('BEGIN');
    await bench.app.query(head());
    await bench.app.query(lines('l.weight * 0.5'));
    await expect(bench.app.query('COMMIT')).rejects.toThrow('policy weights sum to 0.5');
    expect(await bench.app.query('SELECT 1 FROM policy_version WHERE version = 77')).toHaveLength(0);
  });

  it('keeps every weight between its limits', async () => {
    await expect(attempt(bench.app, head(), lines('l.weight + 2'))).rejects.toThrow('policy_line_bounds');
  });

  it('meets its own group limits when the transaction ends', async () => {
    await expect(attempt(bench.app, head(), lines('l.weight'), `INSERT INTO policy_group_limit (policy_version_id, workspace_id, "group", min, max) VALUES ('${version}', '${desk.workspaceId}', 'equity', 0, 0.1)`)).rejects.toThrow('breaks its own group limits');
  });
});

describe('a row', () => {
  it('never points into another desk', async () => {
    const other = await makeDesk(bench, 'south');
    const { id } = await bench.db.assetClass.findFirstOrThrow({ where: { workspaceId: other.workspaceId } });
    const line = (asset: string, workspace: string) => `INSERT INTO recommendation_step (recommendation_id, workspace_id, position, step, asset_class_id, change) SELECT id, '${workspace}', 99, 'foreign', '${asset}', 0 FROM recommendation WHERE workspace_id = '${desk.workspaceId}'`;
    // The recommendation is complete, so that guard stands aside here: it is the keys that are asked.
    const late = without('recommendation_step', 'recommendation_step_is_never_late');
    await expect(attempt(bench.owner, late, line(id, desk.workspaceId))).rejects.toThrow('foreign key');
    await expect(attempt(bench.owner, late, line(id, other.workspaceId))).rejects.toThrow('foreign key');
    const own = await bench.db.assetClass.findFirstOrThrow({ where: { workspaceId: desk.workspaceId } });
    await expect(attempt(bench.owner, late, line(own.id, desk.workspaceId))).resolves.toBeUndefined();
  });

  it('of a price is positive and finite', async () => {
    const price = (level: string) => `INSERT INTO price (series_id, date, recorded_at, level, batch_id) SELECT series_id, date, now(), ${level}, batch_id FROM price LIMIT 1`;
    for (const level of ['0', '-1', `'NaN'`, `'Infinity'`]) await expect(attempt(bench.app, price(level))).rejects.toThrow('price_level_is_positive');
    await expect(attempt(bench.app, price('1'))).resolves.toBeUndefined();
  });

  describe.each([
    { table: 'price', insert: (series: string, batch: string) => `INSERT INTO price (series_id, date, recorded_at, level, batch_id) SELECT ${series}, '1990-01-01'::date + n, now(), 1, ${batch} FROM generate_series(1, 3) n` },
    { table: 'observation', insert: (series: string, batch: string) => `INSERT INTO observation (series_id, period, known_at, recorded_at, value, batch_id) SELECT ${series}, '1990-01-01'::date + n, '1990-02-01', now(), 1, ${batch} FROM generate_series(1, 3) n` },
  ])('of a $table', ({ table, insert }) => {
    const trigger = `${table}_has_batch_and_series`;
    const newSeries = (workspace: string) => `INSERT INTO series (workspace_id, kind, code, basis, currency, sampling, frequency, unit, name, source) SELECT '${workspace}', 'price', 'GUARD', 'price', 'USD', 'end', 'daily', 'level', 'Guard', 'test'`;
    const GUARD = `(SELECT id FROM series WHERE code = 'GUARD')`;
    const BATCH = `(SELECT min(id) FROM import_batch)`;
    const added = () => [newSeries(desk.workspaceId), insert(GUARD, BATCH)];

    it('has a series and a batch, of one desk', async () => {
      for (const sql of [bench.app, bench.owner]) {
        await expect(attempt(sql, insert('999999', BATCH))).rejects.toThrow('batch_series_workspace_id_series_id_fkey');
        await expect(attempt(sql, newSeries(desk.workspaceId), insert(GUARD, '999999'))).rejects.toThrow('batch_series_workspace_id_batch_id_fkey');
        // One wrong row among right ones.
        await expect(attempt(sql, newSeries(desk.workspaceId), insert(`CASE n WHEN 2 THEN 999999 ELSE ${GUARD} END`, BATCH))).rejects.toThrow('batch_series_workspace_id_series_id_fkey');
        await expect(attempt(sql, ...added())).resolves.toBeUndefined();
      }
      const elsewhere = `INSERT INTO workspace (id, slug, name, kind) SELECT gen_random_uuid(), 'guard', 'Guard', kind FROM workspace LIMIT 1`;
      const foreign = `INSERT INTO series (workspace_id, kind, code, basis, currency, sampling, frequency, unit, name, source) SELECT id, 'price', 'GUARD', 'price', 'USD', 'end', 'daily', 'level', 'Guard', 'test' FROM workspace WHERE slug = 'guard'`;
      await expect(attempt(bench.owner, elsewhere, foreign, insert(GUARD, BATCH))).rejects.toThrow('batch_series_workspace_id_batch_id_fkey');
      // Control: without the trigger all of it would pass.
      await expect(attempt(bench.owner, without(table, trigger), insert('999999', '999999'))).resolves.toBeUndefined();
      await expect(attempt(bench.owner, without(table, trigger), elsewhere, foreign, insert(GUARD, BATCH))).resolves.toBeUndefined();
    });

    it('may come before its batch, which must be there at the commit', async () => {
      const deferred = 'SET CONSTRAINTS batch_series_workspace_id_batch_id_fkey DEFERRED';
      await bench.app.query('BEGIN');
      for (const statement of [deferred, newSeries(desk.workspaceId), insert(GUARD, '999999')]) await bench.app.query(statement);
      await expect(bench.app.query('COMMIT')).rejects.toThrow('batch_series_workspace_id_batch_id_fkey');
      const columns = 'workspace_id, kind, file_name, file_sha256, options, rows_read, rows_stored, warnings, imported_by, recorded_at';
      const batch = `INSERT INTO import_batch (id, content_hash, ${columns}) SELECT 999999, repeat('f', 64), ${columns} FROM import_batch WHERE id = ${BATCH}`;
      await expect(attempt(bench.app, deferred, newSeries(desk.workspaceId), insert(GUARD, '999999'), batch)).resolves.toBeUndefined();
    });

    it('is not fooled by a temporary table', async () => {
      const shadows = ['CREATE TEMPORARY TABLE series (id int, workspace_id uuid)', `INSERT INTO pg_temp.series VALUES (999999, '${desk.workspaceId}')`, 'CREATE TEMPORARY TABLE batch_series (workspace_id uuid, batch_id int, series_id int)'];
      await expect(attempt(bench.app, ...shadows, insert('999999', BATCH))).rejects.toThrow('batch_series_workspace_id_series_id_fkey');
    });

    it('holds its series and its batch, though it is the owner who removes them or points elsewhere', async () => {
      const gone = `DELETE FROM series WHERE code = 'GUARD'`;
      await expect(attempt(bench.app, ...added(), gone)).rejects.toThrow('batch_series_workspace_id_series_id_fkey');
      await expect(attempt(bench.app, newSeries(desk.workspaceId), gone)).resolves.toBeUndefined();
      await expect(attempt(bench.owner, ...added(), without('import_batch', 'import_batch_is_append_only'), `DELETE FROM import_batch WHERE id = ${BATCH}`)).rejects.toThrow('batch_series_workspace_id_batch_id_fkey');
      const open = without(table, `${table}_is_append_only`);
      const astray = `UPDATE ${table} SET series_id = 999999 WHERE series_id = ${GUARD}`;
      await expect(attempt(bench.owner, ...added(), open, astray)).rejects.toThrow('batch_series_workspace_id_series_id_fkey');
      await expect(attempt(bench.owner, ...added(), open, without(table, `${table}_keeps_batch_and_series`), astray)).resolves.toBeUndefined();
    });
  });
});
