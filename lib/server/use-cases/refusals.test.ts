import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, SCOPES, type Actor, type Role, type Scope } from '../auth/actor';
import type { Permission } from '../auth/permissions';
import { findProposal } from '../db/proposal-store';
import { makeDesk, openBench, POLICY_LINES, PRICES_REQUEST, refusalOf, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { countAllTables } from '../testing/sql';
import { allUseCases, type AnyUseCase } from '../testing/use-cases';
import { createPortfolio } from './create-portfolio';
import { proposeReallocation } from './propose-reallocation';
import { readDrawdowns } from './read-drawdowns';
import { subscribeSeries } from './subscriptions';

/** A wrong input and what must be said about it. `input` may write the file it names. */
interface Defect {
  readonly defect: string;
  readonly who?: Role | 'maker' | 'sample';
  readonly input: (files: Bench['file']) => unknown;
  readonly kind: string;
  readonly says: RegExp;
}

const TODAY = '2021-07-02';
const weights = (text: string) => ({ kind: 'weights', text: `asset,group,weight,min,max\n${text}` });
const GOOD_WEIGHTS = 'EQ,equity,0.6,0,1\nBD,bond,0.35,0,1\nBILL,cash,0.05,0,1\n';

let counter = 0;
const importing = (request: object, text: string | Uint8Array, extra: object = {}) => (file: Bench['file']) => {
  counter += 1;
  return { path: file(`defect-${counter}.csv`, text), fileName: `defect-${counter}.csv`, request, ...extra };
};
const importingWeights = (text: string, extra: object = {}) => importing({ kind: 'weights' }, weights(text).text, { portfolio: 'fund', ...extra });
const holdings = { kind: 'holdings', asOf: TODAY };

const portfolio = (over: object = {}) => () => ({ name: 'Another', baseCurrency: 'USD', lines: POLICY_LINES, settings: { cash: 'BILL' }, ...over });
const lines = (change: (line: (typeof POLICY_LINES)[number], k: number) => object) => ({ lines: POLICY_LINES.map(change) });
const NOBODY = '00000000-0000-4000-8000-000000000000';
const subscribing = (over: object) => () => ({ connector: 'fred', externalId: 'GDP', seriesCode: 'GDP', ...over });
const template = (over: object) => () => ({ kind: 'holdings', name: 'Depot', mapping: { columns: [{ name: 'Stk.', role: 'quantity' }] }, ...over });
const running = (over: object) => () => ({ portfolio: 'fund', name: 'Trend', model: 'gtaa5', ...over });
const ofNoRun = (more: object): readonly Defect[] => [
  { defect: 'a run nobody set up', input: () => ({ portfolio: 'fund', run: NOBODY, ...more }), kind: 'not-found', says: /no such run/ },
  { defect: 'a run of a portfolio of another desk', input: () => ({ portfolio: 'secret', run: NOBODY, ...more }), kind: 'not-found', says: /secret/ },
  { defect: 'a run by its name', input: () => ({ portfolio: 'fund', run: 'Trend', ...more }), kind: 'invalid-input', says: /names a run/ },
];
const settings = (over: object) => ({ settings: { cash: 'BILL', ...over } });
const policy = (over: object) => ({ portfolio: 'fund', lines: POLICY_LINES, ...settings({}), ...over });
const changed = (over: object) => ({ ...policy({}), after: 1, reason: 'the board decided', ...over });

/** What every use case that opens a portfolio at a date is asked wrongly. */
const opening: readonly Defect[] = [
  { defect: 'a portfolio nobody made', input: () => ({ portfolio: 'nowhere' }), kind: 'not-found', says: /nowhere/ },
  { defect: 'a portfolio of another desk', input: () => ({ portfolio: 'secret' }), kind: 'not-found', says: /secret/ },
  { defect: 'a slug that is none', input: () => ({ portfolio: "x'; drop table price; --" }), kind: 'invalid-input', says: /portfolio/ },
];
/** What the journal is asked wrongly. */
const filtering: readonly Defect[] = [
  ...opening,
  { defect: 'a kind there is none of', input: () => ({ kind: 'secrets' }), kind: 'invalid-input', says: /kind: is one of: proposals/ },
  { defect: 'a person without a name', input: () => ({ person: '' }), kind: 'invalid-input', says: /person/ },
  { defect: 'a person with a zero character', input: () => ({ person: 'a\u0000' }), kind: 'invalid-input', says: /person/ },
  { defect: 'a first day that is none', input: () => ({ from: '2021-02-30' }), kind: 'invalid-input', says: /from.*YYYY-MM-DD/ },
  { defect: 'a first day after the last', input: () => ({ from: '2021-07-02', to: '2021-07-01' }), kind: 'invalid-input', says: /2021-07-02 is later/ },
];
const dated: readonly Defect[] = [
  ...opening,
  { defect: 'a date in the future', input: () => ({ portfolio: 'fund', asOf: '2021-07-03' }), kind: 'future-date', says: /2021-07-03/ },
  { defect: 'a date before all data', input: () => ({ portfolio: 'fund', asOf: '1900-01-01' }), kind: 'no-prices', says: /Fund of north/ },
  { defect: 'a date before any policy', input: () => ({ portfolio: 'fund', asOf: '1700-01-01' }), kind: 'no-policy', says: /1700-01-01/ },
  { defect: 'a day that is none', input: () => ({ portfolio: 'fund', asOf: '2021-02-30' }), kind: 'invalid-input', says: /asOf/ },
];
const lookingBack: readonly Defect[] = [
  ...dated,
  { defect: 'a moment before anything was recorded', input: () => ({ portfolio: 'fund', recordedBy: '2000-01-01' }), kind: 'no-policy', says: /no policy/ },
  { defect: 'a moment that is no day', input: () => ({ portfolio: 'fund', recordedBy: 'yesterday' }), kind: 'invalid-input', says: /recordedBy/ },
];
const numbered = (more: object = {}): readonly Defect[] => [
  { defect: 'a portfolio of another desk', input: () => ({ portfolio: 'secret', number: 1, version: 1, ...more }), kind: 'not-found', says: /secret/ },
  { defect: 'a proposal nobody made', input: () => ({ portfolio: 'fund', number: 99, version: 1, ...more }), kind: 'not-found', says: /99/ },
  { defect: 'a number beyond the store', input: () => ({ portfolio: 'fund', number: 3_000_000_000, version: 1, ...more }), kind: 'invalid-input', says: /number/ },
  { defect: 'half a proposal', input: () => ({ portfolio: 'fund', number: 1.5, version: 1, ...more }), kind: 'invalid-input', says: /number/ },
];
const versioned = (more: object = {}): readonly Defect[] => [
  ...numbered(more),
  { defect: 'a version that has gone by', input: () => ({ portfolio: 'fund', number: 1, version: 7, ...more }), kind: 'moved-meanwhile', says: /Proposal 1/ },
];

const DEPARTURE = { reason: 'we know better', kind: 'view', expiresOn: '2021-07-30' };
/** What everybody is asked who departs from the rule. */
const departures = (more: object): readonly Defect[] => {
  const asking = (over: object) => () => ({ portfolio: 'fund', number: 1, version: 1, ...DEPARTURE, ...more, ...over });
  return [
    { defect: `a departure without a reason (${JSON.stringify(more)})`, input: asking({ reason: ' ' }), kind: 'invalid-input', says: /reason/ },
    { defect: `a departure of no kind (${JSON.stringify(more)})`, input: asking({ kind: 'whim' }), kind: 'invalid-input', says: /kind/ },
    { defect: `a departure until today (${JSON.stringify(more)})`, input: asking({ expiresOn: TODAY }), kind: 'invalid-input', says: /expiresOn.*not after today/ },
    { defect: `a departure for ever (${JSON.stringify(more)})`, input: asking({ expiresOn: '2031-07-02' }), kind: 'invalid-input', says: /expiresOn/ },
    { defect: `a departure until no day (${JSON.stringify(more)})`, input: asking({ expiresOn: 'soon' }), kind: 'invalid-input', says: /expiresOn/ },
  ];
};
const mix = (...weights: readonly number[]) => ({ weights: ['EQ', 'BD', 'BILL'].map((asset, k) => ({ asset, weight: weights[k] })) });

/** What is asked wrongly of whoever manages a person. */
const people = (more: object): readonly Defect[] => [
  { defect: 'a person nobody knows', input: () => ({ person: 'nobody', ...more }), kind: 'not-found', says: /no such person/ },
  { defect: 'a person of another desk', input: () => ({ person: 'south-analyst', ...more }), kind: 'not-found', says: /no such person/ },
  { defect: 'a person without a name', input: () => ({ person: '', ...more }), kind: 'invalid-input', says: /person/ },
  { defect: 'the sample desk', who: 'sample', input: () => ({ person: 'north-analyst', ...more }), kind: 'sample-desk', says: /sample desk/ },
];

const TABLE: Readonly<Record<string, readonly Defect[]>> = {
  'compute-recommendation': lookingBack,
  'read-mix': lookingBack,
  'read-revisions': lookingBack,
  'read-signals': lookingBack,
  'read-indicators': [...lookingBack, { defect: 'an indicator nobody wrote', input: () => ({ portfolio: 'fund', indicator: 'sunspots' }), kind: 'invalid-input', says: /indicator: names no indicator/ }],
  'read-timing': lookingBack,
  'read-stress': lookingBack,
  'compute-robustness': lookingBack,
  'read-backtest': [
    ...lookingBack,
    { defect: 'a measure that is none', input: () => ({ portfolio: 'fund', rolling: 'luck' }), kind: 'invalid-input', says: /rolling/ },
    { defect: 'windows of half a year', input: () => ({ portfolio: 'fund', years: 0.5 }), kind: 'invalid-input', says: /years/ },
  ],
  'replay-recommendations': opening,
  'read-backtest-runs': [
    ...lookingBack,
    { defect: 'more runs than fit side by side', input: () => ({ portfolio: 'fund', compare: [1, 2, 3, 4, 5].map((k) => `${NOBODY.slice(0, -1)}${k}`) }), kind: 'invalid-input', says: /4 runs/ },
    { defect: 'a run by its name', input: () => ({ portfolio: 'fund', compare: ['Trend'] }), kind: 'invalid-input', says: /names a run/ },
  ],
  'start-backtest-run': [
    { defect: 'a portfolio nobody made', input: running({ portfolio: 'nowhere' }), kind: 'not-found', says: /nowhere/ },
    { defect: 'a portfolio of another desk', input: running({ portfolio: 'secret' }), kind: 'not-found', says: /secret/ },
    { defect: 'no name', input: running({ name: '  ' }), kind: 'invalid-input', says: /name/ },
    { defect: 'a model nobody wrote', input: running({ model: 'oracle' }), kind: 'unknown-model', says: /oracle/ },
    { defect: 'a parameter the model lacks', input: running({ params: { month: 3 } }), kind: 'bad-parameters', says: /month/ },
    { defect: 'a parameter beyond its range', input: running({ params: { months: 0 } }), kind: 'bad-parameters', says: /months/ },
    { defect: 'a role that nobody plays', input: running({ model: 'gem' }), kind: 'missing-asset', says: /SPY, ACWX, AGG, BIL.*EQ, BD, BILL/ },
    { defect: 'a role given to what the policy lacks', input: running({ model: 'gem', params: { roles: { SPY: 'EQ', ACWX: 'GOLD', AGG: 'BD', BIL: 'BILL' } } }), kind: 'missing-asset', says: /ACWX \(given to GOLD\)/ },
    { defect: 'an end in the future', input: running({ to: '2021-07-03' }), kind: 'future-date', says: /2021-07-03/ },
    { defect: 'an end before its start', input: running({ from: '2021-01-01', to: '2020-01-01' }), kind: 'empty-window', says: /0 rows/ },
    { defect: 'a cost below nothing', input: running({ costBps: -1 }), kind: 'invalid-input', says: /costBps/ },
    { defect: 'half a row of patience', input: running({ executionLag: 0.5 }), kind: 'invalid-input', says: /executionLag/ },
    { defect: 'bands without width', input: running({ rebalancing: { rule: 'threshold' } }), kind: 'invalid-input', says: /threshold/ },
  ],
  'retry-backtest-run': ofNoRun({}),
  'cancel-backtest-run': ofNoRun({}),
  'remove-backtest-run': ofNoRun({}),
  'rename-backtest-run': [...ofNoRun({ name: 'Mine' }), { defect: 'no name', input: () => ({ portfolio: 'fund', run: NOBODY, name: ' ' }), kind: 'invalid-input', says: /name/ }],
  'propose-reallocation': [
    ...dated,
    { defect: 'an amount without a purpose', input: () => ({ portfolio: 'fund', amount: 1_000 }), kind: 'invalid-input', says: /amount/ },
    { defect: 'to raise nothing in particular', input: () => ({ portfolio: 'fund', mode: 'raise-cash' }), kind: 'invalid-input', says: /amount/ },
    { defect: 'to invest less than nothing', input: () => ({ portfolio: 'fund', mode: 'invest-cash', amount: -5 }), kind: 'invalid-input', says: /amount/ },
    { defect: 'a purpose that is none', input: () => ({ portfolio: 'fund', mode: 'gamble', amount: 5 }), kind: 'invalid-input', says: /mode/ },
    { defect: 'a second open question', input: () => ({ portfolio: 'fund' }), kind: 'already-open', says: /Proposal 1/ },
  ],
  'read-inbox': [{ defect: 'the inbox of somebody else', input: () => ({ userId: 'north-approver' }), kind: 'invalid-input', says: /userId/ }],
  'count-unread': [{ defect: 'the desk of somebody else', input: () => ({ workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ }],
  'mark-notices-read': [
    { defect: 'a notice nobody got', input: () => ({ notice: NOBODY }), kind: 'not-found', says: /no such notice/ },
    { defect: 'a name that is no number', input: () => ({ notice: 'all' }), kind: 'invalid-input', says: /notice/ },
  ],
  'open-notice': [
    { defect: 'a notice nobody got', input: () => ({ notice: NOBODY }), kind: 'not-found', says: /no such notice/ },
    { defect: 'a name that is no number', input: () => ({ notice: '../settings' }), kind: 'invalid-input', says: /notice/ },
  ],
  'read-mail-choices': [{ defect: 'the choices of somebody else', input: () => ({ userId: 'north-approver' }), kind: 'invalid-input', says: /userId/ }],
  'choose-mail': [
    { defect: 'a kind there is none of', input: () => ({ kinds: ['everything'] }), kind: 'invalid-input', says: /kinds\.0.*proposal-waits/ },
    { defect: 'another address', input: () => ({ kinds: [], to: 'a@example.invalid' }), kind: 'invalid-input', says: /to/ },
    { defect: 'the sample desk', who: 'sample', input: () => ({ kinds: ['proposal-waits'] }), kind: 'sample-desk', says: /sample desk/ },
  ],
  'retry-mail': [
    { defect: 'a mail nobody was sent', input: () => ({ notice: NOBODY }), kind: 'not-found', says: /no such mail/ },
    { defect: 'a name that is no number', input: () => ({ notice: 'all' }), kind: 'invalid-input', says: /notice/ },
  ],
  'propose-draft': [...versioned(), { defect: 'what has a maker already', input: () => ({ portfolio: 'fund', number: 1, version: 1 }), kind: 'not-a-draft', says: /proposed.*only a draft/ }],
  'set-drafts': [
    ...opening.map((one) => ({ ...one, input: (file: Bench['file']) => ({ ...(one.input(file) as object), drafts: false }) })),
    { defect: 'neither on nor off', input: () => ({ portfolio: 'fund', drafts: 'perhaps' }), kind: 'invalid-input', says: /drafts: is true or false/ },
  ],
  'read-proposals': opening,
  'read-policy': opening,
  'read-drawdowns': [
    ...opening,
    { defect: 'a window without rows', input: () => ({ portfolio: 'fund', from: '2021-07-02', to: '2021-07-02' }), kind: 'empty-window', says: /2021-07-02/ },
    { defect: 'a window before all data', input: () => ({ portfolio: 'fund', to: '1900-01-01' }), kind: 'empty-window', says: /1900-01-01/ },
    { defect: 'a depth in percent', input: () => ({ portfolio: 'fund', depthAtLeast: 5 }), kind: 'invalid-input', says: /depthAtLeast/ },
    { defect: 'an episode on no day', input: () => ({ portfolio: 'fund', episode: '2008' }), kind: 'invalid-input', says: /episode/ },
    { defect: 'a mix that is none', input: () => ({ portfolio: 'fund', mixes: ['wishful'] }), kind: 'invalid-input', says: /mixes/ },
  ],
  'read-proposal': numbered().map((one) => ({ ...one, input: (file: Bench['file']) => ({ portfolio: (one.input(file) as { portfolio: string }).portfolio, number: (one.input(file) as { number: number }).number }) })),
  'read-proposal-evidence': numbered().map((one) => ({ ...one, input: (file: Bench['file']) => ({ portfolio: (one.input(file) as { portfolio: string }).portfolio, number: (one.input(file) as { number: number }).number }) })),
  'read-memo': numbered().map((one) => ({ ...one, input: (file: Bench['file']) => ({ portfolio: (one.input(file) as { portfolio: string }).portfolio, number: (one.input(file) as { number: number }).number }) })),
  'print-page': [
    { defect: 'no page', input: () => ({ html: '' }), kind: 'invalid-input', says: /html.*whole page/ },
    { defect: 'an address instead of a page', input: () => ({ html: 'file:///etc/passwd' }), kind: 'invalid-input', says: /html.*whole page/ },
    { defect: 'a page without end', input: () => ({ html: `<!doctype html>${'x'.repeat(3_000_000)}` }), kind: 'invalid-input', says: /html.*longer/ },
  ],
  'decide-proposal': [
    ...versioned({ decision: 'approve' }),
    { defect: 'an approval by its maker', who: 'maker', input: () => ({ portfolio: 'fund', number: 1, version: 1, decision: 'approve' }), kind: 'maker-is-checker', says: /another person/ },
    { defect: 'a key that is none', input: () => ({ portfolio: 'fund', number: 1, version: 1, decision: 'approve', key: 'x; y' }), kind: 'invalid-input', says: /key/ },
    ...departures({ decision: 'reject' }),
    ...departures({ decision: 'defer' }),
    { defect: 'a deferral beyond its own end', input: () => ({ portfolio: 'fund', number: 1, version: 1, decision: 'defer', ...DEPARTURE, expiresOn: '2021-12-31' }), kind: 'invalid-input', says: /on 2021-08-06 at the latest/ },
    { defect: 'to resume what nobody deferred', input: () => ({ portfolio: 'fund', number: 1, version: 1, decision: 'resume' }), kind: 'move-not-allowed', says: /proposed cannot resume/ },
    { defect: 'a rejection without a reason', input: () => ({ portfolio: 'fund', number: 1, version: 1, decision: 'reject', reason: '   ' }), kind: 'invalid-input', says: /reason/ },
    { defect: 'a reason that is no text', input: () => ({ portfolio: 'fund', number: 1, version: 1, decision: 'reject', reason: 'no\u0000' }), kind: 'invalid-input', says: /reason/ },
    { defect: 'a reason with half a character', input: () => ({ portfolio: 'fund', number: 1, version: 1, decision: 'reject', reason: 'no \ud800' }), kind: 'invalid-input', says: /reason/ },
    { defect: 'a decision that is none', input: () => ({ portfolio: 'fund', number: 1, version: 1, decision: 'perhaps' }), kind: 'invalid-input', says: /decision/ },
  ],
  'withdraw-proposal': [
    ...versioned({ reason: 'no longer wanted' }),
    { defect: 'the proposal of another person', input: () => ({ portfolio: 'fund', number: 1, version: 1, reason: 'mine now' }), who: 'approver', kind: 'forbidden', says: /maker/ },
    { defect: 'no reason', input: () => ({ portfolio: 'fund', number: 1, version: 1, reason: '' }), kind: 'invalid-input', says: /reason/ },
  ],
  'edit-proposal': [
    ...versioned({ ...DEPARTURE, ...mix(0.5, 0.45, 0.05) }),
    ...departures(mix(0.5, 0.45, 0.05)),
    { defect: 'neither weights nor trades', input: () => ({ portfolio: 'fund', number: 1, version: 1, ...DEPARTURE }), kind: 'invalid-input', says: /either weights or trades/ },
    { defect: 'both weights and trades', input: () => ({ portfolio: 'fund', number: 1, version: 1, ...DEPARTURE, ...mix(0.5, 0.45, 0.05), trades: [{ instrument: 'EQ', quantity: 1 }] }), kind: 'invalid-input', says: /either weights or trades/ },
    { defect: 'weights that do not sum to 1', input: () => ({ portfolio: 'fund', number: 1, version: 1, ...DEPARTURE, ...mix(0.5, 0.4, 0.05) }), kind: 'weights-invalid', says: /sum to 95 %/ },
    { defect: 'weights in percent', input: () => ({ portfolio: 'fund', number: 1, version: 1, ...DEPARTURE, ...mix(50, 45, 5) }), kind: 'invalid-input', says: /weight.*fraction/ },
    { defect: 'a mix with a class less', input: () => ({ portfolio: 'fund', number: 1, version: 1, ...DEPARTURE, weights: mix(0.5, 0.5).weights.slice(0, 2) }), kind: 'weights-invalid', says: /BILL is missing/ },
    { defect: 'a class the policy lacks', input: () => ({ portfolio: 'fund', number: 1, version: 1, ...DEPARTURE, weights: [...mix(0.5, 0.4, 0).weights, { asset: 'GOLD', weight: 0.1 }] }), kind: 'unknown-asset', says: /GOLD/ },
    { defect: 'an instrument the policy lacks', input: () => ({ portfolio: 'fund', number: 1, version: 1, ...DEPARTURE, trades: [{ instrument: 'GOLD', quantity: 1 }] }), kind: 'unknown-instrument', says: /GOLD/ },
    { defect: 'a sale of more than is held', input: () => ({ portfolio: 'fund', number: 1, version: 1, ...DEPARTURE, trades: [{ instrument: 'EQ', quantity: -4_001 }] }), kind: 'trade-refused', says: /EQ sells more than the 4000/ },
    { defect: 'more than the money buys', input: () => ({ portfolio: 'fund', number: 1, version: 1, ...DEPARTURE, trades: [{ instrument: 'EQ', quantity: 4_000_000 }] }), kind: 'trade-refused', says: /would leave -/ },
    { defect: 'half a lot', input: () => ({ portfolio: 'fund', number: 1, version: 1, ...DEPARTURE, trades: [{ instrument: 'EQ', quantity: -0.5 }] }), kind: 'trade-refused', says: /lot/ },
    { defect: 'no trade at all', input: () => ({ portfolio: 'fund', number: 1, version: 1, ...DEPARTURE, trades: [{ instrument: 'EQ', quantity: 0 }] }), kind: 'nothing-due', says: /Nothing to trade/ },
  ],
  'refresh-proposal': [...versioned(), { defect: 'one that is still current', input: () => ({ portfolio: 'fund', number: 1, version: 1 }), kind: 'still-current', says: /still current/ }],
  'cancel-proposal': [
    ...versioned(DEPARTURE),
    { defect: 'what nobody approved', input: () => ({ portfolio: 'fund', number: 1, version: 1, ...DEPARTURE }), kind: 'move-not-allowed', says: /proposed cannot cancel/ },
    { defect: 'no reason', input: () => ({ portfolio: 'fund', number: 1, version: 1, ...DEPARTURE, reason: '' }), kind: 'invalid-input', says: /reason/ },
  ],
  'read-overrides': opening,
  'execute-proposal': [
    ...versioned(),
    { defect: 'fills of a proposal nobody signed', input: () => ({ portfolio: 'fund', number: 1, version: 1, fills: [{ instrument: 'EQ', quantity: 1, price: 80 }] }), kind: 'move-not-allowed', says: /proposed cannot execute/ },
    { defect: 'no fills', input: () => ({ portfolio: 'fund', number: 1, version: 1, fills: [] }), kind: 'invalid-input', says: /no fill/ },
    { defect: 'a fill of nothing', input: () => ({ portfolio: 'fund', number: 1, version: 1, fills: [{ instrument: 'EQ', quantity: 0, price: 80 }] }), kind: 'invalid-input', says: /quantity/ },
    { defect: 'a fill for nothing', input: () => ({ portfolio: 'fund', number: 1, version: 1, fills: [{ instrument: 'EQ', quantity: 1, price: -80 }] }), kind: 'invalid-input', says: /price/ },
    { defect: 'a proposal nobody signed', input: () => ({ portfolio: 'fund', number: 1, version: 1 }), kind: 'move-not-allowed', says: /proposed cannot execute/ },
  ],
  'read-journal': [
    ...filtering,
    { defect: 'a row nobody wrote', input: () => ({ entry: 2_000_000_000 }), kind: 'not-found', says: /no row 2000000000/ },
    { defect: 'a page that is no number', input: () => ({ before: Number('next') }), kind: 'invalid-input', says: /before/ },
    { defect: 'no rows at all', input: () => ({ limit: 0 }), kind: 'invalid-input', says: /limit/ },
    { defect: 'more rows than a page', input: () => ({ limit: 1_000_000 }), kind: 'invalid-input', says: /limit/ },
    { defect: 'the desk of somebody else', input: () => ({ workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ },
  ],
  'walk-journal': [{ defect: 'the desk of somebody else', input: () => ({ workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ }],
  'export-journal-table': filtering,
  'export-journal': [{ defect: 'the desk of somebody else', input: () => ({ workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ }],
  'read-journal-page': [
    { defect: 'no rows at all', input: () => ({ limit: 0 }), kind: 'invalid-input', says: /limit/ },
    { defect: 'more rows than a page', input: () => ({ limit: 501 }), kind: 'invalid-input', says: /limit.*500/ },
    { defect: 'a row before the first', input: () => ({ after: -1 }), kind: 'invalid-input', says: /after/ },
  ],
  'read-book': [{ defect: 'the desk of somebody else', input: () => ({ workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ }],
  'read-conformance': [{ defect: 'the desk of somebody else', input: () => ({ workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ }],
  'read-coverage': [{ defect: 'the desk of somebody else', input: () => ({ workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ }],
  'read-data': [{ defect: 'the desk of somebody else', input: () => ({ workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ }],
  'search-desk': [
    { defect: 'more letters than anybody types', input: () => ({ query: 'x'.repeat(81) }), kind: 'invalid-input', says: /80 characters/ },
    { defect: 'a character that is no text', input: () => ({ query: 'fund\u0000' }), kind: 'invalid-input', says: /no text/ },
    { defect: 'the desk of somebody else', input: () => ({ query: 'fund', workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ },
  ],
  'read-people': [{ defect: 'the desk of somebody else', input: () => ({ workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ }],
  'list-portfolios': [{ defect: 'the desk of somebody else', input: () => ({ workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ }],
  'archive-desk': [{ defect: 'the desk of somebody else', input: () => ({ workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ }],
  'invite-person': [
    { defect: 'an address that is none', input: () => ({ email: 'nobody', role: 'viewer' }), kind: 'invalid-input', says: /email/ },
    { defect: 'a role that is none', input: () => ({ email: 'a@example.invalid', role: 'owner' }), kind: 'invalid-input', says: /role/ },
    { defect: 'the sample desk', who: 'sample', input: () => ({ email: 'a@example.invalid', role: 'viewer' }), kind: 'sample-desk', says: /sample desk/ },
  ],
  'revoke-invitation': [
    { defect: 'an invitation nobody made', input: () => ({ invitation: NOBODY }), kind: 'not-found', says: /no such open invitation/ },
    { defect: 'a name that is no number', input: () => ({ invitation: 'all' }), kind: 'invalid-input', says: /invitation/ },
  ],
  'make-token': [
    { defect: 'a token without a name', input: () => ({ name: '  ', scopes: ['read'], days: 30 }), kind: 'invalid-input', says: /name/ },
    { defect: 'a name that is no text', input: () => ({ name: 'A\u0000', scopes: ['read'], days: 30 }), kind: 'invalid-input', says: /name/ },
    { defect: 'a token for nothing', input: () => ({ name: 'A', scopes: [], days: 30 }), kind: 'invalid-input', says: /scopes/ },
    { defect: 'a token that signs', input: () => ({ name: 'A', scopes: ['approve'], days: 30 }), kind: 'invalid-input', says: /scopes/ },
    { defect: 'a token for more than a year', input: () => ({ name: 'A', scopes: ['read'], days: 366 }), kind: 'invalid-input', says: /days.*365/ },
    { defect: 'a token for less than a day', input: () => ({ name: 'A', scopes: ['read'], days: 0 }), kind: 'invalid-input', says: /days/ },
  ],
  'list-tokens': [{ defect: 'the tokens of somebody else', input: () => ({ userId: 'north-viewer' }), kind: 'invalid-input', says: /userId/ }],
  'revoke-token': [
    { defect: 'a token nobody made', input: () => ({ token: NOBODY }), kind: 'not-found', says: /no such token/ },
    { defect: 'a name that is no number', input: () => ({ token: 'all' }), kind: 'invalid-input', says: /token/ },
  ],
  'change-role': [
    ...people({ role: 'viewer' }),
    { defect: 'a role that is none', input: () => ({ person: 'north-analyst', role: 'owner' }), kind: 'invalid-input', says: /role/ },
    { defect: 'the role one has', input: () => ({ person: 'north-analyst', role: 'analyst' }), kind: 'unchanged', says: /analyst already/ },
  ],
  'set-portfolio-role': [
    ...people({ portfolio: 'fund', role: 'viewer' }),
    { defect: 'a portfolio nobody made', input: () => ({ person: 'north-analyst', portfolio: 'nowhere', role: 'viewer' }), kind: 'not-found', says: /nowhere/ },
    { defect: 'a portfolio of another desk', input: () => ({ person: 'north-analyst', portfolio: 'secret', role: 'viewer' }), kind: 'not-found', says: /secret/ },
    { defect: 'a role that is none', input: () => ({ person: 'north-analyst', portfolio: 'fund', role: 'owner' }), kind: 'invalid-input', says: /role/ },
    { defect: 'to clear what is not there', input: () => ({ person: 'north-analyst', portfolio: 'fund', role: null }), kind: 'unchanged', says: /no role of their own/ },
  ],
  'remove-member': people({}),
  'make-reset-link': [
    ...people({}),
    { defect: 'oneself', who: 'administrator', input: () => ({ person: 'north-administrator' }), kind: 'own-password', says: /your account/ },
  ],
  'preview-policy': [
    ...opening.map((one) => ({ ...one, who: 'administrator' as const, input: (files: Bench['file']) => ({ ...policy({}), ...(one.input(files) as object) }) })),
    { defect: 'weights that do not sum to 1', who: 'administrator', input: () => policy({ lines: POLICY_LINES.map((line, k) => ({ ...line, weight: k === 0 ? 0.5 : line.weight })) }), kind: 'policy-invalid', says: /sum to 0\.9/ },
    { defect: 'ranges that a model cannot keep', who: 'administrator', input: () => policy({ settings: { cash: 'GOLD' } }), kind: 'policy-invalid', says: /GOLD/ },
    { defect: 'a class that is new', who: 'administrator', input: () => policy({ lines: POLICY_LINES.map((line, k) => ({ ...line, code: k === 0 ? 'NEW' : line.code })) }), kind: 'new-class', says: /NEW is new/ },
  ],
  'change-policy': [
    ...opening.map((one) => ({ ...one, who: 'administrator' as const, input: (files: Bench['file']) => ({ ...changed({}), ...(one.input(files) as object) }) })),
    { defect: 'a change without a reason', who: 'administrator', input: () => changed({ reason: ' ' }), kind: 'invalid-input', says: /reason/ },
    { defect: 'a day gone by', who: 'administrator', input: () => changed({ effectiveFrom: '2021-01-04' }), kind: 'past-date', says: /today/ },
    { defect: 'a version somebody else replaced', who: 'administrator', input: () => changed({ after: 9 }), kind: 'moved-meanwhile', says: /Version 1/ },
    { defect: 'weights that do not sum to 1', who: 'administrator', input: () => changed({ lines: POLICY_LINES.map((line, k) => ({ ...line, weight: k === 0 ? 0.5 : line.weight })) }), kind: 'policy-invalid', says: /sum to 0\.9/ },
    { defect: 'a class without prices', who: 'administrator', input: () => changed({ lines: POLICY_LINES.map((line, k) => ({ ...line, code: k === 0 ? 'UNICORN' : line.code })) }), kind: 'unknown-asset', says: /UNICORN/ },
    { defect: 'six signatures', who: 'administrator', input: () => changed({ settings: { cash: 'BILL', approversNeeded: 6 } }), kind: 'invalid-input', says: /approversNeeded/ },
  ],
  'create-portfolio': [
    { defect: 'weights that do not sum to 1', input: portfolio(lines((line, k) => ({ ...line, weight: k === 0 ? 0.5 : line.weight }))), kind: 'policy-invalid', says: /sum to 0\.9/ },
    { defect: 'weights in percent', input: portfolio(lines((line) => ({ ...line, weight: line.weight * 100 }))), kind: 'invalid-input', says: /lines\.0\.weight.*0\.6/ },
    { defect: 'a cost above all reason', input: portfolio(lines((line) => ({ ...line, costBps: 5_000 }))), kind: 'invalid-input', says: /costBps/ },
    { defect: 'a maximum below the weight', input: portfolio(lines((line) => ({ ...line, max: line.weight - 0.01 }))), kind: 'policy-invalid', says: /EQ/ },
    { defect: 'an asset without prices', input: portfolio(lines((line, k) => ({ ...line, code: k === 0 ? 'UNICORN' : line.code }))), kind: 'unknown-asset', says: /UNICORN/ },
    { defect: 'an asset of another desk', input: portfolio(lines((line, k) => ({ ...line, code: k === 0 ? 'SOUTHERN' : line.code }))), kind: 'unknown-asset', says: /SOUTHERN/ },
    { defect: 'an asset twice', input: portfolio(lines((line) => ({ ...line, code: line.code === 'BD' ? 'EQ' : line.code, group: line.code === 'BD' ? 'equity' : line.group }))), kind: 'policy-invalid', says: /EQ stands there twice/ },
    { defect: 'an asset in another group', input: portfolio(lines((line, k) => ({ ...line, group: k === 0 ? 'bond' : line.group }))), kind: 'group-differs', says: /EQ/ },
    { defect: 'cash that is not in the policy', input: portfolio(settings({ cash: 'GOLD' })), kind: 'policy-invalid', says: /GOLD/ },
    { defect: 'a group limit its own mix breaks', input: portfolio(settings({ groupLimits: [{ group: 'equity', min: 0, max: 0.5 }] })), kind: 'policy-invalid', says: /equity/ },
    { defect: 'a group limit twice', input: portfolio(settings({ groupLimits: [{ group: 'bond', min: 0, max: 1 }, { group: 'bond', min: 0.1, max: 1 }] })), kind: 'policy-invalid', says: /bond/ },
    { defect: 'a group limit without room', input: portfolio(settings({ groupLimits: [{ group: 'bond', min: 0.5, max: 0.2 }] })), kind: 'policy-invalid', says: /bond/ },
    { defect: 'one asset class alone', input: portfolio({ lines: [{ ...POLICY_LINES[0], weight: 1, max: 1 }] }), kind: 'invalid-input', says: /two asset classes/ },
    { defect: 'a lot of nothing', input: portfolio(lines((line) => ({ ...line, lotSize: '0' }))), kind: 'invalid-input', says: /lotSize/ },
    { defect: 'a currency the prices are not in', input: portfolio({ baseCurrency: 'EUR' }), kind: 'currency-differs', says: /EQ is priced in USD\. There is no exchange rate from USD to EUR/ },
    { defect: 'a currency that is none', input: portfolio({ baseCurrency: 'dollars' }), kind: 'invalid-input', says: /baseCurrency/ },
    { defect: 'a name that is taken', input: portfolio({ slug: 'fund' }), kind: 'slug-taken', says: /fund/ },
    { defect: 'a name that is no text', input: portfolio({ name: 'A\u0000B' }), kind: 'invalid-input', says: /name/ },
    { defect: 'a model nobody wrote', input: portfolio({ model: { slug: 'oracle', params: {} } }), kind: 'unknown-model', says: /oracle/ },
    { defect: 'a parameter the model lacks', input: portfolio({ model: { slug: 'house', params: { pase: 1 } } }), kind: 'bad-parameters', says: /pase/ },
    { defect: 'a day that is none', input: portfolio({ evidenceStart: '2020-13-01' }), kind: 'invalid-input', says: /evidenceStart/ },
  ],
  'list-connectors': [{ defect: 'the desk of somebody else', input: () => ({ workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ }],
  'list-jobs': [
    { defect: 'no jobs at all', input: () => ({ limit: 0 }), kind: 'invalid-input', says: /limit/ },
    { defect: 'the desk of somebody else', input: () => ({ workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ },
  ],
  'refresh-source': [
    { defect: 'a source nobody wrote', input: () => ({ connector: 'oracle' }), kind: 'not-found', says: /oracle.*fred/ },
    { defect: 'a source that feeds nothing here', input: () => ({ connector: 'shiller' }), kind: 'not-found', says: /subscribe/ },
    { defect: 'a subscription nobody made', input: () => ({ subscription: NOBODY }), kind: 'not-found', says: /subscribe/ },
    { defect: 'a name that is no number', input: () => ({ subscription: "1'; drop table job; --" }), kind: 'invalid-input', says: /subscription/ },
  ],
  'retry-job': [
    { defect: 'a job nobody asked for', input: () => ({ job: NOBODY }), kind: 'not-found', says: /no such job/ },
    { defect: 'a name that is no number', input: () => ({ job: '7' }), kind: 'invalid-input', says: /job/ },
  ],
  'save-connector-key': [
    { defect: 'a source nobody wrote', input: () => ({ connector: 'oracle', key: 'a-long-enough-key' }), kind: 'not-found', says: /oracle/ },
    { defect: 'a source that takes none', input: () => ({ connector: 'ecb', key: 'a-long-enough-key' }), kind: 'no-key-needed', says: /ECB/ },
    { defect: 'a key that is too short', input: () => ({ connector: 'fred', key: 'short' }), kind: 'invalid-input', says: /key: has 8/ },
    { defect: 'a key of two words', input: () => ({ connector: 'fred', key: 'two words of it' }), kind: 'invalid-input', says: /key: is one word/ },
    { defect: 'a key with a line in it', input: () => ({ connector: 'fred', key: 'key\r\nhost: evil' }), kind: 'invalid-input', says: /key/ },
    { defect: 'the sample desk', who: 'sample', input: () => ({ connector: 'fred', key: 'a-long-enough-key' }), kind: 'sample-desk', says: /sample desk/ },
    { defect: 'a machine without a secret', input: () => ({ connector: 'fred', key: 'a-long-enough-key' }), kind: 'no-secret', says: /MAINSHEET_SECRET_KEY/ },
  ],
  'remove-connector-key': [
    { defect: 'a source nobody wrote', input: () => ({ connector: 'oracle' }), kind: 'not-found', says: /oracle/ },
    { defect: 'a key that is not there', input: () => ({ connector: 'fred' }), kind: 'not-found', says: /no key of FRED/ },
  ],
  'subscribe-series': [
    { defect: 'a source nobody wrote', input: subscribing({ connector: 'oracle' }), kind: 'not-found', says: /oracle/ },
    { defect: 'a name that is an address', input: subscribing({ externalId: '../../admin?x=' }), kind: 'bad-feed', says: /externalId/ },
    { defect: 'an option the source lacks', input: subscribing({ options: { colour: 'red' } }), kind: 'bad-feed', says: /colour/ },
    { defect: 'a lag of a century', input: subscribing({ options: { typicalLagDays: 36_500 } }), kind: 'bad-feed', says: /typicalLagDays/ },
    { defect: 'a basis that is none', input: subscribing({ connector: 'yahoo', options: { basis: 'wishful' } }), kind: 'bad-feed', says: /basis/ },
    { defect: 'no code', input: subscribing({ seriesCode: '  ' }), kind: 'invalid-input', says: /seriesCode/ },
    { defect: 'a code that is no text', input: subscribing({ seriesCode: 'A\u0000B' }), kind: 'invalid-input', says: /seriesCode/ },
    { defect: 'every minute', input: subscribing({ everyHours: 0 }), kind: 'invalid-input', says: /everyHours/ },
    { defect: 'the sample desk', who: 'sample', input: subscribing({}), kind: 'sample-desk', says: /sample desk/ },
    { defect: 'a series that is fed already', input: subscribing({ seriesCode: 'FED' }), kind: 'already-fed', says: /FED is fed by fred UNRATE/ },
  ],
  'unsubscribe-series': [
    { defect: 'a subscription nobody made', input: () => ({ subscription: NOBODY }), kind: 'not-found', says: /no such subscription/ },
    { defect: 'a name that is no number', input: () => ({ subscription: 'all' }), kind: 'invalid-input', says: /subscription/ },
  ],
  'export-prices': [
    { defect: 'a series nobody keeps', input: () => ({ codes: ['UNICORN'] }), kind: 'not-found', says: /UNICORN/ },
    { defect: 'a series of another desk', input: () => ({ codes: ['SOUTHERN'] }), kind: 'not-found', says: /SOUTHERN/ },
    { defect: 'a currency nothing is in', input: () => ({ currency: 'CHF' }), kind: 'not-found', says: /CHF/ },
    { defect: 'a basis that is none', input: () => ({ basis: 'guess' }), kind: 'invalid-input', says: /basis/ },
  ],
  'export-observations': [
    { defect: 'a series nobody keeps', input: () => ({ series: ['UNICORN'] }), kind: 'not-found', says: /UNICORN/ },
    { defect: 'a name that is no text', input: () => ({ series: ['A\u0000'] }), kind: 'invalid-input', says: /series/ },
  ],
  'export-holdings': opening,
  'export-weights': [...opening, { defect: 'a day before any policy', input: () => ({ portfolio: 'fund', asOf: '1700-01-01' }), kind: 'no-policy', says: /1700-01-01/ }],
  'export-transactions': opening,
  'list-import-templates': [{ defect: 'the desk of somebody else', input: () => ({ workspaceId: 'south' }), kind: 'invalid-input', says: /workspaceId/ }],
  'save-import-template': [
    { defect: 'a template of no kind', input: template({ kind: 'undo' }), kind: 'invalid-input', says: /kind/ },
    { defect: 'a template without a name', input: template({ name: '  ' }), kind: 'invalid-input', says: /name: needs a name/ },
    { defect: 'a name that is no text', input: template({ name: 'A\u0000' }), kind: 'invalid-input', says: /name/ },
    { defect: 'a mapping of no column', input: template({ mapping: { columns: [] } }), kind: 'invalid-input', says: /mapping\.columns: has no column/ },
    { defect: 'a mapping with more in it', input: template({ mapping: { columns: [{ name: 'A', role: null }], script: 'x' } }), kind: 'invalid-input', says: /script/ },
  ],
  'remove-import-template': [
    { defect: 'a template nobody saved', input: () => ({ template: NOBODY }), kind: 'not-found', says: /no such template/ },
    { defect: 'a name that is no number', input: () => ({ template: 'all' }), kind: 'invalid-input', says: /template/ },
  ],
  'undo-import': [
    { defect: 'an import nobody made', input: () => ({ batch: 2_000_000 }), kind: 'not-found', says: /no import 2000000/ },
    { defect: 'an import of another desk', input: () => ({ batch: southBatch }), kind: 'not-found', says: /no import/ },
    { defect: 'a number that is none', input: () => ({ batch: "1'; drop table price; --" }), kind: 'invalid-input', says: /batch/ },
    { defect: 'half an import', input: () => ({ batch: 1.5 }), kind: 'invalid-input', says: /batch/ },
    { defect: 'prices a proposal rests on', input: () => ({ batch: northBatch }), kind: 'depended-on', says: /prices\.csv was not undone.*Fund of north.*proposal 1/ },
  ],
  'import-file': [
    { defect: 'a sale of more than the book holds', input: importing({ kind: 'transactions' }, 'date,type,instrument,quantity,price\n2021-07-01,buy,EQ,10,5\n2021-07-02,sell,EQ,9999999,5\n', { portfolio: 'fund' }), kind: 'rejected', says: /line 3: sells 9999999 EQ/ },
    { defect: 'a transaction before the last one booked', input: importing({ kind: 'transactions' }, 'date,type,amount\n2021-01-02,deposit,100\n', { portfolio: 'fund' }), kind: 'rejected', says: /line 2: 2021-01-02 lies before 2021-06-30/ },
    { defect: 'an opening of a book that has begun', input: importing({ kind: 'transactions' }, 'date,type,amount\n2021-07-02,opening,100\n', { portfolio: 'fund' }), kind: 'rejected', says: /line 2: the book has begun/ },
    { defect: 'a trade of an unknown instrument', input: importing({ kind: 'transactions' }, 'date,type,instrument,quantity,price\n2021-07-02,buy,UNICORN,1,5\n', { portfolio: 'fund' }), kind: 'rejected', says: /line 2: UNICORN is not known/ },
    { defect: 'transactions of nobody', input: importing({ kind: 'transactions' }, 'date,type,amount\n2021-07-02,deposit,100\n'), kind: 'invalid-input', says: /portfolio/ },
    { defect: 'returns in percent without a sign', input: importing({ kind: 'returns', currency: 'USD' }, 'month,NEW\n2021-05,1.5\n2021-06,-2.5\n'), kind: 'rejected', says: /line 2: column NEW: 1.5 bears no unit/ },
    { defect: 'returns of what has levels', input: importing({ kind: 'returns', currency: 'USD' }, 'month,EQ\n2021-05,1.5%\n2021-06,-2.5%\n'), kind: 'series-differs', says: /EQ holds levels at this desk/ },
    { defect: 'a basis taken for granted', input: importing({ ...PRICES_REQUEST, basisAssumed: true }, 'date,EQ\n2021-07-02,70\n'), kind: 'invalid-input', says: /basis/ },
    { defect: 'a ragged line', input: importing(PRICES_REQUEST, 'date,EQ,BD\n2021-07-01,1,2\n2021-07-02,1\n'), kind: 'rejected', says: /line 3/ },
    { defect: 'a negative price', input: importing(PRICES_REQUEST, 'date,EQ\n2021-07-02,-4\n'), kind: 'rejected', says: /line 2/ },
    { defect: 'a price of tomorrow', input: importing(PRICES_REQUEST, 'date,EQ\n2021-07-03,4\n'), kind: 'rejected', says: /line 2/ },
    { defect: 'good rows and then a bad one', input: importing(PRICES_REQUEST, 'date,NEW\n2021-06-30,4\n2021-07-01,5\n2021-07-02,x\n'), kind: 'rejected', says: /line 4/ },
    { defect: 'an empty file', input: importing(PRICES_REQUEST, ''), kind: 'rejected', says: /defect-/ },
    { defect: 'a spreadsheet', input: importing(PRICES_REQUEST, Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)), kind: 'rejected', says: /spreadsheet/ },
    { defect: 'another header', input: importing(PRICES_REQUEST, 'colour,size\nred,4\n'), kind: 'rejected', says: /date/ },
    { defect: 'prices in another currency than before', input: importing({ ...PRICES_REQUEST, currency: 'EUR' }, 'date,EQ\n2021-07-02,70\n'), kind: 'series-differs', says: /EQ is kept in USD/ },
    { defect: 'means among ends', input: importing({ ...PRICES_REQUEST, sampling: 'average' }, 'date,EQ\n2021-07-02,70\n'), kind: 'series-differs', says: /EQ.*end/ },
    { defect: 'no basis', input: importing({ ...PRICES_REQUEST, basis: undefined }, 'date,EQ\n2021-07-02,70\n'), kind: 'invalid-input', says: /basis/ },
    { defect: 'a currency that is none', input: importing({ ...PRICES_REQUEST, currency: 'usd' }, 'date,EQ\n2021-07-02,70\n'), kind: 'invalid-input', says: /currency/ },
    { defect: 'a kind that is none', input: importing({ kind: 'wishes' }, 'date,EQ\n2021-07-02,70\n'), kind: 'invalid-input', says: /kind/ },
    { defect: 'a file name that is no text', input: (file) => ({ path: file('odd.csv', 'date,EQ\n2021-07-02,70\n'), fileName: 'odd\u0000.csv', request: PRICES_REQUEST }), kind: 'invalid-input', says: /fileName/ },
    { defect: 'an observation released tomorrow', input: importing({ kind: 'observations' }, 'series_id,period,value,release_date\nCAPE,2021-06,30,2021-07-03\n'), kind: 'rejected', says: /line 2/ },
    { defect: 'an observation released before its period', input: importing({ kind: 'observations' }, 'series_id,period,value,release_date\nCAPE,2021-06,30,2021-05-03\n'), kind: 'rejected', says: /line 2/ },
    { defect: 'weights that do not sum to 1', input: importingWeights('EQ,equity,0.6,0,1\nBD,bond,0.35,0,1\n'), kind: 'rejected', says: /95 %/ },
    { defect: 'weights in percent', input: importingWeights('EQ,equity,60,0,100\nBD,bond,40,0,100\n'), kind: 'rejected', says: /looks like percent/ },
    { defect: 'weights of an asset without prices', input: importingWeights('EQ,equity,0.6,0,1\nUNICORN,bond,0.4,0,1\n'), kind: 'unknown-asset', says: /UNICORN/ },
    { defect: 'weights in another group', input: importingWeights('EQ,equity,0.6,0,1\nBD,alternative,0.4,0,1\n'), kind: 'group-differs', says: /BD/ },
    { defect: 'weights that break the group limits in force', input: importingWeights('EQ,equity,0.95,0,1\nBD,bond,0,0,1\nBILL,cash,0.05,0,1\n'), kind: 'policy-invalid', says: /equity/ },
    { defect: 'a cost above all reason', input: importing({ kind: 'weights' }, 'asset,group,weight,cost_bps\nEQ,equity,0.6,5000\nBD,bond,0.4,5\n', { portfolio: 'fund' }), kind: 'policy-invalid', says: /EQ \(5000\)/ },
    { defect: 'another policy by an analyst', who: 'analyst', input: importingWeights(GOOD_WEIGHTS), kind: 'forbidden', says: /administrator/ },
    { defect: 'weights of nobody', input: importing({ kind: 'weights' }, weights(GOOD_WEIGHTS).text), kind: 'invalid-input', says: /portfolio/ },
    { defect: 'weights of a portfolio of another desk', input: importingWeights(GOOD_WEIGHTS, { portfolio: 'secret' }), kind: 'not-found', says: /secret/ },
    { defect: 'weights from a day that is none', input: importingWeights(GOOD_WEIGHTS, { effectiveFrom: 'tomorrow' }), kind: 'invalid-input', says: /effectiveFrom/ },
    { defect: 'holdings of an unknown instrument', input: importing(holdings, 'instrument,quantity\nUNICORN,4\n', { portfolio: 'fund' }), kind: 'unknown-instrument', says: /UNICORN/ },
    { defect: 'holdings of tomorrow', input: importing({ ...holdings, asOf: '2021-07-03' }, 'instrument,quantity\nEQ,4\n', { portfolio: 'fund' }), kind: 'invalid-input', says: /2021-07-03/ },
    { defect: 'holdings older than the book', input: importing({ ...holdings, asOf: '2021-06-01' }, 'instrument,quantity\nEQ,4\n', { portfolio: 'fund' }), kind: 'older-than-book', says: /2021-06-30/ },
    { defect: 'holdings in another currency', input: importing(holdings, 'instrument,quantity,currency\nEQ,4,EUR\n', { portfolio: 'fund' }), kind: 'currency-differs', says: /EQ \(EUR\)/ },
    { defect: 'a short position', input: importing(holdings, 'instrument,quantity\nEQ,-4\n', { portfolio: 'fund' }), kind: 'rejected', says: /line 2/ },
    { defect: 'holdings of a portfolio of another desk', input: importing(holdings, 'instrument,quantity\nEQ,4\n', { portfolio: 'secret' }), kind: 'not-found', says: /secret/ },
  ],
};

/** Who may do what, written down once more by hand: the matrix of the code must not be its own proof. */
const EVERYBODY: readonly Role[] = ['viewer', 'analyst', 'approver', 'administrator'];
const MAKERS: readonly Role[] = ['analyst', 'approver', 'administrator'];
const ALLOWED: Readonly<Record<string, readonly Role[]>> = {
  'export-holdings': EVERYBODY, 'export-observations': EVERYBODY, 'export-prices': EVERYBODY, 'export-transactions': EVERYBODY, 'export-weights': EVERYBODY,
  'compute-recommendation': EVERYBODY, 'read-book': EVERYBODY, 'search-desk': EVERYBODY, 'read-coverage': EVERYBODY, 'read-data': EVERYBODY, 'read-drawdowns': EVERYBODY, 'read-journal': EVERYBODY, 'walk-journal': EVERYBODY, 'export-journal-table': EVERYBODY, 'read-journal-page': EVERYBODY, 'read-mix': EVERYBODY,
  'read-people': EVERYBODY, 'list-portfolios': EVERYBODY, 'read-policy': EVERYBODY, 'read-proposal': EVERYBODY, 'read-proposals': EVERYBODY, 'read-revisions': EVERYBODY, 'read-signals': EVERYBODY, 'read-indicators': EVERYBODY, 'read-timing': EVERYBODY, 'read-backtest': EVERYBODY, 'read-stress': EVERYBODY, 'compute-robustness': EVERYBODY, 'replay-recommendations': EVERYBODY,
  'read-backtest-runs': EVERYBODY, 'read-conformance': EVERYBODY, 'start-backtest-run': MAKERS, 'retry-backtest-run': MAKERS, 'cancel-backtest-run': MAKERS, 'rename-backtest-run': MAKERS, 'remove-backtest-run': MAKERS,
  'create-portfolio': ['analyst', 'administrator'], 'undo-import': ['analyst', 'administrator'], 'list-import-templates': EVERYBODY, 'save-import-template': ['analyst', 'administrator'], 'remove-import-template': ['analyst', 'administrator'], 'import-file': ['analyst', 'administrator'],
  'propose-reallocation': MAKERS, 'withdraw-proposal': MAKERS, 'execute-proposal': MAKERS, 'edit-proposal': MAKERS, 'refresh-proposal': MAKERS, 'cancel-proposal': MAKERS, 'read-overrides': EVERYBODY, 'read-proposal-evidence': EVERYBODY, 'read-memo': EVERYBODY, 'export-journal': EVERYBODY, 'print-page': EVERYBODY,
  'read-mail-choices': EVERYBODY, 'choose-mail': EVERYBODY, 'retry-mail': EVERYBODY,
  'read-inbox': EVERYBODY, 'count-unread': EVERYBODY, 'mark-notices-read': EVERYBODY, 'open-notice': EVERYBODY, 'propose-draft': MAKERS, 'set-drafts': ['analyst', 'administrator'],
  'preview-policy': ['administrator'], 'change-policy': ['administrator'],
  'decide-proposal': ['approver', 'administrator'], 'invite-person': ['administrator'], 'archive-desk': ['administrator'],
  'make-token': EVERYBODY, 'list-tokens': EVERYBODY, 'revoke-token': EVERYBODY,
  'revoke-invitation': ['administrator'], 'change-role': ['administrator'], 'set-portfolio-role': ['administrator'], 'remove-member': ['administrator'], 'make-reset-link': ['administrator'],
  'list-connectors': EVERYBODY, 'list-jobs': EVERYBODY, 'refresh-source': ['analyst', 'administrator'], 'retry-job': ['analyst', 'administrator'],
  'subscribe-series': ['analyst', 'administrator'], 'unsubscribe-series': ['analyst', 'administrator'],
  'save-connector-key': ['administrator'], 'remove-connector-key': ['administrator'],
};

/** What a token opens, by its scope: the use cases with this permission and no other, for whoever holds it. */
const OPEN_TO: Readonly<Record<Scope, Permission>> = { read: 'read-desk', propose: 'propose-reallocation' };

/** Those that learn from more than their input whose facts they are about. */
const FINDS_ITS_PLACE: readonly string[] = ['import-file', 'undo-import', 'set-portfolio-role'];

const useCases = await allUseCases();
const named = (name: string): AnyUseCase => useCases.find((one) => one.useCaseName === name) as AnyUseCase;

let bench: Bench;
let desk: Desk;
/** The first import of each desk. */
let [northBatch, southBatch] = [0, 0];

beforeAll(async () => {
  bench = await openBench();
  desk = await makeDesk(bench, 'north', { settings: { groupLimits: [{ group: 'equity', min: 0.2, max: 0.9 }] } });
  const south = await makeDesk(bench, 'south', { portfolio: 'secret' });
  [{ id: northBatch }, { id: southBatch }] = await Promise.all([desk, south].map(async ({ workspaceId }) => (await bench.app.query<{ id: number }>('SELECT min(id) AS id FROM import_batch WHERE workspace_id = $1::uuid', [workspaceId]))[0]));
  valueOf(await south.importText('southern.csv', 'date,SOUTHERN\n2021-07-01,1\n2021-07-02,2\n', PRICES_REQUEST));
  valueOf(await subscribeSeries(desk.context('analyst'), { connector: 'fred', externalId: 'UNRATE', seriesCode: 'FED' }));
  // The past of the mixes is computed once and kept: a look that ends in a refusal may be the first to need it.
  valueOf(await readDrawdowns(desk.context('viewer'), { portfolio: 'fund' }));
  // An administrator makes the proposal: so that its maker has the right to approve, and still may not.
  valueOf(await proposeReallocation(desk.context('administrator'), { portfolio: 'fund' }));
});

afterAll(() => bench.end());

function actorOf(who: Defect['who'], useCase: AnyUseCase): Actor {
  if (who === 'sample') return { ...desk.actors.administrator, workspaceKind: 'sample' };
  if (who === 'maker') return desk.actors.administrator;
  return who ? desk.actors[who] : desk.others[ALLOWED[useCase.useCaseName].at(-1) as Role];
}

/** The refusal, after making sure that not one row of any table came or went. */
async function refused(act: AnyUseCase, actor: Actor, input: unknown) {
  const before = await countAllTables(bench.owner);
  const refusal = refusalOf(await act(desk.context(actor), input));
  expect(await countAllTables(bench.owner)).toEqual(before);
  expect(refusal.kind).not.toBe('');
  expect(refusal.message.length).toBeGreaterThan(8);
  return refusal;
}

/** The kind of the refusal, for those who count the tables around many. */
const refusedQuietly = async (act: AnyUseCase, actor: Actor, input: unknown) => refusalOf(await act(desk.context(actor), input)).kind;

describe('every use case', () => {
  it('has its defects and its roles written down here', () => {
    const names = useCases.map((one) => one.useCaseName);
    expect(Object.keys(TABLE).sort()).toEqual(names);
    expect(Object.keys(ALLOWED).sort()).toEqual(names);
  });

  it('refuses nobody signed in, every role that may not, and input it does not know', async () => {
    for (const useCase of useCases) {
      expect((await refused(useCase, undefined as unknown as Actor, {})).kind).toBe('signed-out');
      for (const role of ROLES) {
        const mayDo = ALLOWED[useCase.useCaseName].includes(role);
        const refusal = await refused(useCase, desk.actors[role], { nonsense: true });
        expect([useCase.useCaseName, role, refusal.kind]).toEqual([useCase.useCaseName, role, mayDo ? 'invalid-input' : 'forbidden']);
        expect(refusal.message).toContain(mayDo ? 'nonsense' : role);
      }
      expect((await refused(useCase, { ...desk.actors.viewer, role: 'emperor' as Role }, {})).kind).toBe('forbidden');
      for (const input of [null, undefined, 'text', 7, []]) expect((await refused(useCase, desk.actors.administrator, input)).kind).toBe('invalid-input');
    }
  });

  it('asks each pair of roles: at its portfolio the one there, at another and at the desk the one of the desk', async () => {
    const before = await countAllTables(bench.owner);
    const kindOf = (act: AnyUseCase, actor: Actor, input: object) => refusedQuietly(act, actor, { ...input, nonsense: true });
    for (const useCase of useCases) {
      const allowed = ALLOWED[useCase.useCaseName];
      const expected = (mayDo: boolean) => (mayDo ? 'invalid-input' : 'forbidden');
      for (const role of ROLES) {
        for (const there of ROLES) {
          const actor: Actor = { ...desk.actors[role], portfolioRoles: new Map([['fund', there]]) };
          // Where the portfolio is known only once the input is read, being allowed somewhere leads that far and no further.
          const somewhere = FINDS_ITS_PLACE.includes(useCase.useCaseName) && (allowed.includes(role) || allowed.includes(there));
          const seen = [await kindOf(useCase, actor, { portfolio: 'fund' }), await kindOf(useCase, actor, { portfolio: 'other' }), await kindOf(useCase, actor, {})];
          const wanted = [expected(somewhere || allowed.includes(there)), expected(somewhere || allowed.includes(role)), expected(somewhere || allowed.includes(role))];
          expect([useCase.useCaseName, role, there, ...seen]).toEqual([useCase.useCaseName, role, there, ...wanted]);
        }
      }
    }
    expect(await countAllTables(bench.owner)).toEqual(before);
  });

  it('opens to a token what its scopes name, for those who may, and to no token anything else', async () => {
    const before = await countAllTables(bench.owner);
    for (const useCase of useCases) {
      for (const role of ROLES) {
        for (const scopes of [[], ['read'], ['propose'], [...SCOPES]] as const) {
          const mayDo = ALLOWED[useCase.useCaseName].includes(role) && scopes.some((scope) => OPEN_TO[scope] === useCase.permission);
          const everywhere: Actor = { ...desk.actors[role], scopes, portfolioRoles: new Map([['fund', role]]) };
          const refusal = await refusedQuietly(useCase, everywhere, { portfolio: 'fund', nonsense: true });
          expect([useCase.useCaseName, role, scopes, refusal]).toEqual([useCase.useCaseName, role, scopes, mayDo ? 'invalid-input' : 'forbidden']);
        }
      }
    }
    expect(await countAllTables(bench.owner)).toEqual(before);
    // The control of the list: nothing that signs, books, imports, gives or takes is open, whatever permission it asks for.
    const opened = useCases.filter((one) => SCOPES.some((scope) => OPEN_TO[scope] === one.permission)).map((one) => one.useCaseName);
    expect(opened).toEqual(expect.arrayContaining(['read-mix', 'propose-reallocation']));
    expect(opened.filter((name) => /^(decide|execute|cancel|withdraw|import|undo|create|save|choose|remove|revoke|make|change|set|invite|subscribe|unsubscribe|retry|start|rename|list-tokens)\b/.test(name))).toEqual([]);
  });

  it('finds no portfolio of another desk, whatever role one claims at its name', async () => {
    const pretender: Actor = { ...desk.actors.administrator, portfolioRoles: new Map([['secret', 'administrator']]) };
    for (const useCase of useCases) {
      // A use case that takes a portfolio is one that does not call it unknown.
      const { message } = await refused(useCase, pretender, { portfolio: 'secret', nonsense: true });
      if (/"portfolio".* not known here/.test(message)) continue;
      const abroad = TABLE[useCase.useCaseName].filter(({ defect }) => defect.includes('portfolio of another desk'));
      expect([useCase.useCaseName, abroad.length > 0]).toEqual([useCase.useCaseName, true]);
      for (const { input } of abroad) expect([useCase.useCaseName, (await refused(useCase, pretender, input(bench.file))).kind]).toEqual([useCase.useCaseName, 'not-found']);
    }
  });

  it('judges an import, an undo and the giving of roles by whose facts they are, not by what is named beside them', async () => {
    const [up, down]: readonly Actor[] = [
      { ...desk.actors.viewer, portfolioRoles: new Map([['fund', 'analyst']]) },
      { ...desk.actors.analyst, portfolioRoles: new Map([['fund', 'viewer']]) },
    ];
    const dryHoldings = importing(holdings, 'instrument,quantity\nEQ,4\n', { portfolio: 'fund', dryRun: true });
    const dryPrices = importing(PRICES_REQUEST, 'date,EQ\n2021-07-02,70\n', { portfolio: 'fund', dryRun: true });
    valueOf(await named('import-file')(desk.context(up), dryHoldings(bench.file)));
    valueOf(await named('import-file')(desk.context(down), dryPrices(bench.file)));
    expect((await refused(named('import-file'), down, dryHoldings(bench.file))).kind).toBe('forbidden');
    expect((await refused(named('import-file'), up, dryPrices(bench.file))).kind).toBe('forbidden');
    const [{ id: booked }] = await bench.app.query<{ id: number }>("SELECT id FROM import_batch WHERE workspace_id = $1::uuid AND kind = 'holdings'", [desk.workspaceId]);
    expect((await refused(named('undo-import'), down, { batch: booked })).kind).toBe('forbidden');
    expect((await refused(named('undo-import'), up, { batch: booked })).kind).toBe('depended-on');
    const regent: Actor = { ...desk.actors.viewer, portfolioRoles: new Map([['fund', 'administrator']]) };
    expect((await refused(named('set-portfolio-role'), regent, { person: 'north-viewer-2', portfolio: 'fund', role: 'analyst' })).kind).toBe('forbidden');
    expect((await refused(named('undo-import'), up, { batch: northBatch })).kind).toBe('forbidden');
    expect((await refused(named('undo-import'), down, { batch: northBatch })).kind).toBe('depended-on');
  });

  for (const [name, defects] of Object.entries(TABLE)) {
    it.each(defects)(`${name} refuses $defect as $kind, and writes nothing`, async ({ who, input, kind, says }) => {
      const refusal = await refused(named(name), actorOf(who, named(name)), input(bench.file));
      expect(refusal.kind).toBe(kind);
      expect(refusal.message).toMatch(says);
    });
  }

  it('does its work when nothing is wrong with the same input', async () => {
    // The control of the table: the inputs above differ from these in their defect alone.
    valueOf(await createPortfolio(desk.context('analyst'), portfolio()() as Parameters<typeof createPortfolio>[1]));
    const before = await countAllTables(bench.owner);
    valueOf(await desk.importText('weights.csv', weights(GOOD_WEIGHTS).text, { kind: 'weights' }, { portfolio: 'fund', who: 'administrator' }));
    valueOf(await desk.importText('holdings.csv', 'instrument,quantity\nEQ,4\n', holdings, { portfolio: 'fund' }));
    valueOf(await desk.importText('prices.csv', 'date,EQ\n2021-07-02,70\n', PRICES_REQUEST));
    const after = await countAllTables(bench.owner);
    expect(after).toMatchObject({ policy_version: before.policy_version + 1, statement: before.statement + 1, price: before.price + 1, import_batch: before.import_batch + 3 });
    const { workspaceId } = desk;
    const { id } = await bench.db.portfolio.findFirstOrThrow({ where: { workspaceId, slug: 'fund' } });
    expect((await findProposal(bench.db, workspaceId, id, 1))?.state).toBe('proposed');
  });
});
