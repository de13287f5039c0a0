import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appendJournal, GENESIS, journalHash, journalQuery, type JournalFilter, type JournalRow } from '../db/journal-store';
import { makeDesk, makePeople, openBench, valueOf, type Bench, type People } from '../testing/desk-builder';
import { verifyJournalFile } from '../journal-file';
import { exportJournal, exportJournalTable, readJournal, verifyJournal, walkJournal } from './journal';

let bench: Bench;
let people: People;
const ROWS = 12;

const event = (k: number) => ({ at: new Date(Date.UTC(2021, 6, 2, 9, 0, k)), actor: 'north-analyst', kind: 'note.made', subject: 'workspace', subjectId: people.workspaceId, body: { k, share: 1 / 3, tiny: 1e-9, text: 'Ä „quoted“ 😀\n', list: [1, null, { b: 2, a: 1 }] } });
const append = (k: number) => bench.db.$transaction((tx) => appendJournal(tx, people.workspaceId, event(k)));
const verify = () => verifyJournal(bench.db, people.workspaceId);

beforeAll(async () => {
  bench = await openBench();
  people = await makePeople(bench.db, 'north');
  for (let k = 1; k <= ROWS; k += 1) await append(k);
  await bench.owner.query('CREATE TABLE untouched AS SELECT * FROM journal_entry');
  // What only somebody can do who owns the tables: everything below is done past the guards.
  await bench.owner.query('ALTER TABLE journal_entry DISABLE TRIGGER USER');
});

afterAll(() => bench.end());

beforeEach(async () => {
  await bench.owner.query('DELETE FROM journal_entry');
  await bench.owner.query('INSERT INTO journal_entry SELECT * FROM untouched');
});

describe('the chain', () => {
  it('holds from its first row to its head, through numbers and letters of every kind', async () => {
    const verdict = await verify();
    const rows = valueOf(await readJournal(people.context('viewer'), {})).rows;
    expect(verdict).toMatchObject({ intact: true, rows: ROWS, broken: null, head: rows[0].hash });
    expect(rows.at(-1)?.previousHash).toBe(GENESIS);
    expect(rows[0].actorName).toBe(people.actors.analyst.name);
  });

  it('of an empty journal holds', async () => {
    const other = await makePeople(bench.db, 'empty');
    expect(await verifyJournal(bench.db, other.workspaceId)).toEqual({ intact: true, rows: 0, head: GENESIS, broken: null });
  });

  it('is one for each desk: the same events at two desks have other hashes', async () => {
    const row = { ...event(1), sequence: 1, previousHash: GENESIS };
    expect(journalHash('one', row)).not.toBe(journalHash('two', row));
  });
});

