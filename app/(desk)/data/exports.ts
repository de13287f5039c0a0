import type { DataReading } from '@/lib/server/use-cases/read-data';

export interface ExportLink {
  readonly label: string;
  readonly href: string;
}

const address = (kind: string, query: Readonly<Record<string, string>>): string => `/api/exports/${kind}?${new URLSearchParams(query).toString()}`;

/** Prices of one basis, sampling and currency make one table: an import states these three for a whole file. */
function priceLinks(series: DataReading['series']): readonly ExportLink[] {
  const links = series.flatMap(({ kind, basis, sampling, currency }): readonly ExportLink[] =>
    kind === 'price' && basis !== null && currency !== null
      ? [{ label: `${basis === 'price' ? 'Prices' : 'Total-return levels'}, ${currency}${sampling === 'average' ? ', averaged' : ''}`, href: address('prices', { basis, sampling, currency }) }]
      : [],
  );
  return [...new Map(links.map((link) => [link.href, link])).values()];
}

function observationLinks(series: DataReading['series']): readonly ExportLink[] {
  return [true, false].flatMap((pointInTime): readonly ExportLink[] =>
    series.some((one) => one.kind === 'observation' && one.pointInTime === pointInTime)
      ? [{ label: pointInTime ? 'Observations with their vintages' : 'Observations, latest revised', href: address('observations', { pointInTime: String(pointInTime) }) }]
      : [],
  );
}

/** Every table that can be taken away, and brought back unchanged. */
export function exportLinks({ series, portfolios }: Pick<DataReading, 'series' | 'portfolios'>): readonly ExportLink[] {
  const owned = portfolios.flatMap(({ slug, name }) => [
    { label: `Holdings of ${name}`, href: address('holdings', { portfolio: slug }) },
    { label: `Transactions of ${name}`, href: address('transactions', { portfolio: slug }) },
    { label: `Policy of ${name}`, href: address('weights', { portfolio: slug }) },
  ]);
  return [...priceLinks(series), ...observationLinks(series), ...owned];
}
