'use client';

import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useNow } from '../../ui/use-now.ts';
import { requestError } from '../trpc/request-error.ts';
import { RefreshNotice } from './refresh-notice.tsx';
import { UsageChart } from './usage-chart.tsx';
import { UsageEmpty } from './usage-empty.tsx';
import { UsageFigures } from './usage-figures.tsx';
import { readUsageFilters, usagePath } from './usage-filters.ts';
import { UsagePicker } from './usage-picker.tsx';
import { UsageRows } from './usage-rows.tsx';
import { usageTotals } from './usage-totals.ts';
import { useGroupNames } from './use-group-names.ts';
import { useUrlFilters } from './use-url-filters.ts';
import { useComparison, useUsage } from './use-usage.ts';

/** Usage under the filters of the URL: totals, chart and rows, live. `renderedAt`: the server's time of the page. */
export function UsageViewer({ metered, renderedAt }: { metered: boolean; renderedAt: Date }) {
  const [filters, show] = useUrlFilters(readUsageFilters, usagePath);
  const now = useNow(renderedAt);
  const { view: known, stale, error, updatedAt, query } = useUsage(filters, now);
  // Emptiness under the old filters says nothing about the new ones.
  const view = stale && known?.rows.length === 0 ? null : known;
  const comparison = useComparison(filters, now);
  const nameOf = useGroupNames(view?.group ?? filters.group);
  const showCost = metered || (view?.rows.some((row) => row.costNano > 0n) ?? false);
  const retry = <Button onClick={() => query.refetch()}>Try again</Button>;

  if (error && stale) {
    return (
      <>
        <UsagePicker filters={filters} now={now} onChange={show} />
        <Card>
          <ErrorState {...requestError(error)} action={retry} />
        </Card>
      </>
    );
  }
  const used = view === null || view.rows.length > 0;
  return (
    <>
      <UsagePicker filters={filters} now={now} onChange={show} />
      {error ? (
        <RefreshNotice error={requestError(error)} updatedAt={updatedAt} onRetry={() => query.refetch()} />
      ) : null}
      <div className={`grid gap-4 transition-opacity ${view && stale ? 'opacity-60' : ''}`} aria-busy={stale}>
        <Card>
          {used ? (
            <div className="grid gap-6">
              <UsageFigures
                totals={view ? usageTotals(view.rows) : undefined}
                comparison={comparison}
                showCost={showCost}
              />
              <UsageChart view={view} measure={filters.measure} nameOf={nameOf} />
              <p className="text-13 text-ink-muted">
                Updates every 5 seconds; days and hours are those of UTC.
                {comparison ? ` Changes are against the same hours of ${comparison.previousName}.` : null}
              </p>
            </div>
          ) : (
            <UsageEmpty filters={filters} onWiden={() => show({ ...filters, range: '90d', period: null })} />
          )}
        </Card>
        {used ? <UsageRows view={view} nameOf={nameOf} showCost={showCost} /> : null}
      </div>
    </>
  );
}
