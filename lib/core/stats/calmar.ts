import { wealthOf } from '../series/returns';
import { cagr } from './cagr';
import { maxDrawdown } from './drawdown';

/** CAGR by the depth of the deepest drawdown. Null where nothing fell. */
export function calmar(returns: ArrayLike<number>, periodsPerYear: number): number | null {
  const growth = cagr(returns, periodsPerYear);
  const fall = maxDrawdown(wealthOf(returns));
  return growth === null || fall === null || fall === 0 ? null : growth / -fall;
}
