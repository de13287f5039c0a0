import { assert } from '../base/assert';
import type { RebalanceRule } from '../rebalancing/rule';

/** What can be written as JSON and read back the same. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What a backtest traded under. */
export interface TrialConditions {
  /** Cost of a trade in each asset, in basis points. */
  readonly costBps: Readonly<Record<string, number>>;
  /** Rows of prices from decision to trade. */
  readonly executionLag: number;
  /** Of a fixed mix; null where a model orders when it decides. */
  readonly rebalancing: RebalanceRule | null;
}

/** What makes a backtest a try of its own: change any of these and it is another one. */
export interface TrialSpec {
  readonly model: { readonly slug: string; readonly version: string };
  /** All of them, defaults filled in: a default left out and one written down are the same try. */
  readonly params: { readonly [name: string]: Json };
  /** Assets in any order. */
  readonly universe: readonly string[];
  readonly window: { readonly start: string; readonly end: string };
  /** Tries that were kept before conditions counted have none: each stays the try it was, beside those that name theirs. */
  readonly conditions?: TrialConditions;
}

const FNV_OFFSET = 0x6c62272e07bb014262b821756295c58dn;
const FNV_PRIME = 0x1000000000000000000013bn;
const BITS = 128;
const HEX_DIGITS = 32;

/** FNV-1a, 128 bits, of the text's UTF-8 bytes, as 32 hex digits. For telling texts apart, not for secrets. */
export function textHash(text: string): string {
  let hash = FNV_OFFSET;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(BITS, (hash ^ BigInt(byte)) * FNV_PRIME);
  return hash.toString(16).padStart(HEX_DIGITS, '0');
}

/** One text for one value: names in order, nothing between. Numbers are written as JSON writes them and must be finite. */
export function canonicalText(value: Json): string {
  if (typeof value === 'number') assert(Number.isFinite(value), 'a number in a trial is finite');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalText).join(',')}]`;
  const members = value as { readonly [name: string]: Json };
  return `{${Object.keys(members).sort().map((name) => `${JSON.stringify(name)}:${canonicalText(members[name])}`).join(',')}}`;
}

/**
 * The key under which a trial counts once. Order of parameters and of assets makes no difference, nor does naming an
 * asset twice; a new version of a model is another model. Without conditions the key is the one it always was.
 */
export function trialKey({ model, params, universe, window, conditions }: TrialSpec): string {
  const { slug, version } = model;
  const { start, end } = window;
  const known: Json = { model: { slug, version }, params, universe: [...new Set(universe)].sort(), window: { start, end } };
  if (!conditions) return textHash(canonicalText(known));
  const { costBps, executionLag, rebalancing } = conditions;
  return textHash(canonicalText({ ...known, conditions: { costBps, executionLag, rebalancing: rebalancing && { ...rebalancing } } }));
}
