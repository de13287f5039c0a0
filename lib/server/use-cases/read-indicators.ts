import * as z from 'zod';
import { assert } from '../../core/base/assert';
import type { IsoDate } from '../../core/base/iso-date';
import { ok, refuse, type Result } from '../../core/base/result';
import type { AssetId } from '../../core/base/units';
import type { IndicatorMetadata } from '../../core/indicators/metadata';
import { INDICATORS, type IndicatorEntry } from '../../core/indicators/registry';
import { monthGrid } from '../../core/market/month-grid';
import type { Reading } from '../../core/models/decision';
import type { Threshold } from '../../core/models/thresholds';
import { macroHistory, priceHistory, type ReadingHistory } from '../../core/signals/reading-history';
import { today } from '../clock';
import { listNamedModels, listPortfolios, type PolicyVersion, type Portfolio } from '../db/portfolio-store';
import { decisionsOf } from '../desk/decisions';
import { factsOf, lateBy, type DeskFacts } from '../desk/facts';
import { modelOf } from '../desk/model-of';
import { openDesk, type Desk } from '../desk/open-desk';
import { seriesInRole } from '../desk/series-in-role';
import { momentOf, momentShape, plainText, slugSchema } from './inputs';
import { defineUseCase } from './use-case';

/** A series that an indicator reads, as this desk has it. */
export interface SeriesRead {
  readonly role: string;
  readonly code: string;
  /** Null where the desk has no such series. */
  readonly meta: { readonly name: string; readonly frequency: string; readonly source: string; readonly pointInTime: boolean } | null;
  /** The newest period with a value known on the day; null where there is none. */
  readonly last: string | null;
  readonly daysLate: number;
}

/** One indicator of the catalogue, as this desk can read it. */
export interface IndicatorState {
  readonly metadata: IndicatorMetadata;
  /** Empty for an indicator of prices. */
  readonly series: readonly SeriesRead[];
  readonly history: ReadingHistory;
  /** Those of this desk whose model decides by it. */
  readonly usedBy: readonly (Pick<Portfolio, 'slug' | 'name'> & Pick<PolicyVersion, 'model'>)[];
}

export interface IndicatorReading {
  readonly facts: DeskFacts;
  /** The class whose prices are read. */
  readonly asset: AssetId;
  readonly assets: readonly AssetId[];
  readonly states: readonly IndicatorState[];
  /** The one looked at closer. */
  readonly chosen: IndicatorState;
  /** Where the score of this portfolio's model turns. */
  readonly thresholds: readonly Threshold[];
  /** What this portfolio's model made of it at its last decision, for the class or for another it speaks about. */
  readonly said: { readonly date: IsoDate; readonly reading: Reading } | null;
}

const IDS = INDICATORS.map(({ metadata }) => metadata.id);
const indicatorSchema = z.string().refine((id) => IDS.includes(id), 'names no indicator of the catalogue');

/** Observations older than this say nothing, where an indicator states no age of its own. */
const STALE_MONTHS = 6;

const codesOf = ({ needs }: IndicatorMetadata, policyVersion: PolicyVersion): readonly { readonly role: string; readonly code: string }[] =>
  needs === 'prices' ? [] : needs.map((need) => ({ role: need.role, code: seriesInRole(policyVersion, need) }));

function seriesRead(desk: Desk, { role, code }: { readonly role: string; readonly code: string }, isStill: boolean): SeriesRead {
  const meta = desk.observed.get(code);
  const { last, daysLate } = lateBy(desk, code);
  return {
    role, code, last,
    meta: meta ? { name: meta.name, frequency: meta.frequency, source: meta.source, pointInTime: meta.pointInTime } : null,
    daysLate: isStill ? 0 : daysLate,
  };
}

function historyOf(desk: Desk, { metadata, formula, readings }: IndicatorEntry, column: number): ReadingHistory {
  if (readings) return priceHistory(readings, monthGrid(desk.view, [column]), 0, metadata.warmUp);
  assert(formula !== null, 'an indicator is computed from prices or from observations');
  const stale = metadata.params.staleMonths;
  return macroHistory(formula, desk.view, codesOf(metadata, desk.policyVersion).map(({ code }) => code), typeof stale === 'number' ? stale : STALE_MONTHS);
}

async function saidOf(desk: Desk, asset: AssetId, indicator: string): Promise<IndicatorReading['said']> {
  const fold = await decisionsOf(desk);
  const last = fold.ok ? fold.value.at(-1) : undefined;
  const about = last?.readings.filter((one) => one.indicator === indicator) ?? [];
  const reading = about.find((one) => one.asset === asset) ?? about.find(({ period }) => period !== null);
  return last && reading ? { date: last.date, reading } : null;
}

/** Every indicator there is: what this desk has of it, what it says as of a day, and who decides by it. */
export const readIndicators = defineUseCase({
  name: 'read-indicators',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, indicator: indicatorSchema.optional(), asset: plainText.max(100).optional(), ...momentShape }),
  run: async (context, input): Promise<Result<IndicatorReading>> => {
    const observes = (policyVersion: PolicyVersion) => INDICATORS.flatMap(({ metadata }) => codesOf(metadata, policyVersion).map(({ code }) => code));
    const opened = await openDesk(context, input.portfolio, { ...momentOf(input), observes });
    if (!opened.ok) return opened;
    const desk = opened.value;
    const { lines, cashAsset } = desk.policyVersion.policy;
    const assets = lines.map(({ asset }) => asset).filter((one) => one !== cashAsset);
    if (assets.length === 0) return refuse('no-asset', `The policy of ${desk.portfolio.name} has nothing but cash: no indicator speaks about it.`);
    const asset = assets.find((one) => one === input.asset) ?? assets[0];
    const facts = factsOf(desk);
    const isStill = facts.isPast || facts.isSample;
    const [portfolios, named] = await Promise.all([listPortfolios(context.db, context.actor.workspaceId), listNamedModels(context.db, context.actor.workspaceId)]);
    const users = portfolios.flatMap(({ id, slug, name }) => {
      const inForce = id === desk.portfolio.id ? desk.policyVersion : named.find(({ portfolioId, effectiveFrom }) => portfolioId === id && effectiveFrom <= today(desk.clock));
      return inForce ? [{ slug, name, model: inForce.model, reads: modelOf(inForce).reads }] : [];
    });
    const states = INDICATORS.map((entry): IndicatorState => ({
      metadata: entry.metadata,
      series: codesOf(entry.metadata, desk.policyVersion).map((one) => seriesRead(desk, one, isStill)),
      history: historyOf(desk, entry, desk.view.grid.assets.indexOf(asset)),
      usedBy: users.filter(({ reads }) => reads.includes(entry.metadata.id)).map(({ slug, name, model }) => ({ slug, name, model })),
    }));
    const model = modelOf(desk.policyVersion);
    const chosen = states.find(({ metadata }) => metadata.id === (input.indicator ?? model.reads[0])) ?? states[0];
    const { id } = chosen.metadata;
    return ok({
      facts, asset, assets, states, chosen,
      thresholds: model.reads.includes(id) ? (model.thresholds?.(id, chosen.history.past) ?? []) : [],
      said: await saidOf(desk, asset, id),
    });
  },
});
