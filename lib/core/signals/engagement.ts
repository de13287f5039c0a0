/** How sure a score must be before it counts, and how long before it stops. */
export interface EngagementRules {
  /** A score above this in size takes a side. */
  readonly enter: number;
  /** One below this in size gives it up; at most `enter`. */
  readonly leave: number;
  /** Decisions in a row that must ask for another side before it is taken; 1 takes it at once. */
  readonly confirm: number;
  /** Decisions spent on no side after a change from one to the other. */
  readonly coolOff: number;
}

/** What is remembered from one decision to the next. */
export interface Engagement {
  readonly side: -1 | 0 | 1;
  /** The score that counts: 0 without a side; while a change waits to be confirmed, the last score that agreed. */
  readonly score: number;
  /** The side asked for instead, and how many decisions in a row have asked for it. */
  readonly asked: -1 | 0 | 1;
  readonly asking: number;
  readonly resting: number;
}

export const DISENGAGED: Engagement = { side: 0, score: 0, asked: 0, asking: 0, resting: 0 };

const signOf = (value: number): -1 | 0 | 1 => (value > 0 ? 1 : value < 0 ? -1 : 0);

function sideAsked(side: Engagement['side'], score: number, { enter, leave }: EngagementRules): Engagement['side'] {
  if (Math.abs(score) > enter) return signOf(score);
  return Math.abs(score) < leave || signOf(score) !== side ? 0 : side;
}

/**
 * One decision of a signal that resists whipsaw: hysteresis (`enter`, `leave`), confirmation, cool-off.
 *
 * Between the two thresholds a side that is held is kept. Another side is taken once it was asked for `confirm` times in
 * a row; until then the last score that agreed with the side still counts. After a change from one side to the
 * other nothing counts for `coolOff` decisions. With `{ enter: 0, leave: 0, confirm: 1, coolOff: 0 }` the score passes through.
 */
export function engage(before: Engagement, score: number, rules: EngagementRules): Engagement {
  if (before.resting > 0) return { ...DISENGAGED, resting: before.resting - 1 };
  const asked = sideAsked(before.side, score, rules);
  if (asked === before.side) return { side: asked, score: asked === 0 ? 0 : score, asked, asking: 0, resting: 0 };
  const asking = asked === before.asked ? before.asking + 1 : 1;
  if (asking < rules.confirm) return { ...before, asked, asking };
  const turned = asked !== 0 && before.side !== 0;
  if (turned && rules.coolOff > 0) return { ...DISENGAGED, resting: rules.coolOff - 1 };
  return { side: asked, score: asked === 0 ? 0 : score, asked, asking: 0, resting: 0 };
}
