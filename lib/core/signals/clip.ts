/** The value moved into [−limit, limit]. NaN stays NaN. */
export function clip(value: number, limit: number): number {
  return value > limit ? limit : value < -limit ? -limit : value;
}

/** A number of standard deviations as a score in [−1, 1]: `clip(z, ±limit) / limit`. NaN stays NaN. */
export function scoreOf(z: number, limit: number): number {
  return clip(z, limit) / limit;
}
