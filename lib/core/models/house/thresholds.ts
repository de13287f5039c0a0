import type { Threshold } from '../thresholds';
import { aroundMean, aroundNeutral } from '../thresholds';
import type { HouseParams } from './params';
import { MACRO } from './recipe';
import { VOLATILITY_CLIP } from './tactical';

/** The readings at which the house model's score of an indicator turns, or is nil and full. */
export function houseThresholds(params: HouseParams, indicator: string, past: ArrayLike<number>): readonly Threshold[] {
  switch (indicator) {
    case 'trend':
      return [{ at: params.trendBand, says: 'turns up above' }, { at: -params.trendBand, says: 'turns down below' }];
    case 'momentum':
      return aroundNeutral(0, params.momentumClip);
    case 'volatility':
      return aroundNeutral(0, VOLATILITY_CLIP);
    case 'value':
      return aroundNeutral(params.valueSharpe, -params.zClip / Math.sqrt(params.valueMonths / 12));
    default: {
      const macro = MACRO.find(({ id }) => id === indicator);
      return macro ? aroundMean(past, macro.sign, params.zClip, params.zMinimum) : [];
    }
  }
}
