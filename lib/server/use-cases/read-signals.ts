import * as z from 'zod';
import type { IsoDate } from '../../core/base/iso-date';
import { ok, refuse, type Result } from '../../core/base/result';
import type { AssetId } from '../../core/base/units';
import { periodStatus, type PeriodStatus } from '../../core/market/period-status';
import type { Decision, DistanceToFlip, Layer, MissingReading, Reading } from '../../core/models/decision';
import { decisionsOf } from '../desk/decisions';
import { factsOf, type DeskFacts } from '../desk/facts';
import { openDesk } from '../desk/open-desk';
import { latestRevised } from '../desk/revisions';
import { momentOf, momentShape, plainText, slugSchema } from './inputs';
import { defineUseCase } from './use-case';

/** What one indicator said about the chosen asset class at every decision since the evidence begins. */
export interface SignalTrack {
  readonly layer: Layer;
  readonly indicator: string;
  /** In [−1, 1], in the order of the dates; null where there was none. */
  readonly scores: readonly (number | null)[];
  /** What it says now; null when it says nothing. */
  readonly now: Reading | null;
  /** Its tilts now, as weights, in the order of the assets. */
  readonly effects: readonly number[];
  /** Mean score over the dates that have one, and the share of them above 0: a mean far from 0 is a standing tilt. */
  readonly meanScore: number | null;
  readonly positiveShare: number | null;
}

export interface SignalReading {
  readonly facts: DeskFacts;
  readonly period: PeriodStatus;
  readonly decisionDate: IsoDate;
  readonly dynamicDate: IsoDate | null;
  readonly asset: AssetId;
  readonly dates: readonly IsoDate[];
  readonly tracks: readonly SignalTrack[];
  readonly distances: readonly DistanceToFlip[];
  /** Momentum score of every asset now, where the model has one. */
  readonly momentum: ReadonlyMap<AssetId, number>;
  readonly missing: readonly MissingReading[];
  readonly latestRevised: readonly string[];
}

const trackKey = ({ layer, indicator }: Pick<Reading, 'layer' | 'indicator'>): string => `${layer}.${indicator}`;

function trackOf(all: readonly Decision[], asset: AssetId, layer: Layer, indicator: string): SignalTrack {
  const readings = all.map((decision) => decision.readings.find((one) => one.asset === asset && one.layer === layer && one.indicator === indicator) ?? null);
  const scores = readings.map((reading) => reading?.score ?? null);
  const said = scores.filter((score) => score !== null);
  const last = all[all.length - 1];
  return {
    layer,
    indicator,
    scores,
    now: readings[readings.length - 1],
    effects: last.attribution.find(({ step }) => step === trackKey({ layer, indicator }))?.byAsset ?? last.assets.map(() => 0),
    meanScore: said.length > 0 ? said.reduce((sum, score) => sum + score, 0) / said.length : null,
    positiveShare: said.length > 0 ? said.filter((score) => score > 0).length / said.length : null,
  };
}

/** The indicators that ever said something about an asset, in the order in which the model's rows stand. */
function tracksOf(all: readonly Decision[], asset: AssetId): readonly SignalTrack[] {
  const spoken = new Map(all.flatMap(({ readings }) => readings.filter((one) => one.asset === asset).map((one) => [trackKey(one), one] as const)));
  const order = all[all.length - 1].attribution.map(({ step }) => step);
  const place = (key: string) => (order.indexOf(key) < 0 ? order.length : order.indexOf(key));
  return [...spoken.entries()].sort(([a], [b]) => place(a) - place(b)).map(([, { layer, indicator }]) => trackOf(all, asset, layer, indicator));
}

/** What the indicators say, what they said, and how near a change is. `asset` is the class whose history is shown. */
export const readSignals = defineUseCase({
  name: 'read-signals',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, asset: plainText.max(100).optional(), ...momentShape }),
  run: async (context, input): Promise<Result<SignalReading>> => {
    const opened = await openDesk(context, input.portfolio, momentOf(input));
    if (!opened.ok) return opened;
    const desk = opened.value;
    const fold = await decisionsOf(desk);
    if (!fold.ok) return fold;
    const last = fold.value.at(-1);
    if (!last) return refuse('too-short', `${desk.portfolio.name} has no closed month-end since ${desk.portfolio.evidenceStart} to read its signals at.`);
    const wanted = last.assets.find((asset) => asset === input.asset);
    const asset = wanted ?? last.assets.find((one) => last.readings.some((reading) => reading.asset === one)) ?? last.assets[0];
    return ok({
      facts: factsOf(desk),
      period: periodStatus(desk.view),
      decisionDate: last.date,
      dynamicDate: last.dynamicDate,
      asset,
      dates: fold.value.map(({ date }) => date),
      tracks: tracksOf(fold.value, asset),
      distances: last.distances,
      momentum: new Map(last.readings.filter(({ indicator }) => indicator === 'momentum').map((one) => [one.asset, one.score])),
      missing: last.missing,
      latestRevised: latestRevised(desk, last),
    });
  },
});
