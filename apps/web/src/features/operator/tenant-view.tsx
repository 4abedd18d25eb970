'use client';

import type { OperatorTenant } from '@gridsky/api/services';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, CirclePlay } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Stat } from '../../ui/stat.tsx';
import { Status } from '../../ui/status.tsx';
import { Time } from '../../ui/time.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { useNow } from '../../ui/use-now.ts';
import { useOnce } from '../../ui/use-once.ts';
import { shortCount } from '../pricing/plan-terms.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { RefreshNotice } from '../usage/refresh-notice.tsx';
import { creditText } from './credit-text.ts';
import { OverrideForm } from './override-form.tsx';
import { TenantAudit } from './tenant-audit.tsx';
import { TenantCredit } from './tenant-credit.tsx';
import { TenantPlan } from './tenant-plan.tsx';
import { tenantStates } from './tenant-state.ts';

const SuspendDialog = dynamic(() => import('./suspend-dialog.tsx').then(({ SuspendDialog }) => SuspendDialog), {
  ssr: false,
});

/** One tenant as the operator sees it: what it has and uses, and everything that can be set for it. */
export function TenantView({ initial, renderedAt }: { initial: OperatorTenant; renderedAt: Date }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const now = useNow(renderedAt);
  const [suspending, setSuspending] = useState(false);
  const opened = useOnce(suspending);
  const query = useQuery(
    trpc.operator.tenant.queryOptions({ tenantId: initial.id }, { initialData: initial, refetchInterval: 15_000 }),
  );
  const tenant = query.data;
  // Whatever was changed is in the audit list below, too.
  const refresh = () => cache.invalidateQueries({ queryKey: trpc.operator.pathKey() });
  const suspended = tenant.state === 'suspended';
  return (
    <>
      <PageHeader
        title={tenant.name}
        description={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Status tone={tenantStates[tenant.state].tone}>{tenantStates[tenant.state].word}</Status>
            <span className="inline-flex items-center">
              <code className="text-13 break-all">{tenant.id}</code>
              <CopyButton text={tenant.id} name="Copy the tenant’s id" size="icon-sm" />
            </span>
            <span>created {isoDay(tenant.createdAt)}</span>
          </span>
        }
        action={
          <>
            <Button asChild>
              <Link href="/operator/tenants">All tenants</Link>
            </Button>
            <Button variant={suspended ? 'primary' : 'danger'} onClick={() => setSuspending(true)}>
              {suspended ? <CirclePlay aria-hidden /> : <Ban aria-hidden />}
              {suspended ? 'Let it work again' : 'Suspend'}
            </Button>
          </>
        }
      />
      {query.error ? (
        <RefreshNotice
          error={requestError(query.error)}
          updatedAt={query.dataUpdatedAt}
          onRetry={() => query.refetch()}
        />
      ) : null}
      <div className="grid gap-4">
        <Card>
          <div className="grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-5">
            <Stat label="Requests, 30 days" value={shortCount(tenant.lastMonth.requests)} />
            <Stat label="Tokens, 30 days" value={compact.format(tenant.lastMonth.tokens)} />
            <Stat
              label="Credit left"
              value={creditText(tenant.credit.availableNano)}
              note={tenant.plan.metered ? `of ${creditText(tenant.credit.grantedNano)}` : 'not used on this plan'}
            />
            <Stat label="Keys" value={tenant.keys} note="not revoked" />
            <Stat label="Members" value={tenant.members.length} />
          </div>
        </Card>
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <div className="grid gap-4">
            <TenantPlan tenant={tenant} now={now} onChanged={refresh} />
            <TenantCredit tenant={tenant} now={now} onChanged={refresh} />
            <Card title="Members" flush>
              {tenant.members.length === 0 ? (
                <p className="border-t px-4 py-3 text-ink-muted">Nobody: the operator made this tenant.</p>
              ) : (
                <ul>
                  {tenant.members.map(({ userId, email, role, joinedAt }) => (
                    <li key={userId} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t px-4 py-2">
                      <span className="min-w-0 flex-[1_1_12rem] truncate" title={email}>
                        {email}
                      </span>
                      <Badge tone={role === 'owner' ? 'accent' : 'neutral'}>{role}</Badge>
                      <span className="text-13 text-ink-muted">
                        joined <Time at={joinedAt} now={now} />
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </Card>
          </div>
          <OverrideForm tenant={tenant} onChanged={refresh} />
        </div>
        <TenantAudit tenantId={tenant.id} now={now} />
      </div>
      {opened ? (
        <SuspendDialog tenant={tenant} open={suspending} onClose={() => setSuspending(false)} onChanged={refresh} />
      ) : null}
    </>
  );
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
