/**
 * Who pays for a tilt: shares that sum to 1. The cash asset if there is one, else bonds pro rata to their weight, else
 * every asset pro rata (the tilts can then only rotate between assets).
 */
export function fundingShares(weights: ArrayLike<number>, cashIndex: number, isBond: (asset: number) => boolean): { readonly shares: Float64Array; readonly from: 'cash' | 'bonds' | 'all' } {
  const n = weights.length;
  const shares = new Float64Array(n);
  if (cashIndex >= 0) {
    shares[cashIndex] = 1;
    return { shares, from: 'cash' };
  }
  const total = (only: (asset: number) => boolean) => {
    let sum = 0;
    for (let a = 0; a < n; a += 1) if (only(a)) sum += weights[a];
    return sum;
  };
  const bonds = total(isBond);
  const counts = bonds > 0 ? isBond : () => true;
  const sum = bonds > 0 ? bonds : total(counts);
  for (let a = 0; a < n; a += 1) shares[a] = counts(a) ? weights[a] / sum : 0;
  return { shares, from: bonds > 0 ? 'bonds' : 'all' };
}

/** Takes the sum of a tilt back from those who fund it, in place: the tilt then sums to 0. */
export function fund(tilt: Float64Array, shares: ArrayLike<number>): void {
  let sum = 0;
  for (let a = 0; a < tilt.length; a += 1) sum += tilt[a];
  for (let a = 0; a < tilt.length; a += 1) tilt[a] -= sum * shares[a];
}
