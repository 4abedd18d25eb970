import type { UsageRow } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../trpc/client.tsx';
import type { UsageFilters } from './usage-filters.ts';
import { type Span, type UsageRange, usageRange } from './usage-range.ts';
import { usageTotals } from './usage-totals.ts';

/** Usage under one set of filters. */
export interface UsageView {
  range: UsageRange;
  group: UsageFilters['group'];
  rows: UsageRow[];
}

/**
 * The rows of the filters, asked for again every five seconds while the page is seen. Until the first answer under
 * new filters, `view` stays that of the old ones and `stale` is true, so that nothing jumps.
 */
export function useUsage(filters: UsageFilters, now: Date) {
  const trpc = useTRPC();
  const { group } = filters;
  const range = usageRange(filters, now);
  const { start, end, period } = range;
  const query = useQuery(
    trpc.usage.read.queryOptions(
      { start, end, period, groupBy: group },
      { refetchInterval: refreshMs, refetchOnWindowFocus: 'always' },
    ),
  );
  const [view, setView] = useState<UsageView | null>(null);
  if (query.data && query.data !== view?.rows) setView({ range, group, rows: query.data });
  return { view, stale: query.data === undefined, error: query.error, updatedAt: query.dataUpdatedAt, query };
}

/** What the range's whole hours came to, and those of the range before it; null until both are known. */
export function useComparison(filters: UsageFilters, now: Date) {
  const trpc = useTRPC();
  const { compared, previous, previousName } = usageRange(filters, now);
  const totals = (span: Span) =>
    trpc.usage.read.queryOptions(
      { ...span, period: 'day', groupBy: 'model' },
      // A whole hour that is over changes only by requests that were under way at its end.
      { staleTime: 60_000, select: usageTotals },
    );
  const after = useQuery(totals(compared)).data;
  const before = useQuery(totals(previous)).data;
  return after && before ? { after, before, previousName } : null;
}

const refreshMs = 5_000;
