'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../trpc/client.tsx';

export interface UsageCount {
  requests: number;
  tokens: number;
}

const dayMs = 86_400_000;

/** Requests and tokens of the last 30 days; asked every 3 seconds until there are some, so that the steps tick themselves. */
export function useUsageCount(): UsageCount | undefined {
  const trpc = useTRPC();
  const [range] = useState(() => {
    const today = Math.floor(Date.now() / dayMs) * dayMs;
    // Up to the end of tomorrow, so that a page left open counts on past midnight.
    return { start: new Date(today - 29 * dayMs), end: new Date(today + 2 * dayMs) };
  });
  const { data } = useQuery(
    trpc.usage.read.queryOptions(
      { ...range, period: 'day', groupBy: 'model' },
      {
        select: (rows) => ({
          requests: rows.reduce((sum, row) => sum + row.requests, 0),
          tokens: rows.reduce((sum, row) => sum + row.tokens, 0),
        }),
        refetchInterval: (query) => (query.state.data?.some((row) => row.tokens > 0) ? false : 3_000),
      },
    ),
  );
  return data;
}
