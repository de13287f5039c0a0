import { assert } from '../../base/assert';
import { monthText } from '../../base/iso-date';
import { scoreOf } from '../../signals/clip';
import type { Reading } from '../decision';
import type { DynamicSnapshot } from './dynamic';
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
export function dynamicReadings(setting: HouseSetting, { dynamic }: HouseStep): readonly Reading[] {
  if (!dynamic) return [];
  const { snapshot } = dynamic;
  return setting.policy.lines.flatMap((line, a): readonly Reading[] =>
    DYNAMIC.flatMap((indicator, j): readonly Reading[] => {
      const score = snapshot.scores[a][j];
      if (Number.isNaN(score)) return [];
      const facts = indicator === 'value' ? valueFacts(setting, snapshot, a, score) : macroFacts(snapshot, j - 1, score);
      return [{ layer: 'dynamic', indicator, asset: line.asset, score, share: snapshot.shares[a][j], ...facts }];
    }),
  );
}

type Facts = Pick<Reading, 'reading' | 'unit' | 'knownAt' | 'period' | 'parts'>;

function valueFacts(setting: HouseSetting, { k }: DynamicSnapshot, a: number, score: number): Facts {
  const reading = setting.dynamic.value[a][k];
  return { reading, unit: 'ratio', knownAt: setting.months.dates[k], period: null, parts: [{ label: 'Sharpe ratio', reading, score }] };
}

function macroFacts({ macro }: DynamicSnapshot, j: number, score: number): Facts {
  const expanding = macro[j];
  assert(expanding.has && expanding.state.latest, 'an indicator with a score has a newest reading');
  const { latest, mean, deviation } = expanding.state;
  return {
    reading: latest.value,
    unit: MACRO[j].unit,
    knownAt: latest.knownAt,
    period: monthText(latest.period),
    parts: [
      { label: 'standard deviations from the mean', reading: expanding.z, score },
      { label: 'mean of all readings', reading: mean, score: 0 },
      { label: 'standard deviation of all readings', reading: deviation, score: 0 },
    ],
  };
}
