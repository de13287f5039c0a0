import { monthText } from '../../base/iso-date';
import { scoreOf } from '../../signals/clip';
import type { Reading } from '../decision';
import type { HouseSetting, HouseStep } from './fold';
import { DYNAMIC, MACRO, TACTICAL } from './recipe';
import type { TacticalSignals } from './tactical';

type Part = Reading['parts'][number];

const middle = (parts: readonly Part[]): number => parts[Math.floor((parts.length - 1) / 2)].reading;

/** One part per horizon that has a reading. */
function horizonParts(months: readonly number[], readings: readonly ArrayLike<number>[], k: number, scoreAt: (j: number) => number): readonly Part[] {
  return months.flatMap((h, j) => (Number.isNaN(readings[j][k]) ? [] : [{ label: `${h} months`, reading: readings[j][k], score: scoreAt(j) }]));
}

function tacticalParts(setting: HouseSetting, signals: TacticalSignals, k: number): readonly (readonly Part[])[] {
  const { params } = setting;
  const volatility = signals.volatility[k];
  return [
    horizonParts(params.trendMonths, signals.trend, k, (j) => signals.trendStates[j][k]),
    horizonParts(params.momentumMonths, signals.momentum, k, (j) => scoreOf(signals.momentum[j][k], params.momentumClip)),
    Number.isNaN(volatility) ? [] : [{ label: 'long over short', reading: volatility, score: scoreOf(volatility, 1) }],
  ];
}

const TACTICAL_UNITS: readonly Reading['unit'][] = ['fraction', 'ratio', 'ratio'];

/** What trend, momentum and volatility said about each asset. */
export function tacticalReadings(setting: HouseSetting, step: HouseStep): readonly Reading[] {
  const { k } = step;
  return setting.tactical.flatMap((signals, a): readonly Reading[] => {
    if (!signals) return [];
    const scores = signals.scoresAt(k);
    const shares = signals.sharesAt(k);
    return tacticalParts(setting, signals, k).flatMap((parts, j): readonly Reading[] =>
      parts.length === 0
        ? []
        : [
            {
              layer: 'tactical',
              indicator: TACTICAL[j],
              asset: setting.policy.lines[a].asset,
              reading: middle(parts),
              unit: TACTICAL_UNITS[j],
              score: scores[j],
              share: shares[j],
              knownAt: setting.months.dates[k],
              period: null,
              parts,
            },
          ],
    );
  });
}

/** What the dynamic layer said when it was last set. */
export function dynamicReadings(setting: HouseSetting, step: HouseStep): readonly Reading[] {
  if (!step.dynamic) return [];
  const { snapshot } = step.dynamic;
  return setting.policy.lines.flatMap((line, a): readonly Reading[] => {
    const shares = snapshot.sharesOf(a);
    return DYNAMIC.flatMap((id): readonly Reading[] => {
      const score = snapshot.scoreOf(id, a);
      if (Number.isNaN(score)) return [];
      const common = { layer: 'dynamic', indicator: id, asset: line.asset, score, share: shares.get(id) ?? 0 } as const;
      if (id === 'value') {
        const reading = setting.dynamic.value[a][snapshot.k];
        return [{ ...common, reading, unit: 'ratio', knownAt: setting.months.dates[snapshot.k], period: null, parts: [{ label: 'Sharpe ratio', reading, score }] }];
      }
      return [{ ...common, ...macroFacts(setting, step, id, score) }];
    });
  });
}

function macroFacts(setting: HouseSetting, step: HouseStep, id: string, score: number): Pick<Reading, 'reading' | 'unit' | 'knownAt' | 'period' | 'parts'> {
  const j = MACRO.findIndex((ingredient) => ingredient.id === id);
  const expanding = step.dynamic?.snapshot.macro[j];
  const latest = expanding?.has ? expanding.state.latest : null;
  if (!expanding?.has || !latest) return { reading: NaN, unit: MACRO[j].unit, knownAt: setting.months.dates[step.k], period: null, parts: [] };
  return {
    reading: latest.value,
    unit: MACRO[j].unit,
    knownAt: latest.knownAt,
    period: monthText(latest.period),
    parts: [
      { label: 'standard deviations from the mean', reading: expanding.z, score },
      { label: 'mean of all readings', reading: expanding.state.mean, score: 0 },
      { label: 'standard deviation of all readings', reading: expanding.state.deviation, score: 0 },
    ],
  };
}
