const LOCALES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'pl'];

const plain = (text: string): string => text.normalize('NFKD').replace(/[\u0300-\u036f.]/g, '').toLowerCase();

/** Names and abbreviations as these languages write them, alone and inside a date; a name that two of them read apart is left out. */
function monthNames(): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  const doubtful = new Set<string>();
  for (const locale of LOCALES) {
    for (const options of [{ month: 'long' }, { month: 'short' }, { month: 'long', day: 'numeric' }, { month: 'short', day: 'numeric' }] as const) {
      const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const part = format.formatToParts(Date.UTC(2001, month - 1, 1)).find(({ type }) => type === 'month');
        const name = plain(part?.value ?? '');
        if (names.has(name) && names.get(name) !== month) doubtful.add(name);
        names.set(name, month);
      }
    }
  }
  names.set('mrz', 3).set('sept', 9);
  for (const name of doubtful) names.delete(name);
  return names;
}

let known: ReadonlyMap<string, number> | null = null;

/** The number of a month's name or abbreviation in a European language, or null. */
export function monthNumber(name: string): number | null {
  known ??= monthNames();
  return known.get(plain(name)) ?? null;
}
