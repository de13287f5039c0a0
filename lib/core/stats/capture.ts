function capture(returns: ArrayLike<number>, benchmark: ArrayLike<number>, counts: (benchmarkReturn: number) => boolean): number | null {
  let [own, other] = [1, 1];
  for (let t = 0; t < returns.length; t += 1) {
    if (!counts(benchmark[t])) continue;
    own *= 1 + returns[t];
    other *= 1 + benchmark[t];
  }
  return other === 1 ? null : (own - 1) / (other - 1);
}

/** Compounded return in the periods in which the benchmark rose, over the benchmark's. Null where it never rose. */
export function upCapture(returns: ArrayLike<number>, benchmark: ArrayLike<number>): number | null {
  return capture(returns, benchmark, (r) => r > 0);
}

/** Compounded return in the periods in which the benchmark fell, over the benchmark's: below 1 is protection. */
export function downCapture(returns: ArrayLike<number>, benchmark: ArrayLike<number>): number | null {
  return capture(returns, benchmark, (r) => r < 0);
}
