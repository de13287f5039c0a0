import { describe, expect, it } from 'vitest';
import type { MemoReading } from '@/lib/server/use-cases/read-memo';
import { memoView } from './view-model';

const NAMES: Readonly<Record<string, string>> = { EQ: 'US equity', BD: 'Treasuries', CA: 'Bills' };
const AT = new Date('2025-01-02T09:30:00Z');

interface Options {
  readonly codes?: readonly string[];
  readonly trades?: number;
  readonly proposal?: Readonly<Record<string, unknown>>;
  readonly reading?: Partial<MemoReading>;
  readonly simulated?: boolean;
  readonly whole?: Readonly<Record<string, unknown>>;
}

const evidence = (effects: readonly number[]) =>
  ({
    ok: true,
    value: {
      from: '1999-12-31', to: '2024-12-31', before: { volatilityAnnual: 0.09, maxDrawdown: -0.31 }, after: { volatilityAnnual: 0.1, maxDrawdown: -0.35 }, orders: 40, rank: 0.75,
      similar: effects.map((effect, k) => ({ date: `20${10 + k}-01-31`, oneWay: 0.1, effects: [effect, effect, effect] })),
    },
  }) as unknown as MemoReading['evidence'];

/** A proposal that sells bonds for equity, by hand: 50/45/5 to 60/35/5. */
function reading({ codes = ['EQ', 'BD', 'CA'], trades = 2, proposal = {}, reading: over = {}, simulated = false, whole = {} }: Options = {}): MemoReading {
  const n = codes.length;
  const lines = codes.map((code, k) => ({ assetClassId: code, code, current: k === 0 ? 0.5 : 0.5 / (n - 1), strategic: 1 / n, target: 1 / n, proposed: k === 0 ? 0.6 : 0.4 / (n - 1), byRule: null }));
  return {
    proposal: {
      facts: {
        portfolio: { name: 'Fund', slug: 'fund', baseCurrency: 'USD' }, simulated,
        policyVersion: { turnoverLimit: 0.2, trackingErrorLimit: null, classes: codes.map((code) => ({ name: NAMES[code] ?? code, instruments: [] })), policy: { cashAsset: 'CA', lines: codes.map((asset) => ({ asset, group: 'equity', min: 0, max: 1 })) } },
      },
      proposal: {
        number: 4, state: 'proposed', asOf: '2024-12-31', expiresOn: '2025-02-01', value: '1000000', turnover: 0.1, costAmount: '200', mode: 'rebalance', moneyMoved: null,
        riskBefore: { volatilityAnnual: 0.08, trackingErrorAnnual: 0.02 }, riskAfter: { volatilityAnnual: 0.09, trackingErrorAnnual: 0.01 }, lines, checks: [],
        trades: Array.from({ length: trades }, (_, k) => ({ instrumentId: `i${k}`, symbol: `S${k}`, assetCode: 'EQ', quantity: k % 2 ? '-10' : '10', price: '100', amount: String(k % 2 ? 1000 + k : -1000 - k), cost: '1' })),
        createdAt: AT, makerId: 'ana', selfApprovalAllowed: false, approversNeeded: 2, contentHash: 'c'.repeat(64), decisions: [], ...proposal,
      },
      recommendation: {
        asOf: '2024-12-31', decisionDate: '2024-12-31', dynamicDate: null, model: { slug: 'house', version: '1' }, engineVersion: '9', policyVersion: 3, inputHash: 'd'.repeat(64),
        lines, steps: [{ step: 'tactical.trend', changes: lines.map((_, k) => (k === 0 ? 0.02 : -0.02 / (n - 1))) }], readings: [], missing: [], distances: [],
      },
      makerName: 'Ana', staleReasons: [], journal: [], people: new Map([['ana', 'Ana'], ['theo', 'Theo']]), execution: { trades: [] }, parent: null, replacedBy: null, overrides: { total: { count: 0 } }, ...whole,
    },
    evidence: evidence([0.01, -0.02, 0.03]), reversals: [], printsHere: true, ...over,
  } as unknown as MemoReading;
}

