import type { FirstSteps, KeyView, Latency, LimitUse, RequestRow, TenantView, UsageRow } from '@gridsky/api/services';

/** All that the overview shows. */
export interface OverviewData {
  tenant: TenantView;
  keys: KeyView[];
  /** The last seven days by day and model. */
  week: UsageRow[];
  recent: RequestRow[];
  steps: FirstSteps;
  /** Of the last 24 hours. */
  latency: Latency;
  /** The last 60 seconds of the tenant's limits. */
  use: LimitUse['tenant'];
}

/** The recent requests that the overview lists. */
export const recentQuery = { span: { lastHours: 720 }, limit: 8 } as const;
