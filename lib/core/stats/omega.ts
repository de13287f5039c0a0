/** Sum of the gains over sum of the losses, both against 0. Null where nothing was lost. */
export function omega(returns: ArrayLike<number>): number | null {
  let [gains, losses] = [0, 0];
  for (let t = 0; t < returns.length; t += 1) {
    if (returns[t] > 0) gains += returns[t];
    else losses -= returns[t];
  }
  return losses > 0 ? gains / losses : null;
}
