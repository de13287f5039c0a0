export const IMPORT_KINDS = ['prices', 'returns', 'observations', 'holdings', 'weights', 'transactions'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const isImportKind = (text: string | undefined): text is ImportKind => (IMPORT_KINDS as readonly (string | undefined)[]).includes(text);

/** Kinds whose rows belong to one portfolio. */
export const OF_PORTFOLIO: ReadonlySet<ImportKind> = new Set<ImportKind>(['holdings', 'weights', 'transactions']);

/** What a kind of file looks like, and what the person must state because the file cannot. */
export const KIND_HELP: Readonly<Record<ImportKind, { readonly label: string; readonly looks: string; readonly example: string }>> = {
  prices: { label: 'Prices', looks: 'A date column, then one column per asset; empty cells are missing. Date, code and price in rows work as well.', example: 'date,SPY,IEF\n2024-01-31,482.9,95.7' },
  returns: { label: 'Returns', looks: 'A date column, then one column of returns per asset, with a percent sign or a stated unit; they are chained to levels from 100.', example: 'month,ALFA,BETA\n2024-01,1.2%,-0.4%' },
  observations: { label: 'Observations', looks: 'series_id, period, value, and release_date where it is known; or a date and one column per series.', example: 'series_id,period,value,release_date\nUNRATE,2024-01,3.7,2024-02-02' },
  holdings: { label: 'Holdings', looks: 'What a custodian says is held: instrument and quantity; cash as CASH with its value.', example: 'instrument,quantity,value\nSPY,1200,\nCASH,,25000' },
  weights: { label: 'Policy weights', looks: 'asset, group, weight, min, max; weights sum to 1, or carry a percent sign.', example: 'asset,group,weight,min,max\nSPY,equity,60%,40%,75%\nIEF,bond,40%,25%,60%' },
  transactions: { label: 'Transactions', looks: 'What was bought, sold, paid in and out since the last line of the book: date, type, instrument, quantity, price, amount.', example: 'date,type,instrument,quantity,price,amount\n2024-01-31,buy,SPY,10,482.9,4829' },
};

/** The fields of the form as the import reads them; empty fields are not stated. */
export function statementOf(kind: ImportKind, form: FormData): { readonly request: Record<string, unknown>; readonly portfolio?: string; readonly effectiveFrom?: string } {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  switch (kind) {
    case 'prices':
      return { request: { kind, basis: text('basis'), sampling: text('sampling'), currency: text('currency').toUpperCase() } };
    case 'returns':
      return { request: { kind, currency: text('currency').toUpperCase(), ...(text('unit') === '' ? {} : { unit: text('unit') }) } };
    case 'observations': {
      const lag = text('typicalLagDays');
      return { request: { kind, pointInTime: form.get('pointInTime') === 'on', ...(lag === '' ? {} : { typicalLagDays: Number(lag) }), ...(text('unit') === '' ? {} : { unit: text('unit') }) } };
    }
    case 'holdings':
      return { request: { kind, asOf: text('asOf') }, portfolio: text('portfolio') };
    case 'transactions':
      return { request: { kind }, portfolio: text('portfolio') };
    case 'weights':
      return { request: { kind }, portfolio: text('portfolio'), ...(text('effectiveFrom') === '' ? {} : { effectiveFrom: text('effectiveFrom') }) };
  }
}
