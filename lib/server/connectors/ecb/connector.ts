import { defineConnector } from '../connector';
import { fetchRate } from './fetch';
import { parseRate } from './parse';
import { feedSchema, type Feed } from './schema';

/** Euro foreign exchange reference rates of the European Central Bank. */
export const ecb = defineConnector<Feed>(
  {
    slug: 'ecb', name: 'ECB', site: 'https://data.ecb.europa.eu', kind: 'observation', key: 'none',
    about: 'Euro reference rates of some thirty currencies, daily since 1999. Free, without a key.',
    asks: [], idHint: 'a currency, such as USD', hosts: ['data-api.ecb.europa.eu'], minIntervalMs: 1_000,
    sample: { externalId: 'USD', options: {} },
  },
  { feed: feedSchema, kindOf: () => 'observation', fetch: fetchRate, parse: parseRate },
);