describe('the committee memo', () => {
  it('asks for a decision by a day, with the amount', () => {
    const view = memoView(reading());
    expect(view.ask).toBe('Asked: sign or reject by 1 Feb 2025 the shift of 10.0\u202f% of Fund one-way, $100k.');
    expect(memoView(reading({ proposal: { state: 'rejected' } })).ask).toContain('It is rejected now.');
  });

  it('puts each class before and after, with what every layer did to it', () => {
    const view = memoView(reading());
    expect(view.lines[0]).toMatchObject({ name: 'US equity', current: '50.00', strategic: '33.33', proposed: '60.00', shift: '+10.00', amount: '+100,000', tactical: '+200', dynamic: '0' });
    expect(view.total).toMatchObject({ current: '100.00', proposed: '100.00', shift: '0.00', amount: '0' });
  });

  it('leaves a line for every signature the policy still asks for, and none once it is decided', () => {
    const signed = [{ kind: 'approve', userId: 'theo', reason: '', decidedAt: AT, overrideKind: null, expiresOn: null }];
    expect(memoView(reading()).signatures.map((one) => one.name)).toEqual(['Ana', null, null]);
    expect(memoView(reading({ proposal: { decisions: signed } })).signatures).toEqual([
      { role: 'Maker', name: 'Ana', when: '2 Jan 2025, 09:30' }, { role: 'Approver', name: 'Theo', when: '2 Jan 2025, 09:30' }, { role: 'Approver', name: null, when: null },
    ]);
    expect(memoView(reading({ proposal: { state: 'rejected' } })).signatures.map((one) => one.name)).toEqual(['Ana']);
  });

  it('says how unusual it is, what such shifts earned, and how little a few cases prove', () => {
    const { evidence: said } = memoView(reading());
    expect(said).toMatch(/^75\u202f% of the model's 40 past orders were smaller/);
    expect(said).toContain('2 of 3 paid, 12 months later and after cost, against not shifting (median +100\u00a0bp, from −200\u00a0bp to +300\u00a0bp)');
    expect(said).toContain('3 cases are too few for odds');
    expect(memoView(reading({ reading: { evidence: evidence([]) } })).evidence).toContain('neither supports nor contradicts');
    expect(memoView(reading({ reading: { evidence: { ok: false, error: { kind: 'too-short', message: 'two years are too short' } } } })).evidence).toBe('There is none: two years are too short');
  });

  it('names the level at which a signal turns and how far the target then goes back', () => {
    const reversals = [{ asset: 'EQ', indicator: 'trend', months: 10, state: 1, move: -0.049, target: 0.38, targetAfter: 0.351 }] as unknown as MemoReading['reversals'];
    expect(memoView(reading({ reading: { reversals } })).wrong).toEqual(['US equity 4.9\u202f% below its close of 31 Dec 2024: its 10-month trend turns negative, and its target goes back by 2.9\u00a0pp, from 38.0\u202f% to 35.1\u202f%.']);
    expect(memoView(reading({ reading: { reversals: null } })).wrong[0]).toContain('cannot be had again');
    expect(memoView(reading()).wrong[0]).toContain('No single signal');
  });

  it('says who departed from the rule, when and why, and that nobody did', () => {
    const edit = { number: 3, lines: [], decisions: [{ kind: 'edit', userId: 'theo', reason: 'Tax lots first. '.repeat(40), decidedAt: AT, overrideKind: 'tax', expiresOn: null }] };
    const { dissent } = memoView(reading({ whole: { parent: edit } }));
    expect(dissent[0]).toMatch(/^Theo edited proposal 3 on 2 Jan 2025, 09:30 \(tax\): Tax lots first\..*…$/);
    expect(dissent[0].length).toBeLessThan(230);
    expect(memoView(reading()).dissent[0]).toContain('None on record');
  });

  it('stays bounded: of many trades the largest are named, of many classes the rest is one row that sums', () => {
    const codes = Array.from({ length: 30 }, (_, k) => `A${k}`);
    const view = memoView(reading({ codes, trades: 25 }));
    expect(view.trades).toHaveLength(8);
    expect(view.trades[0].amount).toBe('1,024');
    expect(view.tradesNote).toMatch(/^The 8 largest of 25 trades; the rest are in .*trades\.csv\. Buys .* \(13 trades\), sells .* \(12 trades\)/);
    expect(view.lines).toHaveLength(16);
    expect(view.lines.at(-1)?.name).toBe('15 others');
    expect(view.lines.at(-1)?.current).toBe('25.86');
  });

  it('says what it was computed from, that it is no advice, and that data are simulated', () => {
    const view = memoView(reading({ simulated: true }));
    expect(view.footing).toBe('Computed by model house 1 (engine 9) under policy v3 from data as of 31 Dec 2024; not advice.');
    expect(view.simulated).toContain('Simulated data');
    expect(view.hashes.map((one) => one.value)).toEqual(['c'.repeat(64), 'd'.repeat(64)]);
    expect(memoView(reading()).simulated).toBeNull();
  });
});
