import type { EngagementRules } from '../../signals/engagement';
import type { Standard } from '../../signals/standard-score';

/** One indicator of the catalogue in a layer: its weight among the others, and what its readings are measured against. */
export interface IngredientParams {
  readonly indicator: string;
  readonly weight: number;
  readonly standard: Standard;
}

export interface LayerParams {
  readonly indicators: readonly IngredientParams[];
  /** κ: the tilt that a score of 1 asks for, as a weight. */
  readonly gain: number;
  /** Annual tracking error the layer may reach. */
  readonly trackingError: number;
  readonly engagement: EngagementRules;
}

export interface RiskBudgetParams {
  readonly dynamic: LayerParams;
  readonly tactical: LayerParams;
  /** Who pays for a tilt: cash (without one bonds, without these all), or everyone pro rata to policy weight. */
  readonly funding: 'cash' | 'pro-rata';
  /** Largest factor that the deviation of an asset may lend to its tilt; 1 leaves tilts unscaled. */
  readonly riskScaleCap: number;
  readonly zClip: number;
  readonly staleMonths: number;
  /** Monthly returns that the covariance rests on. */
  readonly covarianceMonths: number;
  readonly pace: number;
  readonly turnoverCap: number;
  /** Annual tracking error of the target against the strategic mix; null is unlimited. */
  readonly trackingErrorLimit: number | null;
  /** Smallest move of one asset that is made. */
  readonly minimumTrade: number;
  /** Role → observation series; roles left out have the series of the catalogue. */
  readonly series: Readonly<Record<string, string>>;
}

const EXPANDING: Standard = { kind: 'expanding', minimum: 120 };
const ROLLING: Standard = { kind: 'rolling', months: 60 };
const ingredient = (indicator: string, weight: number, standard: Standard): IngredientParams => ({ indicator, weight, standard });

export const RISK_BUDGET_DEFAULTS: RiskBudgetParams = {
  dynamic: {
    indicators: [
      ...['value', 'excessCapeYield', 'slope'].map((id) => ingredient(id, 1, EXPANDING)),
      ...['unemployment', 'production', 'credit', 'inflation'].map((id) => ingredient(id, 0.5, EXPANDING)),
    ],
    gain: 0.1,
    trackingError: 0.015,
    engagement: { enter: 0.2, leave: 0.1, confirm: 1, coolOff: 1 },
  },
  tactical: {
    indicators: [ingredient('trend', 0.5, { kind: 'sign' }), ingredient('momentum', 0.25, ROLLING), ingredient('volatility', 0.25, ROLLING)],
    gain: 0.2,
    trackingError: 0.04,
    engagement: { enter: 0.2, leave: 0.1, confirm: 1, coolOff: 1 },
  },
  funding: 'cash',
  riskScaleCap: 2,
  zClip: 2,
  staleMonths: 6,
  covarianceMonths: 60,
  pace: 0.5,
  turnoverCap: 0.2,
  trackingErrorLimit: 0.06,
  minimumTrade: 0.01,
  series: {},
};
