'use client';

import { type ReactNode, useState } from 'react';
import { classNames } from './class-names.ts';
import { ErrorState, type ErrorStateProps } from './error-state.tsx';
import { Skeleton } from './skeleton.tsx';
import { SortHeader } from './sort-header.tsx';

/**
 * Rows of 40 px with their loading, empty and error states. A column with `value` can be sorted by it.
 * Keep `columns` outside the component or memoised. `caption` names the table for screen readers.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  status = 'ready',
  empty,
  error,
  sort,
}: DataTableProps<Row>) {
  const [sorting, setSorting] = useState(sort);
  const sortedBy = columns.find(({ id }) => id === sorting?.column);
  const shown = sortedBy?.value && sorting ? sorted(rows, sortedBy.value, sorting.direction) : rows;
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard (WCAG 2.1.1).
      tabIndex={0}
      aria-label={caption}
      className="relative w-full overflow-x-auto"
      aria-busy={status === 'loading' || undefined}
    >
      <table className="w-full border-collapse text-14">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b">
            {columns.map((column) => (
              <SortHeader
                key={column.id}
                align={column.align}
                sorted={sorting?.column === column.id && (sorting.direction === 'descending' ? 'desc' : 'asc')}
                onSort={column.value ? () => setSorting(turned(column.id, sorting)) : undefined}
              >
                {column.header}
              </SortHeader>
            ))}
          </tr>
        </thead>
        <tbody>
          {status === 'loading'
            ? skeletonWidths.map((width) => (
                <tr key={width} className="h-10 border-b last:border-0">
                  {columns.map((column) => (
                    <td key={column.id} className="px-4">
                      <Skeleton className={classNames(width, column.align === 'right' && 'ml-auto')} />
                    </td>
                  ))}
                </tr>
              ))
            : null}
          {status === 'ready'
            ? shown.map((row) => (
                <tr key={rowKey(row)} className="h-10 border-b transition-colors last:border-0 hover:bg-hover/60">
                  {columns.map((column) => (
                    <td key={column.id} className={cellStyles(column)}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))
            : null}
        </tbody>
      </table>
      {status === 'ready' && rows.length === 0 ? empty : null}
      {status === 'error' ? <ErrorState {...(error ?? { message: 'The rows could not be loaded.' })} /> : null}
    </section>
  );
}

export interface Column<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** What the column sorts by; without it the header is no button. */
  value?: (row: Row) => string | number;
  align?: 'left' | 'right';
  /** Geist Mono with tabular figures: keys, ids, numbers. */
  mono?: boolean;
  className?: string;
}

interface DataTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  status?: 'loading' | 'ready' | 'error';
  empty?: ReactNode;
  error?: ErrorStateProps;
  sort?: Sort;
}

interface Sort {
  column: string;
  direction: 'ascending' | 'descending';
}

const skeletonWidths = ['w-24', 'w-32', 'w-20', 'w-28'];

function sorted<Row>(rows: readonly Row[], value: (row: Row) => string | number, direction: Sort['direction']): Row[] {
  const sign = direction === 'descending' ? -1 : 1;
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b));
  return rows.toSorted((a, b) => sign * compare(value(a), value(b)));
}

/** Words in the order of a dictionary, numbers within them by their value. */
const words = new Intl.Collator('en', { numeric: true });

/** Another column begins ascending; a second press turns it. */
function turned(column: string, before: Sort | undefined): Sort {
  const again = before?.column === column && before.direction === 'ascending';
  return { column, direction: again ? 'descending' : 'ascending' };
}

function cellStyles<Row>(column: Column<Row>): string {
  return classNames(
    'px-4 py-1.5 whitespace-nowrap',
    column.align === 'right' && 'text-right',
    column.mono && 'figures text-13',
    column.className,
  );
}
