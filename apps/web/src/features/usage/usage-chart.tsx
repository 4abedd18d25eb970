import { Skeleton } from '../../ui/skeleton.tsx';
import { StackedChart } from '../../ui/stacked-chart.tsx';
import { type GroupNames, groupLabel } from './group-name.tsx';
import type { UsageFilters } from './usage-filters.ts';
import { seriesGroup, usageSeries } from './usage-series.ts';
import { bucketText, shortText } from './usage-text.ts';
import type { UsageView } from './use-usage.ts';

/** The stacked bars of a view. Keeps its place while it loads. */
export function UsageChart({ view, measure, nameOf }: UsageChartProps) {
  if (!view) return <ChartPlace />;
  const { points, groups } = usageSeries(view.rows, measure, view.range.buckets);
  if (groups.length === 0) {
    return (
      <p className="grid h-[312px] place-items-center px-4 text-center text-ink-muted">
        No tokens in this range: its requests were refused before they were counted. Choose Requests to see them.
      </p>
    );
  }
  return (
    <StackedChart
      label={`${measure === 'tokens' ? 'Tokens' : 'Requests'} by ${view.range.period} and ${view.group}, in UTC`}
      points={points}
      seriesName={(key) => groupLabel(seriesGroup(groups, key), view.group, nameOf)}
      formatAt={(at) => bucketText(new Date(at), view.range.period, view.range.buckets.length > 24)}
      formatValue={shortText}
      height={280}
    />
  );
}

/** As high as the chart with its legend. */
function ChartPlace() {
  return (
    <div className="grid gap-3">
      <Skeleton height="h-5" className="w-48" />
      <Skeleton height="h-[280px]" />
    </div>
  );
}

interface UsageChartProps {
  /** null: not known yet. */
  view: UsageView | null;
  measure: UsageFilters['measure'];
  nameOf: GroupNames;
}
