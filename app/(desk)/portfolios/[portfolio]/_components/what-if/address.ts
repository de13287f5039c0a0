import type { AssetId } from '@/lib/core/base/units';
import type { ScoreChange } from '@/lib/core/models/moment';
import type { Policy } from '@/lib/core/targets/policy';
import { hold, type Held } from '@/lib/core/what-if/rescale';
import type { WhatIfBasis, WhatIfChange } from '@/lib/core/what-if/what-if';

/** Whether the address asks for a what-if, and what it holds. */
export const WHAT_IF = { open: 'whatIf', held: 'hold', scores: 'score' } as const;

export const UNCHANGED: WhatIfChange = { held: new Map(), scores: [] };

const DIGITS = 6;
const rounded = (value: number): string => String(Number(value.toFixed(DIGITS)));

/** `name:value` pairs behind commas; names are escaped, so that neither sign stands in one. */
const written = (pairs: readonly (readonly [string, number])[]): string => pairs.map(([name, value]) => `${encodeURIComponent(name)}:${rounded(value)}`).join(',');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function pairsIn(text: string): readonly (readonly [string, number])[] {
  return text.split(',').flatMap((part) => {
    const [name = '', value = ''] = part.split(':');
    const number = value.trim() === '' ? Number.NaN : Number(value);
    return Number.isFinite(number) ? [[decoded(name), number] as const] : [];
  });
}

/** The name of a score in the address and in the page: `tactical.trend@EQ`, or `dynamic.slope` for all it speaks of. */
export const scoreKey = ({ layer, indicator, asset }: Omit<ScoreChange, 'score'>): string => `${layer}.${indicator}${asset === null ? '' : `@${asset}`}`;

/** The scores that can be set: one for each class, but one alone where an observation speaks of several. */
export function settableScores({ moment, readings }: Pick<WhatIfBasis, 'moment' | 'readings'>): readonly ScoreChange[] {
  if (moment === null) return [];
  const all = readings.filter(({ share }) => share > 0).map(({ layer, indicator, asset, score, period }) => ({ layer, indicator, asset: period === null ? asset : null, score }));
  return all.filter((one, k) => all.findIndex((other) => scoreKey(other) === scoreKey(one)) === k);
}

function heldIn(policy: Policy, text: string): Held {
  return pairsIn(text).reduce<Held>((held, [code, weight]) => (policy.lines.some((line) => line.asset === code) ? hold(policy, held, code as AssetId, weight) : held), new Map());
}

/** What an address asks for; what it names that is not there, or that the limits do not allow, is left out or held at the limit. */
export function changeIn(query: URLSearchParams, basis: WhatIfBasis): WhatIfChange {
  const asked = new Map(pairsIn(query.get(WHAT_IF.scores) ?? ''));
  const scores = settableScores(basis).flatMap((one) => {
    const score = asked.get(scoreKey(one));
    return score === undefined ? [] : [{ ...one, score: Math.min(1, Math.max(-1, score)) }];
  });
  return { held: heldIn(basis.policy, query.get(WHAT_IF.held) ?? ''), scores };
}

/** The same query with another change in it. */
export function queryWith(query: URLSearchParams, { held, scores }: WhatIfChange): URLSearchParams {
  const next = new URLSearchParams(query);
  const put = (name: string, text: string) => (text === '' ? next.delete(name) : next.set(name, text));
  next.set(WHAT_IF.open, 'on');
  put(WHAT_IF.held, written([...held]));
  put(WHAT_IF.scores, written(scores.map((one) => [scoreKey(one), one.score])));
  return next;
}
