import type { ModelCard } from '../model';

const AMBIGUITIES = [
  'The value that is protected is the model’s own, traded at the decision’s close without costs. Holdings that trade later, and pay, end a little elsewhere; the floor is an aim, not a promise.',
  'It begins at the first month-end there is. When prices gap by more than 1/multiplier between two decisions the floor is broken, and everything stays in cash from then on.',
  'The floor earns nothing. Where it is meant for a date it would grow at the rate of a bond that matures then.',
  'Shares of the risky mix are the policy’s among all assets but cash; where the policy states none they are equal. They drift between two decisions.',
] as const;

const PARAMETERS = { multiplier: 'money in the risky mix per unit above the floor, 4', cadence: 'how often the exposure is set' } as const;

export const CPPI_CARD: ModelCard = {
  slug: 'cppi',
  version: '1.0.0',
  label: 'Portfolio insurance (CPPI)',
  rule: 'The amount in the risky mix is m times what the value exceeds a constant floor, between nothing and everything; the rest is cash. Set at every month-end.',
  source: 'Black and Jones, Simplifying Portfolio Insurance (1987); Perold (1986)',
  parameters: { ...PARAMETERS, floor: 'floor as a share of the first value, 0.8' },
  publishedResult: 'A rule, not a record: it guarantees the floor if trading is continuous, and gives up part of the rise for it.',
  ambiguities: [...AMBIGUITIES, 'After a long rise a constant floor is so far away that the rule holds everything: see TIPP.'],
};

export const TIPP_CARD: ModelCard = {
  slug: 'tipp',
  version: '1.0.0',
  label: 'Ratcheting portfolio insurance (TIPP)',
  rule: 'As CPPI, but the floor is a share of the highest value so far, and so only ever rises. Set at every month-end.',
  source: 'Estep and Kritzman, TIPP: Insurance Without Complexity (1988)',
  parameters: { ...PARAMETERS, floor: 'floor as a share of the highest value so far, 0.8' },
  publishedResult: 'A rule, not a record: it protects what has been gained, and is therefore seldom fully invested.',
  ambiguities: [...AMBIGUITIES, 'The highest value counts decisions, not the days between them.'],
};
