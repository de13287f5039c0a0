import { describe, expect, it } from 'vitest';
import { MODELS } from '@/lib/core/models/registry';
import { chosenIn, fieldsOf, paramsIn, ruleIn } from './run-form';

const ASSETS = [{ asset: 'EQ', name: 'Equity' }, { asset: 'BD', name: 'Bonds' }];
const typedOf = (fields: ReturnType<typeof fieldsOf>) => Object.fromEntries(fields.map(({ name, value }) => [`param:${name}`, value]));

describe('the fields of a model', () => {
  it.each(MODELS.map(({ card, complete }) => [card.slug, card, complete] as const))('%s: what the fields hold is read back as the same parameters', (_, card, complete) => {
    const defaults = complete({});
    if (!defaults.ok) throw new Error(defaults.error.message);
    const fields = fieldsOf(defaults.value, card, ASSETS);
    expect(paramsIn(fields, typedOf(fields))).toEqual({ ok: true, value: defaults.value });
  });

  it('make a choice of every role, and of nothing else', () => {
    const fields = fieldsOf({ roles: { SPY: 'EQ', BIL: '' }, months: 12 }, { parameters: { months: 'look-back' }, roles: { SPY: 'US stocks' } }, ASSETS);
    expect(fields.map(({ name, kind, value }) => [name, kind, value])).toEqual([['roles.SPY', 'choice', 'EQ'], ['roles.BIL', 'choice', ''], ['months', 'number', '12']]);
    expect(fields[0].options?.map(({ value }) => value)).toEqual(['', 'EQ', 'BD']);
  });

  it('refuse what cannot be read, by label', () => {
    const fields = fieldsOf({ trendMonths: [3, 6], gain: 1, limit: null }, { parameters: {} }, ASSETS);
    expect(paramsIn(fields, { 'param:trendMonths': '[3, 6' })).toMatchObject({ ok: false, error: { message: expect.stringMatching(/^Trend months: "\[3, 6" is not JSON/) as string } });
    expect(paramsIn(fields, { 'param:gain': 'much' })).toMatchObject({ ok: false, error: { message: 'Gain: "much" is not a number.' } });
    expect(paramsIn(fields, { 'param:gain': ' ', 'param:limit': '' })).toEqual({ ok: true, value: { limit: null } });
  });
});

describe('a rule as chosen', () => {
  it('is that of the policy, a calendar, a band or none', () => {
    expect([ruleIn('policy', ''), ruleIn('none', ''), ruleIn('year-end', ''), ruleIn('band', '7,5')]).toEqual([
      { ok: true, value: undefined }, { ok: true, value: { rule: 'none' } }, { ok: true, value: { rule: 'calendar', every: 'year-end' } },
      { ok: true, value: { rule: 'threshold', absolute: 0.075, destination: 'target', check: 'every-row' } },
    ]);
    expect(ruleIn('band', '0').ok).toBe(false);
  });
});

describe('the runs of an address', () => {
  it('are identifiers, each once', () => {
    const [a, b] = ['0193b1f0-0000-7000-8000-000000000001', '0193b1f0-0000-7000-8000-000000000002'];
    expect(chosenIn(`${a},${b},${a},nonsense`)).toEqual([a, b]);
    expect(chosenIn([a, b])).toEqual([a, b]);
    expect(chosenIn(undefined)).toEqual([]);
  });
});
