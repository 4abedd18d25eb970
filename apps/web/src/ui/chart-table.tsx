import type { ChartPoint } from './chart-series.ts';
import { classNames } from './class-names.ts';

/** The numbers of a chart as a table, a row for each point; `hidden` keeps it for screen readers only. */
export function ChartTable({ hidden, label, series, points, formatAt, formatValue }: ChartTableProps) {
  const head = 'h-9 px-4 text-13 font-medium text-ink-muted whitespace-nowrap';
  const cell = 'figures px-4 text-right text-13';
  return (
    <div className={hidden ? 'sr-only' : 'overflow-x-auto'}>
      <table className="w-full border-collapse">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="border-b">
            <th scope="col" className={classNames(head, 'text-left')}>
              Time
            </th>
            {series.map((entry) => (
              <th key={entry.key} scope="col" className={classNames(head, 'text-right')}>
                {entry.name}
              </th>
            ))}
            <th scope="col" className={classNames(head, 'text-right')}>
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.at} className="h-10 border-b last:border-0">
              <th scope="row" className="px-4 text-left font-normal whitespace-nowrap">
                {formatAt(point.at)}
              </th>
              {series.map((entry) => (
                <td key={entry.key} className={cell}>
                  {formatValue(point.values[entry.key] ?? 0)}
                </td>
              ))}
              <td className={cell}>
                {formatValue(Object.values(point.values).reduce((sum, value) => sum + value, 0))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ChartTableProps {
  hidden: boolean;
  label: string;
  series: { key: string; name: string }[];
  points: readonly ChartPoint[];
  formatAt: (at: string) => string;
  formatValue: (value: number) => string;
}
