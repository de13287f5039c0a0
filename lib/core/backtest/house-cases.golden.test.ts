import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { REFERENCE_CASES, centuryCase } from '../testing/house-cases';
import { houseRecord, runHouse } from '../testing/house-record';
import { decadeRows, figuresRow, worthRow } from '../testing/house-tables';
import { hasRealData } from '../testing/real-data';
import { drawdownRatio, runFigures } from './figures';

const page = readFileSync(new URL('../../../docs/methodology/skill-or-luck.md', import.meta.url), 'utf8');

describe.runIf(hasRealData)('the page on skill or luck states what the engine computes', () => {
  it.each(REFERENCE_CASES)('for %s', (name, make) => {
    const record = houseRecord(make());
    expect(page).toContain(figuresRow(name, record));
    expect(page).toContain(worthRow(name, record));
  });

  it('for every decade of stocks, bonds and bills since 1926', () => {
    expect(page).toContain(decadeRows(runHouse(centuryCase())).join('\n'));
  });
});

it.runIf(hasRealData)('on seven funds the house model has half of the strategic mix’s deepest fall at most, no less return, and turnover of 0.55 at most', () => {
  const { strategies, periodsPerYear } = runHouse(REFERENCE_CASES[0][1]());
  const [strategic, house] = strategies.map((strategy) => runFigures(strategy, periodsPerYear));
  expect(drawdownRatio(house, strategic)).toBeLessThanOrEqual(0.5);
  expect(house.cagr).toBeGreaterThanOrEqual(strategic.cagr);
  expect(house.turnoverAnnual).toBeLessThanOrEqual(0.55);
});
