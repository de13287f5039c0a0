export interface InsuranceTerms {
  /** Money in the risky mix per unit of value above the floor. */
  readonly multiplier: number;
  /** Share of the first value, or with `ratchet` of the highest value so far. */
  readonly floor: number;
  readonly ratchet: boolean;
}

/** A value, its floor, and the part of it that is exposed until the next look. */
export interface Insured {
  readonly value: number;
  readonly floor: number;
  /** Money in the risky mix: `min(max(m·(V − F), 0), V)`. */
  readonly exposed: number;
}

function set(value: number, floor: number, multiplier: number): Insured {
  return { value, floor, exposed: Math.min(Math.max(multiplier * (value - floor), 0), value) };
}

/** The first look. */
export function insure(value: number, { multiplier, floor }: InsuranceTerms): Insured {
  return set(value, floor * value, multiplier);
}

/**
 * The next look, after the risky mix and cash have earned their simple returns: `V' = V + e·r + (V − e)·c`, then the
 * floor (CPPI keeps it, TIPP raises it to k·V' where that is more), then the exposure.
 * Example: m 4, F 80, V 100, returns 5, −10, 8, −20, 3 %, cash 0: 84.257792; with TIPP's k of 0.8: 86.890086.
 */
export function insuredAfter(before: Insured, risky: number, cash: number, { multiplier, floor, ratchet }: InsuranceTerms): Insured {
  const value = before.value + before.exposed * risky + (before.value - before.exposed) * cash;
  return set(value, ratchet ? Math.max(before.floor, floor * value) : before.floor, multiplier);
}
