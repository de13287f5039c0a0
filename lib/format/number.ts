/** A figure that may be missing. */
export type Figure = number | null | undefined;

export const MINUS = '\u2212';
export const MISSING = '\u2013';
/** Narrow no-break space: between a figure and its percent sign. */
export const THIN = '\u202F';
const NO_BREAK = '\u00A0';

/** `auto` writes a minus when needed; `always` writes a plus too, as on a shift. Zero never has a sign. */
export type SignStyle = 'auto' | 'always';

export interface FixedOptions {
  readonly sign?: SignStyle;
  readonly group?: boolean;
}

/** Moves the decimal point without the noise of multiplying: 0.0965 by 2 is 9.65, not 9.649999. */
export function shiftPoint(value: number, places: number): number {
  const [mantissa, exponent = '0'] = String(value).split('e');
  return Number(`${mantissa}e${Number(exponent) + places}`);
}

/**
 * Rounds half away from zero on the decimal digits a person sees: 1.005 → 1.01, −2.5 → −3.
 * Every formatter rounds here, so a sentence and a table never differ.
 */
export function roundTo(value: number, decimals: number): number {
  const rounded = shiftPoint(Math.round(shiftPoint(Math.abs(value), decimals)), -decimals);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

export function isMissing(value: Figure): value is null | undefined {
  return value == null || !Number.isFinite(value);
}

const groupThousands = (digits: string): string => digits.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));

function signOf(value: number, style: SignStyle): string {
  if (value < 0) return MINUS;
  return style === 'always' && value > 0 ? '+' : '';
}

/** A figure with fixed decimals: `fixed(-1234.5, 1)` → `−1,234.5`; missing → `–`. What rounds to zero has no sign. */
export function fixed(value: Figure, decimals: number, { sign = 'auto', group = true }: FixedOptions = {}): string {
  if (isMissing(value)) return MISSING;
  const rounded = roundTo(value, decimals);
  const digits = Math.abs(rounded).toFixed(decimals);
  return signOf(rounded, sign) + (group ? groupThousands(digits) : digits);
}

/** As `fixed`, with a plus as well as a minus. */
export function signed(value: Figure, decimals: number): string {
  return fixed(value, decimals, { sign: 'always' });
}

/** Puts a unit behind a figure, and nothing behind a missing one. The sign `%` stands close, a word stands apart. */
export function withUnit(figure: string, unit: string): string {
  return figure === MISSING ? figure : `${figure}${unit === '%' ? THIN : NO_BREAK}${unit}`;
}
