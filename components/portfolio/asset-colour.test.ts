import { expect, it } from 'vitest';
import { assetPaint } from './asset-colour';

it('gives the first seven classes their own colours', () => {
  expect(assetPaint(1)).toEqual({ fill: 'var(--c1)', edge: 'var(--c1e)', on: 'var(--on-c1)' });
  expect(assetPaint(7).fill).toBe('var(--c7)');
});

it('repeats a colour in a second lightness from the eighth on', () => {
  expect(assetPaint(8)).toEqual({ fill: 'color-mix(in oklab, var(--c1) 55%, white)', edge: 'var(--c1e)', on: 'var(--on-c)' });
  expect(assetPaint(15).fill).toContain('30%');
});
