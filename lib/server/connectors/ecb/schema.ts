import * as z from 'zod';

/** What is stated about a reference rate: the currency is everything there is to say. */
export const feedSchema = z.strictObject({
  externalId: z.string().regex(/^[A-Za-z]{3}$/, 'is a three-letter currency such as USD').transform((text) => text.toUpperCase()).refine((code) => code !== 'EUR', 'is the euro itself'),
});
export type Feed = z.output<typeof feedSchema>;

/** One row of the table; further columns are allowed to come and go. */
export const rowSchema = z.object({ CURRENCY: z.string(), CURRENCY_DENOM: z.literal('EUR'), TIME_PERIOD: z.iso.date(), OBS_VALUE: z.string() });
export const COLUMNS = ['CURRENCY', 'CURRENCY_DENOM', 'TIME_PERIOD', 'OBS_VALUE'] as const;