describe('tampering past the guards', () => {
  const tamper = async (...statements: readonly string[]) => {
    for (const statement of statements) await bench.owner.query(statement);
    return verify();
  };

  it.each([
    ['body', `'{"k": 8}'`], ['actor', `'somebody'`], ['at', `at + interval '1 millisecond'`], ['kind', `'note.unmade'`], ['subject', `'portfolio'`], ['subject_id', `'else'`],
  ])('a changed %s breaks its row, and no earlier one', async (column, value) => {
    expect(await tamper(`UPDATE journal_entry SET ${column} = ${value} WHERE sequence = 7`)).toMatchObject({ intact: false, rows: 6, broken: { sequence: 7, reason: 'its content does not match its hash' } });
  });

  it('a changed row with a hash to match breaks the row after it', async () => {
    const [row] = await bench.app.query<{ at: Date; actor: string; kind: string; subject: string; subject_id: string; previous_hash: string }>('SELECT * FROM journal_entry WHERE sequence = 7');
    const forged: Omit<JournalRow, 'hash'> = { sequence: 7, at: row.at, actor: 'somebody', kind: row.kind, subject: row.subject, subjectId: row.subject_id, body: { forged: true }, previousHash: row.previous_hash };
    const hash = journalHash(people.workspaceId, forged);
    expect(await tamper(`UPDATE journal_entry SET actor = 'somebody', body = '{"forged": true}', hash = '${hash}' WHERE sequence = 7`)).toMatchObject({ broken: { sequence: 8, reason: 'it does not hold the hash of the row before' } });
  });

  it('a removed row is missing, the first and one in the middle', async () => {
    expect(await tamper('DELETE FROM journal_entry WHERE sequence = 7')).toMatchObject({ intact: false, broken: { sequence: 8, reason: 'row 7 is missing' } });
    expect(await tamper('DELETE FROM journal_entry WHERE sequence = 1')).toMatchObject({ intact: false, rows: 0, broken: { sequence: 2, reason: 'row 1 is missing' } });
  });

  it('a removed row with the others moved up breaks where it was', async () => {
    expect(await tamper('DELETE FROM journal_entry WHERE sequence = 7', 'UPDATE journal_entry SET sequence = sequence - 1 + 1000 WHERE sequence > 7', 'UPDATE journal_entry SET sequence = sequence - 1000 WHERE sequence > 1000')).toMatchObject({ broken: { sequence: 7 } });
  });

  it('two rows that changed places break at the first of them', async () => {
    expect(await tamper('UPDATE journal_entry SET sequence = 1004 WHERE sequence = 4', 'UPDATE journal_entry SET sequence = 4 WHERE sequence = 9', 'UPDATE journal_entry SET sequence = 9 WHERE sequence = 1004')).toMatchObject({ intact: false, broken: { sequence: 4 } });
  });

  it('a row pushed in between breaks there', async () => {
    const push = 'INSERT INTO journal_entry SELECT workspace_id, 5, at, actor, kind, subject, subject_id, body, previous_hash, hash FROM untouched WHERE sequence = 4';
    expect(await tamper('UPDATE journal_entry SET sequence = sequence + 1000 WHERE sequence > 4', 'UPDATE journal_entry SET sequence = sequence - 999 WHERE sequence > 1000', push)).toMatchObject({ intact: false, broken: { sequence: 5 } });
  });

  it('a row added at the end with a hash of nothing breaks there', async () => {
    expect(await tamper(`INSERT INTO journal_entry SELECT workspace_id, ${ROWS + 1}, at, actor, kind, subject, subject_id, body, hash, repeat('a', 64) FROM untouched WHERE sequence = ${ROWS}`)).toMatchObject({ broken: { sequence: ROWS + 1 } });
  });

  it('a cut-off tail leaves a chain that holds, with another head: the reason to keep heads elsewhere', async () => {
    const { head } = await verify();
    const cut = await tamper(`DELETE FROM journal_entry WHERE sequence > ${ROWS - 3}`);
    expect(cut).toMatchObject({ intact: true, rows: ROWS - 3 });
    expect(cut.head).not.toBe(head);
  });
});

