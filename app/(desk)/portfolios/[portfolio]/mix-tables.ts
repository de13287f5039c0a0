import type { TableColumn } from '@/components/charts/chart-table-view';
import type { ChartRow } from '@/components/charts/curves';
import { shiftOf, type MixRow } from '@/components/portfolio/mix-geometry';
import type { WaterfallGroup } from '@/components/portfolio/waterfall-geometry';
import type { WaterfallAsset } from '@/components/portfolio/waterfall-table';

/** The figures of a picture, as its table and its file show them. */
export interface PictureTable {
  readonly heading: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly ChartRow[];
}

const weight = (key: string, name: string): TableColumn => ({ key, label: `${name}, %`, format: 'percent' });
const shift = (key: string, name: string): TableColumn => ({ key, label: `${name}, pp`, format: 'pp' });

/** What the rows and the three columns are drawn from: one line a class, the shift taken apart to its last part. */
export function weightsTable(rows: readonly MixRow[], currency: string): PictureTable {
  return {
    heading: 'Asset class',
    columns: [
      weight('min', 'Lowest allowed'), weight('max', 'Highest allowed'), weight('current', 'Current'), weight('strategic', 'Strategic'), weight('target', 'Target'),
      shift('shift', 'Shift'), shift('toPolicy', 'Back to policy'), shift('dynamic', 'Dynamic layer'), shift('tactical', 'Tactical overlay'), shift('rules', 'Rules'),
      { key: 'amount', label: `Amount, ${currency}`, format: 'figure', decimals: 0 },
    ],
    rows: rows.map((row) => ({
      date: row.name, min: row.min, max: row.max, current: row.current, strategic: row.strategic, target: row.target, shift: shiftOf(row),
      toPolicy: row.parts?.toPolicy ?? null, dynamic: row.parts?.dynamic ?? null, tactical: row.parts?.tactical ?? null, rules: row.parts?.rules ?? null, amount: row.amount,
    })),
  };
}

/** What the waterfalls are drawn from, that of all classes together included: one line a step, from the strategic mix to the target. */
export function stepsTable(assets: readonly WaterfallAsset[], groups: readonly WaterfallGroup[]): PictureTable {
  const line = (date: string, values: readonly (number | null)[]): ChartRow => ({ date, ...Object.fromEntries(assets.map((asset, k) => [asset.id, values[k]])) });
  return {
    heading: 'Step',
    columns: assets.map(({ id, name }) => ({ key: id, label: `${name}, bp`, format: 'bp' })),
    rows: [
      line('Strategic weight', assets.map(({ strategic }) => strategic)),
      ...groups.flatMap((group) => group.steps.map((step) => line(`${group.label}: ${step.label}`, step.byAsset))),
      line('Dynamic target', assets.map(({ target }) => target)),
    ],
  };
}
