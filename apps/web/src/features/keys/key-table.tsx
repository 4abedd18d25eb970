import type { KeyView } from '@gridsky/api/services';
import type { ReactNode } from 'react';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SortHeader } from '../../ui/sort-header.tsx';
import type { KeyFilter, KeySort } from './key-filter.ts';
import type { KeyActions } from './key-menu.tsx';
import { KeyRow } from './key-row.tsx';
import type { KeySelection } from './use-key-selection.ts';

/** The keys at a glance. `rows` undefined: not there yet. `actions` null: the reader may only look. */
export function KeyTable({ rows, now, filter, onSort, actions, selection, empty }: KeyTableProps) {
  const head = (id: KeySort, name: string) => (
    <SortHeader sorted={filter.sort === id ? (filter.descending ? 'desc' : 'asc') : false} onSort={() => onSort(id)}>
      {name}
    </SortHeader>
  );
  if (rows?.length === 0) return empty;
  return (
    <div className="@container" aria-busy={rows === undefined || undefined}>
      <table className="block w-full border-collapse @3xl:table">
        <caption className="sr-only">API keys</caption>
        {/* Narrow cards carry these words beside each value. The maker's column, the seventh, waits for room. */}
        <thead className="hidden @3xl:table-header-group [&_th]:px-3 [&_th:first-child]:pl-4 [&_th:nth-child(7)]:hidden @[72rem]:[&_th:nth-child(7)]:table-cell">
          <tr className="border-b">
            {head('name', 'Name')}
            <SortHeader sorted={false}>Key</SortHeader>
            <SortHeader sorted={false}>Scope</SortHeader>
            <SortHeader sorted={false}>Limits</SortHeader>
            {head('lastUsed', 'Last used')}
            {head('expires', 'Expires')}
            {head('created', 'Created')}
            {head('state', 'State')}
            {actions ? (
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody className="block @3xl:table-row-group">
          {rows?.map((row) => (
            <KeyRow
              key={row.id}
              row={row}
              now={now}
              actions={actions}
              selected={selection.has(row)}
              onSelect={(on) => selection.set(row, on)}
            />
          ))}
        </tbody>
      </table>
      {rows === undefined ? <LoadingRows /> : null}
    </div>
  );
}

function LoadingRows() {
  return (
    <div role="status" aria-label="Loading keys">
      {['w-24', 'w-32', 'w-20'].map((width) => (
        <div key={width} className="flex h-10 items-center gap-6 border-b px-4 last:border-0">
          <Skeleton className={width} />
          <Skeleton className="w-36" />
          <Skeleton className="ml-auto w-16" />
        </div>
      ))}
    </div>
  );
}

interface KeyTableProps {
  rows: readonly KeyView[] | undefined;
  now: Date;
  filter: KeyFilter;
  onSort: (sort: KeySort) => void;
  actions: KeyActions | null;
  selection: Pick<KeySelection, 'has' | 'set'>;
  empty: ReactNode;
}
