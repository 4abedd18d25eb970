'use client';

import type { KeyView } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isoDay } from '../../ui/time-ago.ts';
import { useTRPC } from '../trpc/client.tsx';

/** How many requests used these keys in the last hour: what breaks when they end. Nothing until it is known. */
export function RequestsOfLastHour({ rows }: { rows: readonly KeyView[] }) {
  const trpc = useTRPC();
  const [range] = useState(() => {
    const end = new Date();
    return { start: new Date(end.getTime() - 3_600_000), end };
  });
  const usage = useQuery(trpc.usage.read.queryOptions({ ...range, period: 'hour', groupBy: 'key' }));
  if (!usage.data) return null;
  const these = rows.length === 1 ? 'this key' : 'these keys';
  const requests = usage.data
    .filter((entry) => rows.some(({ id }) => id === entry.group))
    .reduce((sum, entry) => sum + entry.requests, 0);
  if (requests > 0) {
    return (
      <strong className="font-medium text-ink">
        {requests.toLocaleString('en-US')} {requests === 1 ? 'request' : 'requests'} in the last hour used {these}.
      </strong>
    );
  }
  const lastUse = Math.max(0, ...rows.map(({ lastUsedAt }) => lastUsedAt?.getTime() ?? 0));
  if (lastUse > 0) return `No request in the last hour used ${these}; the last one came ${isoDay(new Date(lastUse))}.`;
  return rows.length === 1 ? 'It was never used.' : 'They were never used.';
}
