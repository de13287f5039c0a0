import * as z from 'zod';
import { HOUSE_DEFAULTS } from './params';

const months = z.array(z.int().min(2).max(120)).min(1);
const share = z.number().min(0).max(1);
const d = HOUSE_DEFAULTS;
const name = (fallback: string) => z.string().min(1).default(fallback);

/** The parameters of the house model as they are typed; unknown names are refused. */
export const houseParamsSchema = z.strictObject({
  trendMonths: months.default([...d.trendMonths]),
  trendBand: z.number().min(0).max(0.5).default(d.trendBand),
  momentumMonths: z.array(z.int().min(1).max(120)).min(1).default([...d.momentumMonths]),
  momentumClip: z.number().positive().default(d.momentumClip),
  volShortYears: z.number().positive().default(d.volShortYears),
  volLongYears: z.number().positive().default(d.volLongYears),
  weights: z.strictObject({ trend: share.default(d.weights.trend), momentum: share.default(d.weights.momentum), volatility: share.default(d.weights.volatility) }).default({ ...d.weights }),
  tacticalGain: z.number().min(0).default(d.tacticalGain),
  tacticalBudget: z.number().min(0).default(d.tacticalBudget),
  valueMonths: z.int().min(12).default(d.valueMonths),
  valueSharpe: z.number().default(d.valueSharpe),
  zClip: z.number().positive().default(d.zClip),
  zMinimum: z.int().min(2).default(d.zMinimum),
  staleMonths: z.int().min(0).default(d.staleMonths),
  dynamicGain: z.number().min(0).default(d.dynamicGain),
  dynamicBudget: z.number().min(0).default(d.dynamicBudget),
  pace: z.number().positive().max(1).default(d.pace),
  turnoverCap: z.number().min(0).default(d.turnoverCap),
  noTrade: z.number().min(0).default(d.noTrade),
  unitFloor: z.number().positive().default(d.unitFloor),
  series: z
    .strictObject({
      cape: name(d.series.cape),
      yield10y: name(d.series.yield10y),
      consumerPrices: name(d.series.consumerPrices),
      unemployment: name(d.series.unemployment),
      productionYoY: name(d.series.productionYoY),
      lowGrade: name(d.series.lowGrade),
      highGrade: name(d.series.highGrade),
      slope: name(d.series.slope),
    })
    .default({ ...d.series }),
});