describe('the exported file', () => {
  const exportedLines = async (): Promise<string[]> => {
    const chunks: string[] = [];
    for await (const chunk of valueOf(await exportJournal(people.context('viewer'), {})).lines) chunks.push(chunk);
    return chunks.join('').trimEnd().split('\n');
  };
  const check = async (lines: readonly string[], anchor?: string) => valueOf(await verifyJournalFile(lines, anchor));
  /** Row k stands on line k: line 0 is the header. */
  const changed = (lines: readonly string[], k: number, change: (row: Record<string, unknown>) => object) => lines.map((line, at) => (at === k ? JSON.stringify(change(JSON.parse(line) as Record<string, unknown>)) : line));

  it('holds without a database, with the head of the desk as its anchor', async () => {
    const lines = await exportedLines();
    const { head } = await verify();
    expect(lines).toHaveLength(ROWS + 2);
    expect(JSON.parse(lines[0])).toEqual({ format: 'mainsheet-journal', version: 1, workspace: 'north', workspaceId: people.workspaceId, rows: ROWS, head });
    expect(JSON.parse(lines[ROWS + 1])).toEqual({ anchor: head, rows: ROWS });
    expect(await check(lines, head)).toEqual({ workspace: 'north', intact: true, rows: ROWS, head, broken: null, anchor: 'head' });
  });

  it.each([
    ['body', { k: 8 }], ['actor', 'somebody'], ['at', '2021-07-02T09:00:08.000Z'], ['kind', 'note.unmade'], ['subject', 'portfolio'], ['subjectId', 'else'],
  ])('with a changed %s is broken at that row', async (key, value) => {
    const lines = await exportedLines();
    expect(await check(changed(lines, 7, (row) => ({ ...row, [key]: value })))).toMatchObject({ intact: false, rows: 6, broken: { sequence: 7, reason: 'its content does not match its hash' } });
  });

  it('with a row removed, moved, pushed in or no row at all is broken there', async () => {
    const lines = await exportedLines();
    expect(await check(lines.filter((_, k) => k !== 7))).toMatchObject({ broken: { sequence: 8, reason: 'row 7 is missing' } });
    expect(await check(lines.filter((_, k) => k !== 1))).toMatchObject({ rows: 0, broken: { sequence: 2, reason: 'row 1 is missing' } });
    expect(await check(lines.map((line, k) => (k === 4 ? lines[9] : k === 9 ? lines[4] : line)))).toMatchObject({ rows: 3, broken: { sequence: 9, reason: 'row 4 is missing' } });
    const forged = changed([lines[4]], 0, (row) => ({ ...row, sequence: 5 }))[0];
    expect(await check([...lines.slice(0, 5), forged, ...lines.slice(5)])).toMatchObject({ rows: 4, broken: { sequence: 5, reason: 'it does not hold the hash of the row before' } });
    expect(await check(lines.map((line, k) => (k === 3 ? line.slice(0, 40) : line)))).toMatchObject({ rows: 2, broken: { sequence: 3, reason: 'its line is no row of a journal' } });
    expect(await check([...lines, lines[ROWS]])).toMatchObject({ broken: { sequence: ROWS + 1, reason: 'it stands after the anchor line' } });
  });

  it('with its tail cut off is broken where it ends, and against an anchor kept elsewhere even when its own lines were made to match', async () => {
    const lines = await exportedLines();
    const { head } = await verify();
    expect(await check(lines.slice(0, ROWS - 1))).toMatchObject({ intact: false, rows: ROWS - 2, broken: { sequence: ROWS - 1 } });
    expect(await check([...lines.slice(0, ROWS - 1), lines[ROWS + 1]])).toMatchObject({ broken: { sequence: ROWS - 1, reason: `row ${ROWS - 1} is missing: the anchor line names ${ROWS} rows` } });
    const cut = ROWS - 2;
    const last = (JSON.parse(lines[cut]) as { hash: string }).hash;
    const matching = [...changed(lines.slice(0, cut + 1), 0, (row) => ({ ...row, rows: cut, head: last })), JSON.stringify({ anchor: last, rows: cut })];
    expect(await check(matching)).toMatchObject({ intact: true, rows: cut, anchor: null });
    expect(await check(matching, head)).toMatchObject({ intact: true, rows: cut, anchor: 'missing' });
    // An older anchor is still in a chain that grew.
    expect(await check(lines, last)).toMatchObject({ intact: true, anchor: 'earlier' });
  });

  it('that is no journal is refused, and one of another desk does not hold', async () => {
    expect(await verifyJournalFile(['date,EQ'])).toMatchObject({ ok: false, error: { kind: 'bad-file' } });
    expect(await verifyJournalFile([])).toMatchObject({ ok: false, error: { kind: 'bad-file' } });
    const lines = await exportedLines();
    expect(await check(changed(lines, 0, (header) => ({ ...header, workspaceId: 'else' })))).toMatchObject({ broken: { sequence: 1, reason: 'its content does not match its hash' } });
  });
});

