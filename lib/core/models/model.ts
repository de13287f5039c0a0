import type { Result } from '../base/result';
import type { View } from '../market/history';
import type { Policy } from '../targets/policy';
import type { Decision } from './decision';
import type { ModelMoment } from './moment';
import type { Threshold } from './thresholds';

/** What everyone should know before they follow a rule. */
export interface ModelCard {
  readonly slug: string;
  readonly version: string;
  readonly label: string;
  readonly rule: string;
  readonly source: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly publishedResult: string;
  readonly ambiguities: readonly string[];
  /** The roles a rule needs played by assets of the policy, each with what the literature puts there. */
  readonly roles?: Readonly<Record<string, string>>;
}

/** Why a model cannot decide. */
export type ModelRefusal = 'missing-asset' | 'weights-sum' | 'infeasible' | 'too-short' | 'no-cash-asset';

/** The fold of a model over one view: one entry per decision date, ascending. */
export interface ModelRun {
  /** Row of the view's grid at each decision. */
  readonly rows: ArrayLike<number>;
  /** Target weights in the order of the policy's lines. A sum below 1 leaves the rest in cash. */
  readonly target: (index: number) => ArrayLike<number>;
  readonly order: (index: number) => Decision['order'];
  /** The same decision with everything that led to it; built on demand, for charts want few and backtests none. */
  readonly explain: (index: number) => Decision;
  /** The same decision as data to decide once more from with other scores; models of layers have it, rules do not. */
  readonly moment?: (index: number) => ModelMoment;
}

/** A recipe with its parameters filled in: from what was known to a fold of decisions. */
export interface Model {
  readonly card: ModelCard;
  /** What a backtest holds before the first order is executed. */
  readonly beginsWith: 'policy' | 'cash';
  /** The observation series it asks a view for, each once; whoever opens a desk brings these and no others. */
  readonly observes: readonly string[];
  /** The indicators of the catalogue it decides by, each once: those its readings name, whether or not they can be read. */
  readonly reads: readonly string[];
  /** The readings at which its score of an indicator turns, given all readings known; models whose rule compares assets or one level with another have none. */
  readonly thresholds?: (indicator: string, past: ArrayLike<number>) => readonly Threshold[];
  readonly run: (view: View, policy: Policy) => Result<ModelRun, ModelRefusal>;
}
