import type { Connector } from './connector';
import { ecb } from './ecb/connector';
import { fred } from './fred/connector';
import { shiller } from './shiller/connector';
import { tiingo } from './tiingo/connector';
import { yahoo } from './yahoo/connector';

/** Every source there is, in the order people see them: adding one is a folder and a line here. */
export const connectors: readonly Connector[] = [fred, yahoo, tiingo, ecb, shiller];

export const findConnector = (slug: string): Connector | null => connectors.find((one) => one.slug === slug) ?? null;