describe('appending', () => {
  it('twenty at once queue into one chain', async () => {
    await bench.owner.query('ALTER TABLE journal_entry ENABLE TRIGGER USER');
    const added = await Promise.all(Array.from({ length: 20 }, (_, k) => append(100 + k)));
    expect(new Set(added.map((row) => row.sequence)).size).toBe(20);
    expect(await verify()).toMatchObject({ intact: true, rows: ROWS + 20 });
    await bench.owner.query('ALTER TABLE journal_entry DISABLE TRIGGER USER');
  });

  it('leaves no gap when a transaction is rolled back', async () => {
    const broken = bench.db.$transaction(async (tx) => {
      await appendJournal(tx, people.workspaceId, event(1));
      throw new Error('undone');
    });
    await expect(broken).rejects.toThrow('undone');
    const row = await append(2);
    expect(row.sequence).toBe(ROWS + 1);
    expect((await verify()).intact).toBe(true);
  });

  it('out of turn is refused by the database itself', async () => {
    await bench.owner.query('ALTER TABLE journal_entry ENABLE TRIGGER USER');
    const insert = (sequence: number, previous: string) =>
      bench.app.query(`INSERT INTO journal_entry SELECT workspace_id, ${sequence}, at, actor, kind, subject, subject_id, body, ${previous}, hash FROM journal_entry WHERE sequence = ${ROWS}`);
    await expect(insert(ROWS + 2, 'hash')).rejects.toThrow('follows the last one');
    await expect(insert(ROWS + 1, 'previous_hash')).rejects.toThrow('follows the last one');
    // Control: in turn, the same statement passes the guard; what it says is for the verification to judge.
    await expect(insert(ROWS + 1, 'hash')).resolves.toBeDefined();
    await bench.owner.query('ALTER TABLE journal_entry DISABLE TRIGGER USER');
    expect(await verify()).toMatchObject({ intact: false, broken: { sequence: ROWS + 1 } });
  });
});

/** The desk as its people see it: a page at a time. */
describe('a page of the journal', () => {
  const read = async (input: Parameters<typeof readJournal>[1] = {}) => valueOf(await readJournal(people.context('viewer'), input));
  const numbers = (rows: readonly { readonly sequence: number }[]) => rows.map((row) => row.sequence);

  it('follows another by the number of its last row, until there is none', async () => {
    const first = await read({ limit: 5 });
    expect([numbers(first.rows), first.older]).toEqual([[12, 11, 10, 9, 8], 8]);
    const second = await read({ limit: 5, before: 8 });
    expect([numbers(second.rows), second.older]).toEqual([[7, 6, 5, 4, 3], 3]);
    const third = await read({ limit: 5, before: 3 });
    expect([numbers(third.rows), third.older]).toEqual([[2, 1], null]);
    expect([...first.rows, ...second.rows, ...third.rows].map((row) => row.fault)).toEqual(Array.from({ length: ROWS }, () => null));
  });

  it('opens a row that is not on it, with what its hash is taken of', async () => {
    const { opened, rows } = await read({ entry: 3, limit: 2 });
    expect(numbers(rows)).toEqual([12, 11]);
    expect(opened?.row).toMatchObject({ sequence: 3, fault: null });
    expect(opened?.recomputed).toBe(opened?.row.hash);
    expect(JSON.parse(opened?.text ?? '')).toMatchObject({ sequence: 3, workspaceId: people.workspaceId, body: { k: 3 } });
  });

  it.each([
    ['its content changed', `UPDATE journal_entry SET body = '{"k": 8}' WHERE sequence = 7`, { 7: 'its content does not match its hash' }],
    ['the row before removed', 'DELETE FROM journal_entry WHERE sequence = 6', { 7: 'row 6 is missing', 5: 'row 6 is missing' }],
    ['the row before given another hash', `UPDATE journal_entry SET hash = repeat('a', 64) WHERE sequence = 6`, { 7: 'it does not hold the hash of the row before', 6: 'its content does not match its hash', 5: null }],
    ['the link of the row after changed', `UPDATE journal_entry SET previous_hash = repeat('a', 64) WHERE sequence = 8`, { 7: 'row 8 does not hold its hash', 8: 'it does not hold the hash of the row before' }],
  ])('says of a row with %s that it does not hold, though it is shown alone', async (_, statement, faults) => {
    await bench.owner.query(statement);
    for (const [sequence, fault] of Object.entries(faults)) expect((await read({ before: Number(sequence) + 1, limit: 1 })).rows[0]).toMatchObject({ sequence: Number(sequence), fault });
    // Control: a row that has nothing to do with it.
    expect((await read({ before: 3, limit: 1 })).rows[0].fault).toBeNull();
  });
});

