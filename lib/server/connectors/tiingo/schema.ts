import * as z from 'zod';

/** What is stated about an instrument at Tiingo: it does not say its currency. */
export const feedSchema = z.strictObject({
  externalId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$/, 'is a ticker such as SPY').transform((text) => text.toUpperCase()),
  /** `total-return` takes the adjusted close, `price` the close as it was traded. */
  basis: z.enum(['price', 'total-return']).default('total-return'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'is a three-letter ISO currency code such as USD').default('USD'),
});
export type Feed = z.output<typeof feedSchema>;

const positive = z.number().positive();

export const pricesSchema = z.array(z.object({ date: z.string().regex(/^\d{4}-\d{2}-\d{2}T/, 'begins with a day'), close: positive, adjClose: positive }));
