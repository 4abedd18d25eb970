import type { RequestPage, RequestRow } from '@gridsky/api/services';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from '../../ui/toaster.tsx';
import { downloadText } from '../keys/download-text.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import type { RequestFilters } from './request-filters.ts';
import { requestsCsv } from './requests-csv.ts';
import { requestsQuery } from './requests-query.ts';

/** More pages than these are not asked for again by themselves. */
export const livePagesMax = 4;

/**
 * The requests that fit, page after page; asked for again every five seconds while few pages are open. `first`: the first
 * page, as it came with these filters from the server.
 */
export function useRequests(filters: RequestFilters, first: RequestPage | undefined) {
  const trpc = useTRPC();
  return useInfiniteQuery(
    trpc.usage.requests.infiniteQueryOptions(requestsQuery(filters), {
      getNextPageParam: (page) => page.next,
      initialData: first && { pages: [first], pageParams: [null] },
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= livePagesMax ? 5_000 : false),
    }),
  );
}

/** One request by its id, as the URL has it. Its row may come a moment after its answer, so a missing one is asked for again. */
export function useRequest(requestId: string | null) {
  const trpc = useTRPC();
  return useQuery(
    trpc.usage.request.queryOptions(
      { requestId: requestId ?? '' },
      {
        enabled: requestId !== null,
        // What has been recorded never changes.
        staleTime: Number.POSITIVE_INFINITY,
        refetchInterval: ({ state }) => (state.status === 'error' ? 5_000 : false),
      },
    ),
  );
}

/** Saves the newest requests that fit as CSV: as many as {@link exportMax}, and says so when there are more. */
export function useRequestsDownload(filters: RequestFilters, keyName: (id: string) => { name: string }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const read = async (): Promise<{ rows: RequestRow[]; hasMore: boolean }> => {
    const rows: RequestRow[] = [];
    for (let cursor: RequestPage['next'] = null; ; ) {
      const input = { ...requestsQuery(filters), limit: exportPage, cursor };
      const page: RequestPage = await cache.fetchQuery(
        trpc.usage.requests.queryOptions(input, { staleTime: 0, gcTime: 0 }),
      );
      rows.push(...page.rows);
      cursor = page.next;
      if (!cursor || rows.length >= exportMax) return { rows, hasMore: cursor !== null };
    }
  };
  const download = async () => {
    setBusy(true);
    try {
      const { rows, hasMore } = await read();
      const [first, last] = [rows.at(-1), rows[0]].map((row) => row?.createdAt.toISOString().slice(0, 10));
      downloadText(first ? `requests-${first}-to-${last}.csv` : 'requests.csv', requestsCsv(rows, keyName));
      if (hasMore) {
        toast(`The newest ${exportMax.toLocaleString('en-US')} requests were saved`, {
          description: 'There are more. Choose a shorter range or more filters for the rest.',
        });
      }
    } catch (error) {
      toast.error(requestError(error).message);
    } finally {
      setBusy(false);
    }
  };
  return { download, busy };
}

const exportPage = 1_000;
const exportMax = 10_000;
