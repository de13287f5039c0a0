import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { decide } from '../decide';
import { createHistory } from '../market/history';
import { expectClose } from '../testing/expect-close';
import { rulesGrid, rulesObservations, rulesPolicy } from '../testing/rules-world';
import { findModel, MODELS } from './registry';

const policy = rulesPolicy();
const history = createHistory(rulesGrid(), rulesObservations());
const LATER = '2030-01-01' as IsoDate;

describe.each(MODELS.map((entry) => [entry.card.slug, entry] as const))('the model %s', (slug, { card, complete, create }) => {
  it('has a card that names its rule, its source and what is open to interpretation', () => {
    expect([card.rule, card.source, card.publishedResult].every((text) => text.length > 5)).toBe(true);
    expect(card.ambiguities.length).toBeGreaterThan(0);
  });

  it('describes each of its parameters, and nothing that it has not', () => {
    const params = complete({});
    const names = params.ok ? Object.keys(params.value).filter((name) => name !== 'roles') : [];
    expect(Object.keys(card.parameters).filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => name !== 'cadence' && !card.parameters[name])).toEqual([]);
  });

  it('decides for weights that sum to 1, and says its name', () => {
    const model = create({});
    const decision = model.ok ? decide(history.asOf(LATER), policy, model.value) : model;
    if (!decision.ok) throw new Error(decision.error.message);
    expect(decision.value.model.slug).toBe(slug);
    expect(decision.value.target.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    const explained = decision.value.target.map((_, a) => decision.value.attribution.reduce((sum, row) => sum + row.byAsset[a], 0));
    expectClose(explained, decision.value.target.map((w, a) => w - decision.value.strategic[a]), 1e-12);
  });

  it('refuses a parameter it does not have', () => {
    const model = create({ nonsense: 1 });
    expect(model.ok ? null : model.error.kind).toBe('bad-parameters');
  });

  it('is too short of history before a month has closed', () => {
    const model = create({});
    const decision = model.ok ? decide(history.asOf('2003-01-10' as IsoDate), policy, model.value) : model;
    expect(decision.ok ? null : decision.error.kind).toBe('too-short');
  });
});

describe('the registry', () => {
  it('does not know what nobody registered', () => {
    expect(findModel('nonsense')).toBeUndefined();
  });
});
