'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../trpc/client.tsx';

/** How many requests the tenant served in the last hour: what breaks when it stops. */
export function TenantLastHour() {
  const trpc = useTRPC();
  const [range] = useState(() => {
    const end = new Date();
    return { start: new Date(end.getTime() - 3_600_000), end };
  });
  const usage = useQuery(trpc.usage.read.queryOptions({ ...range, period: 'hour', groupBy: 'model' }));
  if (!usage.data) return null;
  const requests = usage.data.reduce((sum, row) => sum + row.requests, 0);
  if (requests === 0) return 'No request came in the last hour.';
  return (
    <strong className="font-medium text-ink">
      {requests.toLocaleString('en-US')} {requests === 1 ? 'request' : 'requests'} came in the last hour.
    </strong>
  );
}
