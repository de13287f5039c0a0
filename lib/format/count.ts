import { fixed, type Figure } from './number';

/** A whole number with its thousands grouped: `60,600`. */
export function count(value: Figure): string {
  return fixed(value, 0);
}

/** A count with its noun: `1 trade`, `7 trades`, `no trades`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  if (value === 0) return `no ${many}`;
  return `${count(value)} ${value === 1 ? one : many}`;
}
