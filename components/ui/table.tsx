import type { ReactNode, TdHTMLAttributes, ThHTMLAttributes } from 'react';

/** Who a figure belongs to. Colour is never its only mark: the column header says it too. */
export type FigureRole = 'plain' | 'muted' | 'strategic' | 'dynamic' | 'strong';

const classOf = (role: FigureRole): string => (role === 'plain' ? 'num' : `num ${role}`);

export interface NumberCellProps extends Omit<TdHTMLAttributes<HTMLTableCellElement>, 'className'> {
  readonly figure?: FigureRole;
  /** Shown above the figure where a row is stacked on a narrow screen. */
  readonly label?: string;
  readonly narrow?: 'keep' | 'drop';
  readonly children: ReactNode;
}

/** A figure, already formatted: right-aligned, so decimals stand below decimals. */
export function NumberCell({ figure = 'plain', label, narrow = 'keep', children, ...rest }: NumberCellProps) {
  return (
    <td className={narrow === 'drop' ? `${classOf(figure)} wide-only` : classOf(figure)} data-label={label} {...rest}>
      {children}
    </td>
  );
}

export interface NumberHeaderProps extends Omit<ThHTMLAttributes<HTMLTableCellElement>, 'className'> {
  /** On its own line below the name: units belong in the header. */
  readonly unit?: ReactNode;
  readonly narrow?: 'keep' | 'drop';
  readonly children: ReactNode;
}

export function NumberHeader({ unit, narrow = 'keep', children, ...rest }: NumberHeaderProps) {
  return (
    <th scope="col" className={narrow === 'drop' ? 'num wide-only' : 'num'} {...rest}>
      {children}
      {unit ? (
        <>
          <br />
          {unit}
        </>
      ) : null}
    </th>
  );
}

export interface TableProps {
  /** What the table is about, for those who cannot see the heading above it. */
  readonly caption: string;
  /** Six pixels above and below a row instead of four. */
  readonly roomy?: boolean;
  readonly children: ReactNode;
}

/** A table that scrolls sideways inside itself rather than the page. */
export function Table({ caption, roomy = false, children }: TableProps) {
  return (
    <div className="scroll-x" role="region" aria-label={caption} tabIndex={0}>
      <table className={roomy ? 'roomy' : undefined}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  );
}
