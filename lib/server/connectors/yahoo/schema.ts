import * as z from 'zod';

/** What is stated about an instrument at Yahoo, which says its currency itself. */
export const feedSchema = z.strictObject({
  externalId: z.string().regex(/^[A-Za-z0-9^][A-Za-z0-9.^=-]{0,19}$/, 'is a symbol such as SPY or ^GSPC').transform((text) => text.toUpperCase()),
  /** `total-return` takes the adjusted close, `price` the close, which Yahoo adjusts for splits alone. */
  basis: z.enum(['price', 'total-return']).default('total-return'),
});
export type Feed = z.output<typeof feedSchema>;

const column = z.array(z.number().nullable());

/** What is needed of a chart, as the library hands it over with `return: 'object'`. */
export const chartSchema = z.object({
  meta: z.object({ currency: z.string().nullable(), symbol: z.string(), exchangeTimezoneName: z.string(), longName: z.string().optional() }),
  timestamp: z.array(z.number().int()).default([]),
  indicators: z.object({
    quote: z.array(z.object({ close: column.default([]) })).min(1),
    adjclose: z.array(z.object({ adjclose: column })).optional(),
  }),
});
