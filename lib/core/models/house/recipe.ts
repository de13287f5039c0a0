import { credit } from '../../indicators/credit';
import { excessCapeYield } from '../../indicators/excess-cape-yield';
import { inflation } from '../../indicators/inflation';
import type { MacroFormula } from '../../indicators/macro-formula';
import { production } from '../../indicators/production';
import { slope } from '../../indicators/slope';
import { unemployment } from '../../indicators/unemployment';
import type { AssetGroup } from '../../base/units';
import type { Reading } from '../decision';

export const TACTICAL = ['trend', 'momentum', 'volatility'] as const;

export interface MacroIngredient {
  readonly id: string;
  readonly formula: MacroFormula;
  /** +1 when a high reading is attractive. */
  readonly sign: 1 | -1;
  readonly unit: Reading['unit'];
}

/** The signals of the dynamic layer that rest on observations, in the order of their rows. */
export const MACRO: readonly MacroIngredient[] = [
  { id: 'excessCapeYield', formula: excessCapeYield, sign: 1, unit: 'fraction' },
  { id: 'unemployment', formula: unemployment, sign: -1, unit: 'percentage-point' },
  { id: 'production', formula: production, sign: 1, unit: 'percentage-point' },
  { id: 'credit', formula: credit, sign: -1, unit: 'percentage-point' },
  { id: 'slope', formula: slope, sign: 1, unit: 'percentage-point' },
  { id: 'inflation', formula: inflation, sign: -1, unit: 'fraction' },
];

/** The indicators of the dynamic layer in the order of their rows: value, then those of `MACRO`. */
export const DYNAMIC = ['value', ...MACRO.map((ingredient) => ingredient.id)];

const EQUITY = [
  ['value', 'excessCapeYield'],
  ['unemployment', 'production', 'credit'],
] as const;
const BOND = [['value', 'slope'], ['inflation']] as const;
const OTHERS = [['value']] as const;

/** The themes that speak about a group: equal weight per theme, equal weight inside. */
export function themesOf(group: AssetGroup): readonly (readonly string[])[] {
  return group === 'equity' ? EQUITY : group === 'bond' ? BOND : OTHERS;
}
