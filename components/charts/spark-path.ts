export interface SparkPath {
  readonly path: string;
  readonly last: { readonly x: number; readonly y: number } | null;
  readonly levelY: number | null;
}

const EDGE = 3;
const round = (value: number): number => Number(value.toFixed(1));

/** A path through equally spaced values, lifted where one is missing. A flat curve runs through the middle. */
export function sparkPath(values: readonly (number | null)[], width: number, height: number, level?: number): SparkPath {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { path: '', last: null, levelY: null };
  const bounds = level === undefined ? known : [...known, level];
  const [low, high] = [Math.min(...bounds), Math.max(...bounds)];
  const y = (value: number) => round(high === low ? height / 2 : EDGE + ((high - value) / (high - low)) * (height - 2 * EDGE));
  const x = (index: number) => round(EDGE + (values.length < 2 ? 1 : index / (values.length - 1)) * (width - 2 * EDGE));
  const path = values.map((value, index) => (value === null ? '' : `${index === 0 || values[index - 1] === null ? 'M' : 'L'}${x(index)} ${y(value)}`)).join('');
  const end = values.findLastIndex((value) => value !== null);
  return { path, last: { x: x(end), y: y(values[end] ?? 0) }, levelY: level === undefined ? null : y(level) };
}
