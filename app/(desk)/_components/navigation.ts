import type { Find } from '@/components/shell/finds';
import type { NavigationGroup } from '@/components/shell/navigation';

/** The rooms, by whether a portfolio is open; `query` is the moment that its rooms carry on, `unread` what waits in the inbox. A room that does not exist yet has no address and is shown as such. */
export function navigation(slug: string | null, query = '', unread = 0): readonly NavigationGroup[] {
  const base = slug === null ? null : `/portfolios/${slug}`;
  const at = (room: string): string | null => base && `${base}/${room}`;
  return [
    {
      label: 'Desk',
      items: [
        { key: 'book', label: 'Book', href: '/', exact: true },
        { key: 'inbox', label: 'Inbox', href: '/inbox', count: unread },
        { key: 'mix', label: 'Mix', href: base, exact: true, query },
        { key: 'signals', label: 'Signals', href: at('signals'), query },
        { key: 'proposals', label: 'Proposals', href: at('proposals'), query },
      ],
    },
    {
      label: 'Evidence',
      items: [
        { key: 'drawdowns', label: 'Drawdowns', href: at('drawdowns'), query },
        { key: 'backtest', label: 'Backtest', href: at('backtest'), query },
        { key: 'timing', label: 'Timing', href: at('timing'), query },
        { key: 'conformance', label: 'Conformance', href: '/conformance' },
      ],
    },
    {
      label: 'Record',
      items: [
        { key: 'policy', label: 'Policy', href: at('policy'), query },
        { key: 'journal', label: 'Journal', href: '/journal' },
      ],
    },
    {
      label: 'Inputs',
      items: [
        { key: 'indicators', label: 'Indicators', href: at('indicators'), query },
        { key: 'revisions', label: 'Revisions', href: at('revisions'), query },
        { key: 'data', label: 'Data', href: '/data' },
        { key: 'settings', label: 'Settings', href: '/settings' },
      ],
    },
  ];
}

/** Pages that stand in no rail, by what the person may do; the search knows them. */
export function beside({ mayImport, mayMakePortfolio, tour }: { readonly mayImport: boolean; readonly mayMakePortfolio: boolean; readonly tour: string | null }): readonly Find[] {
  return [
    { label: 'Glossary', detail: 'every word of the trade, in a sentence', href: '/glossary' },
    { label: 'Coverage and freshness', detail: 'which data are there, and what is late', href: '/data/coverage' },
    ...(mayImport ? [{ label: 'Import a file', detail: 'prices, observations, holdings, weights', href: '/data/import' }] : []),
    ...(mayMakePortfolio ? [{ label: 'New portfolio', detail: 'with its policy', href: '/portfolios/new' }] : []),
    ...(tour ? [{ label: 'Tour of the sample', detail: 'room by room, a sentence at each', href: tour }] : []),
  ];
}
