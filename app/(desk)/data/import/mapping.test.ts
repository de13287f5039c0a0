import { describe, expect, it } from 'vitest';
import { assign, columnsOf, isCorrected, mappingRequest, sameHeader } from './mapping';

const HOLDINGS = ['code', 'identifier', 'name', 'quantity'];
const PRICES = ['date', 'code', 'identifier', 'level'];
const column = (name: string, role: string | null) => ({ name, role });

describe('a corrected mapping', () => {
  it('states every role, and the empty name for what no column holds', () =>
    expect(mappingRequest('holdings', { columns: [column('Titel', 'name'), column('Stk.', 'quantity'), column('Notiz', null)] }, HOLDINGS)).toEqual({ fields: { code: '', identifier: '', name: 'Titel', quantity: 'Stk.' } }));
  it('of a wide price file names the columns to read', () =>
    expect(mappingRequest('prices', { columns: [column('Tag', 'date'), column('A', 'level'), column('B', null), column('C', 'level')] }, PRICES)).toEqual({
      fields: { date: 'Tag', code: '', identifier: '', level: '' }, columns: ['A', 'C'],
    }));
  it('of a long price file names the columns of code and price', () =>
    expect(mappingRequest('prices', { columns: [column('Tag', 'date'), column('Sym', 'code'), column('K', 'level')] }, PRICES)).toEqual({ fields: { date: 'Tag', code: 'Sym', identifier: '', level: 'K' } }));
  it('of wide observations chooses the date alone', () =>
    expect(mappingRequest('observations', { columns: [column('Tag', 'date'), column('GDP', 'series'), column('CPI', 'series')] }, ['series', 'date', 'observed'])).toEqual({ fields: { date: 'Tag' } }));
  it('carries decimal mark, date order and header line', () =>
    expect(mappingRequest('holdings', { decimal: ',', dateOrder: 'dmy', headerLine: 4 }, HOLDINGS)).toEqual({ dialect: { decimal: ',', dateOrder: 'dmy' }, headerLine: 4 }));
  it('of nothing states nothing', () => expect([mappingRequest('holdings', {}, HOLDINGS), isCorrected({}), isCorrected({ decimal: ',' })]).toEqual([{}, false, true]));
});

describe('saying what a column is', () => {
  const columns = [column('a', 'quantity'), column('b', null)];
  it('takes the role from the column that had it', () => expect(assign('holdings', columns, 1, 'quantity')).toEqual([column('a', null), column('b', 'quantity')]));
  it('leaves the other price columns of a wide file', () =>
    expect(assign('prices', [column('A', 'level'), column('B', null)], 1, 'level')).toEqual([column('A', 'level'), column('B', 'level')]));
  it('calls the returns of a report by the name the import takes', () => expect(columnsOf([column('A', 'return')])).toEqual([column('A', 'periodReturn')]));
});

it('knows a header again in other letters, and not in another order', () => {
  const header = [column('Titel', 'name'), column('Besitz', null)];
  expect([sameHeader(header, [column('TITEL', null), column('besitz ', null)]), sameHeader(header, [...header].reverse()), sameHeader([], [])]).toEqual([true, false, false]);
});
