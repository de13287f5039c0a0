import * as z from 'zod';
import type { IsoDate } from '../../core/base/iso-date';
import { ok, refuse, type Result } from '../../core/base/result';
import { resampleLevels } from '../../core/series/resample';
import { thinRows } from '../../core/series/thin';
import { simpleReturns } from '../../core/series/returns';
import { drawdownCurve, maxDrawdown } from '../../core/stats/drawdown';
import { compareEpisodes } from '../../core/stats/episode-comparison';
import { summarize, type Statistics } from '../../core/stats/summary';
import { quantile } from '../../core/stats/tail';
import { currentMixOf } from '../desk/current-mix';
import { decisionsOf } from '../desk/decisions';
import { studyOf, type EpisodeStudy } from '../desk/episode-study';
import { evidenceOf, MIXES, mixOf, type Evidence, type MixHistory, type MixName } from '../desk/evidence';
import { openDesk, type Desk } from '../desk/open-desk';
import { dateSchema, momentOf, momentShape, slugSchema } from './inputs';
import { factsOf, type DeskFacts } from '../desk/facts';
import { defineUseCase } from './use-case';

/** What is drawn: the mixes of the evidence, and what is held now had it always been held so. */
const DRAWN = ['current', ...MIXES] as const;
export type DrawnMix = (typeof DRAWN)[number];

type Drawn = { readonly name: DrawnMix; readonly nav: Float64Array };

/** Points a curve has at the most when it travels to a browser. */
export const MAX_POINTS = 1_500;

/** The mixes whose depths are told in tables; what is not there is null. */
export type DepthMix = 'current' | 'strategic' | 'dynamic';

export interface CurveRow {
  readonly date: IsoDate;
  /** Wealth on base 1 per mix. */
  readonly wealth: Readonly<Partial<Record<DrawnMix, number>>>;
  /** Drawdown from the running peak over the whole history per mix, a fraction of 0 or less. */
  readonly drawdown: Readonly<Partial<Record<DrawnMix, number>>>;
}

export interface EpisodeReading {
  /** Peak date: the name of the episode. */
  readonly peak: IsoDate;
  readonly trough: IsoDate;
  readonly recovery: IsoDate | null;
  readonly depth: number;
  readonly dynamicDepth: number;
  readonly dynamicTrough: IsoDate | null;
  readonly dynamicRecovery: IsoDate | null;
  readonly dynamicReturnToTrough: number;
}

export interface DrawdownReading {
  readonly facts: DeskFacts;
  readonly inputHash: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly whole: { readonly from: IsoDate; readonly to: IsoDate; readonly rows: number };
  readonly periodsPerYear: number;
  readonly executionLag: number;
  readonly mixes: readonly DrawnMix[];
  /** Why what is held has no curve; null when it has one, or was not asked for. */
  readonly currentMissing: string | null;
  readonly rows: readonly CurveRow[];
  /** The whole, coarser, where the rows are those of a window; else the same rows. */
  readonly overview: readonly CurveRow[];
  /** Deepest first, those at least as deep as asked. */
  readonly episodes: readonly EpisodeReading[];
  readonly statistics: Readonly<Partial<Record<MixName, Statistics>>>;
  readonly now: Readonly<Partial<Record<MixName, number>>>;
  /** How deep a mix stood at the most on a share of all days: every hundredth from 1 % to 100 %. */
  readonly percentiles: readonly ({ readonly share: number } & Readonly<Record<DepthMix, number | null>>)[];
  /** The deepest fall where only month-ends are looked at; null on grids that have no others. */
  readonly atMonthEnds: Readonly<Record<DepthMix, number | null>> | null;
  /** The chosen episode day by day; null without one. */
  readonly study: EpisodeStudy | null;
}

export type { EpisodeStudy };

const SHARES = Array.from({ length: 100 }, (_, k) => (k + 1) / 100);
const MONTHLY = 12;

function statisticsOf(evidence: Evidence, mix: MixHistory): Statistics {
  const strategic = mixOf(evidence, 'strategic');
  return summarize({
    returns: simpleReturns(mix.nav),
    periodsPerYear: evidence.periodsPerYear,
    cash: evidence.cashReturns,
    benchmark: strategic && mix.name !== 'strategic' ? simpleReturns(strategic.nav) : null,
    turnoverAnnual: mix.turnoverAnnual,
    costAnnual: mix.costAnnual,
  });
}

function depthsOf(evidence: Evidence, current: Float64Array | null): Pick<DrawdownReading, 'percentiles' | 'atMonthEnds'> {
  const ofEach = <T>(read: (nav: Float64Array) => T): Readonly<Record<DepthMix, T | null>> => {
    const of = (nav: Float64Array | null | undefined) => (nav ? read(nav) : null);
    return { current: of(current), strategic: of(mixOf(evidence, 'strategic')?.nav), dynamic: of(mixOf(evidence, 'dynamic')?.nav) };
  };
  const curves = ofEach((nav) => drawdownCurve(nav).subarray(1));
  const depth = (name: DepthMix, share: number) => (curves[name] === null ? null : quantile(curves[name], 1 - share));
  return {
    percentiles: SHARES.map((share) => ({ share, current: depth('current', share), strategic: depth('strategic', share), dynamic: depth('dynamic', share) })),
    atMonthEnds: evidence.periodsPerYear > MONTHLY ? ofEach((nav) => maxDrawdown(resampleLevels(evidence.dates, nav, 'month-end').levels)) : null,
  };
}

