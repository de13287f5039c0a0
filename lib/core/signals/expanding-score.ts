import type { IsoDate } from '../base/iso-date';
import { monthIndex, monthText } from '../base/iso-date';
import { SIGMA_FLOOR } from '../indicators/sigma-floor';
import type { MacroState } from '../indicators/macro-tracker';
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

/**
 * `sign · clip(z, ±c)/c` with `z = (newest − mean)/sd` over all readings known at the date.
 * No score with fewer than `zMinimum` readings, when the newest is older than `staleMonths`, or when nothing varies.
 */
export function expandingScore(state: MacroState, date: IsoDate, sign: 1 | -1, params: ExpandingScoreParams): ExpandingScore {
  const { latest, count, mean, deviation } = state;
  if (!latest) return none('no-data', 'no reading is known');
  if (monthIndex(date) > latest.period + params.staleMonths) {
    return none('stale', `the newest reading is of ${monthText(latest.period)}, more than ${params.staleMonths} months old`);
  }
  if (count < params.zMinimum) return none('too-short', `needs ${params.zMinimum} months, has ${count}`);
  if (!(deviation >= SIGMA_FLOOR)) return none('no-spread', 'its readings do not vary');
  const z = (latest.value - mean) / deviation;
  return { has: true, score: sign * scoreOf(z, params.zClip), z, state };
}
