import { describe, expect, it } from 'vitest';
import { excessKurtosis, mean, populationDeviation, sampleDeviation, skewness } from './moments';

/** Eight numbers with mean 5 and squared deviations 9, 1, 1, 1, 0, 0, 4, 16. */
const values = [2, 4, 4, 4, 5, 5, 7, 9];

describe('moments, by hand', () => {
  it('mean and deviations of eight numbers', () => {
    expect([mean(values), populationDeviation(values)]).toEqual([5, 2]);
    expect(sampleDeviation(values)).toBeCloseTo(Math.sqrt(32 / 7), 15);
  });

  it('skewness is the mean cube over the cubed deviation', () => {
    expect(skewness(values)).toBeCloseTo((-27 - 3 + 8 + 64) / 8 / 8, 15);
    expect(skewness([1, 2, 3])).toBe(0);
  });

  it('kurtosis is the mean fourth power over the variance squared, less 3', () => {
    expect(excessKurtosis(values)).toBeCloseTo((81 + 3 + 16 + 256) / 8 / 16 - 3, 15);
    expect(excessKurtosis([-1, 1])).toBe(-2);
  });

  it('of one value only the mean exists, and a deviation of nothing from it', () => {
    expect([mean([7]), populationDeviation([7]), sampleDeviation([7]), skewness([7]), excessKurtosis([7])]).toEqual([7, 0, null, null, null]);
  });

  it('of no values nothing exists, and without spread no shape', () => {
    expect([mean, populationDeviation, sampleDeviation, skewness, excessKurtosis].map((moment) => moment([]))).toEqual(new Array(5).fill(null));
    expect([skewness([3, 3, 3]), excessKurtosis([3, 3, 3]), sampleDeviation([3, 3, 3])]).toEqual([null, null, 0]);
  });
});
