import { defineConnector } from '../connector';
import { fetchSeries } from './fetch';
import { parseSeries } from './parse';
import { feedSchema, type Feed } from './schema';

/** FRED and ALFRED of the Federal Reserve Bank of St. Louis. */
export const fred = defineConnector<Feed>(
  {
    slug: 'fred', name: 'FRED', site: 'https://fred.stlouisfed.org', kind: 'observation', key: 'optional',
    about: 'US and world statistics. With a free key every vintage since the archive began; without one the latest revision alone.',
    asks: ['vintages', 'typicalLagDays'], idHint: 'the name of a series, such as UNRATE', hosts: ['api.stlouisfed.org', 'fred.stlouisfed.org'], minIntervalMs: 600,
    sample: { externalId: 'UNRATE', options: { typicalLagDays: 10 } },
  },
  { feed: feedSchema, kindOf: () => 'observation', fetch: fetchSeries, parse: parseSeries },
);
