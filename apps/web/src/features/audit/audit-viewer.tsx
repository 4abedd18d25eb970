'use client';

import { Download } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useOnce } from '../../ui/use-once.ts';
import { requestError } from '../trpc/request-error.ts';
import { RefreshNotice } from '../usage/refresh-notice.tsx';
import { useUrlFilters } from '../usage/use-url-filters.ts';
import {
  type AuditFilters,
  type AuditScope,
  auditPath,
  defaultAuditFilters,
  isNarrowed,
  readAuditFilters,
} from './audit-filters.ts';
import type { AnyAuditRow } from './audit-row.ts';
import { AuditTable } from './audit-table.tsx';
import { AuditToolbar } from './audit-toolbar.tsx';
import { useAudit, useAuditChoices, useAuditDownload } from './use-audit.ts';

const AuditDetail = dynamic(() => import('./audit-detail.tsx').then(({ AuditDetail }) => AuditDetail), { ssr: false });

/** An audit list under the filters of the URL. `renderedAt`: the server's time of the page. */
export function AuditViewer({ scope, renderedAt }: { scope: AuditScope; renderedAt: Date }) {
  const [filters, show] = useUrlFilters(readAuditFilters, (next) => auditPath(scope, next));
  const [open, setOpen] = useState<AnyAuditRow | null>(null);
  const opened = useOnce(open !== null);
  const now = useNow(renderedAt);
  const audit = useAudit(scope, filters);
  const { download, busy } = useAuditDownload(scope, filters);
  const { rows, error } = audit;
  return (
    <>
      <AuditToolbar filters={filters} onChange={show} choices={useAuditChoices(scope)} now={now} />
      {error && rows ? (
        <RefreshNotice error={requestError(error)} updatedAt={audit.updatedAt} onRetry={audit.retry} />
      ) : null}
      <Card
        flush
        title="Changes"
        description="Who changed what, when and from where. Entries are never changed or removed."
        className={`overflow-hidden transition-opacity ${audit.stale ? 'opacity-60' : ''}`}
        action={
          <Button size="sm" disabled={!rows || rows.length === 0} busy={busy} onClick={download}>
            <Download aria-hidden />
            Download CSV
          </Button>
        }
      >
        <div aria-busy={audit.pending || audit.stale}>
          {error && !rows ? (
            <ErrorState {...requestError(error)} action={<Button onClick={audit.retry}>Try again</Button>} />
          ) : null}
          {rows?.length === 0 ? <NoChanges filters={filters} onChange={show} /> : null}
          {(rows ?? []).length > 0 || !(rows || error) ? (
            <AuditTable scope={scope} rows={rows} now={now} onOpen={setOpen} />
          ) : null}
          {rows && rows.length > 0 ? (
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t px-4 py-3 text-13 text-ink-muted">
              <span>
                {rows.length.toLocaleString('en-US')} {rows.length === 1 ? 'change' : 'changes'}
                {audit.hasMore ? ' shown, older ones follow.' : ', all that fit.'}
              </span>
              {audit.hasMore ? (
                <Button size="sm" busy={audit.loadingMore} onClick={audit.loadMore}>
                  Show older
                </Button>
              ) : null}
            </div>
          ) : null}
        </div>
      </Card>
      {opened ? (
        <AuditDetail
          row={open}
          onClose={() => setOpen(null)}
          onNarrow={(part) => {
            setOpen(null);
            show({ ...defaultAuditFilters, tenantId: filters.tenantId, range: 'all', ...part });
          }}
        />
      ) : null}
    </>
  );
}

/** No change fits: drop the filters or look further back. */
function NoChanges({ filters, onChange }: { filters: AuditFilters; onChange: (filters: AuditFilters) => void }) {
  const { range } = filters;
  if (isNarrowed(filters)) {
    return (
      <EmptyState
        title="No change in this range fits the filters"
        action={<Button onClick={() => onChange({ ...defaultAuditFilters, range })}>Clear filters</Button>}
      />
    );
  }
  return (
    <EmptyState
      title="Nothing was changed in this range"
      action={
        range === 'all' ? null : <Button onClick={() => onChange({ ...filters, range: 'all' })}>Look at all</Button>
      }
    >
      The next change of a key, member, plan or setting shows here.
    </EmptyState>
  );
}
