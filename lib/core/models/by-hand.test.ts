import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { decide } from '../decide';
import { steadyMarket } from '../testing/steady-growth';
import { findModel } from './registry';

type Growth = Readonly<Record<string, number>>;

/** What a rule holds in a steady market, without what it holds nothing of. */
function held(slug: string, growth: Growth, params: object = {}): Record<string, number> {
  const { history, policy } = steadyMarket(growth);
  const model = findModel(slug)?.create(params);
  if (!model?.ok) throw new Error(`no model ${slug}`);
  const decision = decide(history.asOf('2030-01-01' as IsoDate), policy, model.value);
  if (!decision.ok) throw new Error(decision.error.message);
  const pairs = decision.value.assets.map((asset, a) => [asset, Math.round(decision.value.target[a] * 1e9) / 1e9] as const);
  return Object.fromEntries(pairs.filter(([, weight]) => weight > 0));
}

describe('GEM', () => {
  const growth = { SPY: 0.01, ACWX: 0.02, AGG: 0.003, BIL: 0.001 };

  it('holds the better stocks while US stocks beat bills', () => {
    expect(held('gem', growth)).toEqual({ ACWX: 1 });
    expect(held('gem', { ...growth, ACWX: 0.01 })).toEqual({ SPY: 1 });
  });

  it('holds bonds when US stocks do not, however well foreign stocks did', () => {
    expect(held('gem', { ...growth, SPY: 0.0005 })).toEqual({ AGG: 1 });
    expect(held('gem', { ...growth, SPY: 0.001 })).toEqual({ AGG: 1 });
  });
});

describe('VAA-G4', () => {
  const growth = { SPY: 0.01, EFA: 0.02, EEM: 0.005, AGG: 0.002, SHY: 0.001, IEF: 0.001, LQD: -0.001 };

  it('holds the best of four', () => {
    expect(held('vaa-g4', growth)).toEqual({ EFA: 1 });
  });

  it('holds the best defensive asset when one of four is negative, the earlier among equals', () => {
    expect(held('vaa-g4', { ...growth, AGG: -0.0001 })).toEqual({ SHY: 1 });
    expect(held('vaa-g4', { ...growth, AGG: -0.0001, LQD: 0.003 })).toEqual({ LQD: 1 });
  });
});

describe('DAA-G12', () => {
  const growth = {
    SPY: 0.012, IWM: 0.011, QQQ: 0.01, VGK: 0.009, EWJ: 0.008, VWO: 0.007, VNQ: 0.006, GSG: 0.005, GLD: 0.004, TLT: 0.003, HYG: 0.002, LQD: 0.001,
    BND: 0.001, SHY: 0.0005, IEF: 0.0007,
  };
  const sixth = 0.166666667;

  it('holds the best six equally while both canaries sing', () => {
    expect(held('daa-g12', growth)).toEqual({ SPY: sixth, IWM: sixth, QQQ: sixth, VGK: sixth, EWJ: sixth, VWO: sixth });
  });

  it('holds half in the best defensive asset when one is silent, and all when both are', () => {
    const half = held('daa-g12', { ...growth, BND: -0.001 });
    expect([half.LQD, half.SPY, Object.keys(half).length]).toEqual([0.5, 0.083333333, 7]);
    expect(held('daa-g12', { ...growth, BND: -0.001, VWO: -0.001, LQD: -0.002 })).toEqual({ IEF: 1 });
  });
});

describe('HAA', () => {
  const growth = { SPY: 0.01, IWM: -0.001, VEA: 0.009, VWO: -0.002, VNQ: -0.003, DBC: -0.004, IEF: 0.002, TLT: -0.005, TIP: 0.001, BIL: 0.001 };

  it('holds the best four, a negative one’s quarter in the better shelter', () => {
    expect(held('haa', growth)).toEqual({ SPY: 0.25, VEA: 0.25, IEF: 0.5 });
  });

  it('holds the better shelter alone when TIPS are negative', () => {
    expect(held('haa', { ...growth, TIP: -0.001 })).toEqual({ IEF: 1 });
    expect(held('haa', { ...growth, TIP: -0.001, IEF: 0.0005 })).toEqual({ BIL: 1 });
  });
});

describe('PAA', () => {
  const risky = ['SPY', 'QQQ', 'IWM', 'VGK', 'EWJ', 'EEM', 'IYR', 'GSG', 'GLD', 'HYG', 'LQD', 'TLT'];
  const growth = (good: number): Growth => ({ ...Object.fromEntries(risky.map((asset, j) => [asset, j < good ? 0.02 - j / 1000 : -0.01])), IEF: 0.001 });

  it('with nine of twelve above their mean holds half in bonds, half in the best six', () => {
    const mix = held('paa', growth(9));
    expect([mix.IEF, mix.SPY, mix.EEM, mix.IYR]).toEqual([0.5, 0.083333333, 0.083333333, undefined]);
  });

  it('with six or fewer holds bonds alone, with all twelve none', () => {
    expect(held('paa', growth(6))).toEqual({ IEF: 1 });
    expect(held('paa', growth(12)).IEF).toBeUndefined();
  });
});

describe('BAA', () => {
  const growth = {
    SPY: 0.012, QQQ: 0.011, IWM: 0.01, VGK: 0.009, EWJ: 0.008, VWO: 0.007, VNQ: 0.006, DBC: 0.002, GLD: 0.004, TLT: 0.003, HYG: 0.002, LQD: -0.001,
    VEA: 0.005, BND: 0.0005, TIP: -0.001, BIL: 0.001, IEF: 0.0005,
  };

  it('holds the best six while no canary is negative', () => {
    expect(Object.keys(held('baa', growth))).toEqual(['SPY', 'QQQ', 'IWM', 'VGK', 'EWJ', 'VWO']);
  });

  it('holds the best three in defence, none below bills', () => {
    const mix = held('baa', { ...growth, VEA: -0.001 });
    expect(mix).toEqual({ TLT: 0.333333333, DBC: 0.333333333, BIL: 0.333333333 });
    expect(held('baa', { ...growth, VEA: -0.001, TLT: 0.0005, DBC: 0.0002 })).toEqual({ BIL: 1 });
  });
});

describe('GTAA top N', () => {
  it('gives a third to each of the best three, and keeps the third of a falling one in cash', () => {
    const growth = { SPY: 0.01, EFA: 0.008, IEF: -0.001, DBC: -0.002, BIL: 0.001 };
    expect(held('gtaa-top-n', growth)).toEqual({ SPY: 0.333333333, EFA: 0.333333333, BIL: 0.333333333 });
    expect(held('gtaa-top-n', growth, { top: 1 })).toEqual({ SPY: 1 });
  });
});
