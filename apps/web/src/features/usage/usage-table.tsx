import { formatDollars } from '@gridsky/api/domain';
import type { UsageRow } from '@gridsky/api/services';
import { type ReactNode, useMemo, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { SortHeader } from '../../ui/sort-header.tsx';
import { bucketFullText } from './usage-text.ts';

/** The rows of the chart with their numbers, newest first unless sorted otherwise; 25 at first. */
export function UsageTable({ rows, period, groupHead, groupCell, groupText, showCost }: UsageTableProps) {
  const [sort, setSort] = useState<Sort>({ column: 'bucket', descending: true });
  const [shown, setShown] = useState(firstRows);
  const sorted = useMemo(() => [...rows].sort(comparator(sort, groupText)), [rows, sort, groupText]);
  const sortBy = (column: SortColumn) =>
    setSort((now) => ({ column, descending: now.column === column ? !now.descending : column !== 'group' }));
  const head = (column: SortColumn, text: string, align?: 'right') => (
    <SortHeader
      align={align}
      sorted={sort.column === column && (sort.descending ? 'desc' : 'asc')}
      onSort={() => sortBy(column)}
    >
      {text}
    </SortHeader>
  );
  return (
    <>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse">
          <caption className="sr-only">Usage, a row for each {period === 'hour' ? 'hour' : 'day'} and group</caption>
          <thead>
            <tr className="border-b">
              {head('bucket', period === 'hour' ? 'Hour (UTC)' : 'Day (UTC)')}
              {head('group', groupHead)}
              {head('requests', 'Requests', 'right')}
              {head('errors', 'Errors', 'right')}
              {head('inputs', 'Texts', 'right')}
              {head('tokens', 'Tokens', 'right')}
              {showCost ? head('costNano', 'Cost', 'right') : null}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, shown).map((row) => (
              <tr
                key={`${row.bucket.getTime()} ${row.group}`}
                className="h-10 border-b transition-colors last:border-0 hover:bg-hover/60"
              >
                <td className={classNames(cell, 'figures')}>{bucketFullText(row.bucket, period)}</td>
                <td className={cell}>{groupCell(row.group)}</td>
                <td className={number}>{row.requests.toLocaleString('en-US')}</td>
                <td className={classNames(number, row.errors === 0 && 'text-ink-faint')}>
                  {row.errors.toLocaleString('en-US')}
                </td>
                <td className={number}>{row.inputs.toLocaleString('en-US')}</td>
                <td className={number}>{row.tokens.toLocaleString('en-US')}</td>
                {showCost ? <td className={number}>${formatDollars(row.costNano)}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sorted.length > shown ? (
        <div className="flex items-center justify-between gap-4 border-t px-4 py-3 text-13 text-ink-muted">
          <span>
            {shown.toLocaleString('en-US')} of {sorted.length.toLocaleString('en-US')} rows
          </span>
          <Button size="sm" onClick={() => setShown(shown + moreRows)}>
            Show {Math.min(moreRows, sorted.length - shown)} more
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface UsageTableProps {
  rows: readonly UsageRow[];
  period: 'hour' | 'day';
  groupHead: string;
  groupCell: (group: string) => ReactNode;
  /** What a group sorts by. */
  groupText: (group: string) => string;
  showCost: boolean;
}

type SortColumn = 'bucket' | 'group' | 'requests' | 'errors' | 'inputs' | 'tokens' | 'costNano';
type Sort = { column: SortColumn; descending: boolean };

const firstRows = 25;
const moreRows = 100;
const cell = 'px-4 py-1.5 text-13 whitespace-nowrap';
const number = `${cell} figures text-right`;

function comparator({ column, descending }: Sort, groupText: (group: string) => string) {
  const sign = descending ? -1 : 1;
  return (a: UsageRow, b: UsageRow): number => {
    if (column === 'group') {
      const order = groupText(a.group).localeCompare(groupText(b.group));
      return sign * order || b.bucket.getTime() - a.bucket.getTime();
    }
    const [left, right] = [a[column], b[column]];
    return (
      sign * (left < right ? -1 : left > right ? 1 : 0) ||
      b.bucket.getTime() - a.bucket.getTime() ||
      b.tokens - a.tokens
    );
  };
}
