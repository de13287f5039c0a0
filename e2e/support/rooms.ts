export const SAMPLE = '/portfolios/global-multi-asset';

/** Every room there is, by its address: accessibility, budgets and pictures are checked in each. */
export const ROOMS = [
  '/', SAMPLE, `${SAMPLE}?asOf=2020-03-31`, `${SAMPLE}/signals`, `${SAMPLE}/proposals`, `${SAMPLE}/proposals?view=overrides`, `${SAMPLE}/proposals/2`, `${SAMPLE}/proposals/2/memo`, `${SAMPLE}/drawdowns`,
  `${SAMPLE}/backtest`, `${SAMPLE}/backtest?tab=runs`, `${SAMPLE}/backtest?tab=stress`, `${SAMPLE}/timing`, `${SAMPLE}/policy`, `${SAMPLE}/policy/edit`, `${SAMPLE}/indicators`, `${SAMPLE}/indicators?indicator=cape`, `${SAMPLE}/indicators?indicator=retailSales`, `${SAMPLE}/revisions`, '/inbox', '/inbox?show=unread', '/journal', '/journal?kind=proposals&entry=1', '/journal?from=1999-01-01&to=1999-01-02', '/conformance', '/data', '/data/coverage', '/data/import',
  '/data/import?kind=holdings', '/settings', '/settings?tab=tokens', '/settings?tab=mail', '/settings?tab=account', '/glossary', '/portfolios/new', '/portfolios/us-balanced',
] as const;

/** Rooms with a tool opened in them: what the tool sends comes when it is asked for, and is not the room's own. */
export const OPENED = [`${SAMPLE}?whatIf=on`] as const;
