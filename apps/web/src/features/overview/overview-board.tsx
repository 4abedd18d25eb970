'use client';

import type { KeyView } from '@gridsky/api/services';
import { useNow } from '../../ui/use-now.ts';
import { requestError } from '../trpc/request-error.ts';
import { RefreshNotice } from '../usage/refresh-notice.tsx';
import { usageRange } from '../usage/usage-range.ts';
import { usageTotals } from '../usage/usage-totals.ts';
import { attention } from './attention.ts';
import { FirstSteps } from './first-steps.tsx';
import { LimitsCard } from './limits-card.tsx';
import { Notices } from './notices.tsx';
import type { OverviewData } from './overview-data.ts';
import { PlanCard } from './plan-card.tsx';
import { RecentRequests } from './recent-requests.tsx';
import { useOverview } from './use-overview.ts';
import { WeekFigures } from './week-figures.tsx';

/** The overview, whole from the server at first and live from then on. `renderedAt`: the server's time of the page. */
export function OverviewBoard({ initial, renderedAt }: { initial: OverviewData; renderedAt: Date }) {
  const now = useNow(renderedAt);
  const { data, failed } = useOverview(initial, now);
  const { tenant, keys, week, recent, steps, latency, use } = data;
  const { buckets } = usageRange({ range: '7d', period: null }, now);
  const totals = usageTotals(week);
  return (
    <div className="grid gap-6">
      {failed ? (
        <RefreshNotice
          error={requestError(failed.error)}
          updatedAt={failed.dataUpdatedAt || renderedAt.getTime()}
          onRetry={() => failed.refetch()}
        />
      ) : null}
      <Notices notices={attention(keys, totals, now)} />
      <FirstSteps steps={steps} models={tenant.plan.models} />
      <WeekFigures rows={week} totals={totals} buckets={buckets} latency={latency} />
      <div className="grid gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <PlanCard tenant={tenant} keysInUse={keys.filter(holdsPlace).length} now={now} />
        <LimitsCard limits={tenant.limits} use={use} />
      </div>
      <RecentRequests requests={recent} now={now} />
    </div>
  );
}

/** Keys that count towards the plan's number: all that are not revoked. */
function holdsPlace(key: KeyView): boolean {
  return key.state !== 'revoked';
}
