import * as z from 'zod';
import { cadenceSchema, monthsSchema, rolesSchema } from '../params-schema';
import { GROWTH_TREND_DEFAULTS, GROWTH_TREND_ROLES } from './growth-trend';

const { months, staleMonths, series } = GROWTH_TREND_DEFAULTS;
const name = (fallback: string) => z.string().min(1).default(fallback);

export const growthTrendParamsSchema = z.strictObject({
  roles: rolesSchema(GROWTH_TREND_ROLES),
  months: monthsSchema.default(months),
  staleMonths: z.int().min(0).default(staleMonths),
  series: z.strictObject({ retailSales: name(series.retailSales), consumerPrices: name(series.consumerPrices), production: name(series.production) }).default({ ...series }),
  cadence: cadenceSchema,
});
