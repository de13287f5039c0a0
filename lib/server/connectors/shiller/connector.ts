import { defineConnector } from '../connector';
import { fetchSheet } from './fetch';
import { parseSheet } from './parse';
import { feedSchema, type Feed } from './schema';

/** Robert Shiller's sheet of US stocks, earnings, prices and yields since 1871. */
export const shiller = defineConnector<Feed>(
  {
    slug: 'shiller', name: 'Shiller', site: 'https://shillerdata.com', kind: 'either', key: 'none',
    about: 'US stocks, earnings, consumer prices, yields and CAPE by month since 1871. Month averages, latest-revised. Give credit to Robert Shiller.',
    asks: ['typicalLagDays'], idHint: 'a column: P, D, E, CPI, GS10 or CAPE', hosts: ['shillerdata.com', 'www.shillerdata.com', 'img1.wsimg.com'], minIntervalMs: 5_000,
    sample: { externalId: 'CAPE', options: { typicalLagDays: 30 } },
  },
  { feed: feedSchema, kindOf: (feed) => (feed.externalId === 'P' ? 'price' : 'observation'), fetch: fetchSheet, parse: parseSheet },
);
