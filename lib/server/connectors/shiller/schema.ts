import * as z from 'zod';

/** The columns of the sheet that are read: what they are called here, their header there, name and unit. */
export const COLUMNS = {
  P: { header: 'P', name: 'S&P Composite, month average', unit: 'index' },
  D: { header: 'D', name: 'S&P Composite, dividends of 12 months', unit: 'index points' },
  E: { header: 'E', name: 'S&P Composite, earnings of 12 months', unit: 'index points' },
  CPI: { header: 'CPI', name: 'Consumer prices, US, not seasonally adjusted', unit: 'index' },
  GS10: { header: 'Rate GS10', name: '10-year US Treasury yield, month average', unit: 'percent' },
  CAPE: { header: 'CAPE', name: 'Cyclically adjusted price-earnings ratio', unit: 'ratio' },
} as const;

/** What is stated about a column of the sheet. P becomes a price series of month averages, the rest observations. */
export const feedSchema = z.strictObject({
  externalId: z.string().transform((text) => text.toUpperCase()).pipe(z.enum(Object.keys(COLUMNS) as [keyof typeof COLUMNS, ...(keyof typeof COLUMNS)[]], `is one of ${Object.keys(COLUMNS).join(', ')}`)),
  /** Days from the end of a month to the day its value is known; without it values are never known. */
  typicalLagDays: z.number().int().min(0).max(3_660).optional(),
});
export type Feed = z.output<typeof feedSchema>;

/** A row of the sheet as it is read: the year with the month in hundredths, and the cell. */
export const rowSchema = z.tuple([z.number().min(1_800).max(2_200), z.number()]);
