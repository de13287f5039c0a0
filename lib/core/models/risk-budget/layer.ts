import type { Matrix } from '../../stats/covariance';
import { DISENGAGED } from '../../signals/engagement';
import { shareOut } from '../../signals/share-out';
import type { LayerParams } from './params';
import type { LayerMoment, LayerTilt } from './step';
import { tiltLayer } from './step';
import type { Ingredient, Voice } from './voices';

/** A layer as it was last set. Lines are in the order of the policy, ingredients in that of the recipe. */
export interface LayerState extends LayerTilt {
  readonly k: number;
  /** `voices[j][a]`; null where an indicator does not speak about a line. */
  readonly voices: readonly (readonly (Voice | null)[])[];
  /** `shares[a][j]`, missing readings already shared out. */
  readonly shares: readonly (readonly number[])[];
  /** What the tilt was made from. */
  readonly moment: LayerMoment;
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

const scoreOfVoice = (voice: Voice | null): number => (voice?.has ? voice.score : NaN);

/** Sets a layer at month-end k: what its indicators say, what of it counts, and the tilt within the risk budget. */
export function setLayer(setting: LayerSetting, k: number, before: LayerState | null): LayerState {
  const { params, ingredients, lines, funding, covarianceAt, riskScaleCap } = setting;
  const voices = ingredients.map((ingredient) => ingredient.at(k));
  const weights = ingredients.map((ingredient) => ingredient.params.weight);
  const scores = Array.from({ length: lines }, (_, a) => voices.map((row) => scoreOfVoice(row[a])));
  const shares = scores.map((own) => shareOut(weights, own));
  const { gain, trackingError, engagement } = params;
  const moment: LayerMoment = {
    shares, scores, before: before?.engaged ?? scores.map(() => DISENGAGED), gain, trackingError, engagement, riskScaleCap, funding, covariance: covarianceAt(k),
  };
  return { k, voices, shares, moment, ...tiltLayer(moment) };
}
