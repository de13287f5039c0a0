import type { ModelCard } from '../model';

export const GROWTH_TREND_CARD: ModelCard = {
  slug: 'growth-trend',
  version: '1.0.0',
  label: 'Growth-trend timing',
  rule:
    'Hold stocks unless two things hold: they are not above the mean of their last 10 month-end levels (today’s included), and real retail sales or industrial production have fallen ' +
    'year on year. Then hold cash. Decided at every month-end.',
  source: 'Philosophical Economics, Growth and Trend: A Simple, Powerful Technique for Timing the Stock Market (2016)',
  parameters: {
    months: 'length of the mean in month-ends, 10',
    staleMonths: 'months after which a growth figure no longer counts, 6',
    series: 'observation series of retail sales, consumer prices and industrial production',
  },
  publishedResult: 'The author reports fewer false exits than the ten-month rule, and returns above buying and holding US stocks, on data from 1930 on.',
  ambiguities: [
    'Either figure falling is enough to obey the trend; one that is missing is left out.',
    'When neither figure is known the trend is obeyed, as the ten-month rule would: no news is not good news.',
    'Real sales of a month need sales and prices of that month and of the year before; the newest such month counts, in the vintages known on the day.',
    'Falling is < 0. A level equal to its mean is not above it.',
    'Both figures are revised: with latest-revised data the test sees cleaner numbers than anyone had on the day.',
  ],
  roles: { SPY: 'US stocks' },
};
