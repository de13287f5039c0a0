import { MINUS, MISSING, fixed, isMissing, roundTo, type Figure, type SignStyle } from './number';

const SYMBOLS: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£', JPY: '¥' };

/** `$` for USD; a currency without a symbol of its own is named: `CHF `. */
export function currencySymbol(currency: string): string {
  return SYMBOLS[currency] ?? `${currency}\u00A0`;
}

export interface MoneyOptions {
  readonly decimals?: number;
  readonly sign?: SignStyle;
}

/** The sign stands before the symbol: `−$33.61m`. */
function dressed(amount: string, currency: string, suffix = ''): string {
  if (amount === MISSING) return amount;
  const sign = amount.startsWith(MINUS) || amount.startsWith('+') ? amount[0] : '';
  return `${sign}${currencySymbol(currency)}${amount.slice(sign.length)}${suffix}`;
}

/** Every unit of the amount: `$380,712,345`, or cents with two decimals. */
export function money(amount: Figure, currency: string, { decimals = 0, sign = 'auto' }: MoneyOptions = {}): string {
  return dressed(fixed(amount, decimals, { sign }), currency);
}

const SCALES = [
  { size: 1e9, suffix: 'bn', decimals: 1 },
  { size: 1e6, suffix: 'm', decimals: 1 },
  { size: 1e4, divisor: 1e3, suffix: 'k', decimals: 0 },
  { size: 1e3, suffix: 'k', decimals: 1 },
  { size: 0, divisor: 1, suffix: '', decimals: 0 },
] as const;

/**
 * The amount at a glance: `$380.7m`, `$68k`, `$3.2k`, `$1.2bn`.
 * The scale is chosen after rounding, so 999,960,000 is `$1.0bn`, never `$1,000.0m`.
 */
export function moneyCompact(amount: Figure, currency: string, { decimals, sign = 'auto' }: MoneyOptions = {}): string {
  if (isMissing(amount)) return MISSING;
  const scale = SCALES.find((candidate, index) => index === SCALES.length - 1 || reaches(amount, candidate.size, SCALES[index + 1], decimals)) ?? SCALES[4];
  const divisor = 'divisor' in scale ? scale.divisor : scale.size;
  return dressed(fixed(amount / divisor, decimals ?? scale.decimals, { sign }), currency, scale.suffix);
}

/** Whether the amount, rounded as the next smaller scale would round it, already belongs to this one. */
function reaches(amount: number, size: number, smaller: (typeof SCALES)[number], decimals?: number): boolean {
  const divisor = 'divisor' in smaller ? smaller.divisor : smaller.size;
  return roundTo(Math.abs(amount) / divisor, decimals ?? smaller.decimals) * divisor >= size;
}

/** Millions for a column headed `$m`: −33,610,000 → `−33.61`. */
export function millionsFigure(amount: Figure, { decimals = 2, sign = 'auto' }: MoneyOptions = {}): string {
  return fixed(isMissing(amount) ? null : amount / 1e6, decimals, { sign });
}

/** Thousands for a column headed `$k`. */
export function thousandsFigure(amount: Figure, { decimals = 1, sign = 'auto' }: MoneyOptions = {}): string {
  return fixed(isMissing(amount) ? null : amount / 1e3, decimals, { sign });
}
