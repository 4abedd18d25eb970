import type { AuditChoices } from '@gridsky/api/services';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from '../../ui/toaster.tsx';
import { downloadText } from '../keys/download-text.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { daySpan } from '../usage/day-range.ts';
import { auditCsv } from './audit-csv.ts';
import type { AuditFilters, AuditScope } from './audit-filters.ts';
import type { AnyAuditRow } from './audit-row.ts';

/** The changes that fit, page after page. `rows` null: not known yet, or known only for the filters before. */
export function useAudit(scope: AuditScope, filters: AuditFilters) {
  const trpc = useTRPC();
  const options = { placeholderData: keepPreviousData, staleTime: 0, refetchInterval: 30_000 } as const;
  const own = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(auditQuery(filters), {
      ...options,
      enabled: scope === 'tenant',
      getNextPageParam: (page) => page.next,
    }),
  );
  const platform = useInfiniteQuery(
    trpc.operator.audit.infiniteQueryOptions(
      { ...auditQuery(filters), tenantId: filters.tenantId },
      { ...options, enabled: scope === 'platform', getNextPageParam: (page) => page.next },
    ),
  );
  const known: AnyAuditRow[] | undefined =
    scope === 'platform'
      ? platform.data?.pages.flatMap(({ rows }) => rows)
      : own.data?.pages.flatMap(({ rows }) => rows);
  const query = scope === 'platform' ? platform : own;
  const stale = query.isPlaceholderData;
  return {
    // Emptiness under the old filters says nothing about the new ones.
    rows: stale && known?.length === 0 ? null : (known ?? null),
    stale,
    pending: query.isPending,
    error: query.error,
    updatedAt: query.dataUpdatedAt,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
  };
}

/** What there is to filter by. */
export function useAuditChoices(scope: AuditScope): AuditChoices | undefined {
  const trpc = useTRPC();
  const own = useQuery(trpc.audit.choices.queryOptions(undefined, { enabled: scope === 'tenant' }));
  const platform = useQuery(trpc.operator.auditChoices.queryOptions(undefined, { enabled: scope === 'platform' }));
  return (scope === 'platform' ? platform : own).data;
}

/** Saves the newest changes that fit as CSV: as many as {@link exportMax}, and says so when there are more. */
export function useAuditDownload(scope: AuditScope, filters: AuditFilters) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const readPage = (cursor: { createdAt: Date; id: string } | null) => {
    const input = { ...auditQuery(filters), limit: exportPage, cursor };
    const options = { staleTime: 0, gcTime: 0 };
    return scope === 'platform'
      ? cache.fetchQuery(trpc.operator.audit.queryOptions({ ...input, tenantId: filters.tenantId }, options))
      : cache.fetchQuery(trpc.audit.list.queryOptions(input, options));
  };
  const download = async () => {
    setBusy(true);
    try {
      const rows: AnyAuditRow[] = [];
      let cursor: { createdAt: Date; id: string } | null = null;
      do {
        const page: Awaited<ReturnType<typeof readPage>> = await readPage(cursor);
        rows.push(...page.rows);
        cursor = page.next;
      } while (cursor && rows.length < exportMax);
      const [first, last] = [rows.at(-1), rows[0]].map((row) => row?.createdAt.toISOString().slice(0, 10));
      const name = scope === 'platform' ? 'platform-audit' : 'audit';
      downloadText(
        first ? `${name}-${first}-to-${last}.csv` : `${name}.csv`,
        auditCsv(rows, { tenants: scope === 'platform' }),
      );
      if (cursor) {
        toast(`The newest ${exportMax.toLocaleString('en-US')} changes were saved`, {
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
const exportMax = 20_000;

function auditQuery({ range, action, targetType, targetId, actorType, actorId }: AuditFilters) {
  return {
    span: range === 'all' ? null : typeof range === 'string' ? { lastHours: rangeHours[range] } : daySpan(range),
    action,
    targetType,
    targetId,
    actorType,
    actorId,
  };
}

const rangeHours = { '24h': 24, '7d': 168, '30d': 720 } as const;
