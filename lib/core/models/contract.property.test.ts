import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { decide, decisions } from '../decide';
import { INDICATORS } from '../indicators/registry';
import { createHistory } from '../market/history';
import { FUNDS, rulesGrid, rulesObservations, rulesPolicy } from '../testing/rules-world';
import { expectClose } from '../testing/expect-close';
import type { Decision } from './decision';
import { MODELS } from './registry';

/** What must hold for every model there is: a new one is bound by it through its line in the registry. */
const policy = rulesPolicy();
const grid = rulesGrid();
const observations = rulesObservations();
const LATER = '2030-01-01' as IsoDate;
const few = { numRuns: 4 };

/** Deep equality to the last bit: quick where it holds, and where it does not it shows what differs. */
function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toStrictEqual(expected);
}

const poisoned = (after: IsoDate) => {
  const poison = (column: Float64Array) => column.map((level, t) => (grid.dates[t] > after ? level * (1 + ((t * 7919) % 13)) : level));
  return createHistory(
    { ...grid, levels: grid.levels.map(poison), cashLevel: grid.cashLevel && poison(grid.cashLevel) },
    observations.map((o) => (o.knownAt > after ? { ...o, value: o.value * -17 + 3 } : o)),
  );
};

describe.each(MODELS.map((entry) => [entry.card.slug, entry] as const))('the model %s', (_, { create }) => {
  const model = create({});
  if (!model.ok) throw new Error(model.error.message);
  const history = createHistory(grid, observations);
  const all = (source = history): readonly Decision[] => {
    const found = decisions(source.asOf(LATER), policy, model.value);
    if (!found.ok) throw new Error(found.error.message);
    return found.value;
  };
  const whole = all();
  const anyDecision = fc.integer({ min: 0, max: whole.length - 1 });

  it('asks for no observations but those of the series it names', () => {
    const view = history.asOf(LATER);
    const asked = new Set<string>();
    const found = decide({ ...view, observationsOf: (series) => (asked.add(series), view.observationsOf(series)) }, policy, model.value);
    expect(found.ok).toBe(true);
    expect(new Set(model.value.observes)).toEqual(asked);
    expect(model.value.observes.length).toBe(asked.size);
  });

  it('reads those indicators of the catalogue that it names, and no others', () => {
    const catalogue = new Set(INDICATORS.map(({ metadata }) => metadata.id));
    const named = whole.flatMap(({ readings, missing }) => [...readings, ...missing].map(({ indicator }) => indicator)).filter((indicator) => catalogue.has(indicator));
    expect(new Set(model.value.reads)).toEqual(new Set(named));
    expect(model.value.reads.length).toBe(new Set(model.value.reads).size);
  });

  it('neither borrows nor sells short, and gives everything to something', () => {
    for (const { target } of whole) {
      expect(target.every((weight) => weight >= 0)).toBe(true);
      expect(target.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
  });

  it('explains every departure from the strategic mix', () => {
    for (const { attribution, strategic, target } of whole) {
      expectClose(target.map((__, a) => attribution.reduce((sum, row) => sum + row.byAsset[a], 0)), target.map((w, a) => w - strategic[a]), 1e-12);
    }
  });

  it('has scores in [−1, 1] whose shares sum to 1 per asset and layer', () => {
    for (const { readings } of whole) {
      const shares = new Map<string, number>();
      for (const { asset, layer, score, share, reading } of readings) {
        if (!(Math.abs(score) <= 1 && Number.isFinite(reading))) expect.unreachable(`${asset} has a score of ${score} for ${reading}`);
        shares.set(`${asset} ${layer}`, (shares.get(`${asset} ${layer}`) ?? 0) + share);
      }
      expectClose([...shares.values()], [...shares.values()].map(() => 1), 5e-13);
    }
  });

  it('decides the same whether or not the future is poisoned', () => {
    fc.assert(
      fc.property(anyDecision, (index) => {
        expectSame(all(poisoned(whole[index].date)).slice(0, index + 1), whole.slice(0, index + 1));
      }),
      few,
    );
  });

  it('decides in one pass what it would have decided on the day', () => {
    fc.assert(
      fc.property(anyDecision, (index) => {
        const live = decide(history.asOf(whole[index].date), policy, model.value);
        expectSame(live.ok && live.value, whole[index]);
      }),
      few,
    );
  });

  it('is not moved by the scale of prices', () => {
    const scaled = all(createHistory({ ...grid, levels: grid.levels.map((column, a) => column.map((level) => level * 2 ** ((a % 5) - 2))) }, observations));
    scaled.forEach(({ target }, k) => expectClose(target, whole[k].target, 1e-9));
  });
});

const WITH_ROLES = MODELS.filter(({ card }) => card.roles).map((entry) => [entry.card.slug, entry] as const);

describe.each(WITH_ROLES)('the roles of %s', (_, { card, create }) => {
  const roles = Object.keys(card.roles ?? {});
  const runOver = (funds: readonly string[], params: object = {}) => {
    const model = create(params);
    if (!model.ok) throw new Error(model.error.message);
    return model.value.run(createHistory(rulesGrid(funds), observations).asOf(LATER), rulesPolicy(funds));
  };

  it('are named where nobody plays them, and may be given to another asset', () => {
    const others = FUNDS.filter((fund) => fund !== roles[0]);
    const run = runOver(others);
    expect(run.ok ? null : run.error).toMatchObject({ kind: 'missing-asset', details: { roles: [roles[0]] } });
    expect(runOver(others, { roles: { [roles[0]]: others[0] } }).ok).toBe(true);
  });

  it('are those of the card', () => {
    const run = runOver(FUNDS.filter((fund) => !roles.includes(fund)).slice(0, 1));
    expect(new Set(run.ok ? [] : (run.error.details?.roles as readonly string[]))).toEqual(new Set(roles));
  });
});
