/** The parameters of the house model. Round numbers from the literature; nothing is fitted. */
export interface HouseParams {
  readonly trendMonths: readonly number[];
  readonly trendBand: number;
  readonly momentumMonths: readonly number[];
  readonly momentumClip: number;
  readonly volShortYears: number;
  readonly volLongYears: number;
  readonly weights: { readonly trend: number; readonly momentum: number; readonly volatility: number };
  readonly tacticalGain: number;
  /** One-way size the tactical layer may reach, as a weight. */
  readonly tacticalBudget: number;
  readonly valueMonths: number;
  readonly valueSharpe: number;
  readonly zClip: number;
  readonly zMinimum: number;
  readonly staleMonths: number;
  readonly dynamicGain: number;
  readonly dynamicBudget: number;
  readonly pace: number;
  /** One-way turnover of the model target at one decision. */
  readonly turnoverCap: number;
  readonly noTrade: number;
  readonly unitFloor: number;
  /** Which observation series plays which role. */
  readonly series: {
    readonly cape: string;
    readonly yield10y: string;
    readonly consumerPrices: string;
    readonly unemployment: string;
    readonly productionYoY: string;
    readonly lowGrade: string;
    readonly highGrade: string;
    readonly slope: string;
  };
}

export const HOUSE_DEFAULTS: HouseParams = {
  trendMonths: [8, 10, 12],
  trendBand: 0.01,
  momentumMonths: [3, 6, 12],
  momentumClip: 2,
  volShortYears: 0.25,
  volLongYears: 5,
  weights: { trend: 0.5, momentum: 0.25, volatility: 0.25 },
  tacticalGain: 1,
  tacticalBudget: 0.5,
  valueMonths: 60,
  valueSharpe: 0.25,
  zClip: 2,
  zMinimum: 120,
  staleMonths: 6,
  dynamicGain: 0.5,
  dynamicBudget: 0.15,
  pace: 0.5,
  turnoverCap: 0.2,
  noTrade: 0.02,
  unitFloor: 0.01,
  series: {
    cape: 'CAPE',
    yield10y: 'GS10',
    consumerPrices: 'CPI_NSA',
    unemployment: 'UNRATE',
    productionYoY: 'INDPRO_YOY',
    lowGrade: 'BAA',
    highGrade: 'AAA',
    slope: 'T10Y3M_M',
  },
};
