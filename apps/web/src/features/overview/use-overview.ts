import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../trpc/client.tsx';
import { usageRange } from '../usage/usage-range.ts';
import { type OverviewData, recentQuery } from './overview-data.ts';

/** The overview's data: what the server gave at first, then asked for again while the page is seen. */
export function useOverview(initial: OverviewData, now: Date) {
  const trpc = useTRPC();
  const { start, end } = usageRange({ range: '7d', period: null }, now);
  const tenant = useQuery(trpc.tenant.get.queryOptions(undefined, { ...seldom, initialData: initial.tenant }));
  const keys = useQuery(trpc.key.list.queryOptions(undefined, { ...seldom, initialData: initial.keys }));
  const week = useQuery(
    trpc.usage.read.queryOptions(
      { start, end, period: 'day', groupBy: 'model' },
      { ...live, placeholderData: (shown) => shown ?? initial.week },
    ),
  );
  const recent = useQuery(
    trpc.usage.requests.queryOptions(recentQuery, { ...live, initialData: { rows: initial.recent, next: null } }),
  );
  const latency = useQuery(trpc.usage.latency.queryOptions(undefined, { ...live, initialData: initial.latency }));
  const use = useQuery(
    trpc.usage.limits.queryOptions(undefined, {
      ...live,
      select: ({ tenant: used }) => used,
      placeholderData: { tenant: initial.use, users: [], keys: [] },
    }),
  );
  const steps = useQuery(
    trpc.usage.firstSteps.queryOptions(undefined, {
      initialData: initial.steps,
      // Steps stay done: once all are, nobody asks again.
      refetchInterval: ({ state }) => (Object.values(state.data ?? {}).every(Boolean) ? false : 5_000),
    }),
  );
  return {
    data: {
      tenant: tenant.data,
      keys: keys.data,
      week: week.data ?? initial.week,
      recent: recent.data.rows,
      steps: steps.data,
      latency: latency.data,
      use: use.data ?? initial.use,
    } satisfies OverviewData,
    /** A query whose last try failed, if any. */
    failed: [week, recent].find((query) => query.isError),
  };
}

const live = { refetchInterval: 5_000, refetchOnWindowFocus: 'always' } as const;
const seldom = { refetchInterval: 15_000 } as const;
