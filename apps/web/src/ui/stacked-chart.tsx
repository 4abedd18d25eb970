import { type ChartPoint, chartSeries, otherKey } from './chart-series.ts';
import { ChartTable } from './chart-table.tsx';
import { StackedBars } from './stacked-bars.tsx';

/**
 * Stacked bars over time: at most six series and "other", a legend with each total, and with `table` the same
 * numbers as a table below (otherwise that table is there for screen readers only).
 */
export function StackedChart({
  label,
  points,
  seriesName = same,
  formatValue = plain,
  formatAt = same,
  table,
  height = 240,
}: StackedChartProps) {
  const { series, points: drawn } = chartSeries(points);
  const name = (key: string) => (key === otherKey ? 'other' : seriesName(key));
  return (
    <figure className="grid gap-3">
      <figcaption className="flex flex-wrap gap-x-5 gap-y-1 text-13">
        {series.map((entry, index) => (
          <span key={entry.key} className="inline-flex items-center gap-2">
            <span
              className="size-2.5 rounded-[2px]"
              style={{ background: seriesColour(entry.key, index) }}
              aria-hidden
            />
            <span>{name(entry.key)}</span>
            <span className="figures text-ink-muted">{formatValue(entry.total)}</span>
          </span>
        ))}
      </figcaption>
      <StackedBars
        label={label}
        series={series}
        points={drawn}
        height={height}
        colour={seriesColour}
        name={name}
        formatAt={formatAt}
        formatValue={formatValue}
      />
      <ChartTable
        hidden={!table}
        label={label}
        series={series.map((entry) => ({ key: entry.key, name: name(entry.key) }))}
        points={drawn}
        formatAt={formatAt}
        formatValue={formatValue}
      />
    </figure>
  );
}

interface StackedChartProps {
  /** What is drawn, with its unit: "Tokens by day". */
  label: string;
  points: readonly ChartPoint[];
  seriesName?: (key: string) => string;
  formatValue?: (value: number) => string;
  formatAt?: (at: string) => string;
  table?: boolean;
  height?: number;
}

function seriesColour(key: string, index: number): string {
  return key === otherKey ? 'var(--chart-other)' : `var(--chart-${index + 1})`;
}

function same(text: string): string {
  return text;
}

/** `1.9 M`, `397 K`: a space before the letter, as everywhere. */
function plain(value: number): string {
  const short = value.toLocaleString('en-US', { notation: 'compact', maximumFractionDigits: 1 });
  return short.replace(/(?<=\d)(?=[KMBT])/, '\u00a0');
}