describe('a walk', () => {
  const read = async () => valueOf(await readJournal(people.context('viewer'), {}));
  const walk = async () => valueOf(await walkJournal(people.context('viewer'), {}));

  it('is kept in the chain, by whom, to which row and with what head', async () => {
    expect((await read()).walk).toBeNull();
    const verdict = await walk();
    expect((await read()).walk).toMatchObject({ sequence: ROWS + 1, rows: ROWS, broken: null, contradiction: null, actorName: people.actors.viewer.name });
    expect((await read()).rows[0]).toMatchObject({ kind: 'journal.walked', body: { rows: ROWS, head: verdict.head, broken: null }, fault: null });
    expect(await verify()).toMatchObject({ intact: true, rows: ROWS + 1 });
  });

  it('starts at the first row, whatever an earlier one said', async () => {
    await walk();
    await bench.owner.query(`UPDATE journal_entry SET body = '{"k": 8}' WHERE sequence = 2`);
    // What the earlier walk said is still what it found then; the next one finds what was done since.
    expect((await read()).walk).toMatchObject({ broken: null });
    expect(await walk()).toMatchObject({ intact: false, rows: 1, broken: { sequence: 2 } });
    expect((await read()).walk).toMatchObject({ rows: 1, broken: { sequence: 2, reason: 'its content does not match its hash' } });
  });

  it.each([
    ['the last row it saw is rewritten', `UPDATE journal_entry SET hash = repeat('b', 64) WHERE sequence = ${ROWS}`, /has another hash/],
    ['the last row it saw is removed', `DELETE FROM journal_entry WHERE sequence = ${ROWS}`, /is missing/],
    ['its own row is changed', `UPDATE journal_entry SET body = body || '{"rows": 3}' WHERE sequence = ${ROWS + 1}`, /does not match its hash/],
    ['its own row says nothing any more', `UPDATE journal_entry SET body = '{}' WHERE sequence = ${ROWS + 1}`, /does not match its hash/],
  ])('is contradicted where %s', async (_, statement, says) => {
    await walk();
    expect((await read()).walk?.contradiction).toBeNull();
    await bench.owner.query(statement);
    expect((await read()).walk?.contradiction).toMatch(says);
  });
});