/** The episode that began on a day, looked at closely; null where none did. */
async function studied(desk: Desk, evidence: Evidence, peak: IsoDate | undefined): Promise<EpisodeStudy | null> {
  const [strategic, dynamic] = [mixOf(evidence, 'strategic'), mixOf(evidence, 'dynamic')];
  if (peak === undefined || !strategic || !dynamic) return null;
  const episode = compareEpisodes(strategic.nav, [dynamic.nav]).find(({ start }) => evidence.dates[start] === peak);
  if (!episode) return null;
  const decisions = await decisionsOf(desk);
  return studyOf(desk, evidence, episode, decisions.ok ? decisions.value : []);
}

function episodesOf(evidence: Evidence, depthAtLeast: number): readonly EpisodeReading[] {
  const [strategic, dynamic] = [mixOf(evidence, 'strategic'), mixOf(evidence, 'dynamic')];
  if (!strategic || !dynamic) return [];
  const at = (row: number | null) => (row === null ? null : evidence.dates[row]);
  return compareEpisodes(strategic.nav, [dynamic.nav])
    .filter((episode) => episode.depth <= -depthAtLeast)
    .sort((a, b) => a.depth - b.depth)
    .map((episode) => ({
      peak: evidence.dates[episode.start],
      trough: evidence.dates[episode.trough],
      recovery: at(episode.recovery),
      depth: episode.depth,
      dynamicDepth: episode.others[0].depth,
      dynamicTrough: at(episode.others[0].trough),
      dynamicRecovery: at(episode.others[0].recovery),
      dynamicReturnToTrough: episode.others[0].returnToTrough,
    }));
}

/** Rows of the window, thinned for drawing so that no peak and no trough of any curve disappears. */
function curveRows(evidence: Evidence, mixes: readonly Drawn[], first: number, last: number): readonly CurveRow[] {
  const drawdowns = mixes.map((mix) => drawdownCurve(mix.nav));
  const windows = [...mixes.map((mix) => mix.nav), ...drawdowns].map((curve) => curve.subarray(first, last + 1));
  return Array.from(thinRows(windows, MAX_POINTS), (k) => ({
    date: evidence.dates[first + k],
    wealth: Object.fromEntries(mixes.map((mix) => [mix.name, mix.nav[first + k]])),
    drawdown: Object.fromEntries(mixes.map((mix, m) => [mix.name, drawdowns[m][first + k]])),
  }));
}

const inputSchema = z.strictObject({
  portfolio: slugSchema,
  ...momentShape,
  from: dateSchema.optional(),
  to: dateSchema.optional(),
  depthAtLeast: z.number().gt(0).lt(1).default(0.05),
  episode: dateSchema.optional(),
  mixes: z.array(z.enum(DRAWN)).min(1).default(['strategic', 'dynamic']),
});

/** What each mix would have lost, when and for how long: curves of a window, episodes and statistics of the whole. */
export const readDrawdowns = defineUseCase({
  name: 'read-drawdowns',
  permission: 'read-desk',
  input: inputSchema,
  run: async (context, input): Promise<Result<DrawdownReading>> => {
    const desk = await openDesk(context, input.portfolio, momentOf(input));
    if (!desk.ok) return desk;
    const found = await evidenceOf(context.db, desk.value);
    if (!found.ok) return found;
    const evidence = found.value;
    const lastRow = evidence.dates.length - 1;
    const first = input.from === undefined ? 0 : evidence.dates.findIndex((date) => date >= (input.from as IsoDate));
    const after = input.to === undefined ? -1 : evidence.dates.findIndex((date) => date > (input.to as IsoDate));
    const last = after < 0 ? lastRow : after - 1;
    if (first < 0 || last - first < 1) return refuse('empty-window', `Between ${input.from ?? evidence.dates[0]} and ${input.to ?? evidence.dates[lastRow]} there are fewer than two rows.`);
    const held = input.mixes.includes('current') ? await currentMixOf(context.db, desk.value, evidence) : ok(null);
    const current = held.ok ? held.value : null;
    const drawn: readonly Drawn[] = [...(current ? [{ name: 'current' as const, nav: current }] : []), ...evidence.mixes];
    const mixes = drawn.filter((mix) => input.mixes.includes(mix.name));
    const rows = curveRows(evidence, mixes, first, last);
    const isWhole = first === 0 && last === lastRow;
    return ok({
      facts: factsOf(desk.value),
      inputHash: evidence.inputHash,
      from: evidence.dates[first],
      to: evidence.dates[last],
      whole: { from: evidence.dates[0], to: evidence.dates[lastRow], rows: evidence.dates.length },
      periodsPerYear: evidence.periodsPerYear,
      executionLag: evidence.executionLag,
      mixes: mixes.map((mix) => mix.name),
      currentMissing: held.ok ? null : held.error.message,
      rows,
      overview: isWhole ? rows : curveRows(evidence, mixes, 0, lastRow),
      episodes: episodesOf(evidence, input.depthAtLeast),
      statistics: Object.fromEntries(evidence.mixes.map((mix) => [mix.name, statisticsOf(evidence, mix)])),
      now: Object.fromEntries(evidence.mixes.map((mix) => [mix.name, drawdownCurve(mix.nav)[lastRow]])),
      ...depthsOf(evidence, current),
      study: await studied(desk.value, evidence, input.episode),
    });
  },
});
