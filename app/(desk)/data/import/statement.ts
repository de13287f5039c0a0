export const IMPORT_KINDS = ['prices', 'observations', 'holdings', 'weights'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const isImportKind = (text: string | undefined): text is ImportKind => (IMPORT_KINDS as readonly (string | undefined)[]).includes(text);

/** What a kind of file looks like, and what the person must state because the file cannot. */
export const KIND_HELP: Readonly<Record<ImportKind, { readonly label: string; readonly looks: string; readonly example: string }>> = {
  prices: { label: 'Prices', looks: 'A date column, then one column per asset; empty cells are missing.', example: 'date,SPY,IEF\n2024-01-31,482.9,95.7' },
  observations: { label: 'Observations', looks: 'series_id, period, value, and release_date where it is known.', example: 'series_id,period,value,release_date\nUNRATE,2024-01,3.7,2024-02-02' },
  holdings: { label: 'Holdings', looks: 'instrument and quantity; cash as CASH with its value.', example: 'instrument,quantity,value\nSPY,1200,\nCASH,,25000' },
  weights: { label: 'Policy weights', looks: 'asset, group, weight, min, max; weights sum to 1, or carry a percent sign.', example: 'asset,group,weight,min,max\nSPY,equity,60%,40%,75%\nIEF,bond,40%,25%,60%' },
};

/** The fields of the form as the import reads them; empty fields are not stated. */
export function statementOf(kind: ImportKind, form: FormData): { readonly request: Record<string, unknown>; readonly portfolio?: string; readonly effectiveFrom?: string } {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  switch (kind) {
    case 'prices':
      return { request: { kind, basis: text('basis'), sampling: text('sampling'), currency: text('currency').toUpperCase() } };
    case 'observations': {
      const lag = text('typicalLagDays');
      return { request: { kind, pointInTime: form.get('pointInTime') === 'on', ...(lag === '' ? {} : { typicalLagDays: Number(lag) }) } };
    }
    case 'holdings':
      return { request: { kind, asOf: text('asOf') }, portfolio: text('portfolio') };
    case 'weights':
      return { request: { kind }, portfolio: text('portfolio'), ...(text('effectiveFrom') === '' ? {} : { effectiveFrom: text('effectiveFrom') }) };
  }
}