describe('filters', () => {
  it('by portfolio, person, kind and days, of one desk, in the room and in the table', async () => {
    await bench.owner.query('ALTER TABLE journal_entry ENABLE TRIGGER USER');
    const desk = await makeDesk(bench, 'filtered');
    const { id } = await bench.db.portfolio.findFirstOrThrow({ where: { workspaceId: desk.workspaceId } });
    const add = (kind: string, at: string, actor: string, subject: string, subjectId: string, body: Record<string, unknown>) =>
      bench.db.$transaction((tx) => appendJournal(tx, desk.workspaceId, { at: new Date(at), actor, kind, subject, subjectId, body }));
    await add('proposal.proposed', '2022-01-01T00:00:00.000Z', 'ana', 'proposal', 'p', { portfolio: 'fund' });
    await add('proposal.approved', '2022-01-31T23:59:59.999Z', 'bo', 'proposal', 'p', { portfolio: 'fund', reason: '=1+1' });
    await add('proposal.approved', '2022-02-01T00:00:00.000Z', 'bo', 'proposal', 'q', { portfolio: 'other' });
    await add('data.imported', '2022-02-01T00:00:00.000Z', 'bo', 'portfolio', id, { kind: 'weights' });
    await add('weather.changed', '2022-02-02T00:00:00.000Z', 'ana', 'workspace', desk.workspaceId, {});
    const found = async (input: Parameters<typeof readJournal>[1]) => valueOf(await readJournal(desk.context('viewer'), input)).rows.map((row) => `${row.kind} ${row.actor}`);
    expect(await found({ kind: 'proposals' })).toEqual(['proposal.approved bo', 'proposal.approved bo', 'proposal.proposed ana']);
    expect(await found({ kind: 'proposals', portfolio: 'fund' })).toEqual(['proposal.approved bo', 'proposal.proposed ana']);
    expect(await found({ kind: 'proposals', from: '2022-01-01', to: '2022-01-31', person: 'bo' })).toEqual(['proposal.approved bo']);
    expect(await found({ kind: 'other' })).toEqual(['weather.changed ana']);
    expect(await found({ kind: 'runs' })).toEqual([]);
    // An imported policy is a policy, whatever way it came; and a row may name its portfolio by its id.
    expect(await found({ kind: 'policies', portfolio: 'fund' })).toEqual(['data.imported bo', 'portfolio.created filtered-analyst']);
    expect(await found({ kind: 'data', portfolio: 'fund' })).toEqual(['data.imported filtered-analyst']);
    const { groups, people: who } = valueOf(await readJournal(desk.context('viewer'), {}));
    expect(groups).toEqual(['proposals', 'policies', 'data', 'other']);
    expect(who.map((one) => one.id)).toEqual(['ana', 'bo', 'filtered-analyst']);
    const chunks: string[] = [];
    for await (const chunk of valueOf(await exportJournalTable(desk.context('viewer'), { kind: 'proposals', person: 'bo' })).lines) chunks.push(chunk);
    const table = chunks.join('').trimEnd().split('\n');
    expect(table[0]).toBe('row,at,person,actor,kind,subject,subject_id,body,previous_hash,hash');
    expect(table.slice(1).map((one) => one.split(',')[4])).toEqual(['proposal.approved', 'proposal.approved']);
    await bench.owner.query('ALTER TABLE journal_entry DISABLE TRIGGER USER');
  });

  it('read little more than a page of a hundred thousand rows', async () => {
    const { workspaceId } = await makePeople(bench.db, 'long');
    await bench.owner.query(
      `INSERT INTO journal_entry (workspace_id, sequence, at, actor, kind, subject, subject_id, body, previous_hash, hash)
       SELECT $1::uuid, k, '2000-01-01'::timestamptz + k * interval '1 hour', CASE WHEN k % 5000 = 0 THEN 'rare' ELSE 'person-' || k % 20 END,
         CASE WHEN k % 4000 = 0 THEN 'policy.changed' ELSE (ARRAY['proposal.approved', 'data.imported', 'recommendation.computed'])[1 + k % 3] END,
         'proposal', 's', jsonb_build_object('portfolio', CASE WHEN k % 3000 = 0 THEN 'small' ELSE 'fund-' || k % 7 END), repeat('a', 64), repeat('b', 64) FROM generate_series(1, 100000) k`, [workspaceId],
    );
    await bench.owner.query('ANALYZE journal_entry');
    interface Plan { readonly 'Node Type': string; readonly 'Actual Rows': number; readonly 'Actual Loops': number; readonly 'Rows Removed by Filter'?: number; readonly Plans?: readonly Plan[] }
    const nodes = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
    const explain = async (filter: Omit<JournalFilter, 'limit'>) => {
      const { text, values } = journalQuery(workspaceId, { ...filter, limit: 51 });
      const [row] = await bench.owner.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
      const all = nodes(row['QUERY PLAN'][0].Plan);
      return { scans: all.filter((node) => node['Node Type'].includes('Seq Scan')).length, touched: Math.max(...all.map((node) => node['Actual Loops'] * (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)))) };
    };
    const rare = { actor: 'rare', topics: ['policy'], portfolio: { slug: 'small', id: 'id' } };
    for (const filter of [
      {}, { before: 50_000 }, { actor: 'person-3' }, { actor: rare.actor }, { topics: ['proposal'] }, { topics: rare.topics }, { topics: ['policy', 'portfolio'] }, { portfolio: { slug: 'fund-3', id: 'id' } }, { portfolio: rare.portfolio },
      { ...rare, before: 90_000 }, { from: new Date('2000-02-01'), until: new Date('2000-02-03') }, { actor: 'person-3', topics: ['proposal'] }, { actor: 'nobody' }, { topics: ['weather'] },
    ]) {
      const { scans, touched } = await explain(filter);
      expect([JSON.stringify(filter), scans]).toEqual([JSON.stringify(filter), 0]);
      expect(touched, JSON.stringify(filter)).toBeLessThan(2_000);
    }
    // Control: what has no index reads all there is.
    const [row] = await bench.owner.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(`EXPLAIN (ANALYZE, FORMAT JSON) SELECT sequence FROM journal_entry WHERE hash = 'none'`);
    expect(nodes(row['QUERY PLAN'][0].Plan).some((node) => node['Node Type'].includes('Seq Scan'))).toBe(true);
    const { people: who, groups } = valueOf(await readJournal({ ...people.context('viewer'), actor: { ...people.actors.viewer, workspaceId } }, {}));
    expect([who.length, groups]).toEqual([21, ['proposals', 'recommendations', 'policies', 'data']]);
  });
});
