import { defineConnector } from '../connector';
import { fetchChart } from './fetch';
import { parseChart } from './parse';
import { feedSchema, type Feed } from './schema';

/** Yahoo Finance by way of `yahoo-finance2`. */
export const yahoo = defineConnector<Feed>(
  {
    slug: 'yahoo', name: 'Yahoo', site: 'https://finance.yahoo.com', kind: 'price', key: 'none',
    about: 'Daily prices of most exchanges. Unofficial, for personal use, and rewritten backwards at every distribution.',
    asks: ['basis'], idHint: 'a symbol, such as SPY or ^GSPC', hosts: ['query1.finance.yahoo.com', 'query2.finance.yahoo.com'], minIntervalMs: 2_000,
    sample: { externalId: 'SPY', options: { basis: 'total-return' } },
  },
  { feed: feedSchema, kindOf: () => 'price', fetch: fetchChart, parse: parseChart },
);
