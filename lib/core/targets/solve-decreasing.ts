/** A piecewise linear function that never rises: its value and how fast it falls (its slope with the sign turned). */
export type Decreasing = (shift: number) => { readonly value: number; readonly slope: number };

/**
 * The shift at which a decreasing piecewise linear function takes a value. Between two neighbouring corners the
 * function is a line, so the crossing is found by halving the list of corners and then drawing that line.
 *
 * `corners` ascend and hold every bend. A goal above the first corner's value gives the first corner, one below the
 * last corner's value the last: there the function is flat. With no corners the answer is 0.
 */
export function solveDecreasing(corners: readonly number[], goal: number, at: Decreasing): number {
  if (corners.length === 0) return 0;
  let [low, high] = [0, corners.length - 1];
  if (at(corners[low]).value <= goal) return corners[low];
  if (at(corners[high]).value >= goal) return corners[high];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at(corners[middle]).value > goal) low = middle;
    else high = middle;
  }
  const [from, to] = [at(corners[low]).value, at(corners[high]).value];
  const shift = corners[low] + ((from - goal) / (from - to)) * (corners[high] - corners[low]);
  const { value, slope } = at(shift);
  return slope > 0 ? shift + (value - goal) / slope : shift;
}
