'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { TextField } from './field';
import { Table } from './table';
import { count } from '@/lib/format/count';

/** From so many rows on, a table has a filter and draws only what is in view. */
const LONG = 200;
const ROW_HEIGHT = 29;

export interface LongTableRow {
  readonly key: string;
  /** By which an address can point at the row. */
  readonly anchor?: string;
  /** What the filter looks through. */
  readonly text: string;
  /** The cells, as they stand in their `tr`. */
  readonly cells: ReactNode;
}

export interface LongTableProps {
  readonly caption: string;
  /** What the rows are, in the plural: "series". */
  readonly noun: string;
  /** The cells of the head, as they stand in their `tr`. */
  readonly head: ReactNode;
  readonly rows: readonly LongTableRow[];
}

/** A table of any length: short ones whole, so that the browser's own search and print see all of it; long ones filtered and drawn where one looks. */
export function LongTable(props: LongTableProps) {
  if (props.rows.length >= LONG) return <WindowedTable {...props} />;
  return (
    <Table caption={props.caption}>
      <thead>
        <tr>{props.head}</tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.key} id={row.anchor}>
            {row.cells}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function WindowedTable({ caption, noun, head, rows }: LongTableProps) {
  const [wanted, setWanted] = useState('');
  const scroller = useRef<HTMLDivElement>(null);
  const needle = wanted.trim().toLowerCase();
  const found = needle ? rows.filter(({ text }) => text.toLowerCase().includes(needle)) : rows;
  // The server draws a first screenful; the browser measures each row it draws.
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing of it is memoised here, and no compiler does it behind our back
  const windowed = useVirtualizer({
    count: found.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: 12,
    initialRect: { width: 0, height: 640 }, getItemKey: (index) => found[index].key,
  });
  useEffect(() => {
    const index = rows.findIndex(({ anchor }) => anchor !== undefined && `#${anchor}` === decodeURIComponent(window.location.hash));
    if (index >= 0) windowed.scrollToIndex(index, { align: 'start' });
    // Where the address pointed when the page was opened; later scrolling is the reader's.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const shown = windowed.getVirtualItems();
  const above = shown.at(0)?.start ?? 0;
  const below = windowed.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <>
      <div className="long-table-filter">
        <TextField label={`Find among ${count(rows.length)} ${noun}`} type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
        <p className="muted" role="status">
          {needle ? `${count(found.length)} of them` : ''}
        </p>
      </div>
      <div className="long-table" role="region" aria-label={caption} tabIndex={0} ref={scroller}>
        <table aria-rowcount={found.length + 1}>
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr aria-rowindex={1}>{head}</tr>
          </thead>
          <tbody>
            <Gap height={above} />
            {shown.map(({ index, key }) => (
              <tr key={key} id={found[index].anchor} data-index={index} ref={windowed.measureElement} aria-rowindex={index + 2}>
                {found[index].cells}
              </tr>
            ))}
            <Gap height={below} />
          </tbody>
        </table>
      </div>
      {found.length === 0 ? <p className="note">Nothing here has “{wanted.trim()}” in it.</p> : null}
    </>
  );
}

/** The height of the rows that are not drawn. */
function Gap({ height }: { readonly height: number }) {
  if (height === 0) return null;
  return (
    <tr aria-hidden="true">
      <td className="long-table-gap" colSpan={100} style={{ height }} />
    </tr>
  );
}
