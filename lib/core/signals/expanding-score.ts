import type { IsoDate } from '../base/iso-date';
import { monthIndex, monthText } from '../base/iso-date';
import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';
import { SIGMA_FLOOR } from '../indicators/sigma-floor';
import type { MacroReading, MacroState } from '../indicators/macro-tracker';
import { scoreOf } from './clip';

export interface ExpandingScoreParams {
  readonly zClip: number;
  readonly zMinimum: number;
  readonly staleMonths: number;
}

/** A score against everything known so far, or why there is none. */
export type ExpandingScore =
  | { readonly has: true; readonly score: number; readonly z: number; readonly state: MacroState }
  | { readonly has: false; readonly cause: 'no-data' | 'stale' | 'too-short' | 'no-spread'; readonly reason: string };

const none = (cause: Extract<ExpandingScore, { has: false }>['cause'], reason: string): ExpandingScore => ({ has: false, cause, reason });

/** The newest reading where it still counts at a date: none is known, or it is of more than `staleMonths` before. */
export function freshReading({ latest }: MacroState, date: IsoDate, staleMonths: number): Result<MacroReading, 'no-data' | 'stale'> {
  if (!latest) return refuse('no-data', 'no reading is known');
  const isOld = monthIndex(date) > latest.period + staleMonths;
  return isOld ? refuse('stale', `the newest reading is of ${monthText(latest.period)}, more than ${staleMonths} months old`) : ok(latest);
}

/**
 * `sign · clip(z, ±c)/c` with `z = (newest − mean)/sd` over all readings known at the date.
 * No score with fewer than `zMinimum` readings, when the newest is older than `staleMonths`, or when nothing varies.
 */
export function expandingScore(state: MacroState, date: IsoDate, sign: 1 | -1, params: ExpandingScoreParams): ExpandingScore {
  const { count, mean, deviation } = state;
  const latest = freshReading(state, date, params.staleMonths);
  if (!latest.ok) return none(latest.error.kind, latest.error.message);
  if (count < params.zMinimum) return none('too-short', `needs ${params.zMinimum} months, has ${count}`);
  if (!(deviation >= SIGMA_FLOOR)) return none('no-spread', 'its readings do not vary');
  const z = (latest.value.value - mean) / deviation;
  return { has: true, score: sign * scoreOf(z, params.zClip), z, state };
}
