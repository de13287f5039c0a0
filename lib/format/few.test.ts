import { expect, it } from 'vitest';
import { few } from './few';

it.each([
  [[], ''],
  [['EQ'], 'EQ'],
  [['EQ', 'BD'], 'EQ and BD'],
  [['EQ', 'BD', 'CA'], 'EQ, BD and CA'],
  [['EQ', 'BD', 'CA', 'RE'], 'EQ, BD and 2 more'],
])('names %j as "%s"', (names, says) => expect(few(names)).toBe(says));
