import * as z from 'zod';

/** What is stated about a series of FRED. */
export const feedSchema = z.strictObject({
  externalId: z.string().regex(/^[A-Z0-9_]{1,60}$/i, 'is the name FRED gives a series, such as UNRATE').transform((text) => text.toUpperCase()),
  /** Every vintage with the day from which it was known; needs a key. False: today's revision of everything. */
  vintages: z.boolean().default(false),
  /** Days from the end of a period to its release; without it latest-revised values are never known. */
  typicalLagDays: z.number().int().min(0).max(3_660).optional(),
});
export type Feed = z.output<typeof feedSchema>;

export const seriesSchema = z.object({
  seriess: z.array(z.object({ id: z.string(), title: z.string(), units: z.string(), frequency_short: z.string() })).length(1),
});

/** One value and the real-time period in which it was the current one. "." is missing. */
export const observationsSchema = z.object({
  count: z.number().int(),
  offset: z.number().int(),
  limit: z.number().int().positive(),
  observations: z.array(z.object({ realtime_start: z.iso.date(), realtime_end: z.string(), date: z.iso.date(), value: z.string() })),
});
export type ObservationsPage = z.output<typeof observationsSchema>;
