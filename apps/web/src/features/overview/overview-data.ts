import type { FirstSteps, KeyView, RecentRequest, TenantView, UsageRow } from '@gridsky/api/services';

/** All that the overview shows. */
export interface OverviewData {
  tenant: TenantView;
  keys: KeyView[];
  /** The last seven days by day and model. */
  week: UsageRow[];
  recent: RecentRequest[];
  steps: FirstSteps;
}

/** How many recent requests the overview lists. */
export const recentMax = 8;
