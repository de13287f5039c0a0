import type { ModelCard } from '../model';

export const CAPE_MOMENTUM_CARD: ModelCard = {
  slug: 'cape-momentum',
  version: '1.0.0',
  label: 'CAPE and momentum',
  rule:
    'Stocks have 50 to 150 % of their policy weight: half of that by value (150 % when CAPE is the lowest of its last 60 years, 50 % when the highest, in a line between by rank), ' +
    'half by momentum (150 % when stocks beat cash over 12 months, else 50 %). Decided at every month-end.',
  source: 'Asness, Ilmanen and Maloney, Market Timing: Sin a Little (2017)',
  parameters: {
    equityWeight: 'neutral weight of stocks where the policy states none, 0.6',
    valueShare: 'share of value in the blend, 0.5',
    years: 'past that CAPE is ranked in, 60 years, at least 10 of them',
    staleMonths: 'months after which a CAPE no longer counts, 6',
    series: 'the observation series that is CAPE',
  },
  publishedResult: 'The authors report that value alone added little in US stocks since 1900, and that value with momentum added modestly: hence “sin a little”.',
  ambiguities: [
    'The paper caps exposure at the 5th and 95th percentile of past valuations and scales between; here the rank itself is the scale, which reaches the caps only at the extremes.',
    'The rank counts half of the month itself, so that equal values share theirs: the lowest of 720 months gives 149.9 %, not 150.',
    'Momentum is a yes or no here; the paper’s own scaling differs.',
    'Nothing is levered: a weight above the policy’s maximum, or above 1, is cut to it, so that the rule tends to be under its neutral weight on average.',
    'What stocks give up or take is shared by the other lines pro rata to their policy weights, and is cash where the policy states none.',
    'CAPE rests on interpolated earnings and looks ahead by some months. Without a CAPE momentum decides alone.',
  ],
  roles: { SPY: 'the stocks that CAPE speaks about' },
};
