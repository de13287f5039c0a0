/** Below this size a difference is measured as it is, not against the figure: 0 has no relative neighbours. */
const SMALL = 1e-9;

/** The largest difference between two sets of figures, relative to the second. Infinite when they are not as many. */
export function largestDisagreement(figures: ArrayLike<number>, reference: ArrayLike<number>): number {
  if (figures.length !== reference.length) return Infinity;
  let largest = 0;
  for (let k = 0; k < reference.length; k += 1) {
    const difference = Math.abs(figures[k] - reference[k]) / Math.max(Math.abs(reference[k]), SMALL);
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
