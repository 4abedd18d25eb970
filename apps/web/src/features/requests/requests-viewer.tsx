'use client';

import type { KeyView, RequestPage } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Link } from '../../ui/link.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { RefreshNotice } from '../usage/refresh-notice.tsx';
import { useKeyNames } from '../usage/use-key-names.ts';
import { useUrlFilters } from '../usage/use-url-filters.ts';
import {
  defaultRequestFilters,
  isNarrowed,
  type RequestFilters,
  readRequestFilters,
  requestsPath,
} from './request-filters.ts';
import { RequestTable } from './request-table.tsx';
import { RequestToolbar } from './request-toolbar.tsx';
import { livePagesMax, useRequests, useRequestsDownload } from './use-requests.ts';

const RequestDetail = dynamic(() => import('./request-detail.tsx').then(({ RequestDetail }) => RequestDetail), {
  ssr: false,
});

/** The request log under the filters of the URL, live. `renderedAt`: the server's time of the page. */
export function RequestsViewer({ initial, renderedAt }: RequestsViewerProps) {
  const [filters, show] = useUrlFilters(readRequestFilters, requestsPath);
  const [opened, setOpened] = useState(filters.id !== null);
  if (filters.id !== null && !opened) setOpened(true);
  const now = useNow(renderedAt);
  const keyName = useKeyNames(initial?.keys);
  const list = requestsPath({ ...filters, id: null });
  const [firstList] = useState(list);
  const query = useRequests(filters, list === firstList ? initial?.page : undefined);
  const { download, busy } = useRequestsDownload(filters, keyName);
  const known = query.data?.pages.flatMap(({ rows }) => rows);
  // Emptiness under the old filters says nothing about the new ones.
  const rows = query.isPlaceholderData && known?.length === 0 ? null : (known ?? null);
  const retry = <Button onClick={() => query.refetch()}>Try again</Button>;
  return (
    <>
      <RequestToolbar filters={filters} onChange={show} now={now} {...useFilterOptions()} />
      {query.error && rows ? (
        <RefreshNotice
          error={requestError(query.error)}
          updatedAt={query.dataUpdatedAt}
          onRetry={() => query.refetch()}
        />
      ) : null}
      <Card
        flush
        title="Requests"
        description="Measures only: texts and vectors are not kept."
        className={`overflow-hidden transition-opacity ${query.isPlaceholderData ? 'opacity-60' : ''}`}
        action={
          <Button size="sm" disabled={!rows || rows.length === 0} busy={busy} onClick={download}>
            <Download aria-hidden />
            Download CSV
          </Button>
        }
      >
        <div aria-busy={query.isPending || query.isPlaceholderData}>
          {query.error && !rows ? <ErrorState {...requestError(query.error)} action={retry} /> : null}
          {rows?.length === 0 ? <NoRequests filters={filters} onChange={show} /> : null}
          {(rows ?? []).length > 0 || !(rows || query.error) ? (
            <RequestTable rows={rows} now={now} keyName={keyName} onOpen={(id) => show({ ...filters, id })} />
          ) : null}
          {rows && rows.length > 0 ? <More query={query} shown={rows.length} /> : null}
        </div>
      </Card>
      {opened ? (
        <RequestDetail requestId={filters.id} keyName={keyName} onClose={() => show({ ...filters, id: null })} />
      ) : null}
    </>
  );
}

interface RequestsViewerProps {
  /** Read with the page, for the filters of its address. undefined: could not be; the browser asks and says why. */
  initial: { page: RequestPage; keys: KeyView[] } | undefined;
  renderedAt: Date;
}

function More({ query, shown }: { query: ReturnType<typeof useRequests>; shown: number }) {
  const paused = (query.data?.pages.length ?? 0) > livePagesMax;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t px-4 py-3 text-13 text-ink-muted">
      <span>
        {shown.toLocaleString('en-US')} {shown === 1 ? 'request' : 'requests'}
        {query.hasNextPage ? ' shown, older ones follow' : ', all that fit'}.{' '}
        {paused ? 'So many are not updated by themselves.' : 'Updates every 5 seconds.'}
      </span>
      {query.hasNextPage ? (
        <Button size="sm" busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          Show older
        </Button>
      ) : null}
    </div>
  );
}

/** No request fits: drop the filters, look further back, or send the first one. */
function NoRequests({ filters, onChange }: { filters: RequestFilters; onChange: (filters: RequestFilters) => void }) {
  if (isNarrowed(filters)) {
    const { range, id } = filters;
    return (
      <EmptyState
        title="No request in this range fits the filters"
        action={<Button onClick={() => onChange({ ...defaultRequestFilters, range, id })}>Clear filters</Button>}
      />
    );
  }
  const { range } = filters;
  if (range !== '30d') {
    return (
      <EmptyState
        title={typeof range === 'string' ? `No requests in the last ${rangeWords[range]}` : 'No requests on these days'}
        action={<Button onClick={() => onChange({ ...filters, range: '30d' })}>Look at the last 30 days</Button>}
      >
        {typeof range === 'string' ? 'A new one shows here within seconds.' : null}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No requests in the last 30 days"
      action={
        <Button asChild>
          <Link href="/quickstart">Open Quickstart</Link>
        </Button>
      }
    >
      The next one shows here within seconds.
    </EmptyState>
  );
}

const rangeWords = { '1h': 'hour', '24h': '24 hours', '7d': '7 days' } as const;

/** Models, the tenant's own among them, and keys to filter by, revoked keys too. */
function useFilterOptions() {
  const trpc = useTRPC();
  const models = useQuery(trpc.model.list.queryOptions()).data ?? [];
  const own = useQuery(trpc.privateModel.list.queryOptions()).data ?? [];
  const keys = useQuery(trpc.key.list.queryOptions()).data ?? [];
  return {
    models: [...models.map(({ id }) => id), ...own.map(({ alias }) => alias)].map((id) => ({ value: id, label: id })),
    keys: keys.map(({ id, name, display }) => ({ value: id, label: name, hint: display })),
  };
}
