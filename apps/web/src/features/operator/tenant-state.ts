import type { TenantState } from '@gridsky/api/services';
import type { StatusTone } from '../../ui/status.tsx';

export type { TenantState };

/** As the server's own list, which can't come along into the browser. */
export const TENANT_STATES = ['active', 'suspended', 'deleting'] as const satisfies readonly TenantState[];

export const tenantStates: Record<TenantState, { word: string; tone: StatusTone }> = {
  active: { word: 'Active', tone: 'good' },
  suspended: { word: 'Suspended', tone: 'bad' },
  deleting: { word: 'To be deleted', tone: 'warn' },
};
