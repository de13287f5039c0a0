import { HOUSE_DEFAULTS } from '../../core/models/house/params';
import type { Portfolio } from '../db/portfolio-store';

/** The observation series a portfolio's model may read, by its parameters. */
export function observedSeries({ model }: Portfolio): readonly string[] {
  const own = (model.params.series ?? {}) as Partial<Record<string, string>>;
  return Object.values({ ...HOUSE_DEFAULTS.series, ...own }).filter((series) => series !== undefined);
}
