import { assert } from '../base/assert';

/** How far the rows of an attribution may sum from target − strategic before the code is called wrong. */
export const ATTRIBUTION_TOLERANCE = 1e-12;

/** `to − from`, asset by asset. */
export function difference(to: ArrayLike<number>, from: ArrayLike<number>): number[] {
  return Array.from(to, (value, a) => value - from[a]);
}

/** Asserts that the rows lead from the strategic mix to the target: nothing moved without a row that says so. */
export function assertAdditive(rows: readonly (readonly number[])[], strategic: ArrayLike<number>, target: ArrayLike<number>): void {
  for (let a = 0; a < strategic.length; a += 1) {
    const sum = rows.reduce((total, row) => total + row[a], 0);
    assert(Math.abs(sum - (target[a] - strategic[a])) <= ATTRIBUTION_TOLERANCE, 'the attribution rows sum to target − strategic');
  }
}
