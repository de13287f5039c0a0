import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePeople, openBench, valueOf, type Bench, type People } from '../testing/desk-builder';
import { listImportTemplates, removeImportTemplate, saveImportTemplate } from './import-templates';

let bench: Bench;
let people: People;

beforeAll(async () => {
  bench = await openBench();
  people = await makePeople(bench.db, 'north');
});

afterAll(() => bench.end());

const columns = [{ name: 'Titel', role: 'name' }, { name: 'Besitz', role: 'quantity' }];
const save = (over: object = {}) => saveImportTemplate(people.context('analyst'), { kind: 'holdings', name: 'Depot', mapping: { columns, decimal: ',' }, ...over });
const list = async (who = people) => valueOf(await listImportTemplates(who.context('viewer'), {}));

describe('a template', () => {
  it('keeps a corrected mapping under its name, and the same name again replaces it', async () => {
    valueOf(await save());
    const { id } = valueOf(await save({ mapping: { columns } }));
    expect(await list()).toEqual([{ id, kind: 'holdings', name: 'Depot', headerHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string, mapping: { columns } }]);
    expect((await bench.app.query("SELECT count(*)::int AS n FROM journal_entry WHERE kind = 'template.saved'"))[0].n).toBe(2);
  });

  it('of another header has another fingerprint, of the same header in other letters the same', async () => {
    valueOf(await save({ name: 'Shouted', mapping: { columns: columns.map(({ name, role }) => ({ name: name.toUpperCase(), role })) } }));
    valueOf(await save({ name: 'Turned', mapping: { columns: [...columns].reverse() } }));
    const hash = new Map((await list()).map((one) => [one.name, one.headerHash]));
    expect([hash.get('Shouted') === hash.get('Depot'), hash.get('Turned') === hash.get('Depot')]).toEqual([true, false]);
  });

  it('is seen at its own desk alone, and forgotten on request', async () => {
    const south = await makePeople(bench.db, 'south');
    expect(await list(south)).toEqual([]);
    const [{ id, name }] = await list();
    const stranger = await removeImportTemplate(south.context('analyst'), { template: id });
    expect(stranger.ok).toBe(false);
    expect(valueOf(await removeImportTemplate(people.context('analyst'), { template: id }))).toEqual({ name });
    expect((await list()).map((one) => one.id)).not.toContain(id);
  });
});
