'use client';

import { PROVIDER_TITLES } from '@gridsky/api/domain';
import type { EndpointView } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useMemo } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Status } from '../../ui/status.tsx';
import { Time } from '../../ui/time.tsx';
import { useNow } from '../../ui/use-now.ts';
import { milliseconds } from '../models/health-text.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { RefreshNotice } from '../usage/refresh-notice.tsx';
import { endpointState, failedText, failureTexts } from './endpoint-text.ts';

/** How other people's endpoints do: accounts at providers and the tenants' own models, renewed every five seconds. */
export function EndpointTable({ renderedAt }: { renderedAt: Date }) {
  const trpc = useTRPC();
  const now = useNow(renderedAt);
  const query = useQuery(trpc.operator.endpoints.queryOptions(undefined, { refetchInterval: 5_000 }));
  const columns = useMemo(() => columnsAt(now), [now]);
  const { rows = [], total = 0 } = query.data ?? {};
  const stale = query.error && query.data ? requestError(query.error) : null;
  return (
    <Card
      flush
      title="Endpoints"
      description="Provider accounts and tenants’ own models, as the processes of the API saw their last 200 requests each. Nothing of the texts is kept."
      className="overflow-hidden"
    >
      {stale ? (
        <div className="px-4">
          <RefreshNotice error={stale} updatedAt={query.dataUpdatedAt} onRetry={() => query.refetch()} />
        </div>
      ) : null}
      <div className="border-t">
        <DataTable
          caption="Endpoints, those in trouble first"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          status={query.data ? 'ready' : query.error ? 'error' : 'loading'}
          error={
            query.error
              ? { ...requestError(query.error), action: <Button onClick={() => query.refetch()}>Try again</Button> }
              : undefined
          }
          empty={
            <EmptyState title="No endpoint yet">
              They come with the first provider key, yours or a tenant’s, and with the tenants’ own models.
            </EmptyState>
          }
        />
      </div>
      {total > rows.length ? (
        <p className="border-t px-4 py-2 text-13 text-ink-muted">
          {rows.length.toLocaleString('en-US')} of {total.toLocaleString('en-US')}, those in trouble first.
        </p>
      ) : null}
    </Card>
  );
}

function columnsAt(now: Date): Column<EndpointView>[] {
  return [
    {
      id: 'model',
      header: 'Model',
      cell: ({ model, provider, host }) => (
        <>
          {model === null ? PROVIDER_TITLES[provider] : <code className="text-13">{model}</code>}
          <span className="block text-12 text-ink-muted">{host ?? 'uploaded, runs here'}</span>
        </>
      ),
      value: ({ model, provider }) => model ?? provider,
    },
    {
      id: 'owner',
      header: 'Whose',
      cell: ({ tenant }) =>
        tenant === null ? (
          <span className="text-ink-muted">yours</span>
        ) : (
          <Link href={`/operator/tenants/${tenant.id}`} className="text-accent-ink hover:underline">
            {tenant.name}
          </Link>
        ),
      value: ({ tenant }) => tenant?.name ?? '',
    },
    {
      id: 'state',
      header: 'State',
      cell: (row) => {
        const { tone, word } = endpointState(row);
        return <Status tone={tone}>{word}</Status>;
      },
    },
    {
      id: 'p50',
      header: 'p50',
      align: 'right',
      mono: true,
      cell: ({ p50Ms }) => time(p50Ms),
      value: (row) => row.p50Ms ?? -1,
    },
    {
      id: 'p95',
      header: 'p95',
      align: 'right',
      mono: true,
      cell: ({ p95Ms }) => time(p95Ms),
      value: (row) => row.p95Ms ?? -1,
    },
    {
      id: 'failed',
      header: 'Failed',
      align: 'right',
      mono: true,
      cell: failedText,
      value: ({ requests, failures }) => (requests === 0 ? -1 : failures / requests),
    },
    {
      id: 'last',
      header: 'Last failure',
      cell: ({ lastFailure }) =>
        lastFailure === null ? (
          <span className="text-ink-muted">none</span>
        ) : (
          <>
            {failureTexts[lastFailure.reason]}
            <span className="block text-12 text-ink-muted">
              <Time at={lastFailure.at} now={now} />
            </span>
          </>
        ),
    },
  ];
}

function time(ms: number | null): string {
  return ms === null ? '–' : milliseconds(ms);
}
