import { Label } from '../ui/term';

export interface StatisticRow {
  /** With its unit: "CAGR, %". */
  readonly label: string;
  /** Already formatted; `–` where a figure means nothing for that mix. */
  readonly strategic: string;
  readonly dynamic: string;
  /** Formatted figures of further mixes, in the order of `others`. */
  readonly others?: readonly string[];
}

export interface StatisticGroup {
  readonly label: string;
  readonly rows: readonly StatisticRow[];
}

export interface StatisticsTableProps {
  readonly groups: readonly StatisticGroup[];
  /** Names of further mixes between strategic and dynamic: "Dynamic layer alone". */
  readonly others?: readonly string[];
}

/** What did it return, what was the risk, and what was the price? Groups stand side by side, the mixes in each row. */
export function StatisticsTable({ groups, others = [] }: StatisticsTableProps) {
  return (
    <div className="statistics" data-many={others.length > 0 || undefined} {...(others.length > 0 ? { role: 'region', 'aria-label': 'Statistics of all mixes', tabIndex: 0 } : {})}>
      {groups.map((group) => (
        <table key={group.label}>
          <caption className="sr-only">{group.label}: strategic and dynamic mix</caption>
          <thead>
            <tr>
              <th scope="col" className="strong">
                {group.label}
              </th>
              <th scope="col" className="num">
                Strategic
              </th>
              {others.map((name) => (
                <th key={name} scope="col" className="num">
                  {name}
                </th>
              ))}
              <th scope="col" className="num">
                Dynamic
              </th>
            </tr>
          </thead>
          <tbody>
            {group.rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">
                  <Label>{row.label}</Label>
                </th>
                <td className="num strategic">{row.strategic}</td>
                {others.map((name, index) => (
                  <td key={name} className="num">
                    {row.others?.[index] ?? '–'}
                  </td>
                ))}
                <td className="num dynamic">{row.dynamic}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
