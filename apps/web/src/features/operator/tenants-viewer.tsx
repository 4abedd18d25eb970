'use client';

import type { TenantSummary } from '@gridsky/api/services';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { Status } from '../../ui/status.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { useUrlFilters } from '../usage/use-url-filters.ts';
import { creditText } from './credit-text.ts';
import { defaultTenantFilters, readTenantFilters, type TenantFilters, tenantsPath } from './tenant-filters.ts';
import { TENANT_STATES, type TenantState, tenantStates } from './tenant-state.ts';

/** Every tenant that fits the search and filters of the URL. */
export function TenantsViewer() {
  const trpc = useTRPC();
  const [filters, show] = useUrlFilters(readTenantFilters, tenantsPath);
  const tenants = useInfiniteQuery(
    trpc.operator.tenants.infiniteQueryOptions(filters, {
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  const known = tenants.data?.pages.flatMap(({ rows }) => rows);
  const rows = tenants.isPlaceholderData && known?.length === 0 ? undefined : known;
  const narrowed = tenantsPath(filters) !== tenantsPath(defaultTenantFilters);
  return (
    <section aria-label="Tenants" className="min-w-0 rounded-lg border bg-surface">
      <TenantToolbar filters={filters} onChange={show} />
      <div
        className={`transition-opacity ${tenants.isPlaceholderData ? 'opacity-60' : ''}`}
        aria-busy={tenants.isPending || tenants.isPlaceholderData}
      >
        {tenants.error && !rows ? (
          <ErrorState
            {...requestError(tenants.error)}
            action={<Button onClick={() => tenants.refetch()}>Try again</Button>}
          />
        ) : (
          <DataTable
            caption="Tenants, newest first"
            columns={columns}
            rows={rows ?? []}
            rowKey={(row) => row.id}
            status={rows ? 'ready' : 'loading'}
            empty={
              narrowed ? (
                <EmptyState
                  title="No tenant fits"
                  action={<Button onClick={() => show(defaultTenantFilters)}>Clear search and filters</Button>}
                />
              ) : (
                <EmptyState title="No tenant yet">Whoever signs up makes one.</EmptyState>
              )
            }
          />
        )}
      </div>
      {rows && rows.length > 0 ? (
        <div className="flex flex-wrap items-center justify-between gap-2 border-t px-4 py-3 text-13 text-ink-muted">
          <span>
            {rows.length.toLocaleString('en-US')} {rows.length === 1 ? 'tenant' : 'tenants'}
            {tenants.hasNextPage ? ' shown, older ones follow.' : ', all that fit.'}
          </span>
          {tenants.hasNextPage ? (
            <Button size="sm" busy={tenants.isFetchingNextPage} onClick={() => tenants.fetchNextPage()}>
              Show more
            </Button>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}

function TenantToolbar({ filters, onChange }: { filters: TenantFilters; onChange: (filters: TenantFilters) => void }) {
  const trpc = useTRPC();
  const plans = useQuery(trpc.operator.plans.queryOptions()).data ?? [];
  const [typed, setTyped] = useState(filters.search);
  const [seen, setSeen] = useState(filters.search);
  // Cleared by the button of the empty list, or another address.
  if (seen !== filters.search) {
    setSeen(filters.search);
    setTyped(filters.search);
  }
  return (
    <search className="flex flex-wrap gap-2 border-b p-3">
      <form
        className="relative min-w-0 grow basis-64 sm:max-w-96"
        onSubmit={(event) => {
          event.preventDefault();
          onChange({ ...filters, search: typed.trim() });
        }}
      >
        <Search
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
          aria-hidden
        />
        <Input
          type="search"
          aria-label="Search by name, id or member’s e-mail"
          placeholder="Name, id or e-mail, and Enter"
          maxLength={200}
          className="pl-8"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            if (event.target.value === '' && filters.search !== '') onChange({ ...filters, search: '' });
          }}
        />
      </form>
      <Select
        aria-label="Plan"
        className="w-36!"
        value={filters.planId ?? any}
        onChange={(next) => onChange({ ...filters, planId: next === any ? null : next })}
        options={[{ value: any, label: 'Any plan' }, ...plans.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <Select
        aria-label="Status"
        className="w-40!"
        value={filters.state ?? any}
        onChange={(next) => onChange({ ...filters, state: next === any ? null : (next as TenantState) })}
        options={[
          { value: any, label: 'Any status' },
          ...TENANT_STATES.map((state) => ({ value: state, label: tenantStates[state].word })),
        ]}
      />
    </search>
  );
}

const any = 'any';

const columns: Column<TenantSummary>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: ({ id, name }) => (
      <Link
        href={`/operator/tenants/${id}`}
        className="block max-w-56 truncate font-medium text-accent-ink underline-offset-2 hover:underline"
      >
        {name}
      </Link>
    ),
  },
  { id: 'plan', header: 'Plan', cell: ({ planName }) => planName },
  {
    id: 'state',
    header: 'Status',
    cell: ({ state }) => <Status tone={tenantStates[state].tone}>{tenantStates[state].word}</Status>,
  },
  figure('members', 'Members', ({ members }) => members),
  figure('keys', 'Keys', ({ keys }) => keys),
  figure('requests', 'Requests, 30 d', ({ requests }) => requests),
  figure('tokens', 'Tokens, 30 d', ({ tokens }) => tokens),
  {
    id: 'credit',
    header: 'Credit left',
    align: 'right',
    mono: true,
    cell: ({ metered, availableNano }) =>
      metered || availableNano > 0n ? creditText(availableNano) : <span className="text-ink-faint">–</span>,
  },
  { id: 'created', header: 'Created', mono: true, cell: ({ createdAt }) => isoDay(createdAt) },
];

function figure(id: string, header: string, value: (row: TenantSummary) => number): Column<TenantSummary> {
  return { id, header, align: 'right', mono: true, cell: (row) => value(row).toLocaleString('en-US') };
}
