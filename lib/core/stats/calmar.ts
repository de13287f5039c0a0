import { wealthOf } from '../series/returns';
import { cagr } from './cagr';
import { maxDrawdown } from './drawdown';

/** CAGR by the depth of the deepest drawdown. Null where nothing fell. */
export function calmar(returns: ArrayLike<number>, periodsPerYear: number): number | null {
  const fall = maxDrawdown(wealthOf(returns)) as number;
  return fall === 0 ? null : (cagr(returns, periodsPerYear) as number) / -fall;
}
