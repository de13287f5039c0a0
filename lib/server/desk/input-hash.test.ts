import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../core/base/iso-date';
import type { Observation } from '../../core/market/observation';
import { canonicalJson } from '../hash';
import { observationsJson } from './input-hash';

const observation: fc.Arbitrary<Observation> = fc.record({
  // Neither the order in which members are made nor what else there is may show.
  value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  seriesId: fc.string({ unit: 'grapheme' }),
  period: fc.constantFrom('1990-01', '2026-10'),
  knownAt: fc.constantFrom('1990-02-15' as IsoDate, '9999-12-31' as IsoDate),
});

describe('what stands for observations in the hash of the inputs', () => {
  it('is canonical JSON, to the letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(observation), (series, observations) => {
        expect(observationsJson(series, observations)).toBe(canonicalJson([series, observations]));
      }),
    );
  });

  it('changes with any value, period, date or order', () => {
    const one = { seriesId: 'cpi', period: '2026-10', value: 2, knownAt: '2026-11-12' as IsoDate };
    const other = { ...one, period: '2026-09' };
    const all = [[one, other], [other, one], [one], [{ ...one, value: 2.1 }], [{ ...one, knownAt: '2026-11-13' as IsoDate }], [{ ...one, seriesId: 'core' }]];
    expect(new Set(all.map((observations) => observationsJson('cpi', observations))).size).toBe(all.length);
  });
});
