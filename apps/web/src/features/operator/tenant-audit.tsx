'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useOnce } from '../../ui/use-once.ts';
import { auditPath, defaultAuditFilters } from '../audit/audit-filters.ts';
import type { AnyAuditRow } from '../audit/audit-row.ts';
import { AuditTable } from '../audit/audit-table.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

const AuditDetail = dynamic(() => import('../audit/audit-detail.tsx').then(({ AuditDetail }) => AuditDetail), {
  ssr: false,
});

/** The tenant's newest changes, and the way to all of them. */
export function TenantAudit({ tenantId, now }: { tenantId: string; now: Date }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState<AnyAuditRow | null>(null);
  const opened = useOnce(open !== null);
  const audit = useQuery(trpc.operator.audit.queryOptions({ tenantId, limit: 10 }));
  const rows = audit.data?.rows;
  return (
    <Card
      flush
      title="Newest changes"
      className="overflow-hidden"
      action={
        <Button size="sm" asChild>
          <Link href={auditPath('platform', { tenantId, range: 'all' })}>All changes</Link>
        </Button>
      }
    >
      <div aria-busy={audit.isPending}>
        {audit.error && !rows ? (
          <ErrorState
            {...requestError(audit.error)}
            action={<Button onClick={() => audit.refetch()}>Try again</Button>}
          />
        ) : rows?.length === 0 ? (
          <EmptyState title="Nothing was changed yet" />
        ) : (
          <AuditTable scope="tenant" rows={rows ?? null} now={now} onOpen={setOpen} />
        )}
      </div>
      {opened ? (
        <AuditDetail
          row={open}
          onClose={() => setOpen(null)}
          onNarrow={(part) =>
            window.location.assign(auditPath('platform', { ...defaultAuditFilters, tenantId, range: 'all', ...part }))
          }
        />
      ) : null}
    </Card>
  );
}
