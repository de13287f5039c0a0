import { defineConnector } from '../connector';
import { fetchPrices } from './fetch';
import { parsePrices } from './parse';
import { feedSchema, type Feed } from './schema';

/** Tiingo's end-of-day prices. */
export const tiingo = defineConnector<Feed>(
  {
    slug: 'tiingo', name: 'Tiingo', site: 'https://www.tiingo.com', kind: 'price', key: 'required',
    about: 'End-of-day prices of US and some other listings, adjusted and as traded. Needs a key of your own and keeps to its plan.',
    asks: ['basis', 'currency'], idHint: 'a ticker, such as SPY', hosts: ['api.tiingo.com'], minIntervalMs: 2_000,
    sample: { externalId: 'SPY', options: { basis: 'total-return', currency: 'USD' } },
  },
  { feed: feedSchema, kindOf: () => 'price', fetch: fetchPrices, parse: parsePrices },
);
