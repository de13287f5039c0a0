import type { Matrix } from '../../stats/covariance';
import type { Engagement } from '../../signals/engagement';
import { DISENGAGED, engage } from '../../signals/engagement';
import { shareOut } from '../../signals/share-out';
import { sumRows } from '../../tilts/budget';
import { fund } from '../../tilts/funding';
import { riskScales, scaleToTrackingError } from '../../tilts/risk-budget';
import type { LayerParams } from './params';
import type { Ingredient, Voice } from './voices';

/** A layer as it was last set. Lines are in the order of the policy, ingredients in that of the recipe. */
export interface LayerState {
  readonly k: number;
  /** `voices[j][a]`; null where an indicator does not speak about a line. */
  readonly voices: readonly (readonly (Voice | null)[])[];
  /** `shares[a][j]`, missing readings already shared out. */
  readonly shares: readonly (readonly number[])[];
  readonly engaged: readonly Engagement[];
  /** One row per ingredient, then that of hysteresis, confirmation and cool-off; funded and within the risk budget. */
  readonly rows: readonly Float64Array[];
  readonly tilt: Float64Array;
  /** λ, 1 where the budget does not bind, 0 before there is a covariance. */
  readonly scale: number;
}

/** What a layer is made with at one decision. */
export interface LayerSetting {
  readonly params: LayerParams;
  readonly ingredients: readonly Ingredient[];
  readonly lines: number;
  readonly funding: ArrayLike<number>;
  readonly riskScaleCap: number;
  /** Covariance of monthly returns known at k; null while there are too few. */
  readonly covarianceAt: (k: number) => Matrix | null;
}

const MONTHS_PER_YEAR = 12;
const scoreOfVoice = (voice: Voice | null): number => (voice?.has ? voice.score : NaN);
const times = (share: number, score: number): number => (share === 0 ? 0 : share * score);

/** The combined score `S_a = Σ ω_k s_ka` of a line. */
function combined(shares: readonly number[], scores: readonly number[]): number {
  return shares.reduce((sum, share, j) => sum + times(share, scores[j]), 0);
}

/** `κ·σ̄/σ_a·ω_ka·s_ka` per ingredient, and `κ·σ̄/σ_a·(score that counts − S_a)` for what discipline takes away. */
function linearRows({ params, lines }: LayerSetting, scales: ArrayLike<number>, { voices, shares, engaged }: Pick<LayerState, 'voices' | 'shares' | 'engaged'>): Float64Array[] {
  const rows = [...voices, null].map(() => new Float64Array(lines));
  for (let a = 0; a < lines; a += 1) {
    const factor = params.gain * scales[a];
    const scores = voices.map((row) => scoreOfVoice(row[a]));
    scores.forEach((score, j) => (rows[j][a] = factor * times(shares[a][j], score)));
    rows[voices.length][a] = factor * (engaged[a].score - combined(shares[a], scores));
  }
  return rows;
}

/** Sets a layer at month-end k: what its indicators say, what of it counts, and the tilt within the risk budget. */
export function setLayer(setting: LayerSetting, k: number, before: LayerState | null): LayerState {
  const { params, ingredients, lines, funding, covarianceAt, riskScaleCap } = setting;
  const voices = ingredients.map((ingredient) => ingredient.at(k));
  const weights = ingredients.map((ingredient) => ingredient.params.weight);
  const scores = Array.from({ length: lines }, (_, a) => voices.map((row) => scoreOfVoice(row[a])));
  const shares = scores.map((own) => shareOut(weights, own));
  const engaged = scores.map((own, a) => engage(before?.engaged[a] ?? DISENGAGED, combined(shares[a], own), params.engagement));
  const matrix = covarianceAt(k);
  const universe = scores.flatMap((own, a) => (own.some((score) => !Number.isNaN(score)) ? [a] : []));
  const rows = linearRows(setting, matrix ? riskScales(matrix, universe, riskScaleCap) : new Float64Array(lines), { voices, shares, engaged });
  for (const row of rows) fund(row, funding);
  const scale = matrix ? scaleToTrackingError(rows, matrix, MONTHS_PER_YEAR, params.trackingError) : 0;
  return { k, voices, shares, engaged, rows, tilt: sumRows(rows, lines), scale };
}
