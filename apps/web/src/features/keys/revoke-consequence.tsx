'use client';

import type { KeyView } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isoDay } from '../../ui/time-ago.ts';
import { useTRPC } from '../trpc/client.tsx';
import { usageSince } from './last-use.ts';

/** What breaks when this key is revoked, in the number of requests that used it lately. */
export function RevokeConsequence({ row }: { row: KeyView }) {
  const trpc = useTRPC();
  const [range] = useState(() => {
    const now = new Date();
    return { start: usageSince(now), end: now };
  });
  const usage = useQuery(trpc.usage.read.queryOptions({ ...range, period: 'hour', groupBy: 'key' }));
  const requests = usage.data
    ?.filter((entry) => entry.group === row.id)
    .reduce((sum, entry) => sum + entry.requests, 0);
  const since = `${range.start.toISOString().slice(11, 16)} UTC`;
  return (
    <>
      {requests === undefined ? null : requests > 0 ? (
        <strong className="font-medium text-ink">
          {requests.toLocaleString('en-US')} {requests === 1 ? 'request' : 'requests'} used this key since {since}.{' '}
        </strong>
      ) : (
        <>
          {row.lastUsedAt
            ? `No request since ${since}; last used ${isoDay(row.lastUsedAt)}.`
            : 'It was never used.'}{' '}
        </>
      )}
      Programs that hold it get 401 within a second. This can’t be undone; to stop it for a while, disable it.
    </>
  );
}
